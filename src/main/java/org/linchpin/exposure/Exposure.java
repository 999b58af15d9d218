package org.linchpin.exposure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a slice of the installed base depends on whom, with everything that is not known in the interval. */
@Component
public class Exposure {

    /** The version of the arithmetic; it changes when a figure would. */
    public static final String METHOD = "exposure-2";

    /** Below this coverage a page shows intervals and names no leader. */
    static final double LITTLE = 0.05;

    private final InstalledBase installed;
    private final double enough;
    private final List<Band> bands;

    /** What was measured on a tally that is still remembered: pages ask for the same ones again and again. */
    private final Cache<Tally, Optional<Concentration>> ofThings =
            Caffeine.newBuilder().weakKeys().build();

    private final Cache<Tally, Optional<Concentration>> ofAmounts =
            Caffeine.newBuilder().weakKeys().build();

    Exposure(InstalledBase installed, ExposureSettings settings, JdbcClient jdbc) {
        this.installed = installed;
        this.enough = settings.coverageThreshold();
        this.bands = jdbc.sql(
                        "select key, name, date, moderate, high, note from band order by key <> 'us2023', date desc")
                .query(Band.class)
                .list();
    }

    /** The conventions there are, the latest first. */
    public List<Band> bands() {
        return bands;
    }

    /**
     * A slice counted and measured.
     *
     * @param concentration null where nothing was counted
     * @param enough the coverage from which a word stands beside an index, between 0 and 1
     */
    public record Picture(
            LocalDate asAt,
            Instant knownAt,
            Slice slice,
            Dimension by,
            Weight weight,
            LookThroughRule rule,
            Tally tally,
            @Nullable Concentration concentration,
            Band band,
            double enough) {

        /** The share of the total that a count surely and possibly has, between 0 and 1. */
        public Interval share(Tally.Count count) {
            return tally.empty()
                    ? new Interval(0, 0)
                    : new Interval(count.sure() / tally.total(), count.possible() / tally.total());
        }

        /** The same by the lines of another convention. */
        Picture by(Band other) {
            return new Picture(asAt, knownAt, slice, by, weight, rule, tally, concentration, other, enough);
        }

        /** Whether enough is known for a word beside an index; else only its interval is shown. */
        public boolean enoughKnown() {
            return tally.coverage() >= enough;
        }

        /**
         * What a count would be if the unknown were like the known: an assumption, for the identified are those that are
         * easiest to identify. Null where too little is known even to assume it.
         */
        public @Nullable Double proRata(Tally.Count count) {
            return enoughKnown() ? Double.valueOf(count.sure() / tally.identified()) : null;
        }

        /** The holder that surely has most; null where too little is known to name one. */
        public Tally.@Nullable Count leader() {
            return tally.coverage() < LITTLE || tally.counts().isEmpty()
                    ? null
                    : tally.counts().get(0);
        }
    }

    public Picture picture(Scope scope, Slice slice, Dimension by, Weight weight, LookThroughRule rule) {
        return measured(slice, by, weight, rule, installed.tally(scope, slice, by, weight, rule));
    }

    /** A slice by controller under every rule. */
    public Map<LookThroughRule, Picture> byRule(Scope scope, Slice slice, Weight weight) {
        Map<LookThroughRule, Picture> pictures = new EnumMap<>(LookThroughRule.class);
        installed
                .tallyByRule(scope, slice, weight)
                .forEach((rule, tally) ->
                        pictures.put(rule, measured(slice, Dimension.CONTROLLER, weight, rule, tally)));
        return pictures;
    }

    /** Each part of a slice, such as each sector, as a picture of its own. */
    public Map<String, Picture> pictures(
            Scope scope, Slice slice, Dimension parts, Dimension by, Weight weight, LookThroughRule rule) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        installed
                .tallies(scope, slice, parts, by, weight, rule)
                .forEach((part, tally) -> pictures.put(part, measured(slice, by, weight, rule, tally)));
        return pictures;
    }

    public List<InstalledBase.Basis> basis(Scope scope, Slice slice) {
        return installed.basis(scope, slice);
    }

    /**
     * Units a year that were installed in the last three complete years, surely and possibly somebody's; only what is still
     * in service is seen.
     *
     * @param years the years of installation, each as a picture by the dimension of the key
     */
    public Interval perYear(String key, Map<String, Picture> years, int thisYear) {
        return perYear(
                year -> {
                    Picture picture = years.get(year);
                    Tally.Count count = picture == null ? null : Panels.of(picture, key);
                    return count == null ? new Interval(0, 0) : new Interval(count.sure(), count.possible());
                },
                thisYear);
    }

    /** The mean of what was installed in each of the last three complete years. */
    public static Interval perYear(Function<String, Interval> years, int thisYear) {
        double low = 0;
        double high = 0;
        for (int year = thisYear - 3; year < thisYear; year++) {
            Interval installed = years.apply(String.valueOf(year));
            low += installed.low() / 3;
            high += installed.high() / 3;
        }
        return new Interval(low, high);
    }

    /** A tally of a slice, measured. */
    Picture measured(Slice slice, Dimension by, Weight weight, LookThroughRule rule, Tally tally) {
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        return new Picture(
                clocks.asAt(),
                clocks.knownAt(),
                slice,
                by,
                weight,
                rule,
                tally,
                (weight.counts() ? ofThings : ofAmounts)
                        .get(tally, one -> Optional.ofNullable(Concentration.of(one, weight.counts())))
                        .orElse(null),
                bands.get(0),
                enough);
    }
}
