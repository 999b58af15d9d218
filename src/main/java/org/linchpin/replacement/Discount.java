package org.linchpin.replacement;

import java.util.List;

/**
 * The social time preference rate, year by year, as one edition of the Green Book has it.
 *
 * @param edition which one
 * @param bands without gaps, from year 0 on
 */
record Discount(String edition, List<Band> bands) {

    /** Per cent for the years from {@code from} to {@code to} after the base year. */
    record Band(int from, int to, double percent) {}

    /** What a pound is worth that is spent so many years later: each whole year at its own rate, the rest at the next. */
    double factor(double years) {
        double factor = 1;
        int whole = (int) Math.floor(Math.max(0, years));
        for (int year = 1; year <= whole; year++) {
            factor /= 1 + percent(year) / 100;
        }
        double rest = Math.max(0, years) - whole;
        return rest == 0 ? factor : factor / StrictMath.pow(1 + percent(whole + 1) / 100, rest);
    }

    private double percent(int year) {
        for (Band band : bands) {
            if (year >= band.from() && year <= band.to()) {
                return band.percent();
            }
        }
        return bands.get(bands.size() - 1).percent();
    }
}
