package org.linchpin.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.Reckoning.Candidate;
import org.linchpin.inventory.Reckoning.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lexicons, read whole with two statements and kept until knowledge moves. Their size is that of the words, not of the assets. */
@Component
class Lexicons {

    private static final int KEPT = 12;

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
    private final Cache<Question, Lexicon> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Lexicons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The version stands for all that is known. */
    private record Question(long version, String clocks, LookThroughRule rule) {}

    /** What is known at a version and at the clocks of a slice. New wordings do not move the version: the last one is asked for. */
    Lexicon of(long version, Slice slice, LookThroughRule rule) {
        Clocks clocks = Clocks.of(slice);
        Question question = new Question(version, clocks.asAt() + " " + slice.knownAt(), rule);
        Lexicon known = kept.getIfPresent(question);
        int last = jdbc.sql("select coalesce(max(id), 0) from wording")
                .query(Integer.class)
                .single();
        if (known == null || known.last() < last) {
            known = read(rule, clocks);
            kept.put(question, known);
        }
        return known;
    }

    private Lexicon read(LookThroughRule rule, Clocks clocks) {
        Lexicon.Builder builder = new Lexicon.Builder();
        jdbc.sql("select * from wording_at(:knownAt)")
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    builder.wording(entry(row));
                });
        jdbc.sql("""
                        select c.*, l.holder_key, l.holder_name, l.country, f.generation, l.path
                        from candidate_at(:knownAt) c
                        join look_through_at(:asAt, :knownAt) l on l.rule = :rule
                            and l.vendor_key = case l.rule when 'named' then c.vendor_key else c.maker_key end
                        left join module_family_at(:knownAt) f on f.key = c.family_key
                        order by c.wording_id, c.position
                        """)
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .param("rule", rule.key())
                .query(row -> {
                    String leads = row.getString(rule == LookThroughRule.NAMED ? "vendor_key" : "maker_key");
                    builder.candidate(row.getInt("wording_id"), candidate(row, leads), statement(row, leads));
                });
        return builder.whole();
    }

    private static Lexicon.Entry entry(ResultSet row) throws SQLException {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : WORDS) {
            if (!row.getString(word).isEmpty()) {
                words.put(word, row.getString(word));
            }
        }
        return new Lexicon.Entry(
                row.getInt("id"),
                words,
                row.getString("equipment_maker"),
                row.getString("outcome"),
                row.getString("reason"),
                List.of());
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

    private static Statement statement(ResultSet row, String leads) throws SQLException {
        return new Statement(
                leads,
                row.getString("holder_key"),
                row.getString("holder_name"),
                row.getString("country"),
                row.getString("path"));
    }
}
