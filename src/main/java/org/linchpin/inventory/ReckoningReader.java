package org.linchpin.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.inventory.Reckoning.Candidate;
import org.linchpin.inventory.Reckoning.Line;
import org.linchpin.inventory.Reckoning.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens the reckoning of a slice: two statements, whose answers grow with the wordings and not with the assets. */
@Component
public class ReckoningReader {

    private static final List<String> WORDS = List.of(
            "maker",
            "model",
            "order_code",
            "firmware",
            "connectivity",
            "module_maker",
            "module",
            "fcc_id",
            "tac",
            "usb_id");

    private final JdbcClient jdbc;

    ReckoningReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The reckoning of a slice.
     *
     * @param parts a plain dimension that amounts are kept apart by, such as the sector; null for none
     */
    @Transactional(readOnly = true)
    public Reckoning of(Scope scope, Slice slice, @Nullable Dimension parts, Weight weight, LookThroughRule rule) {
        Map<Integer, List<Candidate>> candidates = new HashMap<>();
        Map<String, Statement> statements = new HashMap<>();
        List<Line> bare = lines(scope, slice, parts, weight);
        candidates(bare, slice, rule, candidates, statements);
        List<Line> lines = bare.stream()
                .map(line -> new Line(
                        line.part(),
                        line.wording(),
                        line.words(),
                        line.maker(),
                        line.outcome(),
                        line.reason(),
                        List.copyOf(candidates.getOrDefault(line.wording(), List.of())),
                        line.amount()))
                .toList();
        return Reckoning.of(lines, statements);
    }

    private List<Line> lines(Scope scope, Slice slice, @Nullable Dimension parts, Weight weight) {
        return Filters.bind(
                        jdbc.sql(
                                """
                        with cells as (
                            select %s as part, s.wording_id, sum(%s) as amount
                            from stock s
                            join in_force(:asAt, :knownAt) f on f.operator_id = s.operator_id and f.submission_id = s.submission_id
                            join operator o on o.id = s.operator_id
                            where %s
                            group by 1, 2
                        )
                        select cells.part, cells.amount, w.*
                        from cells join wording w on w.id = cells.wording_id
                        order by cells.amount desc, w.id, cells.part
                        """.formatted(parts == null ? "''" : plain(parts), weight.sql(), Filters.where(slice))),
                        scope,
                        slice)
                .query((row, n) -> line(row))
                .list();
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

    private static Line line(ResultSet row) throws SQLException {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : WORDS) {
            if (!row.getString(word).isEmpty()) {
                words.put(word, row.getString(word));
            }
        }
        return new Line(
                row.getString("part"),
                row.getInt("id"),
                words,
                row.getString("equipment_maker"),
                row.getString("outcome"),
                row.getString("reason"),
                List.of(),
                row.getDouble("amount"));
    }

    private void candidates(
            List<Line> lines,
            Slice slice,
            LookThroughRule rule,
            Map<Integer, List<Candidate>> candidates,
            Map<String, Statement> statements) {
        Integer[] wordings = lines.stream().map(Line::wording).distinct().toArray(Integer[]::new);
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        jdbc.sql("""
                        select c.*, l.holder_key, l.holder_name, l.country, f.generation, l.path
                        from candidate c
                        join look_through_at(:asAt, :knownAt) l on l.rule = :rule
                            and l.vendor_key = case l.rule when 'named' then c.vendor_key else c.maker_key end
                        left join module_family f on f.key = c.family_key
                        where c.wording_id = any (:wordings)
                        order by c.wording_id, c.position
                        """)
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("rule", rule.key())
                .param("wordings", wordings)
                .query(row -> {
                    String leads = row.getString(rule == LookThroughRule.NAMED ? "vendor_key" : "maker_key");
                    candidates
                            .computeIfAbsent(row.getInt("wording_id"), wording -> new ArrayList<>())
                            .add(candidate(row, leads));
                    statements.putIfAbsent(
                            leads,
                            new Statement(
                                    leads,
                                    row.getString("holder_key"),
                                    row.getString("holder_name"),
                                    row.getString("country"),
                                    row.getString("path")));
                });
    }

    private static Candidate candidate(ResultSet row, String leads) throws SQLException {
        return new Candidate(
                row.getString("vendor_key"),
                leads,
                row.getString("family_key"),
                row.getString("module"),
                row.getString("generation"),
                row.getString("grade"),
                row.getString("rule"),
                row.getString("reason"),
                List.of((String[]) row.getArray("sources").getArray()));
    }
}
