package org.linchpin.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.reading.Cells.DateOrder;

/**
 * What an operator's own columns mean.
 *
 * @param columns for each header of the file the key of a template column, or {@code aside}; the header {@code *} speaks
 *     for all that are not named
 * @param constants template columns that have one value throughout, by key
 * @param values for a template column what the operator's words stand for: {@code status: {TURNED_ON: in_service}}
 * @param dates in which order day, month and year stand: {@code dmy}, {@code mdy} or {@code ymd}
 */
public record Mapping(
        Map<String, String> columns,
        Map<String, String> constants,
        Map<String, Map<String, String>> values,
        @Nullable String dates) {

    public static final String ASIDE = "aside";
    public static final String OTHERS = "*";

    public Mapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        values = Map.copyOf(values);
    }

    public static Mapping none() {
        return new Mapping(Map.of(), Map.of(), Map.of(), null);
    }

    /** What each template column is read from, and which columns nobody has decided about. */
    public record Applied(Map<TemplateColumn, Integer> from, List<Integer> undecided, List<Integer> aside) {

        @Nullable
        Integer column(TemplateColumn column) {
            return from.get(column);
        }
    }

    /** Applies what was decided; a column that nobody decided about is proposed by its name, or left undecided. */
    public Applied to(Header header) {
        Map<TemplateColumn, Integer> from = new EnumMap<>(TemplateColumn.class);
        List<Integer> open = new ArrayList<>();
        List<Integer> aside = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String said = columns.get(header.labels().get(i));
            if (said == null) {
                open.add(i);
            } else if (said.equals(ASIDE)) {
                aside.add(i);
            } else {
                from.put(TemplateColumn.of(said).orElseThrow(), i);
            }
        }
        propose(header, open, from);
        open.removeAll(from.values());
        if (ASIDE.equals(columns.get(OTHERS))) {
            aside.addAll(open);
            open.clear();
        }
        return new Applied(from, List.copyOf(open), List.copyOf(aside));
    }

    /** The best name wins; each template column is proposed once. */
    private static void propose(Header header, List<Integer> open, Map<TemplateColumn, Integer> from) {
        for (TemplateColumn column : TemplateColumn.values()) {
            if (from.containsKey(column)) {
                continue;
            }
            int best = Integer.MAX_VALUE;
            for (int i : open) {
                int fit = column.fit(header.labels().get(i));
                if (fit >= 0 && fit < best && !from.containsValue(i)) {
                    best = fit;
                    from.put(column, i);
                }
            }
        }
    }

    /** The mapping as it was applied to a header, to be kept and applied to the next file. */
    Mapping as(Applied applied, Header header) {
        Map<String, String> decided = new LinkedHashMap<>(columns);
        applied.from().forEach((column, i) -> decided.put(header.labels().get(i), column.key()));
        applied.aside().forEach(i -> decided.put(header.labels().get(i), ASIDE));
        decided.remove(OTHERS);
        return new Mapping(decided, constants, values, dates);
    }

    Optional<String> constant(TemplateColumn column) {
        return Optional.ofNullable(constants.get(column.key()));
    }

    /** What a mapping gets wrong, all at once. */
    public Mapping checked() {
        List<BadInput.Fault> faults = new ArrayList<>();
        Map<String, String> taken = new LinkedHashMap<>();
        columns.forEach((header, said) -> {
            boolean known = TemplateColumn.of(said).isPresent();
            if (!known && !said.equals(ASIDE)) {
                faults.add(fault(header, said, "column-unknown", "\"" + said + "\" is no column of the template"));
            } else if (known && taken.put(said, header) != null) {
                faults.add(fault(header, said, "column-twice", "Two columns are taken for " + said));
            }
        });
        constants.forEach((column, value) -> {
            if (TemplateColumn.of(column).isEmpty()) {
                faults.add(fault(column, value, "column-unknown", "\"" + column + "\" is no column of the template"));
            }
        });
        values.keySet().forEach(column -> {
            if (TemplateColumn.of(column).isEmpty()) {
                faults.add(fault(column, null, "column-unknown", "\"" + column + "\" is no column of the template"));
            }
        });
        if (dates != null
                && Arrays.stream(DateOrder.values())
                        .noneMatch(order -> order.key().equals(dates))) {
            faults.add(fault("dates", dates, "dates-unknown", "dates must be dmy, mdy or ymd"));
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
