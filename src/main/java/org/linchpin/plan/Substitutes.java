package org.linchpin.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Tally.Count;
import org.linchpin.inventory.Weight;
import org.linchpin.plan.Planned.Alternative;
import org.linchpin.plan.Planned.Substitution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who could make what is exchanged, and whether that merely builds the next monopoly. */
@Component
class Substitutes {

    /** Radio classes that new equipment can still be bought in for years. */
    private static final List<String> LASTING = List.of("4G", "5G", "LPWA", "NB-IoT");

    private final JdbcClient jdbc;
    private final InstalledBase installed;

    Substitutes(JdbcClient jdbc, InstalledBase installed) {
        this.jdbc = jdbc;
        this.installed = installed;
    }

    private static final String HELD = """
            select distinct l.holder_key, l.country from look_through_now l
            where l.rule = 'declared' and case :kind
                when 'controller' then l.holder_key = :key
                when 'vendor' then l.vendor_key = :key
                when 'country' then l.country = :key
                when 'module' then l.vendor_key = (select owner_key from module_family where key = :key)
                else (select vendor_key from designation where id = :key) in (l.holder_key, l.vendor_key) end
            """;

    Substitution of(Scope scope, Slice slice, Target target, long units) {
        Tally now = installed.tally(scope, slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED);
        Set<String> leaving = new TreeSet<>();
        Set<String> countries = new TreeSet<>();
        jdbc.sql(HELD)
                .param("kind", target.kind().key())
                .param("key", target.key())
                .query(row -> {
                    leaving.add(row.getString("holder_key"));
                    countries.add(row.getString("country"));
                });
        List<Alternative> alternatives = alternatives(leaving, countries, now);
        Concentration before = Concentration.of(now, true);
        Interval after = alternatives.isEmpty() ? null : after(now, leaving, alternatives, units);
        return new Substitution(
                units,
                LASTING,
                alternatives,
                before == null ? null : before.hhi(),
                after,
                finding(units, alternatives, before, after));
    }

    /**
     * Makers that sell modules of a lasting radio class, are not under the jurisdiction of what is left, and are named on no
     * official list in force.
     */
    private List<Alternative> alternatives(Set<String> leaving, Set<String> countries, Tally now) {
        Map<String, Double> shares = new HashMap<>();
        now.counts().forEach(count -> shares.put(count.key(), now.total() == 0 ? 0 : count.sure() / now.total()));
        return jdbc.sql("""
                        select l.holder_key as key, min(l.holder_name) as name, min(l.country) as country, count(*) as families
                        from module_family f
                        join organisation o on o.key = f.owner_key
                        join look_through_now l on l.rule = 'declared' and l.vendor_key = f.owner_key
                        where f.generation = any (:lasting) and coalesce(o.status, 'active') = 'active'
                          and l.country <> '??' and l.country <> all (:countries)
                          and l.holder_key <> all (:leaving)
                          and not exists (select 1 from listed n where n.vendor_key in (l.holder_key, f.owner_key, f.vendor_key))
                        group by 1 order by 4 desc, 1
                        """)
                .param("lasting", LASTING.toArray(String[]::new))
                .param("countries", countries.toArray(String[]::new))
                .param("leaving", leaving.toArray(String[]::new))
                .query((row, n) -> new Alternative(
                        row.getString("key"),
                        row.getString("name"),
                        row.getString("country"),
                        row.getInt("families"),
                        shares.getOrDefault(row.getString("key"), 0.0)))
                .list();
    }

    /** Lowest where the units go evenly to all alternatives, highest where all go to the one that is largest already. */
    private static @Nullable Interval after(Tally now, Set<String> leaving, List<Alternative> to, long units) {
        Map<String, Double> evenly = new HashMap<>();
        to.forEach(one -> evenly.put(one.key(), (double) units / to.size()));
        Alternative largest = to.stream()
                .max(Comparator.comparingDouble(Alternative::share).thenComparingInt(Alternative::families))
                .orElseThrow();
        Concentration low = Concentration.of(moved(now, leaving, evenly, units), true);
        Concentration high = Concentration.of(moved(now, leaving, Map.of(largest.key(), (double) units), units), true);
        return low == null || high == null
                ? null
                : new Interval(
                        Math.min(low.hhi().low(), high.hhi().low()),
                        Math.max(low.hhi().high(), high.hhi().high()));
    }

    private static Tally moved(Tally now, Set<String> leaving, Map<String, Double> to, long units) {
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

    private static String finding(
            long units, List<Alternative> to, @Nullable Concentration before, @Nullable Interval after) {
        if (to.isEmpty()) {
            return "The catalogue knows no maker that could deliver instead.";
        }
        if (before == null || after == null || units == 0) {
            return to.size() + " makers could deliver instead; nothing is exchanged, so concentration stays as it is.";
        }
        return String.format(
                Locale.UK,
                "%d makers could deliver instead. Concentration would go from an HHI of %,.0f–%,.0f to %,.0f–%,.0f: lowest if the units "
                        + "are spread evenly over them, highest if all go to one.",
                to.size(),
                before.hhi().low(),
                before.hhi().high(),
                after.low(),
                after.high());
    }
}
