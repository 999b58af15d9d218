package org.linchpin.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.reading.Days.Order;

/**
 * What an operator's own columns mean.
 *
 * @param columns for each header of the file the key of a template column, or {@code aside}; two keys with a comma between, as in
 *     {@code latitude, longitude}, divide its cells; the same key for several headers joins theirs with a blank, where it is text; the header
 *     {@code *} speaks for all that are not named
 * @param constants template columns that have one value throughout, by key
 * @param values for a template column what the operator's words stand for: {@code status: {TURNED_ON: in_service}}
 * @param dates for a template column, or {@code *} for all, in which order day, month and year stand: {@code dmy}, {@code mdy} or
 *     {@code ymd}; as the rows show where none is said
 * @param decimal likewise the sign before decimals, {@code comma} or {@code point}
 * @param units for a template column the unit of numbers that stand alone, such as {@code w}; as the header says where none is said
 * @param numbers template columns whose number stands among words, as in "Type 2, 22 kW"
 * @param leaveOut rows that are no assets of this register
 * @param header the header that somebody decided about; empty where nobody has yet
 * @param form how the files are written, where that is not found rightly
 */
public record Mapping(
        Map<String, String> columns,
        Map<String, String> constants,
        Map<String, Map<String, String>> values,
        Map<String, String> dates,
        Map<String, String> decimal,
        Map<String, String> units,
        List<String> numbers,
        List<LeftOut> leaveOut,
        List<String> header,
        KeptForm form) {

    public static final String ASIDE = "aside";
    public static final String OTHERS = "*";

    /** Codes of problems that only a person can solve, by saying what columns mean or how the file is written. */
    private static final Set<String> OPEN = Set.of("column-undecided", "column-gone", "form-changed");

    /**
     * Rows to be left out.
     *
     * @param column the header of the file
     * @param values what stands there; a star stands for anything, as in {@code TEST*}, and {@code \\*} for a star
     * @param why why such a row is none of the register's
     */
    public record LeftOut(String column, List<String> values, String why) {

        private static final String EMPTY = "\"\"";

        public LeftOut {
            values = List.copyOf(values);
        }

        /** As a person types it: several words with semicolons between, and {@code ""} for an empty cell. */
        public static LeftOut typed(String column, String words, String why) {
            return new LeftOut(
                    column,
                    Arrays.stream(words.split(";"))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .map(word -> word.equals(EMPTY) ? "" : word)
                            .toList(),
                    why.strip());
        }

        /** For people: TEST* or "empty". */
        public String words() {
            return values.stream()
                    .map(value -> value.isEmpty() ? "empty" : value)
                    .collect(Collectors.joining(" or "));
        }
    }

    public Mapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        values = Map.copyOf(values);
        dates = Map.copyOf(dates);
        decimal = Map.copyOf(decimal);
        units = Map.copyOf(units);
        numbers = List.copyOf(numbers);
        leaveOut = List.copyOf(leaveOut);
        header = List.copyOf(header);
    }

    public static Mapping none() {
        return new Mapping(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                KeptForm.NONE);
    }

    /**
     * Where a template column is read from.
     *
     * @param columns the columns of the file whose cells are joined; usually one
     * @param part which part of the cell is meant, from 0
     * @param parts into how many parts the cell is divided; usually 1
     */
    record Source(List<Integer> columns, int part, int parts) {

        boolean plain() {
            return columns.size() == 1 && parts == 1;
        }
    }

    /**
     * A mapping applied to a header.
     *
     * @param from what each template column is read from
     * @param undecided columns that nobody has decided about
     * @param aside columns that are not used
     * @param gone columns that are used, and that this header has no more
     */
    public record Applied(
            Map<TemplateColumn, Source> from, List<Integer> undecided, List<Integer> aside, List<String> gone) {

        /** The same, where columns that are not there are no question. */
        public Applied sparing() {
            return new Applied(from, undecided, aside, List.of());
        }

        /** The first column of the file that a template column is read from. */
        @Nullable
        Integer column(TemplateColumn column) {
            Source source = from.get(column);
            return source == null ? null : source.columns().get(0);
        }

        /** Columns of the file that mean one column of the template each, by their number. */
        public Map<Integer, String> byName() {
            Map<Integer, String> meanings = new LinkedHashMap<>();
            from.forEach((column, source) -> {
                if (source.plain()) {
                    meanings.put(source.columns().get(0), column.key());
                }
            });
            return meanings;
        }

        /** Whether a person has yet to say something before the file can be trusted. */
        public boolean open() {
            return !undecided.isEmpty() || !gone.isEmpty();
        }
    }

    /** Whether problems of these codes are waiting for a person to say what columns mean. */
    public static boolean open(Collection<String> codes) {
        return codes.stream().anyMatch(OPEN::contains);
    }

    /**
     * Applies what was decided. Where nobody has decided about a whole header yet, a column is taken for what its name says, unless its
     * rows say otherwise; else it is undecided, as every column is that is new since somebody decided.
     */
    public Applied to(Sample sample) {
        Header now = sample.header();
        Map<TemplateColumn, Source> from = new EnumMap<>(TemplateColumn.class);
        List<Integer> open = new ArrayList<>();
        List<Integer> aside = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            String said = columns.get(now.labels().get(i));
            if (said == null) {
                open.add(i);
            } else if (said.equals(ASIDE)) {
                aside.add(i);
            } else {
                decided(said, i, from);
            }
        }
        Proposals.byName(sample, open, from, header.isEmpty());
        from.values().forEach(source -> open.removeAll(source.columns()));
        if (ASIDE.equals(columns.get(OTHERS))) {
            aside.addAll(open);
            open.clear();
        }
        return new Applied(from, List.copyOf(open), List.copyOf(aside), gone(now, from));
    }

    private static void decided(String said, int column, Map<TemplateColumn, Source> from) {
        List<TemplateColumn> meanings = meanings(said);
        for (int part = 0; part < meanings.size(); part++) {
            Source there = from.get(meanings.get(part));
            List<Integer> joined = new ArrayList<>(there == null ? List.of() : there.columns());
            joined.add(column);
            from.put(meanings.get(part), new Source(List.copyOf(joined), part, meanings.size()));
        }
    }

    /** The template columns that are meant; empty where a key is unknown. */
    static List<TemplateColumn> meanings(String said) {
        List<TemplateColumn> meanings = new ArrayList<>();
        for (String key : said.split(",")) {
            Optional<TemplateColumn> column = TemplateColumn.of(key.strip());
            if (column.isEmpty()) {
                return List.of();
            }
            meanings.add(column.get());
        }
        return meanings;
    }

    /** Columns that were used and are not there, save where a column of the template's own name takes their place. */
    private List<String> gone(Header now, Map<TemplateColumn, Source> from) {
        Set<String> there = new HashSet<>(now.labels());
        return columns.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(ASIDE) && !there.contains(entry.getKey()))
                .filter(entry -> !meanings(entry.getValue()).stream().allMatch(meaning -> replaced(meaning, now, from)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private boolean replaced(TemplateColumn meaning, Header now, Map<TemplateColumn, Source> from) {
        Source source = from.get(meaning);
        return source != null
                && source.columns().stream()
                        .noneMatch(i -> columns.containsKey(now.labels().get(i)));
    }

    /** The mapping as it was applied to a header, to be kept and applied to the next file. */
    Mapping as(Applied applied, Header now) {
        Map<String, String> decided = new LinkedHashMap<>();
        columns.forEach((label, said) -> {
            if (label.equals(OTHERS) || now.labels().contains(label)) {
                decided.put(label, said);
            }
        });
        applied.from().forEach((column, source) -> {
            if (source.plain()) {
                decided.putIfAbsent(now.labels().get(source.columns().get(0)), column.key());
            }
        });
        applied.aside().forEach(i -> decided.put(now.labels().get(i), ASIDE));
        return new Mapping(decided, constants, values, dates, decimal, units, numbers, leaveOut, now.labels(), form);
    }

    /** The same with what is kept of how files are written. */
    public Mapping withForm(KeptForm kept) {
        return new Mapping(columns, constants, values, dates, decimal, units, numbers, leaveOut, header, kept);
    }

    Optional<String> constant(TemplateColumn column) {
        return Optional.ofNullable(constants.get(column.key()));
    }

    /** In which order a column writes its days, where somebody has said so. */
    public Optional<String> dates(TemplateColumn column) {
        return Optional.ofNullable(dates.getOrDefault(column.key(), dates.get(OTHERS)));
    }

    /** The sign before a column's decimals, where somebody has said so. */
    public Optional<String> decimal(TemplateColumn column) {
        return Optional.ofNullable(decimal.getOrDefault(column.key(), decimal.get(OTHERS)));
    }

    /** What a mapping gets wrong, all at once. */
    public Mapping checked() {
        List<BadInput.Fault> faults = new ArrayList<>();
        Map<TemplateColumn, String> taken = new EnumMap<>(TemplateColumn.class);
        new TreeMap<>(columns).forEach((label, said) -> {
            List<TemplateColumn> meanings = meanings(said);
            if (meanings.isEmpty() && !said.equals(ASIDE)) {
                faults.add(fault(label, said, "column-unknown", "\"" + said + "\" is no column of the template"));
            }
            for (TemplateColumn meaning : meanings) {
                if (taken.put(meaning, label) != null && !(meaning.kind().joins() && meanings.size() == 1)) {
                    faults.add(fault(label, said, "column-twice", "Two columns are taken for " + meaning.key()));
                }
            }
        });
        constants.forEach((column, value) -> {
            if (TemplateColumn.of(column).isEmpty()) {
                faults.add(fault(column, value, "column-unknown", "\"" + column + "\" is no column of the template"));
            }
        });
        Set<String> others = new HashSet<>(values.keySet());
        others.addAll(numbers);
        others.addAll(units.keySet());
        others.addAll(dates.keySet());
        others.addAll(decimal.keySet());
        others.remove(OTHERS);
        for (String column : others) {
            if (TemplateColumn.of(column).isEmpty()) {
                faults.add(fault(column, null, "column-unknown", "\"" + column + "\" is no column of the template"));
            }
        }
        dates.forEach((column, order) -> {
            if (Arrays.stream(Order.values()).noneMatch(one -> one.key().equals(order))) {
                faults.add(fault("dates", order, "dates-unknown", "dates must be dmy, mdy or ymd"));
            }
        });
        decimal.forEach((column, sign) -> {
            if (!sign.equals("comma") && !sign.equals("point")) {
                faults.add(fault("decimal", sign, "decimal-unknown", "decimal must be comma or point"));
            }
        });
        units.forEach((column, unit) -> {
            if (TemplateColumn.of(column)
                    .filter(one -> !Units.of(one).containsKey(unit.toLowerCase(Locale.ROOT)))
                    .isPresent()) {
                faults.add(fault("units", unit, "unit-unknown", "\"" + unit + "\" is no unit of " + column));
            }
        });
        for (LeftOut rule : leaveOut) {
            if (rule.why().isBlank() || rule.values().isEmpty() || rule.column().isBlank()) {
                faults.add(BadInput.Fault.field(
                        "leaveOut",
                        rule.column(),
                        "leave-out-form",
                        "Rows are left out by a column, the words that stand there, and a reason",
                        "Write it as {\"column\": \"Status\", \"values\": [\"TEST\"], \"why\": \"test rigs\"}"));
            }
        }
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return this;
    }

    private static BadInput.Fault fault(String field, @Nullable String value, String code, String message) {
        return BadInput.Fault.field(field, value, code, message, "Use a column of the template, or aside");
    }
}
