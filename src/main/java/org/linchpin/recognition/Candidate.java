package org.linchpin.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module that may be inside, and why one may think so.
 *
 * @param module the module as far as known, empty where only its maker is
 * @param vendor who made it, under the name of the time: a key of the reference data
 * @param maker whose business that is today
 * @param family the key of the module family; null where unknown
 * @param weight how likely among the candidates; null where the evidence supports no weights
 * @param grade how strong the evidence is
 * @param rule the rule that produced it
 * @param reason a sentence for people
 * @param sources where the fact comes from
 */
public record Candidate(
        String module,
        String vendor,
        String maker,
        @Nullable String family,
        @Nullable Double weight,
        Grade grade,
        String rule,
        String reason,
        List<String> sources) {

    /** Strength of evidence, strongest first. */
    public enum Grade {
        /** The label's FCC ID, a firmware revision, or module and its maker reported together. */
        A,
        /** A module's name or a product id that belongs to one maker alone. */
        B,
        /** An exclusive vendor id, a type allocation code, or equipment with a well-sourced content. */
        C,
        /** Equipment whose content is reported by batch, or by a weaker source. */
        D,
        /** A hint. */
        E;

        boolean atLeast(Grade other) {
            return compareTo(other) <= 0;
        }
    }

    Candidate weighing(@Nullable Double share) {
        return new Candidate(module, vendor, maker, family, share, grade, rule, reason, sources);
    }

    Candidate graded(Grade other) {
        return new Candidate(module, vendor, maker, family, weight, other, rule, reason, sources);
    }

    Candidate because(Grade other, String sentence) {
        return new Candidate(module, vendor, maker, family, weight, other, rule, sentence, sources);
    }
}
