package org.linchpin.replacement;

import java.util.List;
import java.util.Map;

/**
 * What replacing would cost. All money in pence of the price year. {@code whole} is drawn over the parameters and over what
 * the unknown units turn out to be; {@code sure} and {@code possible} are its bounds: no unknown unit is affected, or every one.
 *
 * @param byComponent each element of the cost
 * @param parts the cost of each part by dimension: sector, region, operator, assetClass
 * @param byYear by the year in which it is spent
 * @param tornado which number moves the sum most
 * @param estimateClass by AACE 18R-97
 * @param ownShare the part of the likely cost that rests on owners' own numbers, 0 to 1
 * @param bias the optimism allowance
 * @param assumptions every parameter that was used
 */
public record Estimate(
        Question question,
        int priceYear,
        Part whole,
        Part sure,
        Part possible,
        List<Component> byComponent,
        Map<String, List<Share>> parts,
        List<YearCost> byYear,
        List<Swing> tornado,
        int estimateClass,
        double ownShare,
        Bias bias,
        String discountEdition,
        List<Parameter> assumptions,
        List<String> notes) {

    public static final String METHOD = "replacement-4";
    public static final String CURRENCY = "GBP";
    /** The key of the component that is no part of gross: the allowance for optimism. */
    public static final String OPTIMISM = "optimism_bias";

    /**
     * A price.
     *
     * @param units how many units are affected; of the whole, how many are expected to be
     * @param designs how many host designs are certified anew, as far as these units share them
     * @param low all parameters at their low value together
     * @param gross the cash needed, before optimism bias
     * @param budget gross with optimism bias
     * @param broughtForward the part of gross that is only spent earlier
     * @param lowBroughtForward the same with all parameters at their low value together
     * @param curve for each percentage of draws the cost they stay under
     */
    public record Part(
            double units,
            double designs,
            long low,
            long likely,
            long high,
            Spread gross,
            Spread budget,
            Spread broughtForward,
            long lowBroughtForward,
            long likelyBroughtForward,
            long highBroughtForward,
            Map<Integer, Long> curve) {}

    /**
     * An element of the cost.
     *
     * @param low of the sure units, every parameter at its low value
     * @param likelyIfPossible of all possible ones, every parameter at its likely value
     * @param highIfPossible of all possible ones, every parameter at its high value
     * @param gross its draws, over parameters and over what is unknown
     */
    public record Component(
            String key,
            String name,
            long low,
            long likely,
            long high,
            long likelyIfPossible,
            long highIfPossible,
            Spread gross,
            String grade,
            List<String> parameters) {}

    /**
     * What a part costs.
     *
     * @param low of the sure units, every parameter at its low value
     * @param likely the same at its likely value
     * @param likelyIfPossible the same of all that may be affected
     * @param gross its draws, over parameters and over what is unknown
     */
    public record Share(
            String key,
            String name,
            double sure,
            double possible,
            long low,
            long likely,
            long high,
            long likelyIfPossible,
            long highIfPossible,
            Spread gross) {}

    public record YearCost(
            int year,
            double sure,
            double possible,
            long low,
            long likely,
            long high,
            long presentValue,
            long likelyIfPossible,
            long highIfPossible,
            Spread gross) {}

    /** The mean of the whole with one number at its low and at its high value, all others at their mean. */
    public record Swing(String parameter, String what, String grade, long low, long high) {}

    /** The allowance for optimism, in per cent of gross. */
    public record Bias(String category, double upper, double lower, double mitigation, String reason, double percent) {}

    /** What gross adds up from. */
    public List<Component> elements() {
        return byComponent.stream().filter(one -> !one.key().equals(OPTIMISM)).toList();
    }

    /** What a budget needs besides gross. */
    public Component allowance() {
        return byComponent.stream()
                .filter(one -> one.key().equals(OPTIMISM))
                .findFirst()
                .orElseThrow();
    }

    /** Whether anything is affected at all. */
    public boolean empty() {
        return possible.units() == 0;
    }

    public List<Share> bySector() {
        return parts.getOrDefault("sector", List.of());
    }
}
