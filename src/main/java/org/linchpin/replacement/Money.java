package org.linchpin.replacement;

import java.util.Locale;

/** Pence as people read them: three figures and a word for the size. */
public final class Money {

    private Money() {}

    /** For instance £4.2m; what is below a thousand pounds is said whole. */
    public static String say(long pence) {
        double pounds = pence / 100.0;
        if (pounds >= 999_500_000) {
            return "£" + three(pounds / 1e9) + "bn";
        }
        if (pounds >= 999_500) {
            return "£" + three(pounds / 1e6) + "m";
        }
        return pounds >= 999.5
                ? "£" + three(pounds / 1e3) + "k"
                : "£" + String.format(Locale.UK, "%,d", Math.round(pounds));
    }

    private static String three(double value) {
        return value >= 100
                ? String.format(Locale.UK, "%,d", Math.round(value))
                : String.format(Locale.UK, value >= 10 ? "%.0f" : "%.1f", value);
    }
}
