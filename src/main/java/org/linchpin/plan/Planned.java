package org.linchpin.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.ModuleOffers.Caution;
import org.linchpin.replacement.Work.Need;

/**
 * A plan. Money in pence of the price year.
 *
 * @param programme what is exchanged in which year, in the order of the years
 * @param years what each year takes and leaves
 * @param gap how far the plan can be from the best there is, as a part of the bound; 0 is proved best
 * @param comparison the plan beside a greedy rule and beside equal shares of the same money
 * @param weightedIfNothing what is left at the end of each year if nothing is spent and units only reach their natural end
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
        List<Double> weightedIfNothing,
        List<Worth> otherBudgets,
        @Nullable Substitution substitution,
        List<String> notes) {

    static final String METHOD = "plan-3";

    /** Units that have such a module, and may have one, and what the sure ones weigh. */
    record Exposed(double sure, double possible, double weighted) {

        /** Units that may have one and may not: a plan leaves them where they are until somebody identifies them. */
        double open() {
            return possible - sure;
        }
    }

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
            long cost,
            Need need) {}

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
     * @param weightedLeft what these weigh
     */
    record Rule(
            String rule,
            long spent,
            long replaced,
            double removedUnitYears,
            double perThousandPounds,
            List<Double> sureLeft,
            List<Double> weightedLeft) {}

    /**
     * What choosing is worth with other money: the rule of cheapest removal first beside equal shares; with the money asked the
     * plan itself.
     *
     * @param times as much money as asked
     * @param budget in all years together
     * @param partOfNeed of what exchanging every unit would cost, 0 to 1 or more
     * @param timesProRata how many times as much exposure a pound takes away
     * @param mostTimesProRata how many times as much it could take away at most, under any plan that spends as much
     */
    record Worth(
            double times,
            long budget,
            double partOfNeed,
            double perThousandPounds,
            double proRataPerThousandPounds,
            double timesProRata,
            double mostTimesProRata) {}

    /**
     * Where the exchanged units could go. A maker is known to be able to deliver where a family of its that fits is known to
     * serve in the country; what is not known is told, and never counts as able.
     *
     * @param units how many go somewhere else in all years
     * @param unplaced for how many of them nobody is known who could deliver, or could deliver so many
     * @param unplacedIfAllServe for how many there would be nobody even if every family that fits did serve
     * @param groups units by what the new module must be like
     * @param families how many fit some of the units
     * @param servingKnown how many of these are known to serve in the country; of the others it is not known
     * @param hhiAfterKnown with the units that somebody is known to be able to deliver; null where that is nobody
     * @param hhiAfter if every family that fits did serve: from all evenly over the alternatives to as many as it can deliver
     *     with the largest of them
     * @param finding one sentence
     */
    record Substitution(
            long units,
            long unplaced,
            long unplacedIfAllServe,
            List<Group> groups,
            List<Alternative> alternatives,
            int families,
            int servingKnown,
            @Nullable Interval hhiBefore,
            @Nullable Interval hhiAfterKnown,
            @Nullable Interval hhiAfter,
            String finding) {}

    /**
     * Units that need modules alike.
     *
     * @param generations of the radio that goes; empty where not known
     * @param successors of the radio that may come
     * @param servingKnown how many of the families that fit are known to serve in the country
     */
    record Group(
            String form,
            List<String> generations,
            List<String> successors,
            long units,
            int makers,
            int families,
            int servingKnown) {}

    /**
     * A maker that may be able to deliver.
     *
     * @param families how many of its module families fit some of the units by radio and form
     * @param servingKnown how many of these are known to serve in the country
     * @param hints what is said of the others that proves nothing
     * @param atWork where registers in sight surely have one of them at work, most first: a sign that networks there take it
     * @param share its share of the slice's units today, at least
     * @param cautions what is recorded of it: ties to whoever is replaced, and that it is not known who controls it
     */
    record Alternative(
            String key,
            String name,
            String country,
            int families,
            int servingKnown,
            List<String> hints,
            List<AtWork> atWork,
            double share,
            List<Caution> cautions) {}

    /**
     * Units at work.
     *
     * @param region null where registers do not say it
     */
    record AtWork(@Nullable String region, double units) {}

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
                weightedIfNothing,
                otherBudgets,
                where,
                notes);
    }

    Rule rule(String name) {
        return comparison.stream()
                .filter(one -> one.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many times as much exposure as under equal shares a pound could take away at most, under any plan that spends as much. */
    double mostTimesProRata() {
        long spent = rule("plan").spent();
        double equal = rule("pro_rata").perThousandPounds();
        return spent == 0 || equal == 0 ? 0 : boundUnitYears * 100_000 / spent / equal;
    }

    /** How many times as much exposure a pound takes away as under equal shares; 0 where nothing is spent. */
    double timesProRata() {
        double equal = rule("pro_rata").perThousandPounds();
        return equal == 0 ? 0 : rule("plan").perThousandPounds() / equal;
    }
}
