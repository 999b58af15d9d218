package org.linchpin.inventory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What is added up. */
public enum Weight {
    /** Pieces of equipment. */
    UNITS("s.units"),
    /** Lines of registers. */
    ASSETS("s.assets"),
    /** Rated capacity in kilowatts, where registers say it. */
    KILOWATTS("s.kilowatts"),
    /** People served, where registers say it. Somebody served by two things counts twice. */
    PEOPLE("s.people"),
    /** Units times criticality from 1 to 5; a line without one counts as 1. */
    CRITICALITY("s.units * coalesce(s.criticality, 1)");

    /** A nation's kilowatts to less than a watt; what a sum of millions of fractions loses is smaller. */
    private static final MathContext DIGITS = new MathContext(12);

    private final String sql;

    Weight(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An amount in decimals, as registers write it: without what binary fractions leave in the last places of a sum. */
    public static double plain(double sum) {
        return sum == Math.rint(sum) || Double.isNaN(sum)
                ? sum
                : new BigDecimal(sum).round(DIGITS).doubleValue();
    }

    /** Amounts added up. */
    public static double sum(DoubleStream amounts) {
        return plain(amounts.sum());
    }

    /** Whether one of it is a thing that has one maker. */
    public boolean counts() {
        return this == UNITS || this == ASSETS;
    }

    public static Optional<Weight> of(String key) {
        return Arrays.stream(values())
                .filter(w -> w.key().equalsIgnoreCase(key))
                .findFirst();
    }
}
