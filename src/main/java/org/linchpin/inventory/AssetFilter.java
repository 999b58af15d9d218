package org.linchpin.inventory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param q how the reference or the site begins, or words in maker, model or module
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
                    number("year", year, 4),
                    number("wording", wording, 9),
                    said(q),
                    Order.of(sort));
        }
    }

    /** In which order rows come; each ends in the row's own key, so that the order is always the same. */
    enum Order {
        FILE("file", "s.line", "int"),
        REFERENCE("asset_ref", "s.asset_ref", "text"),
        UNITS("units", "s.units", "int"),
        INSTALLED("installed_on", "s.installed_on", "date");

        /** Stands for the day of installation where none is said; comes last. */
        static final String UNDATED = "9999-12-31";

        private final String key;
        private final String column;
        private final String type;

        Order(String key, String column, String type) {
            this.key = key;
            this.column = column;
            this.type = type;
        }

        public String key() {
            return key;
        }

        String column() {
            return column;
        }

        String sql() {
            return column + (this == UNITS ? " desc" : "");
        }

        /** The sign that says that a value comes later. */
        String later() {
            return this == UNITS ? "<" : ">";
        }

        /** The condition that takes in what comes before {@code :worst}. */
        String before() {
            return " and %s %s cast(:worst as %s)".formatted(column, this == UNITS ? ">" : "<", type);
        }

        String type() {
            return type;
        }

        /** Whether Java orders its values as the database does: numbers and days it does, words it may not. */
        boolean mergesHere() {
            return this != REFERENCE;
        }

        /** The order of its values as text. */
        Comparator<String> byValue() {
            return this == UNITS
                    ? Comparator.<String>comparingInt(Integer::parseInt).reversed()
                    : Comparator.naturalOrder();
        }

        /** Whether something can be a value of it. */
        boolean takes(String value) {
            return switch (this) {
                case UNITS -> value.matches("[0-9]{1,9}");
                case INSTALLED -> value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
                default -> true;
            };
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

    private static @Nullable Integer number(String field, @Nullable String word, int digits) {
        String number = said(word);
        if (number.isEmpty()) {
            return null;
        }
        if (number.length() > digits || !number.chars().allMatch(sign -> '0' <= sign && sign <= '9')) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    field,
                    word,
                    "number-form",
                    "%s must be a whole number of at most %d digits".formatted(field, digits),
                    "Write digits alone")));
        }
        return Integer.valueOf(number);
    }

    /** Whether anything is asked for. */
    public boolean narrows() {
        return !(maker + module + vendor + controller + country + generation + grade + q).isEmpty()
                || year != null
                || wording != null;
    }

    /** Whether it asks anything that a row's wording decides. */
    boolean narrowsWordings() {
        return !(maker + module + vendor + controller + country + generation + grade).isEmpty() || wording != null;
    }

    /** Whether it takes in rows of a wording. */
    boolean takes(Lexicon.Entry entry, Lexicon lexicon) {
        return (wording == null || entry.wording() == wording)
                && (maker.isEmpty() || entry.maker().equalsIgnoreCase(maker))
                && any(entry, module, one -> module.equalsIgnoreCase(one.family()))
                && any(entry, vendor, one -> vendor.equals(one.vendor()))
                && any(
                        entry,
                        controller,
                        one -> controller.equals(lexicon.of(one).holder()))
                && any(entry, country, one -> country.equals(lexicon.of(one).country()))
                && any(entry, generation, one -> generation.equals(one.generation()))
                && graded(entry);
    }

    private static boolean any(Lexicon.Entry entry, String asked, Predicate<Reckoning.Candidate> which) {
        return asked.isEmpty() || entry.candidates().stream().anyMatch(which);
    }

    private boolean graded(Lexicon.Entry entry) {
        return grade.equals("?")
                ? entry.outcome().equals("unknown")
                : grade.isEmpty()
                        || (entry.identified()
                                && entry.candidates().stream().anyMatch(one -> grade.equals(one.grade())));
    }

    /** Whether a wording's own words hold the words looked for. */
    boolean inWords(Lexicon.Entry entry) {
        String words = q.toLowerCase(Locale.ROOT);
        return Stream.of("maker", "model", "module")
                .anyMatch(column -> entry.word(column).toLowerCase(Locale.ROOT).contains(words));
    }
}
