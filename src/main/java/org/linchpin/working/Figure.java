package org.linchpin.working;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.Tally;

/** A figure whose working can be shown; each with its formula as a person would write it. */
enum Figure {
    /** How much there is. */
    UNITS("units", "Units", "Σ amounts of all lines that have, or may have, a module") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return new Interval(tally.total(), tally.total());
        }
    },
    /** How much of it is identified. */
    COVERAGE("coverage", "Coverage", "Σ sure ÷ units") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return new Interval(tally.coverage(), tally.coverage());
        }
    },
    /** What one key has. */
    SHARE("share", "Share", "from sure ÷ units to possible ÷ units") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            Tally.Count count = count(tally, key);
            return tally.empty()
                    ? new Interval(0, 0)
                    : new Interval(count.sure() / tally.total(), count.possible() / tally.total());
        }
    },
    /** How concentrated it is. */
    HHI(
            "hhi",
            "HHI",
            "10,000 × Σ (amount of a holder ÷ units)², lowest to highest over all that the unknown could be") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return all == null ? new Interval(0, 0) : all.hhi();
        }
    },
    /** How many equal holders that is like. */
    EFFECTIVE("effective-number", "Effective number", "10,000 ÷ HHI") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return all == null ? new Interval(0, 0) : all.effective();
        }
    },
    /** The largest share. */
    CR1("cr1-and-cr4", "CR1", "the largest share, lowest to highest over all that the unknown could be") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return all == null ? new Interval(0, 0) : all.cr1();
        }
    },
    /** The four largest shares. */
    CR4(
            "cr1-and-cr4",
            "CR4",
            "the four largest shares together, lowest to highest over all that the unknown could be") {
        @Override
        Interval of(Tally tally, String key, @Nullable Concentration all) {
            return all == null ? new Interval(0, 0) : all.cr4();
        }
    };

    private final String definition;
    private final String label;
    private final String formula;

    Figure(String definition, String label, String formula) {
        this.definition = definition;
        this.label = label;
        this.formula = formula;
    }

    /** The figure's value, from a tally and what was measured on it. */
    abstract Interval of(Tally tally, String key, @Nullable Concentration all);

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The anchor of its definition. */
    String definition() {
        return definition;
    }

    String label() {
        return label;
    }

    String formula() {
        return formula;
    }

    boolean isShare() {
        return this == COVERAGE || this == SHARE || this == CR1 || this == CR4;
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    static Tally.Count count(Tally tally, String key) {
        return tally.counts().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, tally.unknown()));
    }

    static Optional<Figure> of(String key) {
        return Arrays.stream(values())
                .filter(figure -> figure.key().equalsIgnoreCase(key))
                .findFirst();
    }
}
