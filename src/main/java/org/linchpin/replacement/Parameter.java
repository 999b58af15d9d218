package org.linchpin.replacement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number that an estimate rests on: three points, how well they are known, who put it there and when.
 *
 * @param key its name in {@code cost_parameters.csv} and in the API
 * @param what what it measures, in words
 * @param low the least to expect
 * @param likely the likeliest; where no source gives one, the middle
 * @param high the most to expect
 * @param unit what it counts
 * @param priceYear the year whose pounds it is in; null for what is no money
 * @param grade evidence, evidence-weak, assumption or recall; own where an owner or an asker gave it with a source; asked where
 *     the asker gave it without
 * @param basis where it is from, in words
 * @param author who put it there
 * @param stated the day it was put there; null for the reference data, which its price year dates
 */
public record Parameter(
        String key,
        String what,
        double low,
        double likely,
        double high,
        String unit,
        @Nullable Integer priceYear,
        String grade,
        List<String> sources,
        String basis,
        String author,
        java.time.@Nullable LocalDate stated) {

    static final String OWN = "own";
    static final String ASKED = "asked";
    static final String REFERENCE = "reference data";

    public Parameter {
        if (!(low <= likely && likely <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(key + ": " + low + ", " + likely + ", " + high + " are out of order");
        }
    }

    /** The mean of its PERT distribution: (low + 4 likely + high) / 6 (Malcolm and others 1959). */
    double mean() {
        return (low + 4 * likely + high) / 6;
    }

    /** Whether nobody has measured it. */
    public boolean assumed() {
        return !grade.startsWith("evidence") && !grade.equals(OWN);
    }

    boolean money() {
        return priceYear != null && !unit.startsWith("percent") && !unit.equals("years");
    }

    Parameter replaced(Question.Given given) {
        String source = given.source();
        return new Parameter(
                key,
                what,
                given.low(),
                given.likely(),
                given.high(),
                unit,
                priceYear,
                source == null ? ASKED : OWN,
                List.of(),
                source == null ? "given with the question, without a source" : source,
                given.author(),
                given.stated());
    }

    /** The same in the prices of another year. */
    Parameter in(int year, double factor) {
        return new Parameter(
                key,
                what,
                low * factor,
                likely * factor,
                high * factor,
                unit,
                year,
                grade,
                sources,
                basis + "; from prices of " + priceYear + " by the GDP deflator",
                author,
                stated);
    }
}
