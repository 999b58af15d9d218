package org.linchpin.reading;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Problem.Severity;

/** Gathers the problems of one file by their cause, as they are found; memory is bounded however many there are. */
public final class Causes {

    private static final int REMEMBERED = 200;
    private static final int SHOWN = 20;
    private static final int LONGEST_VALUE = 200;

    /** Of these every column is one problem of the same header. */
    private static final Set<String> OF_THE_HEADER =
            Set.of("column-undecided", "column-gone", "form-changed", "header-repeated");

    private final Map<Key, Count> counts = new LinkedHashMap<>();

    private record Key(Severity severity, String code, int column) {}

    private static final class Count {
        private final Problem first;
        private final @Nullable String header;
        private final Map<String, Long> values = new LinkedHashMap<>();
        private long problems;
        private boolean all = true;

        private Count(Problem first, @Nullable String header) {
            this.first = first;
            this.header = header;
        }

        private void add(@Nullable String value) {
            problems++;
            if (value == null || value.length() > LONGEST_VALUE) {
                all = false;
            } else if (values.containsKey(value) || values.size() < REMEMBERED) {
                values.merge(value, 1L, Long::sum);
            } else {
                all = false;
            }
        }
    }

    /** @param header what the problem's column is called */
    public void add(Problem problem, @Nullable String header) {
        boolean ofTheHeader = OF_THE_HEADER.contains(problem.code());
        counts.computeIfAbsent(
                        new Key(problem.severity(), problem.code(), ofTheHeader ? -1 : problem.column()),
                        key -> new Count(problem, ofTheHeader ? null : header))
                .add(problem.value());
    }

    /**
     * All causes: faults of the file first, then what keeps rows out, then what leaves cells out; of each the most frequent first.
     *
     * @param ambiguousDays how many cells rest on a guess, by their column: that is said but once
     */
    public List<Cause> all(Map<Integer, Long> ambiguousDays) {
        return counts.entrySet().stream()
                .map(one -> cause(one.getKey(), one.getValue(), ambiguousDays))
                .sorted(Comparator.comparing((Cause cause) -> rank(cause.severity()))
                        .thenComparing(cause -> -cause.count()))
                .toList();
    }

    /** PostgreSQL holds no NUL. */
    private static String shown(String text) {
        return text.replace('\0', '\u2400');
    }

    private static int rank(Severity severity) {
        return severity == Severity.SETUP ? 0 : severity == Severity.HARD ? 1 : 2;
    }

    private static Cause cause(Key key, Count count, Map<Integer, Long> ambiguousDays) {
        List<Cause.Value> values = count.values.entrySet().stream()
                .map(one -> new Cause.Value(shown(one.getKey()), one.getValue()))
                .sorted(Comparator.comparing(value -> -value.times()))
                .limit(SHOWN)
                .toList();
        boolean guess = key.code().equals("date-order") || key.code().equals("date-mixed");
        return new Cause(
                key.severity(),
                key.code(),
                key.column(),
                count.header == null ? null : shown(count.header),
                count.problems,
                guess ? ambiguousDays.getOrDefault(key.column(), 1L) : count.problems,
                count.first.row(),
                shown(count.first.message()),
                count.first.fix(),
                guess ? List.of() : values,
                count.all && count.values.size() <= SHOWN);
    }
}
