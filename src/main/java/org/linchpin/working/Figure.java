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
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.ModuleOffers.Closure;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Tally;
import org.linchpin.resilience.Loss;
import org.linchpin.working.Working.Value;

/** A figure whose working can be shown; each with its formula as a person would write it. Some are several numbers. */
enum Figure {
    /** How much there is. */
    UNITS("units", Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            return one(new Interval(on.tally().total(), on.tally().total()));
        }
    },
    /** How much of it is identified. */
    COVERAGE("coverage", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(new Interval(on.tally().coverage(), on.tally().coverage()));
        }
    },
    /** What one key has. */
    SHARE("share", Kind.SHARE) {
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
    CONTENT("share", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            Tally inside = on.reckoning()
                    .tally(on.by(), key -> key, line -> line.maker().equals(on.key()));
            List<Value> values = new ArrayList<>(one(new Interval(inside.coverage(), inside.coverage())));
            inside.counts().forEach(count -> {
                Interval share = share(inside, count);
                values.add(new Value(on.called().key(on.by(), count.key()), share.low(), share.high()));
            });
            return values;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** What all keys have together but the first so many. */
    OTHERS("share", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(share(on.tally(), on.tally().together(others(on.tally(), on.key()), "")));
        }
    },
    /** How concentrated it is. */
    HHI("hhi", Kind.INDEX) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().hhi());
        }
    },
    /** How many equal holders that is like. */
    EFFECTIVE("effective-number", Kind.NUMBER) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().effective());
        }
    },
    /** The largest share. */
    CR1("cr1-and-cr4", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().cr1());
        }
    },
    /** The four largest shares. */
    CR4("cr1-and-cr4", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            return one(on.all() == null ? NOTHING : on.all().cr4());
        }
    },
    /** What is left without the largest, one after another. */
    LEFT("loss-if-removed", Kind.SHARE) {
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
    GROWTH("exposure-growth", Kind.AMOUNT) {
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
    SUNSET("sunset-alignment", Kind.SHARE) {
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
                String year = String.valueOf(closure.lastYear());
                values.add(new Value(
                        on.called().say("working.sunset.own", closure.generation(), year), own.low(), own.high()));
                values.add(new Value(
                        on.called().say("working.sunset.all", closure.generation(), year), all.low(), all.high()));
            }
            return values;
        }

        @Override
        boolean asksForKey() {
            return true;
        }
    },
    /** For what part nobody else offers such a module. */
    LOCKED("substitutability", Kind.SHARE) {
        @Override
        List<Value> of(Ground on) {
            Loss.Substitutes found = Loss.substitutes(on.reckoning(), on.by(), on.key(), on.country(), on.offers());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", found.locked().low(), found.locked().high()));
            found.kinds()
                    .forEach(kind -> values.add(new Value(
                            on.called()
                                    .say(
                                            "working.locked.suppliers",
                                            kind.radio(),
                                            on.called().say("form." + kind.form())),
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
    FLOW("flow", Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            return Flow.of(on.reckoning()).steps().stream()
                    .map(step -> new Value(
                            on.called()
                                    .say(
                                            "working.flow.step",
                                            on.called().flow(step.column(), step.from()),
                                            on.called().flow(step.column() + 1, step.to())),
                            step.amount(),
                            step.amount()))
                    .toList();
        }

        @Override
        @Nullable
        Dimension parts() {
            return Dimension.SECTOR;
        }
    },
    /** By how much identifying models narrows a share. */
    INFORMATION("value-of-information", Kind.AMOUNT) {
        @Override
        List<Value> of(Ground on) {
            Information worth = Information.of(on.reckoning(), on.by(), on.key());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", worth.width(), worth.width()));
            worth.steps()
                    .forEach(step -> values.add(
                            new Value(on.called().model(step.title(), step.part()), step.amount(), step.amount())));
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
    INFORMATION_HHI("value-of-information", Kind.INDEX) {
        @Override
        List<Value> of(Ground on) {
            IndexInformation worth = IndexInformation.of(on.reckoning(), on.by(), on.counts());
            List<Value> values = new ArrayList<>();
            values.add(new Value("", worth.width(), worth.width()));
            worth.steps()
                    .forEach(step -> values.add(
                            new Value(on.called().model(step.title(), step.part()), step.worth(), step.best())));
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
     * @param called what its parts are called
     */
    record Ground(
            Reckoning reckoning,
            Tally tally,
            Dimension by,
            String key,
            boolean counts,
            LocalDate asAt,
            String country,
            List<ModuleOffers.Offer> offers,
            List<Closure> closures,
            Called called) {

        @Nullable
        Concentration all() {
            return Concentration.of(tally, counts);
        }
    }

    private static final Interval NOTHING = new Interval(0, 0);

    private final String definition;
    private final Kind kind;

    Figure(String definition, Kind kind) {
        this.definition = definition;
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
