package org.linchpin.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Interval;

/**
 * A plan. Money in pence of the price year.
 *
 * @param programme what is exchanged in which year, in the order of the years
 * @param years what each year takes and leaves
 * @param gap how far the plan can be from the best there is, as a part of the bound; 0 is proved best
 * @param comparison the plan beside a greedy rule and beside equal shares of the same money
 */
record Planned(
        int priceYear,
        Objective objective,
        int startYear,
        Exposed before,
        List<Step> programme,
        List<Year> years,
        double gap,
        double boundUnitYears,
        List<Rule> comparison,
        @Nullable Substitution substitution,
        List<String> notes) {

    static final String METHOD = "plan-1";

    /** Units that have such a module, and may have one, and what the sure ones weigh. */
    record Exposed(double sure, double possible, double weighted) {}

    /** Units of one work in one year. */
    record Step(
            int year,
            String operator,
            String assetClass,
            String sector,
            @Nullable String region,
            boolean sensitive,
            @Nullable Integer naturalEnd,
            long units,
            long cost) {}

    /**
     * A year of the plan.
     *
     * @param ended units that reached their natural end in this year and are exchanged from their owners' ordinary budgets
     * @param left what is exposed when the year is over
     */
    record Year(
            int year,
            long budget,
            long spent,
            long visitsPossible,
            double visits,
            long replaced,
            long ended,
            Exposed left) {}

    /**
     * The same money spent by a rule.
     *
     * @param removedUnitYears weighted years of exposure that it takes away
     * @param perThousandPounds the same for each thousand pounds spent
     * @param sureLeft surely exposed units when each year is over
     */
    record Rule(
            String rule,
            long spent,
            long replaced,
            double removedUnitYears,
            double perThousandPounds,
            List<Double> sureLeft) {}

    /**
     * Where the exchanged units could go.
     *
     * @param units how many go somewhere else in all years
     * @param hhiAfter from all evenly over the alternatives to all with the largest of them
     * @param finding one sentence
     */
    record Substitution(
            long units,
            List<String> generations,
            List<Alternative> alternatives,
            @Nullable Interval hhiBefore,
            @Nullable Interval hhiAfter,
            String finding) {}

    /**
     * A maker that could deliver.
     *
     * @param families how many of its module families fit by radio class
     * @param share its share of the slice's units today, at least
     */
    record Alternative(String key, String name, String country, int families, double share) {}

    Planned with(Substitution where) {
        return new Planned(
                priceYear,
                objective,
                startYear,
                before,
                programme,
                years,
                gap,
                boundUnitYears,
                comparison,
                where,
                notes);
    }

    Rule rule(String name) {
        return comparison.stream()
                .filter(one -> one.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many times as much exposure a pound takes away as under equal shares; 0 where nothing is spent. */
    double timesProRata() {
        double equal = rule("pro_rata").perThousandPounds();
        return equal == 0 ? 0 : rule("plan").perThousandPounds() / equal;
    }
}
