package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.TruthSet.Label;
import org.linchpin.recognition.TruthSet.Labelled;
import org.linchpin.recognition.Verdict.Outcome;

/** How recognition does on the labelled set: precision, recall, and whether a grade means what it says. */
final class Report {

    private int certain;
    private int right;
    private int resolvable;
    private int resolved;
    private int none;
    private int wronglyNone;
    private int missedNone;
    private final Map<String, int[]> kinds = new TreeMap<>();
    private final Map<Grade, int[]> alone = new EnumMap<>(Grade.class);
    private final Map<Grade, int[]> several = new EnumMap<>(Grade.class);
    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    Report(List<Labelled> set, Recognition recognition) {
        set.forEach(one -> count(one, recognition.recognise(one.said())));
    }

    private void count(Labelled one, Verdict verdict) {
        boolean sure = verdict.outcome() == Outcome.CERTAIN;
        boolean hit = sure && verdict.vendor().orElse("").equals(one.made());
        int[] kind = kinds.computeIfAbsent(one.kind(), any -> new int[4]);
        kind[0]++;
        if (sure) {
            certain++;
            kind[1]++;
            // A module that is not in the data and still gets its maker right is right.
            if (hit) {
                right++;
            } else {
                kind[2]++;
                wrong.add(one.line() + " -> " + verdict.vendor().orElse("") + ": " + verdict.reason());
            }
        }
        if (one.label() == Label.MAKER) {
            resolvable++;
            if (hit) {
                resolved++;
            } else {
                kind[3]++;
                missed.add(one.line() + " -> " + verdict.outcome() + ": " + verdict.reason());
            }
        }
        if (verdict.outcome() == Outcome.NONE) {
            none++;
            if (one.label() != Label.NONE) {
                wronglyNone++;
                wrong.add(one.line() + " -> none: " + verdict.reason());
            }
        } else if (one.label() == Label.NONE) {
            missedNone++;
            missed.add(one.line() + " -> " + verdict.outcome() + ": " + verdict.reason());
        }
        if (!one.made().isEmpty()) {
            calibrate(verdict, one.made());
        }
    }

    /**
     * What a grade is worth: where one maker is named, how often it was the maker; where several are, how often the maker was
     * among them, for of several makers named at most one can be right.
     */
    private void calibrate(Verdict verdict, String made) {
        Set<String> named = verdict.candidates().stream().map(Candidate::vendor).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return;
        }
        Grade best = verdict.candidates().stream()
                .map(Candidate::grade)
                .min(Grade::compareTo)
                .orElseThrow();
        int[] counts = (named.size() == 1 ? alone : several).computeIfAbsent(best, any -> new int[3]);
        counts[0]++;
        counts[1] += named.contains(made) ? 1 : 0;
        counts[2] += named.size();
    }

    double precision() {
        return certain == 0 ? 1 : (double) right / certain;
    }

    double recall() {
        return resolvable == 0 ? 1 : (double) resolved / resolvable;
    }

    int certain() {
        return certain;
    }

    int wronglyNone() {
        return wronglyNone;
    }

    /** Of the makers that a grade named alone, the part that were the maker. */
    double share(Grade grade) {
        int[] counts = alone.getOrDefault(grade, new int[3]);
        return counts[0] == 0 ? 1 : (double) counts[1] / counts[0];
    }

    List<String> wrong() {
        return wrong;
    }

    List<String> missed() {
        return missed;
    }

    /** The report as it is kept. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                """
                | measure | value |
                |---|---|
                | wordings | %,d |
                | a maker called certain | %,d |
                | of these right (precision) | %,d (%.4f) |
                | a careful person could resolve | %,d |
                | of these resolved, and right (recall) | %,d (%.4f) |
                | called free of a cellular module | %,d |
                | of these wrongly | %,d |
                | free of one, and not seen to be | %,d |

                | strongest grade | one maker named | it was the maker | several named | the maker was among them | named on average |
                |---|---|---|---|---|---|
                """,
                kinds.values().stream().mapToInt(kind -> kind[0]).sum(),
                certain,
                right,
                precision(),
                resolvable,
                resolved,
                recall(),
                none,
                wronglyNone,
                missedNone));
        for (Grade grade : Grade.values()) {
            int[] sets = several.getOrDefault(grade, new int[3]);
            int named = alone.getOrDefault(grade, new int[3])[0];
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %,d | %s | %s |%n",
                    grade,
                    named,
                    named == 0 ? "" : "%.4f".formatted(share(grade)),
                    sets[0],
                    sets[0] == 0 ? "" : "%.4f".formatted((double) sets[1] / sets[0]),
                    sets[0] == 0 ? "" : "%.1f".formatted((double) sets[2] / sets[0])));
        }
        text.append("\n"
                + "| kind of wording | wordings | called certain | wrong | could be resolved, was not |\n"
                + "|---|---|---|---|---|\n");
        kinds.forEach((kind, counts) -> text.append(String.format(
                Locale.ROOT, "| %s | %,d | %,d | %,d | %,d |%n", kind, counts[0], counts[1], counts[2], counts[3])));
        return text.toString();
    }
}
