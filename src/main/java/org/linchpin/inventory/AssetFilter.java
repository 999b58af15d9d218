package org.linchpin.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;

/**
 * Which rows of registers are looked for, besides the slice.
 *
 * @param maker the equipment's maker, spelling mended
 * @param module key of a module family
 * @param vendor key of a module maker
 * @param controller key of a controller under declared control
 * @param country ISO 3166-1 alpha-2 of the country of control
 * @param generation radio generation of a module that it may have, such as 2G
 * @param grade A to E, or ? for what is not identified
 * @param year the year of installation; 0 for where it is not said, null for any
 * @param wording the number of a wording; null for any
 * @param q words in the reference, site, maker or model
 * @param sort in which order
 */
record AssetFilter(
        String maker,
        String module,
        String vendor,
        String controller,
        String country,
        String generation,
        String grade,
        @Nullable Integer year,
        @Nullable Integer wording,
        String q,
        Order sort) {

    /** What is looked for, as a query string says it. */
    record Asked(
            @Nullable String maker,
            @Nullable String module,
            @Nullable String vendor,
            @Nullable String controller,
            @Nullable String country,
            @Nullable String generation,
            @Nullable String grade,
            @Nullable String year,
            @Nullable String wording,
            @Nullable String q,
            @Nullable String sort) {

        AssetFilter filter() {
            return new AssetFilter(
                    said(maker),
                    said(module),
                    said(vendor),
                    said(controller),
                    said(country).toUpperCase(Locale.ROOT),
                    said(generation),
                    said(grade).toUpperCase(Locale.ROOT),
                    number("year", year),
                    number("wording", wording),
                    said(q),
                    Order.of(sort));
        }
    }

    /** In which order rows come; each ends in the row's own key, so that the order is always the same. */
    enum Order {
        FILE("file", "0", "int"),
        REFERENCE("asset_ref", "s.asset_ref", "text"),
        UNITS("units", "-s.units", "int"),
        INSTALLED("installed_on", "coalesce(s.installed_on, date '9999-12-31')", "date");

        private final String key;
        private final String sql;
        private final String type;

        Order(String key, String sql, String type) {
            this.key = key;
            this.sql = sql;
            this.type = type;
        }

        public String key() {
            return key;
        }

        String sql() {
            return sql;
        }

        String type() {
            return type;
        }

        static Order of(@Nullable String said) {
            if (said == null || said.isBlank()) {
                return FILE;
            }
            Optional<Order> order =
                    Arrays.stream(values()).filter(one -> one.key.equals(said)).findFirst();
            return order.orElseThrow(() -> BadInput.fields(List.of(BadInput.Fault.field(
                    "sort",
                    said,
                    "sort-unknown",
                    "sort must be one of "
                            + Arrays.stream(values()).map(Order::key).collect(Collectors.joining(", ")),
                    "Choose one of them"))));
        }
    }

    private static String said(@Nullable String word) {
        return word == null ? "" : word.strip();
    }

    private static @Nullable Integer number(String field, @Nullable String word) {
        String digits = said(word);
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("[0-9]{1,9}")) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    field, word, "number-form", field + " must be a whole number", "Write digits alone")));
        }
        return Integer.valueOf(digits);
    }

    /** Whether anything is asked for. */
    public boolean narrows() {
        return !(maker + module + vendor + controller + country + generation + grade + q).isEmpty()
                || year != null
                || wording != null;
    }

    /** The conditions over {@code s} (asset) and {@code w} (wording); what is not asked for costs nothing. */
    String where() {
        StringBuilder sql = new StringBuilder();
        if (!maker.isEmpty()) {
            sql.append(" and lower(w.equipment_maker) = lower(:maker)");
        }
        if (!module.isEmpty()) {
            sql.append(held("lower(c.family_key) = lower(:module)"));
        }
        if (!vendor.isEmpty()) {
            sql.append(held("c.vendor_key = :vendor"));
        }
        if (!controller.isEmpty()) {
            sql.append(held("c.holder_key = :controller"));
        }
        if (!country.isEmpty()) {
            sql.append(held("c.country = :country"));
        }
        if (!generation.isEmpty()) {
            sql.append(held("c.family_key in (select g.key from module_family g where g.generation = :generation)"));
        }
        if (wording != null) {
            sql.append(" and w.id = :wording");
        }
        if (year != null) {
            sql.append(
                    year == 0
                            ? " and s.installed_on is null"
                            : " and s.installed_on >= make_date(:year, 1, 1) and s.installed_on < make_date(:year + 1, 1, 1)");
        }
        if (grade.equals("?")) {
            sql.append(" and w.outcome = 'unknown'");
        } else if (!grade.isEmpty()) {
            sql.append(" and w.outcome in ('certain', 'ambiguous')").append(held("c.grade = :grade"));
        }
        if (!q.isEmpty()) {
            sql.append(
                    " and (s.asset_ref ilike :like or s.site ilike :like or w.maker ilike :like or w.model ilike :like or w.module ilike :like)");
        }
        return sql.toString();
    }

    private static String held(String condition) {
        return " and exists (select 1 from candidate_held_at(:asAt, :knownAt) c where c.wording_id = w.id and c.rule = 'declared' and "
                + condition + ")";
    }

    /** The words looked for as a pattern of {@code ilike}; its own signs are taken as they are. */
    String like() {
        return "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
