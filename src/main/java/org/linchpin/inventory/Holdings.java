package org.linchpin.inventory;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How much of the installed base one holder's modules are in, by what decides the cost of replacing them. */
@Component
public class Holdings {

    private final JdbcClient jdbc;
    private final InstalledBase installed;

    Holdings(JdbcClient jdbc, InstalledBase installed) {
        this.jdbc = jdbc;
        this.installed = installed;
    }

    /** What a holder is named by. */
    public enum Kind {
        CONTROLLER("c.holder_key = :target", "c.holder_key = :target"),
        VENDOR("c.vendor_key = :target", "c.vendor_key = :target"),
        // A country that is not established may be this one.
        COUNTRY("c.country = :target", "c.country in (:target, '??')"),
        MODULE("c.family_key = :target", "c.family_key = :target"),
        DESIGNATION(
                "(select vendor_key from designation_at(:knownAt) where id = :target) in (c.holder_key, c.vendor_key, c.maker_key)",
                "(select vendor_key from designation_at(:knownAt) where id = :target) in (c.holder_key, c.vendor_key, c.maker_key)");

        private final String surely;
        private final String possibly;

        Kind(String surely, String possibly) {
            this.surely = surely;
            this.possibly = possibly;
        }

        /** The name in addresses and in the API. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst();
        }
    }

    /**
     * Whose modules are meant.
     *
     * @param rule how far names on modules are followed to whoever is meant
     */
    public record Target(Kind kind, String key, LookThroughRule rule) {

        /** What the rule is called beside a kind in a request. */
        public static final String RULE = "lookThrough";

        /** Under declared control. */
        public Target(Kind kind, String key) {
            this(kind, key, LookThroughRule.DECLARED);
        }

        /** As a request says it; declared control goes without saying. */
        public Map<String, String> said() {
            Map<String, String> said = new LinkedHashMap<>(Map.of(kind.key(), key));
            if (rule != LookThroughRule.DECLARED) {
                said.put(RULE, rule.key());
            }
            return said;
        }

        /** Kind and key in one word. */
        public String word() {
            return kind.key() + ":" + key;
        }

        /** That word, and the rule where it does not go without saying. */
        public String told() {
            return rule == LookThroughRule.DECLARED ? word() : word() + ", " + RULE + ":" + rule.key();
        }
    }

    /**
     * Units of one design at one owner, in one sector, region and year of installation, that have or may have such a module.
     *
     * @param operator the owner's code
     * @param region null where registers do not say it
     * @param maker the maker of the equipment in lower case; empty where registers do not say it
     * @param model its model in lower case; empty where registers do not say it
     * @param forms the form factors that its candidates have, in the catalogue's words
     * @param generations the radio generations that its candidates have
     * @param year of installation; null where registers do not say it
     * @param planned the year in which the owner plans to replace it; null where registers do not say it
     * @param sensitive whether the owner calls its site sensitive, or itself critical (4 or 5 of 5)
     * @param sure units that surely have such a module
     * @param possible units that may have one: sure, undecided and unknown together
     * @param expected sure, and of the others the share that their candidates' weights give; half where there are none
     * @param weight what a unit weighs on average: its criticality from 1 to 5, and 1 where registers do not say it
     * @param kilowatts what a unit switches on average, 0 where registers do not say it
     * @param people whom a unit serves on average, likewise
     */
    public record Holding(
            String operator,
            String assetClass,
            String sector,
            @Nullable String region,
            String maker,
            String model,
            List<String> forms,
            List<String> generations,
            @Nullable Integer year,
            @Nullable Integer planned,
            boolean sensitive,
            double sure,
            double possible,
            double expected,
            double weight,
            double kilowatts,
            double people) {

        /** The same of another year of which nothing is planned, and as many as that. */
        public Holding times(double times, @Nullable Integer otherYear) {
            return with(otherYear, null, sure * times, possible * times, expected * times, weight, kilowatts, people);
        }

        /** Both together, alike in all but their numbers. */
        public Holding and(Holding other) {
            double all = possible + other.possible;
            return with(
                    year,
                    planned,
                    sure + other.sure,
                    all,
                    expected + other.expected,
                    (possible * weight + other.possible * other.weight) / all,
                    (possible * kilowatts + other.possible * other.kilowatts) / all,
                    (possible * people + other.possible * other.people) / all);
        }

        /** The same units otherwise: one design at one owner, in one sector and region. */
        private Holding with(
                @Nullable Integer otherYear,
                @Nullable Integer otherPlan,
                double otherSure,
                double otherPossible,
                double otherExpected,
                double otherWeight,
                double otherKilowatts,
                double otherPeople) {
            return new Holding(
                    operator,
                    assetClass,
                    sector,
                    region,
                    maker,
                    model,
                    forms,
                    generations,
                    otherYear,
                    otherPlan,
                    sensitive,
                    otherSure,
                    otherPossible,
                    otherExpected,
                    otherWeight,
                    otherKilowatts,
                    otherPeople);
        }

        /** Whether a slice holds it; the clocks of a slice are not looked at. */
        public boolean in(Slice slice) {
            return in(slice.operators(), operator)
                    && in(slice.sectors(), sector)
                    && in(slice.assetClasses(), assetClass)
                    && (slice.regions().isEmpty()
                            || (region != null && slice.regions().contains(region)));
        }

        private static boolean in(Set<String> wanted, String key) {
            return wanted.isEmpty() || wanted.contains(key);
        }

        /** What is certified as one thing: a model of a maker, or all of a kind whose model is not said. */
        public String design() {
            return assetClass + "|" + maker + "|" + model;
        }
    }

