package org.linchpin.exposure;

import java.util.Locale;

/**
 * Figures as people read them: digits and signs alone, no words. An interval is rounded outwards, so that it never says more
 * than is known.
 */
public final class Say {

    /** From here on a number of holders only says that an amount can be divided without end. */
    private static final double ENDLESS = 1e9;

    private Say() {}

    /** A count: 4,208,310. */
    public static String count(double amount) {
        return String.format(Locale.UK, "%,d", Math.round(amount));
    }

    /** The lower end of a share, rounded down: 58%. */
    public static String atLeast(double share) {
        double percent = Math.floor(share * 100 + 1e-9);
        return percent == 0 && share > 0 ? "<1%" : whole(percent) + "%";
    }

    /** The upper end of a share, rounded up: 81%. */
    public static String atMost(double share) {
        double percent = Math.ceil(share * 100 - 1e-9);
        return percent == 100 && share < 1 ? ">99%" : whole(percent) + "%";
    }

    /** A share as an interval: 58–81%, or 58% where both ends are the same. */
    public static String share(Interval share) {
        String low = atLeast(share.low());
        String high = atMost(share.high());
        if (low.equals(high) || share.high() - share.low() < 1e-9) {
            return whole(Math.round(share.low() * 100)) + "%";
        }
        return low.replace("%", "") + "–" + high;
    }

    /** A part that is known to the last unit, to a tenth: 49.9%. */
    static String part(double share) {
        return share > 0 && share < 0.0005 ? "<0.1%" : tenths(share * 100) + "%";
    }

    /** An index as an interval, rounded outwards to tens: 4,120–6,930. */
    public static String index(Interval index) {
        String low = count(Math.floor(index.low() / 10 + 1e-9) * 10);
        String high = count(Math.ceil(index.high() / 10 - 1e-9) * 10);
        return low.equals(high) || index.high() - index.low() < 1e-6 ? count(index.low()) : low + "–" + high;
    }

    /** Whether a number of holders has no end. */
    static boolean endless(double value) {
        return value >= ENDLESS;
    }

    /** The least number of holders, rounded down: 2.3, or 1,204. */
    static String number(double least) {
        return least < 10 ? tenths(Math.floor(least * 10 + 1e-9) / 10) : count(Math.floor(least + 1e-9));
    }

    /** A number of holders that has an end, as an interval: 2.1–5.3. */
    static String number(Interval numbers) {
        String low = number(numbers.low());
        String high = numbers.high() < 10
                ? tenths(Math.ceil(numbers.high() * 10 - 1e-9) / 10)
                : count(Math.ceil(numbers.high() - 1e-9));
        return low.equals(high) ? low : low + "–" + high;
    }

    private static String tenths(double value) {
        return String.format(Locale.UK, "%.1f", value);
    }

    private static String whole(double value) {
        return String.valueOf(Math.round(value));
    }
}
