package org.linchpin.replacement;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.Slice;

/**
 * What is asked: whose modules, where, by when, and with which numbers of one's own.
 *
 * @param startYear the first year of the programme
 * @param finishYear the last
 * @param own parameters of the asker, by key
 * @param optimism how much of the optimism bias is mitigated, and why
 * @param priceYear the year whose pounds the answer is in; null for the newest that the numbers are in
 * @param growth new fittings a year in per cent of what is there, while nothing is done; null for what registers show
 * @param draws how many times all parameters are drawn
 * @param seed what the draws begin with; the same seed gives the same digits
 */
public record Question(
        Slice slice,
        Target target,
        Option option,
        int startYear,
        int finishYear,
        Map<String, Given> own,
        Optimism optimism,
        @Nullable Integer priceYear,
        @Nullable Double growth,
        int draws,
        long seed) {

    public static final int USUAL_DRAWS = 10_000;
    public static final long USUAL_SEED = 2_026;

    /** A question without numbers of the asker's own. */
    public Question(
            Slice slice,
            Target target,
            Option option,
            int startYear,
            int finishYear,
            Map<String, Given> own,
            int draws,
            long seed) {
        this(slice, target, option, startYear, finishYear, own, Optimism.UNMITIGATED, null, null, draws, seed);
    }

    /**
     * A number of the asker's.
     *
     * @param source what it rests on; null where the asker only tries it
     */
    public record Given(
            double low,
            double likely,
            double high,
            @Nullable String source,
            String author,
            LocalDate stated) {}

    /**
     * The allowance for optimism, after HM Treasury's supplementary guidance: from the upper bound of a category, less what is
     * mitigated, but never below the lower bound.
     *
     * @param category the key of its parameter without {@code ob_capex_}
     * @param mitigation the part of the upper bound that is mitigated, 0 to 1
     * @param reason why so much; empty where nothing is mitigated
     */
    public record Optimism(String category, double mitigation, String reason) {

        public static final Optimism UNMITIGATED = new Optimism("equipment_and_development", 0, "");

        String key() {
            return "ob_capex_" + category;
        }

        /** Per cent of gross. */
        double percent(Parameter bounds) {
            return Math.max(bounds.low(), bounds.high() * (1 - mitigation));
        }
    }

    /** What is done about the modules. */
    public enum Option {
        /** Nothing. */
        LEAVE("Leave them"),
        /** No new ones; those in place stay to their end. */
        LIMIT_NEW("Buy no new ones"),
        /** Each unit when its service life ends. */
        END_OF_LIFE("Replace each at the end of its life"),
        /** Each unit when its network closes, or at the end of its life if that comes first. */
        NETWORK_SUNSET("Replace each when its network closes"),
        /** Critical ones over the years of the programme, the others at the end of their life. */
        SENSITIVE_FIRST("Replace sensitive ones first, the rest at end of life"),
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
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Option> of(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }

        boolean replaces() {
            return this != LEAVE && this != LIMIT_NEW;
        }
    }

    /** The same with both clocks stopped. */
    public Question with(InstalledBase.Clocks clocks) {
        return new Question(
                slice.asAt(clocks.asAt()).knownAt(clocks.knownAt()),
                target,
                option,
                startYear,
                finishYear,
                own,
                optimism,
                priceYear,
                growth,
                draws,
                seed);
    }

    Question with(Option other, int start, int finish) {
        return new Question(slice, target, other, start, finish, own, optimism, priceYear, growth, draws, seed);
    }
}
