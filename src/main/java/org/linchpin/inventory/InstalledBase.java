package org.linchpin.inventory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All submissions in force, counted. One statement a tally, and it reads the stock, so that its cost does not grow with
 * the number of assets.
 */
@Component
public class InstalledBase {

    private final JdbcClient jdbc;
    private final Names names;

    InstalledBase(JdbcClient jdbc, Names names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    /** What a register's current state rests on. */
    public record Basis(
            String operator, String register, LocalDate effective, Instant acceptedAt, String sha256, long rows) {}

    /** Counts a slice by one dimension. */
    @Transactional(readOnly = true)
    public Tally tally(Scope scope, Slice slice, Dimension by, Weight weight, LookThroughRule rule) {
        return count(scope, slice, null, by, weight, List.of(rule)).getOrDefault("", new Fold(by).tally(names));
    }

    /** Counts a slice by controller under every rule at once, so that what fronts hide can be read off. */
    @Transactional(readOnly = true)
    public Map<LookThroughRule, Tally> tallyByRule(Scope scope, Slice slice, Weight weight) {
        List<LookThroughRule> rules = List.of(LookThroughRule.values());
        Map<LookThroughRule, Tally> tallies = new EnumMap<>(LookThroughRule.class);
        Map<String, Tally> counted = count(scope, slice, null, Dimension.CONTROLLER, weight, rules);
        for (LookThroughRule rule : rules) {
            tallies.put(rule, counted.getOrDefault(rule.key(), new Fold(Dimension.CONTROLLER).tally(names)));
        }
        return tallies;
    }

    /** Counts each part of a slice by one dimension: for instance each sector by controller. Parts have plain keys. */
    @Transactional(readOnly = true)
    public Map<String, Tally> tallies(
            Scope scope, Slice slice, Dimension parts, Dimension by, Weight weight, LookThroughRule rule) {
        return count(scope, slice, parts, by, weight, List.of(rule));
    }

    private Map<String, Tally> count(
            Scope scope,
            Slice slice,
            @Nullable Dimension parts,
            Dimension by,
            Weight weight,
            List<LookThroughRule> rules) {
        // Amounts are added by wording first: the sets of keys are then made once a wording, not once a cell.
        String sql = """
                with cells as (
                    select %s as part, %s as plain, s.wording_id, sum(%s) as amount
                    from stock s
                    join in_force(:asAt, :knownAt) f on f.operator_id = s.operator_id and f.submission_id = s.submission_id
                    join operator o on o.id = s.operator_id
                    where %s
                    group by 1, 2, 3
                ), held as (
                    select c.rule, c.wording_id, array_agg(distinct %s order by %s) as keys, min(c.grade) as grade
                    from candidate_held_at(:asAt, :knownAt) c
                    where c.rule = any (:rules) and c.wording_id in (select wording_id from cells)
                    group by c.rule, c.wording_id
                )
                select %s as part, w.outcome, %s as keys, sum(cells.amount) as amount
                from cells
                join wording w on w.id = cells.wording_id
                cross join unnest(cast(:rules as text[])) as r (rule)
                left join held on held.wording_id = cells.wording_id and held.rule = r.rule
                group by 1, 2, 3
                """.formatted(
                        parts == null ? "''" : plain(parts),
                        by.recognised() || by == Dimension.MAKER || by == Dimension.GRADE ? "''" : plain(by),
                        weight.sql(),
                        Filters.where(slice),
                        recognised(by),
                        recognised(by),
                        rules.size() > 1 ? "r.rule" : "cells.part",
                        keys(by));
        Map<String, Fold> folds = new LinkedHashMap<>();
        Filters.bind(jdbc.sql(sql), scope, slice)
                .param("rules", rules.stream().map(LookThroughRule::key).toArray(String[]::new))
                .query(row -> {
                    folds.computeIfAbsent(text(row, "part"), part -> new Fold(by))
                            .add(row.getString("outcome"), keys(row), row.getDouble("amount"));
                });
        Map<String, Tally> tallies = new LinkedHashMap<>();
        folds.forEach((part, fold) -> tallies.put(part, fold.tally(names)));
        return tallies;
    }

    private static String plain(Dimension by) {
        return switch (by) {
            case SECTOR -> "s.sector";
            case REGION -> "coalesce(s.region, '')";
            case OPERATOR -> "o.code";
            case ASSET_CLASS -> "s.asset_class";
            case YEAR -> "coalesce(s.installed_year::text, '')";
            default -> throw new IllegalArgumentException(by + " has no plain key");
        };
    }

    private static String recognised(Dimension by) {
        return switch (by) {
            case MODULE -> "coalesce(c.family_key, '~' || c.vendor_key)";
            case CONTROLLER -> "c.holder_key";
            case COUNTRY -> "c.country";
            default -> "c.vendor_key";
        };
    }

    private static String keys(Dimension by) {
        return switch (by) {
            case MODULE, VENDOR, CONTROLLER, COUNTRY -> "held.keys";
            case MAKER -> "array[w.equipment_maker]";
            case GRADE -> "array[case when w.outcome in ('certain', 'ambiguous') then held.grade else '?' end]";
            default -> "array[cells.plain]";
        };
    }

    private static Set<String> keys(ResultSet row) throws SQLException {
        Array array = row.getArray("keys");
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** The submissions that a slice rests on. */
    @Transactional(readOnly = true)
    public List<Basis> basis(Scope scope, Slice slice) {
        return Filters.bind(jdbc.sql("""
                                select o.code as operator, r.name as register, sub.effective, sub.accepted_at, sub.file_sha256,
                                       sub.accepted + sub.unchanged as rows
                                from in_force(:asAt, :knownAt) f
                                join submission sub on sub.operator_id = f.operator_id and sub.id = f.submission_id
                                join register r on r.operator_id = sub.operator_id and r.id = sub.register_id
                                join operator o on o.id = f.operator_id
                                where exists (
                                    select 1 from stock s
                                    where s.operator_id = f.operator_id and s.submission_id = f.submission_id and %s)
                                order by o.code, r.name
                                """.formatted(Filters.where(slice))), scope, slice)
                .query((row, n) -> new Basis(
                        row.getString("operator"),
                        row.getString("register"),
                        row.getObject("effective", LocalDate.class),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        row.getString("file_sha256"),
                        row.getLong("rows")))
                .list();
    }

    /** The days on which something in scope came into force, earliest first: where a trend has its points. */
    @Transactional(readOnly = true)
    public List<LocalDate> days(Scope scope) {
        return jdbc.sql("""
                        select distinct effective from submission
                        where state = 'accepted' and (:everything or operator_id = any (:scope)) order by 1
                        """)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query(LocalDate.class)
                .list();
    }

    /** What the clocks of a slice stand at, for people and for answers. */
    public record Clocks(LocalDate asAt, Instant knownAt) {

        public static Clocks of(Slice slice) {
            return new Clocks(
                    Objects.requireNonNullElseGet(slice.asAt(), () -> LocalDate.now(ZoneOffset.UTC)),
                    Objects.requireNonNullElseGet(slice.knownAt(), Instant::now));
        }
    }
}
