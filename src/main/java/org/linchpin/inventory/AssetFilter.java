package org.linchpin.inventory;

import java.util.Arrays;
import java.util.List;
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
 * @param grade A to E, or ? for what is not identified
 * @param q words in the reference, site, maker or model
 * @param sort in which order
 */
record AssetFilter(
        String maker,
        String module,
        String vendor,
        String controller,
        String country,
        String grade,
        String q,
        Order sort) {

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

        String key() {
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

    static AssetFilter of(
            @Nullable String maker,
            @Nullable String module,
            @Nullable String vendor,
            @Nullable String controller,
            @Nullable String country,
            @Nullable String grade,
            @Nullable String q,
            @Nullable String sort) {
        return new AssetFilter(
                said(maker),
                said(module),
                said(vendor),
                said(controller),
                said(country).toUpperCase(java.util.Locale.ROOT),
                said(grade).toUpperCase(java.util.Locale.ROOT),
                said(q),
                Order.of(sort));
    }

    private static String said(@Nullable String word) {
        return word == null ? "" : word.strip();
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
        return " and exists (select 1 from candidate_held c where c.wording_id = w.id and c.rule = 'declared' and "
                + condition + ")";
    }

    /** The words looked for as a pattern of {@code ilike}; its own signs are taken as they are. */
    String like() {
        return "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
