package org.linchpin.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How much of the installed base one holder's modules are in, by what decides the cost of replacing them. */
@Component
public class Holdings {

    private final JdbcClient jdbc;

    Holdings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a holder is named by. */
    public enum Kind {
        CONTROLLER("c.holder_key = :target", "c.holder_key = :target"),
        VENDOR("c.vendor_key = :target", "c.vendor_key = :target"),
        // A country that is not established may be this one.
        COUNTRY("c.country = :target", "c.country in (:target, '??')"),
        MODULE("c.family_key = :target", "c.family_key = :target"),
        DESIGNATION(
                "(select vendor_key from designation where id = :target) in (c.holder_key, c.vendor_key, c.maker_key)",
                "(select vendor_key from designation where id = :target) in (c.holder_key, c.vendor_key, c.maker_key)");

        private final String surely;
        private final String possibly;

        Kind(String surely, String possibly) {
            this.surely = surely;
            this.possibly = possibly;
        }

        /** The name in addresses and in the API. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Optional<Kind> of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst();
        }
    }

    /** Whose modules are meant. */
    public record Target(Kind kind, String key) {}

    /**
     * Units of one kind, sector and year of installation.
     *
     * @param year null where registers do not say it
     * @param sure units that surely have such a module
     * @param possible units that may have one: sure, undecided and unknown together
     */
    public record Holding(
            String assetClass, String sector, @Nullable Integer year, double sure, double possible) {}

    /** Distinct models of equipment of one kind that surely, and possibly, have such a module. */
    public record Designs(String assetClass, long sure, long possible) {}

    private static String sql(Slice slice, Target target, String select) {
        return """
                with cells as (
                    select s.asset_class, s.sector, s.installed_year, s.wording_id, sum(s.units) as units
                    from stock s
                    join in_force(:asAt, :knownAt) f on f.operator_id = s.operator_id and f.submission_id = s.submission_id
                    join operator o on o.id = s.operator_id
                    where %s
                    group by 1, 2, 3, 4
                ), reached as (
                    select c.wording_id, bool_and(%s) as surely, bool_or(%s) as possibly
                    from candidate_held_at(:asAt, :knownAt) c
                    where c.rule = 'declared' and c.wording_id in (select wording_id from cells)
                    group by 1
                ), affected as (
                    select cells.*, w.equipment_maker, w.model, w.outcome <> 'unknown' and r.surely as surely
                    from cells
                    join wording w on w.id = cells.wording_id
                    left join reached r on r.wording_id = w.id
                    where w.outcome = 'unknown' or (w.outcome in ('certain', 'ambiguous') and r.possibly)
                )
                """.formatted(Filters.where(slice), target.kind().surely, target.kind().possibly) + select;
    }

    /** What a holder has in a slice, under declared control. */
    @Transactional(readOnly = true)
    public List<Holding> of(Scope scope, Slice slice, Target target) {
        return Filters.bind(jdbc.sql(sql(slice, target, """
                        select asset_class, sector, installed_year as year, coalesce(sum(units) filter (where surely), 0) as sure,
                               sum(units) as possible
                        from affected group by 1, 2, 3 order by 1, 2, 3
                        """)), scope, slice)
                .param("target", target.key())
                .query((row, n) -> {
                    int year = row.getInt("year");
                    return new Holding(
                            row.getString("asset_class"),
                            row.getString("sector"),
                            row.wasNull() ? null : Integer.valueOf(year),
                            row.getDouble("sure"),
                            row.getDouble("possible"));
                })
                .list();
    }

    /** The host designs behind what a holder has; units whose model is not said count as one design of their kind. */
    @Transactional(readOnly = true)
    public List<Designs> designs(Scope scope, Slice slice, Target target) {
        return Filters.bind(jdbc.sql(sql(slice, target, """
                        select asset_class, count(distinct (lower(equipment_maker), lower(model))) filter (where surely) as sure,
                               count(distinct (lower(equipment_maker), lower(model))) as possible
                        from affected group by 1 order by 1
                        """)), scope, slice)
                .param("target", target.key())
                .query(Designs.class)
                .list();
    }
}