    private static final String REACHED = """
            with reached as (
                select c.wording_id, bool_and(%s) as surely, bool_or(%s) as possibly,
                       case when count(k.weight) = count(*) then sum(k.weight) filter (where %s) / sum(k.weight) end as share,
                       array_agg(distinct f.form_factor order by f.form_factor) filter (where f.form_factor is not null) as forms,
                       array_agg(distinct f.generation order by f.generation) filter (where f.generation is not null) as generations
                from candidate_held_at(:asAt, :knownAt) c
                join candidate_at(:knownAt) k on k.wording_id = c.wording_id and k.position = c.position
                left join module_family_at(:knownAt) f on f.key = c.family_key
                where c.rule = :rule
                group by 1
            )
            select w.id, lower(w.equipment_maker) as maker, lower(w.model) as model,
                   w.outcome <> 'unknown' and coalesce(r.surely, false) as surely,
                   case when w.outcome = 'unknown' then 0.5 else coalesce(r.share, 0.5) end::float8 as share,
                   case when w.outcome = 'unknown' then '{}' else coalesce(r.forms, '{}'::text[]) end as forms,
                   case when w.outcome = 'unknown' then '{}' else coalesce(r.generations, '{}') end as generations
            from wording_at(:knownAt) w
            left join reached r on r.wording_id = w.id
            where w.outcome = 'unknown' or (w.outcome in ('certain', 'ambiguous') and r.possibly)
            """;

    /** What a holder has in a slice. */
    @Transactional(readOnly = true)
    public List<Holding> of(Scope scope, Slice slice, Target target) {
        Counting counting = installed.counting(scope, slice);
        return counting.holdings(reach(InstalledBase.Clocks.of(slice), target));
    }

    private Reach reach(InstalledBase.Clocks clocks, Target target) {
        Kind kind = target.kind();
        return new Reach(jdbc.sql(REACHED.formatted(kind.surely, kind.possibly, kind.possibly))
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("target", target.key())
                .param("rule", target.rule().key())
                .query((row, n) -> new Reach.Word(
                        row.getInt("id"),
                        new Reach.Thing(
                                row.getString("maker"),
                                row.getString("model"),
                                List.of((String[]) row.getArray("forms").getArray()),
                                List.of((String[]) row.getArray("generations").getArray())),
                        row.getBoolean("surely"),
                        row.getDouble("share")))
                .list());
    }
}
