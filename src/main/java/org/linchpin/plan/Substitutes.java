package org.linchpin.plan;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings.Kind;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.ModuleOffers.Caution;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.ModuleOffers.Serving;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.linchpin.plan.Planned.Alternative;
import org.linchpin.plan.Planned.AtWork;
import org.linchpin.replacement.Question;
import org.linchpin.replacement.Work;
import org.linchpin.replacement.Work.Need;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds who could make what is exchanged: by radio, form and jurisdiction, and on no official list in force. */
@Component
class Substitutes {

    /** Where the installed base is. */
    private static final String COUNTRY = "GB";

    private final JdbcClient jdbc;
    private final InstalledBase installed;
    private final ModuleOffers offers;

    Substitutes(JdbcClient jdbc, InstalledBase installed, ModuleOffers offers) {
        this.jdbc = jdbc;
        this.installed = installed;
        this.offers = offers;
    }

    /** However the units were counted, nobody under the same declared control stays as an alternative: no front slips in. */
    private static final String LEAVING = """
            select distinct d.holder_key, d.country from look_through_at(:asAt, :knownAt) l
            join look_through_at(:asAt, :knownAt) d on d.rule = 'declared' and d.vendor_key = l.vendor_key
            where l.rule in ('declared', :rule) and case :kind
                when 'controller' then l.holder_key = :key
                when 'vendor' then l.vendor_key = :key
                when 'country' then l.country = :key
                when 'module' then l.vendor_key = (select owner_key from module_family_at(:knownAt) where key = :key)
                else (select vendor_key from designation_at(:knownAt) where id = :key) in (l.holder_key, l.vendor_key) end
            """;

    /** The makers that could deliver for some of the works. */
    @Transactional(readOnly = true)
    Market market(Scope scope, Question question, Collection<Work> works) {
        Slice slice = question.slice();
        Clocks clocks = Clocks.of(slice);
        Tally now = installed.tally(scope, slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED);
        Set<String> leaving = new TreeSet<>();
        Set<String> countries = new TreeSet<>();
        leaving(question.target(), clocks, leaving, countries);
        List<Offer> trusted = offers.all(LookThroughRule.DECLARED, clocks).stream()
                .filter(Offer::qualified)
                .filter(offer -> !offer.country().equals("??")
                        && !countries.contains(offer.country())
                        && !leaving.contains(offer.holder()))
                .toList();
        Map<String, Set<String>> successors = offers.successors(clocks);
        Map<Need, Set<String>> radios = new HashMap<>();
        Map<Need, List<Offer>> fitting = new HashMap<>();
        works.stream().map(Work::need).distinct().forEach(need -> {
            Set<String> radio = radios(need, successors);
            radios.put(need, radio);
            fitting.put(
                    need,
                    trusted.stream().filter(offer -> fits(offer, need, radio)).toList());
        });
        Serving serving = offers.servingIn(COUNTRY, clocks);
        return new Market(
                now,
                leaving,
                radios,
                fitting,
                serving.known(),
                alternatives(
                        fitting,
                        now,
                        serving,
                        atWork(scope, slice),
                        cautions(question.target(), leaving, countries, clocks)));
    }

    /** By maker, what is recorded of its ties to whoever leaves and of who controls it. */
    private Map<String, List<Caution>> cautions(
            Target target, Set<String> leaving, Set<String> countries, Clocks clocks) {
        Set<String> gone = new TreeSet<>(leaving);
        gone.add(target.key());
        if (target.kind() == Kind.COUNTRY) {
            gone.addAll(countries);
        }
        return offers.cautions(LookThroughRule.DECLARED, clocks).stream()
                .filter(one -> one.control() || one.tiesTo(gone))
                .collect(Collectors.groupingBy(Caution::holder));
    }

    /** Units of each family by region, of everybody in sight: what works for one owner may work for the next. */
    private Map<String, Tally> atWork(Scope scope, Slice slice) {
        Slice all = new Slice(Set.of(), Set.of(), Set.of(), Set.of(), slice.asAt(), slice.knownAt());
        return installed.tallies(
                scope, all, Dimension.REGION, Dimension.MODULE, Weight.UNITS, LookThroughRule.DECLARED);
    }

    private void leaving(Target target, Clocks clocks, Set<String> holders, Set<String> countries) {
        jdbc.sql(LEAVING)
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("kind", target.kind().key())
                .param("key", target.key())
                .param("rule", target.rule().key())
                .query(row -> {
                    holders.add(row.getString("holder_key"));
                    countries.add(row.getString("country"));
                });
    }

    /** What may follow every radio that may be in there; where it is not known, whatever follows any. */
    private static Set<String> radios(Need need, Map<String, Set<String>> successors) {
        Set<String> all = new TreeSet<>();
        successors.values().forEach(all::addAll);
        need.generations().forEach(one -> all.retainAll(successors.getOrDefault(one, Set.of())));
        return all;
    }

    private static boolean fits(Offer offer, Need need, Set<String> radios) {
        boolean form = need.form().equals(Need.ANY)
                || (need.form().equals(Need.NOT_KNOWN)
                        ? !offer.formClass().isEmpty() && !offer.formClass().equals("soldered")
                        : offer.formClass().equals(need.form()));
        return form && offer.generation() != null && radios.contains(offer.generation());
    }

    private static List<Alternative> alternatives(
            Map<Need, List<Offer>> fitting,
            Tally now,
            Serving serving,
            Map<String, Tally> atWork,
            Map<String, List<Caution>> cautions) {
        Map<String, Double> shares = new HashMap<>();
        now.counts().forEach(count -> shares.put(count.key(), now.total() == 0 ? 0 : count.sure() / now.total()));
        Map<String, Set<Offer>> byMaker = new TreeMap<>();
        fitting.values()
                .forEach(
                        some -> some.forEach(offer -> byMaker.computeIfAbsent(offer.holder(), holder -> new HashSet<>())
                                .add(offer)));
        return byMaker.entrySet().stream()
                .map(entry -> {
                    Offer any = entry.getValue().iterator().next();
                    return new Alternative(
                            entry.getKey(),
                            any.holderName(),
                            any.country(),
                            entry.getValue().size(),
                            (int) entry.getValue().stream()
                                    .filter(offer -> serving.known().contains(offer.family()))
                                    .count(),
                            entry.getValue().stream()
                                    .map(offer -> serving.hints().get(offer.family()))
                                    .filter(Objects::nonNull)
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            atWork(entry.getValue(), atWork),
                            shares.getOrDefault(entry.getKey(), 0.0),
                            cautions.getOrDefault(entry.getKey(), List.of()));
                })
                .sorted(Comparator.comparing((Alternative one) -> -one.families())
                        .thenComparing(Alternative::key))
                .toList();
    }

    private static List<AtWork> atWork(Set<Offer> offers, Map<String, Tally> atWork) {
        Set<String> families = offers.stream().map(Offer::family).collect(Collectors.toSet());
        return atWork.entrySet().stream()
                .map(entry -> new AtWork(
                        entry.getKey().isEmpty() ? null : entry.getKey(),
                        entry.getValue().counts().stream()
                                .filter(count -> families.contains(count.key()))
                                .mapToDouble(Tally.Count::sure)
                                .sum()))
                .filter(one -> one.units() > 0)
                .sorted(Comparator.comparing((AtWork one) -> -one.units())
                        .thenComparing(one -> Objects.requireNonNullElse(one.region(), "")))
                .toList();
    }
}
