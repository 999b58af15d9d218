package org.linchpin.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.linchpin.recognition.Candidate;
import org.linchpin.recognition.Verdict;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What recognition made of wordings, as it is kept. The tables hold what is known now; what a change takes out of them the
 * database keeps beside them, with the time it was known in.
 */
@Component
class Verdicts {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Verdicts(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Keeps the candidates of new wordings: held to have been known always, for no submission said the words before. */
    void first(Map<Integer, Verdict> verdicts) {
        write(verdicts, true);
    }

    /** Writes what has changed, and that alone: what was made of the words before is kept with the time it was known in. */
    void renew(Map<Integer, Verdict> verdicts) {
        Map<Integer, Verdict> standing = standing(verdicts.keySet());
        Map<Integer, Verdict> changed = new LinkedHashMap<>();
        verdicts.forEach((id, verdict) -> {
            if (!kept(verdict).equals(standing.get(id))) {
                changed.put(id, verdict);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        Integer[] ids = changed.keySet().toArray(Integer[]::new);
        jdbc.sql("delete from candidate where wording_id = any (:ids)")
                .param("ids", ids)
                .update();
        batches.batchUpdate(
                "update wording set outcome = ?, reason = ?, equipment_maker = ?, recognised_at = now() where id = ?",
                List.of(ids),
                500,
                (statement, id) -> {
                    Verdict verdict = Objects.requireNonNull(changed.get(id));
                    statement.setString(1, verdict.outcome().key());
                    statement.setString(2, verdict.reason());
                    statement.setString(3, verdict.equipmentMaker());
                    statement.setInt(4, id);
                });
        write(changed, false);
    }

    /** The verdicts that are kept of wordings. */
    private Map<Integer, Verdict> standing(Set<Integer> ids) {
        Integer[] numbers = ids.toArray(Integer[]::new);
        Map<Integer, List<Candidate>> candidates = new HashMap<>();
        jdbc.sql("select * from candidate where wording_id = any (:ids) order by wording_id, position")
                .param("ids", numbers)
                .query(row -> {
                    candidates
                            .computeIfAbsent(row.getInt("wording_id"), fresh -> new ArrayList<>())
                            .add(candidate(row));
                });
        Map<Integer, Verdict> standing = new HashMap<>();
        jdbc.sql("select id, outcome, reason, equipment_maker from wording where id = any (:ids)")
                .param("ids", numbers)
                .query(row -> {
                    standing.put(
                            row.getInt("id"),
                            new Verdict(
                                    Verdict.Outcome.valueOf(
                                            row.getString("outcome").toUpperCase(Locale.ROOT)),
                                    row.getString("reason"),
                                    candidates.getOrDefault(row.getInt("id"), List.of()),
                                    row.getString("equipment_maker")));
                });
        return standing;
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        float weight = row.getFloat("weight");
        Double share = row.wasNull() ? null : Double.valueOf(weight);
        return new Candidate(
                row.getString("module"),
                row.getString("vendor_key"),
                row.getString("maker_key"),
                row.getString("family_key"),
                share,
                Candidate.Grade.valueOf(row.getString("grade")),
                row.getString("rule"),
                row.getString("reason"),
                List.of((String[]) row.getArray("sources").getArray()));
    }

    /** With weights as exact as they are kept. */
    private static Verdict kept(Verdict verdict) {
        return new Verdict(
                verdict.outcome(),
                verdict.reason(),
                verdict.candidates().stream().map(Verdicts::kept).toList(),
                verdict.equipmentMaker());
    }

    private static Candidate kept(Candidate one) {
        Double weight = one.weight();
        return new Candidate(
                one.module(),
                one.vendor(),
                one.maker(),
                one.family(),
                weight == null ? null : Double.valueOf(weight.floatValue()),
                one.grade(),
                one.rule(),
                one.reason(),
                one.sources());
    }

    private void write(Map<Integer, Verdict> verdicts, boolean first) {
        record Row(int wording, int position, Candidate candidate) {}
        List<Row> rows = verdicts.entrySet().stream()
                .flatMap(entry -> IntStream.range(
                                0, entry.getValue().candidates().size())
                        .mapToObj(i -> new Row(
                                entry.getKey(), i, entry.getValue().candidates().get(i))))
                .toList();
        batches.batchUpdate("""
                insert into candidate (wording_id, position, vendor_key, maker_key, family_key, module, weight, grade, rule, reason, sources,
                                       known_from)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then '-infinity' else knowledge_moment() end) on conflict do nothing
                """, rows, 500, (PreparedStatement statement, Row row) -> {
            Candidate candidate = row.candidate();
            Connection connection = statement.getConnection();
            statement.setInt(1, row.wording());
            statement.setInt(2, row.position());
            statement.setString(3, candidate.vendor());
            statement.setString(4, candidate.maker());
            statement.setString(5, candidate.family());
            statement.setString(6, candidate.module());
            statement.setObject(7, candidate.weight(), Types.REAL);
            statement.setString(8, candidate.grade().name());
            statement.setString(9, candidate.rule());
            statement.setString(10, candidate.reason());
            statement.setArray(
                    11, connection.createArrayOf("text", candidate.sources().toArray()));
            statement.setBoolean(12, first);
        });
    }
}
