package org.linchpin.recognition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What recognition makes of a wording.
 *
 * @param outcome how much is known
 * @param reason a sentence for people
 * @param candidates the modules that may be inside, strongest evidence first; hints only where the outcome is unknown
 * @param equipmentMaker the maker on the box, spelling mended; empty where not said
 */
public record Verdict(Outcome outcome, String reason, List<Candidate> candidates, String equipmentMaker) {

    /** How much is known. */
    public enum Outcome {
        /** All candidates share one maker, though the module may be open. */
        CERTAIN,
        /** Several makers are possible. */
        AMBIGUOUS,
        /** The equipment is known to have no cellular module. */
        NONE,
        /** Nothing proves a maker. Never counted as safe. */
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As many reasons as a reader takes in; each candidate keeps its own. */
    private static final int TOLD = 2;

    public static Verdict of(List<Candidate> candidates, String equipmentMaker) {
        boolean one = candidates.stream().map(Candidate::vendor).distinct().count() == 1;
        List<String> reasons =
                candidates.stream().map(Candidate::reason).distinct().toList();
        String told = String.join(" ", reasons.subList(0, Math.min(TOLD, reasons.size())));
        String more = reasons.size() > TOLD ? " And %d more findings.".formatted(reasons.size() - TOLD) : "";
        String reason = (one ? "" : "The evidence allows several makers. ") + told + more;
        return new Verdict(one ? Outcome.CERTAIN : Outcome.AMBIGUOUS, reason, candidates, equipmentMaker);
    }

    public static Verdict unknown(String reason, List<Candidate> hints, String equipmentMaker) {
        return new Verdict(Outcome.UNKNOWN, reason, hints, equipmentMaker);
    }

    /** The module, if all candidates agree on it. */
    public Optional<String> module() {
        List<String> modules =
                candidates.stream().map(Candidate::module).distinct().toList();
        return outcome == Outcome.CERTAIN
                        && modules.size() == 1
                        && !modules.get(0).isEmpty()
                ? Optional.of(modules.get(0))
                : Optional.empty();
    }

    /** The vendor, if all candidates share it. */
    public Optional<String> vendor() {
        return outcome == Outcome.CERTAIN ? Optional.of(candidates.get(0).vendor()) : Optional.empty();
    }
}
