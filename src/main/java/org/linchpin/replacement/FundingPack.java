package org.linchpin.replacement;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linchpin.access.BadInput;

/**
 * What a request for money needs besides its figures. It is finished only when nothing is missing: most requests to a known
 * programme were sent back because something was.
 *
 * @param purpose what the money is for
 * @param owner who answers for the programme
 * @param approver who is to approve it
 * @param evidence where quotes, contracts and work orders can be seen
 * @param whyConcept why a concept estimate (class 5) is good enough to ask with
 * @param unknown how the unknown units will be identified
 * @param review the day of the next review
 */
record FundingPack(
        String purpose,
        String owner,
        String approver,
        String evidence,
        String whyConcept,
        String unknown,
        String review) {

    private static final int LONGEST = 2_000;
    /** Above this part of the possible units, the unknown needs a plan of its own. */
    private static final double UNKNOWN = 0.1;

    static FundingPack of(Map<String, String> said) {
        return new FundingPack(
                word(said, "purpose"),
                word(said, "owner"),
                word(said, "approver"),
                word(said, "evidence"),
                word(said, "whyConcept"),
                word(said, "unknown"),
                word(said, "review"));
    }

    private static String word(Map<String, String> said, String field) {
        String word = said.getOrDefault(field, "").strip();
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("purpose", purpose);
        fields.put("owner", owner);
        fields.put("approver", approver);
        fields.put("evidence", evidence);
        fields.put("whyConcept", whyConcept);
        fields.put("unknown", unknown);
        fields.put("review", review);
        return fields;
    }

    static boolean needsWhyConcept(Estimate estimate) {
        return estimate.estimateClass() == 5;
    }

    static boolean needsUnknown(Estimate estimate) {
        return estimate.possible().units() - estimate.sure().units()
                > UNKNOWN * estimate.possible().units();
    }

    /** Everything that is still missing, each at its field. */
    List<BadInput.Fault> missing(Estimate estimate, LocalDate today) {
        List<BadInput.Fault> missing = new ArrayList<>();
        if (estimate.whole().budget().p80() == 0) {
            missing.add(Asking.fault(
                    "target",
                    null,
                    "nothing-asked",
                    "Nothing is replaced, so no money can be asked for: ask another question"));
        }
        need(missing, "purpose", purpose, "Say what the money is for");
        need(missing, "owner", owner, "Name who answers for the programme");
        need(missing, "approver", approver, "Name who is to approve it");
        need(
                missing,
                "evidence",
                evidence,
                "Say where the quotes, contracts or work orders behind the costs can be seen");
        List<String> tried = estimate.assumptions().stream()
                .filter(one -> one.grade().equals(Parameter.ASKED))
                .map(Parameter::what)
                .toList();
        if (!tried.isEmpty()) {
            missing.add(Asking.fault(
                    "evidence",
                    evidence,
                    "source-missing",
                    "Give the source of each number that was tried without one: " + String.join("; ", tried)));
        }
        if (needsWhyConcept(estimate)) {
            need(
                    missing,
                    "whyConcept",
                    whyConcept,
                    "Most of the cost rests on assumptions (class 5): enter owners' own unit costs, or say why a concept estimate will do");
        }
        if (needsUnknown(estimate)) {
            need(
                    missing,
                    "unknown",
                    unknown,
                    Math.round(estimate.possible().units() - estimate.sure().units())
                            + " units may or may not be affected: say how they will be identified");
        }
        try {
            if (review.isBlank() || !LocalDate.parse(review).isAfter(today)) {
                missing.add(Asking.fault(
                        "review", review, "review-missing", "Enter the day of the next review, after today"));
            }
        } catch (DateTimeParseException e) {
            missing.add(Asking.fault("review", review, "date-form", "Enter the day of the next review as 2027-01-31"));
        }
        return missing;
    }

    private static void need(List<BadInput.Fault> missing, String field, String said, String message) {
        if (said.isBlank()) {
            missing.add(Asking.fault(field, null, field + "-missing", message));
        }
    }
}
