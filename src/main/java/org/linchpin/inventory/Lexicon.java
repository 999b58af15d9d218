package org.linchpin.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Reckoning.Candidate;
import org.linchpin.inventory.Reckoning.Statement;

/**
 * What is known of every wording at one moment under one rule: its words, what they may mean, and where that leads.
 *
 * @param entries by the number of the wording
 * @param statements by the maker that they are about
 * @param last the highest number of a wording; 0 without any
 */
record Lexicon(Map<Integer, Entry> entries, Map<String, Statement> statements, int last) {

    /**
     * One wording.
     *
     * @param words by the name of their column; empty ones are left out
     * @param maker of the equipment, spelling mended
     */
    record Entry(
            int wording,
            Map<String, String> words,
            String maker,
            String outcome,
            String reason,
            List<Candidate> candidates) {

        String word(String column) {
            return words.getOrDefault(column, "");
        }

        boolean identified() {
            return outcome.equals("certain") || outcome.equals("ambiguous");
        }

        @Nullable
        String grade() {
            return candidates.stream()
                    .map(Candidate::grade)
                    .min(String::compareTo)
                    .orElse(null);
        }
    }

    Entry of(int wording) {
        return Objects.requireNonNull(entries.get(wording), () -> "wording " + wording + " is not known");
    }

    /** What the candidates of a wording lead to, sorted, each once; nothing where a candidate does not say it. */
    List<String> leads(Entry entry, Function<Candidate, @Nullable String> what) {
        Set<String> found = new TreeSet<>();
        for (Candidate candidate : entry.candidates()) {
            String one = what.apply(candidate);
            if (one != null && !one.isEmpty()) {
                found.add(one);
            }
        }
        return List.copyOf(found);
    }

    /** Where control of a candidate's maker leads. */
    Statement of(Candidate candidate) {
        return Objects.requireNonNull(statements.get(candidate.leads()), "every candidate has its statement");
    }

    /** The reckoning of amounts by part and wording, the largest first. */
    Reckoning reckoning(Map<String, Map<Integer, Double>> amounts) {
        List<Reckoning.Line> lines = amounts.entrySet().stream()
                .flatMap(part -> part.getValue().entrySet().stream()
                        .map(one -> line(part.getKey(), of(one.getKey()), one.getValue())))
                .sorted(Comparator.comparing((Reckoning.Line line) -> -line.amount())
                        .thenComparing(Reckoning.Line::wording)
                        .thenComparing(Reckoning.Line::part))
                .toList();
        return Reckoning.of(lines, statements);
    }

    private static Reckoning.Line line(String part, Entry entry, double amount) {
        return new Reckoning.Line(
                part,
                entry.wording(),
                entry.words(),
                entry.maker(),
                entry.outcome(),
                entry.reason(),
                entry.candidates(),
                amount);
    }

    /** Puts it together from what a database says, row by row. */
    static final class Builder {

        private final Map<Integer, Entry> bare = new HashMap<>();
        private final Map<Integer, List<Candidate>> candidates = new HashMap<>();
        private final Map<String, Statement> statements = new LinkedHashMap<>();

        void wording(Entry entry) {
            bare.put(entry.wording(), entry);
        }

        void candidate(int wording, Candidate candidate, Statement statement) {
            candidates.computeIfAbsent(wording, fresh -> new ArrayList<>()).add(candidate);
            statements.putIfAbsent(statement.vendor(), statement);
        }

        Lexicon whole() {
            return new Lexicon(
                    bare.values().stream()
                            .map(entry -> new Entry(
                                    entry.wording(),
                                    entry.words(),
                                    entry.maker(),
                                    entry.outcome(),
                                    entry.reason(),
                                    List.copyOf(candidates.getOrDefault(entry.wording(), List.of()))))
                            .collect(Collectors.toUnmodifiableMap(Entry::wording, entry -> entry)),
                    Map.copyOf(statements),
                    bare.keySet().stream().mapToInt(Integer::intValue).max().orElse(0));
        }
    }
}
