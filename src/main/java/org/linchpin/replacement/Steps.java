package org.linchpin.replacement;

import java.util.List;

/** The twelve steps of a reliable cost estimate (US Government Accountability Office, GAO-20-195G), as far as an estimate fills them. */
final class Steps {

    private Steps() {}

    /** A step, whether it is done, and by what. */
    record Step(int number, String name, boolean done, String by) {

        /** The last two steps come after the pack: it can only say by whom and when. */
        public String state() {
            return !done ? "open" : number < FIRST_AFTER_THE_PACK ? "done" : "planned";
        }
    }

    private static final int FIRST_AFTER_THE_PACK = 11;

    static List<Step> of(Estimate estimate, FundingPack pack) {
        Question asked = estimate.question();
        long assumed =
                estimate.assumptions().stream().filter(Parameter::assumed).count();
        return List.of(
                step(1, "Define the purpose", !pack.purpose().isBlank(), pack.purpose()),
                step(2, "Develop the plan of estimating", !pack.owner().isBlank(), "Responsible: " + pack.owner()),
                step(
                        3,
                        "Define the programme",
                        true,
                        asked.option().label() + ", " + asked.startYear() + " to " + asked.finishYear()),
                step(
                        4,
                        "Determine the structure",
                        true,
                        estimate.byComponent().size() + " elements, by part and by year"),
                step(
                        5,
                        "Identify ground rules and assumptions",
                        true,
                        estimate.assumptions().size() + " numbers, pounds of " + estimate.priceYear() + ", "
                                + estimate.discountEdition()),
                step(
                        6,
                        "Obtain the data",
                        estimate.estimateClass() < 5 || !pack.whyConcept().isBlank(),
                        assumed + " numbers are assumptions; class " + estimate.estimateClass()),
                step(
                        7,
                        "Develop the point estimate",
                        true,
                        "Likely " + Money.say(estimate.whole().likely()) + "; outside view beside it"),
                step(
                        8,
                        "Conduct sensitivity analysis",
                        !estimate.tornado().isEmpty(),
                        estimate.tornado().size() + " numbers moved one at a time"),
                step(
                        9,
                        "Conduct risk and uncertainty analysis",
                        true,
                        asked.draws() + " draws, seed " + asked.seed() + ": P10 "
                                + Money.say(estimate.whole().gross().p10()) + ", P80 "
                                + Money.say(estimate.whole().gross().p80())),
                step(10, "Document the estimate", !pack.evidence().isBlank(), pack.evidence()),
                step(
                        11,
                        "Present it for approval",
                        !pack.approver().isBlank(),
                        "To be approved by: " + pack.approver()),
                step(12, "Update it", !pack.review().isBlank(), "Next review: " + pack.review()));
    }

    private static Step step(int number, String name, boolean done, String by) {
        return new Step(number, name, done, done ? by : "");
    }
}
