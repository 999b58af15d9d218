package org.linchpin.replacement;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.Slice;

/**
 * What is asked: whose modules, where, by when, and with which numbers of one's own.
 *
 * @param startYear the first year of the programme
 * @param finishYear the last
 * @param own parameters of the asker, by key: low, likely, high
 * @param draws how many times all parameters are drawn
 * @param seed what the draws begin with; the same seed gives the same digits
 */
public record Question(
        Slice slice,
        Target target,
        Option option,
        int startYear,
        int finishYear,
        Map<String, double[]> own,
        int draws,
        long seed) {

    public static final int USUAL_DRAWS = 10_000;
    public static final long USUAL_SEED = 2_026;

    /** What is done about the modules. */
    public enum Option {
        /** Nothing. */
        LEAVE("Leave them"),
        /** No new ones; those in place stay to their end. */
        LIMIT_NEW("Buy no new ones"),
        /** Each unit when its service life ends. */
        END_OF_LIFE("Replace each at the end of its life"),
        /** Evenly over the years of the programme. */
        BY_DATE("Replace all by a year"),
        /** All in the first year. */
        NOW("Replace all at once");

        private final String label;

        Option(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Optional<Option> of(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }

        boolean replaces() {
            return this != LEAVE && this != LIMIT_NEW;
        }
    }
}
