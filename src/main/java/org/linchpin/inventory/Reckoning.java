package org.linchpin.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a tally rests on, open for everybody to add up again: amounts by wording, what recognition made of each wording
 * and why, and where control leads. Pure; {@link InstalledBase} comes to the same tallies from the same stock.
 *
 * @param lines amounts, the largest first
 * @param statements where each maker leads under the rule, by the maker's key
 */
public record Reckoning(List<Line> lines, Map<String, Statement> statements) {

    /**
     * An amount of equipment that is described by the same words.
     *
     * @param part the plain key it is counted under, such as a sector; empty where there is none
     * @param wording the number of the wording
     * @param words the words, by the name of their column; empty ones are left out
     * @param outcome certain, ambiguous, none or unknown
     * @param reason why, in words
     */
    public record Line(
            String part,
            int wording,
            Map<String, String> words,
            String maker,
            String outcome,
            String reason,
            List<Candidate> candidates,
            double amount) {

        /** What to call it: the maker and model on the box, else whatever was said. */
        public String title() {
            String box = (maker + " " + words.getOrDefault("model", "")).strip();
            return box.isEmpty() ? String.join(" ", words.values()) : box;
        }
    }

    /**
     * A module that the words may mean.
     *
     * @param leads whose statement tells who controls its maker under the rule
     */
    public record Candidate(
            String vendor,
            String leads,
            @Nullable String family,
            String module,
            @Nullable String generation,
            String grade,
            String rule,
            String reason,
            List<String> sources) {}

    /** Where the rule leads from a maker, and by which chain. */
    public record Statement(String vendor, String holder, String holderName, String country, String path) {}

    /** Counts the lines by one dimension. */
    public Tally tally(Dimension by, UnaryOperator<String> name) {
        return tally(by, name, line -> true);
    }

    /** Counts some of the lines by one dimension. */
    public Tally tally(Dimension by, UnaryOperator<String> name, Predicate<Line> which) {
        Fold fold = new Fold(by);
        lines.stream().filter(which).forEach(line -> fold.add(line.outcome(), keys(line, by), line.amount()));
        return fold.tally(name);
    }

    /** The keys that a line's candidates lead to; none where nothing is known. */
    public Set<String> keys(Line line, Dimension by) {
        return switch (by) {
            case MAKER -> Set.of(line.maker());
            case GRADE -> Set.of(grade(line));
            case MODULE, VENDOR, CONTROLLER, COUNTRY, GENERATION ->
                line.candidates().stream()
                        .map(candidate -> key(candidate, by))
                        .collect(Collectors.toCollection(TreeSet::new));
            default -> Set.of(line.part());
        };
    }

    private static String grade(Line line) {
        boolean identified = line.outcome().equals("certain") || line.outcome().equals("ambiguous");
        return identified
                ? line.candidates().stream()
                        .map(Candidate::grade)
                        .min(String::compareTo)
                        .orElse("?")
                : "?";
    }

    private String key(Candidate candidate, Dimension by) {
        return switch (by) {
            case MODULE -> candidate.family() == null ? "~" + candidate.vendor() : candidate.family();
            case CONTROLLER -> statement(candidate).holder();
            case COUNTRY -> statement(candidate).country();
            case GENERATION -> candidate.generation() == null ? Dimension.NOT_ESTABLISHED : candidate.generation();
            default -> candidate.vendor();
        };
    }

    private Statement statement(Candidate candidate) {
        Statement found = statements.get(candidate.leads());
        if (found == null) {
            throw new IllegalArgumentException("no statement says where " + candidate.leads() + " leads");
        }
        return found;
    }

    /** Only the statements that some candidate needs, so that a file of it holds no more than its figure. */
    static Reckoning of(List<Line> lines, Map<String, Statement> statements) {
        Map<String, Statement> needed = new LinkedHashMap<>();
        lines.stream()
                .flatMap(line -> line.candidates().stream())
                .map(Candidate::leads)
                .distinct()
                .sorted()
                .forEach(key -> {
                    Statement statement = statements.get(key);
                    if (statement != null) {
                        needed.put(key, statement);
                    }
                });
        return new Reckoning(lines, needed);
    }
}
