package org.linchpin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Tally.Count;
import org.linchpin.plan.Planned.Alternative;
import org.linchpin.plan.Planned.Group;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Substitution;
import org.linchpin.replacement.Work.Need;

/**
 * Who could deliver what, and what that would make of the market: whether a plan merely builds the next monopoly.
 *
 * @param now today's units by controller
 * @param leaving the controllers whose units go
 * @param radios which generations may come, by what is needed
 * @param fitting the families that would do, by what is needed
 * @param serving the families that are known to serve in the country
 * @param alternatives the makers of those that fit, known to serve or not
 */
record Market(
        Tally now,
        Set<String> leaving,
        Map<Need, Set<String>> radios,
        Map<Need, List<Offer>> fitting,
        Set<String> serving,
        List<Alternative> alternatives) {

    /** More than this cannot be delivered a year, whoever turns out to serve, if each maker delivers so many at most. */
    long deliverable(long perMaker) {
        return perMaker * alternatives.size();
    }

    /**
     * Where the units of a programme could go.
     *
     * @param most what one maker can deliver in all years together; null where no limit is known
     */
    Substitution of(List<Step> programme, @Nullable Long most) {
        Map<Need, Long> wanted = new HashMap<>();
        programme.forEach(step -> wanted.merge(step.need(), step.units(), Long::sum));
        List<Group> groups = wanted.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Group one) -> -one.units())
                        .thenComparing(Group::form)
                        .thenComparing(one -> one.generations().toString()))
                .toList();
        long units = groups.stream().mapToLong(Group::units).sum();
        double capacity = most == null ? Double.MAX_VALUE : most;
        Map<String, Double> known = placed(wanted, capacity, true, true);
        Map<String, Double> gathered = placed(wanted, capacity, true, false);
        Concentration before = Concentration.of(now, true);
        Interval afterKnown = after(placed(wanted, capacity, false, true), known);
        Interval after = after(placed(wanted, capacity, false, false), gathered);
        long unplaced = Math.max(0, units - Math.round(sum(known)));
        long unplacedIfAllServe = Math.max(0, units - Math.round(sum(gathered)));
        int servingKnown =
                alternatives.stream().mapToInt(Alternative::servingKnown).sum();
        return new Substitution(
                units,
                unplaced,
                unplacedIfAllServe,
                groups,
                alternatives,
                alternatives.stream().mapToInt(Alternative::families).sum(),
                servingKnown,
                before == null ? null : before.hhi(),
                afterKnown,
                after,
                finding(units, unplaced, unplacedIfAllServe, before, after));
    }

    private static double sum(Map<String, Double> placed) {
        return placed.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private Group group(Need need, long units) {
        List<Offer> offers = fitting.getOrDefault(need, List.of());
        return new Group(
                need.form(),
                need.generations(),
                List.copyOf(radios.getOrDefault(need, Set.of())),
                units,
                (int) offers.stream().map(Offer::holder).distinct().count(),
                offers.size(),
                (int) offers.stream()
                        .filter(offer -> serving.contains(offer.family()))
                        .count());
    }

    /**
     * Units by maker: of each group evenly over all that fit, or as many as they can deliver to the largest first.
     *
     * @param sure only to makers of whom a family that fits is known to serve
     */
    private Map<String, Double> placed(Map<Need, Long> wanted, double capacity, boolean gather, boolean sure) {
        Map<String, Double> placed = new HashMap<>();
        List<String> largestFirst = alternatives.stream()
                .sorted(Comparator.comparing((Alternative one) -> -one.share())
                        .thenComparing(one -> -one.families())
                        .thenComparing(Alternative::key))
                .map(Alternative::key)
                .toList();
        wanted.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Need, Long> entry) ->
                                makers(entry.getKey(), sure).size())
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    Set<String> able = makers(entry.getKey(), sure);
                    List<String> makers =
                            largestFirst.stream().filter(able::contains).toList();
                    double left = entry.getValue();
                    for (int i = 0; i < makers.size(); i++) {
                        double there = placed.getOrDefault(makers.get(i), 0.0);
                        double much = Math.min(gather ? left : left / (makers.size() - i), capacity - there);
                        placed.put(makers.get(i), there + much);
                        left -= much;
                    }
                });
        return placed;
    }

    private Set<String> makers(Need need, boolean sure) {
        return fitting.getOrDefault(need, List.of()).stream()
                .filter(offer -> !sure || serving.contains(offer.family()))
                .map(Offer::holder)
                .collect(Collectors.toSet());
    }

    private @Nullable Interval after(Map<String, Double> evenly, Map<String, Double> gathered) {
        if (sum(gathered) == 0) {
            return null;
        }
        Concentration low = Concentration.of(moved(evenly), true);
        Concentration high = Concentration.of(moved(gathered), true);
        return low == null || high == null
                ? null
                : new Interval(
                        Math.min(low.hhi().low(), high.hhi().low()),
                        Math.max(low.hhi().high(), high.hhi().high()));
    }

    /** Today's tally, the placed units taken from those who leave and given to those who come. */
    private Tally moved(Map<String, Double> to) {
        double units = sum(to);
        double there = now.counts().stream()
                .filter(count -> leaving.contains(count.key()))
                .mapToDouble(Count::sure)
                .sum();
        double part = there == 0 ? 0 : Math.min(1, units / there);
        Map<String, Count> counts = new HashMap<>();
        for (Count count : now.counts()) {
            double gone = leaving.contains(count.key()) ? count.sure() * part : 0;
            counts.put(count.key(), new Count(count.key(), count.name(), count.sure() - gone, count.possible() - gone));
        }
        double moved = there * part;
        to.forEach((key, many) -> {
            double more = units == 0 ? 0 : many / units * moved;
            Count count = Objects.requireNonNullElse(counts.get(key), new Count(key, key, 0, now.unknown()));
            counts.put(key, new Count(key, count.name(), count.sure() + more, count.possible() + more));
        });
        List<Count> sorted = new ArrayList<>(counts.values());
        sorted.sort(Comparator.comparing((Count count) -> -count.sure()).thenComparing(Count::key));
        return new Tally(now.total(), now.identified(), now.withoutModule(), now.unknown(), sorted, now.undecided());
    }

    private String finding(
            long units,
            long unplaced,
            long unplacedIfAllServe,
            @Nullable Concentration before,
            @Nullable Interval after) {
        if (alternatives.isEmpty()) {
            return "The catalogue knows no maker that could deliver instead.";
        }
        long makers = alternatives.size();
        String who = makers == 1 ? "One maker has" : makers + " makers have";
        if (before == null || after == null || units == 0) {
            return who + " what fits; nothing is exchanged, so concentration stays as it is.";
        }
        String known = unplaced == 0
                ? String.format(
                        Locale.UK, "All %,d units can go to makers whose modules are known to serve here.", units)
                : unplaced == units
                        ? String.format(
                                Locale.UK,
                                "%s what fits, but of none is it known whether it serves on the networks here, so for none of the %,d units "
                                        + "is anybody known who could deliver.",
                                who,
                                units)
                        : String.format(
                                Locale.UK,
                                "%s what fits, but for %,d of %,d units nobody is known whose modules serve on the networks here, or who could "
                                        + "deliver so many.",
                                who,
                                unplaced,
                                units);
        String moved = String.format(
                Locale.UK,
                " If all that fit do serve, concentration would go from an HHI of %,.0f–%,.0f to %,.0f–%,.0f: lowest if the units are "
                        + "spread evenly over them, highest if the largest of them delivers as much as it can.",
                before.hhi().low(),
                before.hhi().high(),
                after.low(),
                after.high());
        String worse = after.high() > before.hhi().high()
                ? " So the plan could make the market more concentrated than it is."
                : "";
        String without = unplacedIfAllServe == 0
                ? ""
                : String.format(Locale.UK, " Even then %,d units have nobody to deliver them.", unplacedIfAllServe);
        return known + moved + worse + without;
    }
}
