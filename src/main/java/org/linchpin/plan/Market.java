package org.linchpin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 */
record Market(
        Tally now,
        Set<String> leaving,
        Map<Need, Set<String>> radios,
        Map<Need, List<Offer>> fitting,
        List<Alternative> alternatives) {

    /** How many could be delivered a year if each maker delivers so many at most. */
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
        Map<String, Double> evenly = placed(wanted, capacity, false);
        Map<String, Double> gathered = placed(wanted, capacity, true);
        double placed =
                gathered.values().stream().mapToDouble(Double::doubleValue).sum();
        Concentration before = Concentration.of(now, true);
        Interval after = placed == 0 ? null : after(evenly, gathered);
        long unplaced = Math.max(0, units - Math.round(placed));
        return new Substitution(
                units,
                unplaced,
                groups,
                alternatives,
                alternatives.stream().mapToInt(Alternative::families).sum(),
                alternatives.stream().mapToInt(Alternative::servingKnown).sum(),
                before == null ? null : before.hhi(),
                after,
                finding(units, unplaced, before, after));
    }

    private Group group(Need need, long units) {
        List<Offer> offers = fitting.getOrDefault(need, List.of());
        return new Group(
                need.form(),
                need.generations(),
                List.copyOf(radios.getOrDefault(need, Set.of())),
                units,
                (int) offers.stream().map(Offer::holder).distinct().count(),
                offers.size());
    }

    /** Units by maker: of each group evenly over all that fit, or as many as they can deliver to the largest first. */
    private Map<String, Double> placed(Map<Need, Long> wanted, double capacity, boolean gather) {
        Map<String, Double> placed = new HashMap<>();
        List<String> largestFirst = alternatives.stream()
                .sorted(Comparator.comparing((Alternative one) -> -one.share())
                        .thenComparing(one -> -one.families())
                        .thenComparing(Alternative::key))
                .map(Alternative::key)
                .toList();
        wanted.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Need, Long> entry) ->
                        fitting.getOrDefault(entry.getKey(), List.of()).size()))
                .forEach(entry -> {
                    List<String> makers = largestFirst.stream()
                            .filter(key -> fitting.getOrDefault(entry.getKey(), List.of()).stream()
                                    .anyMatch(offer -> offer.holder().equals(key)))
                            .toList();
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

    private @Nullable Interval after(Map<String, Double> evenly, Map<String, Double> gathered) {
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
        double units = to.values().stream().mapToDouble(Double::doubleValue).sum();
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

    private String finding(long units, long unplaced, @Nullable Concentration before, @Nullable Interval after) {
        if (alternatives.isEmpty()) {
            return "The catalogue knows no maker that could deliver instead.";
        }
        String who = alternatives.size() == 1 ? "One maker could" : alternatives.size() + " makers could";
        if (before == null || after == null || units == 0) {
            return who + " deliver instead; nothing is exchanged, so concentration stays as it is.";
        }
        String moved = String.format(
                Locale.UK,
                "%s deliver instead. Concentration would go from an HHI of %,.0f–%,.0f to %,.0f–%,.0f: lowest if the units are spread "
                        + "evenly over all that fit, highest if the largest of them delivers as much as it can.",
                who,
                before.hhi().low(),
                before.hhi().high(),
                after.low(),
                after.high());
        String worse = after.high() > before.hhi().high()
                ? " So the plan could make the market more concentrated than it is."
                : "";
        return moved
                + worse
                + (unplaced == 0
                        ? ""
                        : String.format(Locale.UK, " For %,d units nobody is known who could deliver.", unplaced));
    }
}
