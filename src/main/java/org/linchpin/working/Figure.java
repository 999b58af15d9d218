package org.linchpin.working;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Flow;
import org.linchpin.exposure.IndexInformation;
import org.linchpin.exposure.Information;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.ModuleOffers.Closure;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Tally;
import org.linchpin.resilience.Loss;
import org.linchpin.working.Working.Value;

/** A figure whose working can be shown; each with its formula as a person would write it. Some are several numbers. */
enum Figure {
    /** How much there is. */
    UNITS("units", "Units", "Σ amounts of all lines that have, or may have, a module", Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            return one(new Interval(on.tally().total(), on.tally().total()));
        }
    },
    /** How much of it is identified. */
    COVERAGE("coverage", "Coverage", "Σ sure ÷ units", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(new Interval(on.tally().coverage(), on.tally().coverage()));
        }
    },
    /** What one key has. */
    SHARE("share", "Share", "from sure ÷ units to possible ÷ units", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(share(on.tally(), count(on.tally(), on.key())));
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** Whose modules are inside one maker's equipment. */
    CONTENT(
            "share",
            "Whose modules are inside equipment",
            "from sure ÷ units to possible ÷ units, over the lines that name this maker of equipment alone",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            Tally inside = on.reckoning()
                    .tally(on.by(), key -> key, line -> line.maker().equals(on.key()));
            List<Value> values = new ArrayList<>(one(new Interval(inside.coverage(), inside.coverage())));
            inside.counts().forEach(count -> {
                Interval share = share(inside, count);
                values.add(new Value(count.key(), share.low(), share.high()));
            });
            return values;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** What all keys have together but the first so many. */
    OTHERS(
            "share",
            "Share of all others together",
            "(Σ sure + sets of candidates that are all among the others) ÷ units, to (Σ sure + sets that one of them is in + unknown) ÷ units",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(share(on.tally(), on.tally().together(others(on.tally(), on.key()), "")));
        }
    },
    /** How concentrated it is. */
    HHI(
            "hhi",
            "HHI",
            "10,000 × Σ (amount of a holder ÷ units)², lowest to highest over all that the unknown could be",
            Kind.INDEX) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().hhi());
        }
    },
    /** How many equal holders that is like. */
    EFFECTIVE("effective-number", "Effective number", "10,000 ÷ HHI", Kind.NUMBER) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().effective());
        }
    },
    /** The largest share. */
    CR1("cr1-and-cr4", "CR1", "the largest share, lowest to highest over all that the unknown could be", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().cr1());
        }
    },
    /** The four largest shares. */
    CR4(
            "cr1-and-cr4",
            "CR4",
            "the four largest shares together, lowest to highest over all that the unknown could be",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().cr4());
        }
    },
    /** What is left without the largest, one after another. */
    LEFT(
            "loss-if-removed",
            "Left without the largest",
            "1 − (lines whose candidates are among those removed, surely all of them, possibly any) ÷ units",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            List<Value> values = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            for (Tally.Count count : on.tally().counts().stream().limit(4).toList()) {
                gone.add(count.key());
                Interval lost = Loss.without(on.reckoning(), on.by(), gone);
                values.add(new Value(count.name(), 1 - lost.high(), 1 - lost.low()));
            }
            return values;
        }
    },
    /** Units a year by dates of installation. */
    GROWTH(
            "exposure-growth",
            "Installed a year",
            "units by year of installation, from sure to possible; the mean of the last three complete years",
            Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            List<Value> values = new ArrayList<>();
            Reckoning reckoning = on.reckoning();
            reckoning.lines().stream()
                    .map(Reckoning.Line::part)
                    .filter(year -> !year.isEmpty())
                    .distinct()
                    .sorted()
                    .forEach(year -> {
                        Tally.Count count = count(
                                reckoning.tally(
                                        on.by(), key -> key, line -> line.part().equals(year)),
                                on.key());
                        values.add(new Value(year, count.sure(), count.possible()));
                    });
            Interval mean = Exposure.perYear(
                    year -> values.stream()
                            .filter(value -> value.label().equals(year))
                            .findFirst()
                            .map(value -> new Interval(value.low(), value.high()))
                            .orElse(NOTHING),
                    on.asAt().getYear());
            values.add(0, new Value("", mean.low(), mean.high()));
            return values;
        }

        @Override
        @Nullable
        Dimension parts() {
            return Dimension.YEAR;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** What must be visited before networks close. */
    SUNSET(
            "sunset-alignment",
            "To be visited anyway",
            "lines whose candidates are all of the generation that closes, to those of which one may be, ÷ units that surely are the key's",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            double theirs = on.reckoning().lines().stream()
                    .filter(Loss.surelyOf(on.reckoning(), on.by(), on.key()))
                    .mapToDouble(Reckoning.Line::amount)
                    .sum();
            double total = Loss.total(on.reckoning());
            List<Value> values = new ArrayList<>();
            for (Closure closure : on.closures()) {
                Set<String> generation = Set.of(closure.generation());
                Interval own = theirs <= 0
                        ? NOTHING
                        : Loss.share(
                                on.reckoning(),
                                Dimension.GENERATION,
                                generation,
                                Loss.surelyOf(on.reckoning(), on.by(), on.key()),
                                theirs);
                Interval all = total <= 0
                        ? NOTHING
                        : Loss.share(on.reckoning(), Dimension.GENERATION, generation, line -> true, total);
                values.add(new Value(closure.generation() + ", " + closure.lastYear(), own.low(), own.high()));
                values.add(
                        new Value(closure.generation() + ", " + closure.lastYear() + ": all", all.low(), all.high()));
            }
            return values;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** For what part nobody else offers such a module. */
    LOCKED(
            "substitutability",
            "Locked in",
            "units of classes of form and radio for which nobody else's module is qualified ÷ units that surely are the key's; high end with those whose class is not known",
            Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            Loss.Substitutes found = Loss.substitutes(on.reckoning(), on.by(), on.key(), on.country(), on.offers());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", found.locked().low(), found.locked().high()));
            found.kinds()
                    .forEach(kind -> values.add(new Value(
                            kind.radio() + ", " + kind.form() + ": suppliers elsewhere to suppliers",
                            kind.elsewhere(),
                            kind.alternatives())));
            return values;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** How amounts flow from sector to country. */
    FLOW(
            "flow",
            "Flow",
            "Σ amounts of the lines that stand in the one column under the one key and in the next under the other",
            Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            return Flow.of(on.reckoning()).steps().stream()
                    .map(step -> new Value(
                            Flow.plain(step.from()) + " → " + Flow.plain(step.to()), step.amount(), step.amount()))
                    .toList();
        }

        @Override
        @Nullable
        Dimension parts() {
            return Dimension.SECTOR;
        }
    },
    /** By how much identifying models narrows a share. */
    INFORMATION(
            "value-of-information",
            "Worth of identifying models",
            "amount of a model's lines that may be the key's and may not; what is left is the sum of all others",
            Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            Information worth = Information.of(on.reckoning(), on.by(), on.key());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", worth.width(), worth.width()));
            worth.steps().forEach(step -> values.add(new Value(step.title(), step.amount(), step.amount())));
            return values;
        }

        @Override
        @Nullable
        Dimension parts() {
            return Dimension.OPERATOR;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** By how much identifying models narrows the HHI. */
    INFORMATION_HHI(
            "value-of-information",
            "Worth of identifying models, for the HHI",
            "width of the interval of the HHI − its width once the model is known, least to most over the answers there can be",
            Kind.INDEX) {
        @Override
        List<Value> of(Ground on) {
            IndexInformation worth = IndexInformation.of(on.reckoning(), on.by(), on.counts());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", worth.width(), worth.width()));
            worth.steps().forEach(step -> values.add(new Value(step.title(), step.worth(), step.best())));
            return values;
        }

        @Override
        @Nullable
        Dimension parts() {
            return Dimension.OPERATOR;
        }
    };

    /** How its numbers are written. */
    enum Kind {
        AMOUNT,
        SHARE,
        INDEX,
        NUMBER
    }

    /**
     * What a figure is worked out from.
     *
     * @param counts whether one of the weight is a thing with one holder
     * @param country that of the key, for who could stand in from another jurisdiction
     */
    record Ground(
            Reckoning reckoning,
            Tally tally,
            Dimension by,
            String key,
            boolean counts,
            LocalDate asAt,
            String country,
            List<org.linchpin.inventory.ModuleOffers.Offer> offers,
            List<Closure> closures) {

        @Nullable
        Concentration all() {
            return Concentration.of(tally, counts);
        }
    }

    private static final Interval NOTHING = new Interval(0, 0);

    private final String definition;
    private final String label;
    private final String formula;
    private final Kind kind;

    Figure(String definition, String label, String formula, Kind kind) {
        this.definition = definition;
        this.label = label;
        this.formula = formula;
        this.kind = kind;
    }

    /** The figure's numbers; the first is the one it is called by. */
    abstract List<Value> of(Ground on);

    /** What amounts are kept apart by beside the wording; null for what the dimension asks for. */
    @Nullable
    Dimension parts() {
        return null;
    }

    /** Whether it is somebody's. */
    boolean asksForKey() {
        return false;
    }

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

    Kind kind() {
        return kind;
    }

    /** All keys but the first so many. */
    static Set<String> others(Tally tally, String alone) {
        return tally.counts().stream()
                .skip(alone.matches("[0-9]{1,3}") ? Integer.parseInt(alone) : 3)
                .map(Tally.Count::key)
                .collect(Collectors.toSet());
    }

    /** The count of a key; where it does not occur, only the unknown can be its. */
    static Tally.Count count(Tally tally, String key) {
        return tally.counts().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, tally.unknown()));
    }

    private static Interval share(Tally tally, Tally.Count count) {
        return tally.empty() ? NOTHING : new Interval(count.sure() / tally.total(), count.possible() / tally.total());
    }

    private static List<Value> one(Interval value) {
        return List.of(new Value("", value.low(), value.high()));
    }

    static Optional<Figure> of(String key) {
        return Arrays.stream(values())
                .filter(figure -> figure.key().equalsIgnoreCase(key))
                .findFirst();
    }
}
