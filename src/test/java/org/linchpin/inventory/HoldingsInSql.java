package org.linchpin.inventory;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Holdings.Kind;
import org.linchpin.inventory.Holdings.Target;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdings as PostgreSQL groups them, slow for a nation; what words mean is written down again, so that no change of it goes unseen. */
final class HoldingsInSql {

    private static final String GROUPED = """
            with cells as (
                select o.code as operator, s.asset_class, s.sector, s.region, s.installed_year, s.planned_year, s.wording_id,
                       coalesce(s.criticality, 1) >= 4 or coalesce(s.sensitive_site, false) as sensitive, sum(s.units) as units,
                       sum(s.units * coalesce(s.criticality, 1)) as weighted, sum(s.kilowatts) as kilowatts, sum(s.people) as people
                from stock s
                join in_force(:asAt, :knownAt) f on f.operator_id = s.operator_id and f.submission_id = s.submission_id
                join operator o on o.id = s.operator_id
                where %s
                group by 1, 2, 3, 4, 5, 6, 7, 8
            ), reached as (
                select c.wording_id, bool_and(%s) as surely, bool_or(%s) as possibly,
                       case when count(k.weight) = count(*) then sum(k.weight) filter (where %s) / sum(k.weight) end as share,
                       array_agg(distinct f.form_factor order by f.form_factor) filter (where f.form_factor is not null) as forms,
                       array_agg(distinct f.generation order by f.generation) filter (where f.generation is not null) as generations
                from candidate_held_at(:asAt, :knownAt) c
                join candidate_at(:knownAt) k on k.wording_id = c.wording_id and k.position = c.position
                left join module_family_at(:knownAt) f on f.key = c.family_key
                where c.rule = :rule
                group by 1
            ), affected as (
                select w.id, lower(w.equipment_maker) as maker, lower(w.model) as model,
                       w.outcome <> 'unknown' and coalesce(r.surely, false) as surely,
                       case when w.outcome = 'unknown' then 0.5 else coalesce(r.share, 0.5) end as share,
                       case when w.outcome = 'unknown' then '{}' else coalesce(r.forms, '{}'::text[]) end as forms,
                       case when w.outcome = 'unknown' then '{}' else coalesce(r.generations, '{}') end as generations
                from wording_at(:knownAt) w
                left join reached r on r.wording_id = w.id
                where (w.outcome = 'unknown' or (w.outcome in ('certain', 'ambiguous') and r.possibly))
            ), grouped as (
            select c.operator, c.asset_class, c.sector, c.region, a.maker, a.model, a.forms, a.generations, c.installed_year, c.planned_year,
                   c.sensitive, coalesce(sum(c.units) filter (where a.surely), 0) as sure, sum(c.units) as possible,
                   sum(case when a.surely then c.units else c.units * a.share end) as expected,
                   sum(c.weighted) / sum(c.units) as weight, sum(c.kilowatts) / sum(c.units) as kilowatts,
                   sum(c.people) / sum(c.units) as people
            from cells c join affected a on a.id = c.wording_id
            group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
            )
            select * from grouped
            order by operator collate "C", asset_class collate "C", sector collate "C", region collate "C", maker collate "C",
                     model collate "C", forms collate "C", generations collate "C", installed_year, planned_year, sensitive
            """;

    private static final String LISTED =
            "(select vendor_key from designation_at(:knownAt) where id = :target) in (c.holder_key, c.vendor_key, c.maker_key)";

    private HoldingsInSql() {}

    static List<Holding> of(JdbcClient jdbc, Scope scope, Slice slice, Target target) {
        String surely = surely(target.kind());
        String possibly = target.kind() == Kind.COUNTRY ? "c.country in (:target, '??')" : surely;
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        return jdbc.sql(GROUPED.formatted(where(slice), surely, possibly, possibly))
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .param("operators", slice.operators().toArray(String[]::new))
                .param("sectors", slice.sectors().toArray(String[]::new))
                .param("regions", slice.regions().toArray(String[]::new))
                .param("assetClasses", slice.assetClasses().toArray(String[]::new))
                .param("target", target.key())
                .param("rule", target.rule().key())
                .query((row, n) -> new Holding(
                        row.getString("operator"),
                        row.getString("asset_class"),
                        row.getString("sector"),
                        row.getString("region"),
                        row.getString("maker"),
                        row.getString("model"),
                        List.of((String[]) row.getArray("forms").getArray()),
                        List.of((String[]) row.getArray("generations").getArray()),
                        row.getObject("installed_year", Integer.class),
                        row.getObject("planned_year", Integer.class),
                        row.getBoolean("sensitive"),
                        row.getDouble("sure"),
                        row.getDouble("possible"),
                        row.getDouble("expected"),
                        row.getDouble("weight"),
                        row.getDouble("kilowatts"),
                        row.getDouble("people")))
                .list();
    }

    private static String where(Slice slice) {
        List<String> conditions = new ArrayList<>(List.of("(:everything or s.operator_id = any (:scope))"));
        if (!slice.operators().isEmpty()) {
            conditions.add("o.code = any (:operators)");
        }
        if (!slice.sectors().isEmpty()) {
            conditions.add("s.sector = any (:sectors)");
        }
        if (!slice.regions().isEmpty()) {
            conditions.add("s.region = any (:regions)");
        }
        if (!slice.assetClasses().isEmpty()) {
            conditions.add("s.asset_class = any (:assetClasses)");
        }
        return String.join(" and ", conditions);
    }

    private static String surely(Kind kind) {
        return switch (kind) {
            case CONTROLLER -> "c.holder_key = :target";
            case VENDOR -> "c.vendor_key = :target";
            case COUNTRY -> "c.country = :target";
            case MODULE -> "c.family_key = :target";
            case DESIGNATION -> LISTED;
        };
    }
}
