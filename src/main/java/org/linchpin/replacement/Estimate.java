package org.linchpin.replacement;

import java.util.List;
import java.util.Map;

/**
 * What replacing would cost. All money in pence of the price year. What is sure and what is possible are priced apart: the
 * truth lies between the two, wherever the unknown units turn out to belong.
 *
 * @param sure for the units that surely have such a module
 * @param possible for all units that may have one
 * @param byComponent low, likely and high of each element
 * @param bySector likely cost without what is shared by all sectors
 * @param byYear likely cost by year, and its present value at the start
 * @param tornado which parameter moves the sum most
 * @param estimateClass by AACE 18R-97
 * @param assumptions every parameter that was used
 */
public record Estimate(
        Question question,
        int priceYear,
        Part sure,
        Part possible,
        List<Component> byComponent,
        List<SectorCost> bySector,
        List<YearCost> byYear,
        List<Swing> tornado,
        int estimateClass,
        List<Parameter> assumptions,
        List<String> notes) {

    public static final String METHOD = "replacement-1";
    public static final String CURRENCY = "GBP";

    /**
     * One of the two prices.
     *
     * @param units how many units
     * @param designs how many host designs are certified anew
     * @param low all parameters at their low value together
     * @param gross the cash needed, before optimism bias
     * @param budget gross with optimism bias
     * @param broughtForward the part of gross that is only spent earlier
     * @param curve for each percentage of draws the cost they stay under
     */
    public record Part(
            double units,
            long designs,
            long low,
            long likely,
            long high,
            Spread gross,
            Spread budget,
            Spread broughtForward,
            Map<Integer, Long> curve) {}

    /** An element of the cost, for the sure units, and its high value for all possible ones. */
    public record Component(
            String key,
            String name,
            long low,
            long likely,
            long high,
            long highIfPossible,
            String grade,
            List<String> parameters) {}

    public record SectorCost(String sector, double units, long low, long likely, long high, long highIfPossible) {}

    public record YearCost(int year, double units, long likely, long presentValue, long likelyIfPossible) {}

    /** The sum with one parameter at its low and at its high value, all others at their mean. */
    public record Swing(String parameter, String what, String grade, long low, long high) {}

    /** Whether anything is affected at all. */
    public boolean empty() {
        return possible.units() == 0;
    }
}
