package org.linchpin.replacement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that a plan can take in hand together: one owner's of one kind, in one sector, that reach their natural end in one year.
 *
 * @param region null where registers do not say it
 * @param sensitive whether the owner calls them critical, or their site sensitive
 * @param naturalEnd the year in which they go without a programme: the owner's planned year, else the end of their life, or that
 *     of their network if it comes first; null where none of these is known
 * @param units that surely have such a module: only what is known can be planned
 * @param possible units that may have one
 * @param weight what a unit weighs: its criticality from 1 to 5
 * @param kilowatts what a unit switches, 0 where registers do not say it
 * @param people whom a unit serves, likewise
 * @param pence what exchanging one costs, its part of certification and overhead included: the mean
 * @param visits how many visits one takes, failed ones included: the mean
 */
public record Work(
        String operator,
        String assetClass,
        String sector,
        @Nullable String region,
        boolean sensitive,
        @Nullable Integer naturalEnd,
        long units,
        double possible,
        double weight,
        double kilowatts,
        double people,
        long pence,
        double visits,
        Need need) {

    /**
     * What a new module must be like.
     *
     * @param form the socket it must fit, {@code soldered}, {@code not known}, or {@code any} where the whole unit is exchanged
     *     and brings its own
     * @param generations of the radio that goes; empty where it is not known
     */
    public record Need(String form, List<String> generations) {

        public static final String ANY = "any";
        public static final String NOT_KNOWN = "not known";
    }
}
