package org.linchpin.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Listing;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All statements: kept with who made, decided and reversed them, and never changed in what they say. */
@Component
class Statements {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Statements(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps a statement: standing if its author decides, else proposed. */
    Statement insert(Viewer viewer, Draft draft, boolean decides) {
        long id = jdbc.sql("""
            insert into statement (kind, subject, body, valid_from, valid_to, source, grade, why, author, replaces, state,
                                   decided_by, decided_at)
            values (:kind, :subject, cast(:body as jsonb), :from, :to, :source, :grade, :why, :author, :replaces,
                    case when :decides then 'standing' else 'proposed' end,
                    case when :decides then :author end, case when :decides then now() end)
            returning id
            """)
                .param("kind", draft.kind().key())
                .param("subject", draft.subject())
                .param("body", json.writeValueAsString(new TreeMap<>(draft.body())))
                .param("from", draft.validFrom())
                .param("to", draft.validTo())
                .param("source", draft.source())
                .param("grade", draft.grade())
                .param("why", draft.why())
                .param("author", viewer.username())
                .param("replaces", draft.replaces())
                .param("decides", decides)
                .query(Long.class)
                .single();
        return one(id);
    }

    /** A proposal stands from now on, or is declined. */
    void decide(Viewer viewer, long id, String state, @Nullable String why) {
        jdbc.sql("update statement set state = :state, decided_by = :who, decided_at = now(), decision = :why"
                        + " where id = :id")
                .param("state", state)
                .param("who", viewer.username())
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** What stood stands no longer. */
    void endStanding(long id, String by, @Nullable String why) {
        jdbc.sql("update statement set state = 'reversed', reversed_by = :by, reversed_at = now(), reversal ="
                        + " :why where id = :id")
                .param("by", by)
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** The statement, locked until the transaction ends, if it is in a state. */
    Statement require(long id, String state, String refusal) {
        Statement found = jdbc.sql("select * from statement where id = ? for update")
                .param(id)
                .query(this::read)
                .optional()
                .orElseThrow(() -> BadInput.notFound("statement"));
        if (!found.state().equals(state)) {
            throw BadInput.conflict("statement-" + found.state(), refusal + "; this one is " + found.state());
        }
        return found;
    }

    Optional<Statement> find(long id) {
        return jdbc.sql("select * from statement where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    Statement one(long id) {
        return find(id).orElseThrow(() -> BadInput.notFound("statement"));
    }

    /** All statements about a thing, the latest first. */
    List<Statement> about(Kind kind, String subject) {
        return jdbc.sql("select * from statement where kind = ? and subject = ? order by id desc")
                .params(kind.key(), subject)
                .query(this::read)
                .list();
    }

    /** The latest statements, those that wait for a decision first, as many as a page shows. */
    List<Statement> latest(@Nullable String vendor, boolean words) {
        return latest(vendor, words, MOST, null).items();
    }

    /**
     * The latest statements, those that wait for a decision first.
     *
     * @param vendor only those that are about a vendor, or name it; null for all
     * @param words whether decisions about words of registers are among them
     * @param after the number of the last one seen; null from the first on
     */
    Listing<Statement> latest(@Nullable String vendor, boolean words, int size, @Nullable Long after) {
        String those = """
            from statement
            where (:words or kind <> 'wording')
              and (cast(:vendor as text) is null or kind = 'vendor' and subject = :vendor
                   or :vendor in (body ->> 'child', body ->> 'parent', body ->> 'vendor', body ->> 'owner'))
            """;
        long total = jdbc.sql("select count(*) " + those)
                .param("vendor", vendor)
                .param("words", words)
                .query(Long.class)
                .single();
        List<Statement> some = jdbc.sql("select * " + those + """
              and (cast(:after as bigint) is null
                   or (state = 'proposed', id) < (select state = 'proposed', id from statement where id = :after))
            order by (state = 'proposed') desc, id desc limit :size
            """)
                .param("vendor", vendor)
                .param("words", words)
                .param("after", after)
                .param("size", size + 1)
                .query(this::read)
                .list();
        return Listing.of(some, size, total, one -> String.valueOf(one.id()));
    }

    /**
     * All statements in the order in which they were made, page after page.
     *
     * @param vendor only those that are about a vendor, or name it; null for all
     * @param words whether decisions about words of registers are among them
     */
    Listing<Line> lines(@Nullable String vendor, boolean words, int size, @Nullable String after) {
        List<Line> some = jdbc.sql("""
            select id, kind, subject, state, body::text as says, valid_from, valid_to, source, grade, why, author, recorded_at,
                   decided_by, decided_at, decision, reversed_by, reversed_at, reversal
            from statement
            where (:words or kind <> 'wording') and id > :after
              and (cast(:vendor as text) is null or kind = 'vendor' and subject = :vendor
                   or :vendor in (body ->> 'child', body ->> 'parent', body ->> 'vendor', body ->> 'owner'))
            order by id limit :size
            """)
                .param("vendor", vendor)
                .param("words", words)
                .param("after", after == null ? 0L : Long.parseLong(after))
                .param("size", size + 1)
                .query(Line.class)
                .list();
        return Listing.of(some, size, some.size(), line -> String.valueOf(line.id()));
    }

    /** A statement as a line of a file; its confidence is its grade. */
    record Line(
            long id,
            String kind,
            String subject,
            String state,
            String says,
            @Nullable String validFrom,
            @Nullable String validTo,
            String source,
            String grade,
            @Nullable String why,
            String author,
            OffsetDateTime recordedAt,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String decision,
            @Nullable String reversedBy,
            @Nullable OffsetDateTime reversedAt,
            @Nullable String reversal) {}

    private Statement read(ResultSet row, int n) throws SQLException {
        long replaces = row.getLong("replaces");
        boolean fresh = row.wasNull();
        return new Statement(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                json.readValue(row.getString("body"), new TypeReference<TreeMap<String, Object>>() {}),
                row.getString("valid_from"),
                row.getString("valid_to"),
                row.getString("source"),
                row.getString("grade"),
                row.getString("why"),
                row.getString("author"),
                row.getObject("recorded_at", OffsetDateTime.class),
                fresh ? null : Long.valueOf(replaces),
                row.getString("state"),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("decision"),
                row.getString("reversed_by"),
                row.getObject("reversed_at", OffsetDateTime.class),
                row.getString("reversal"));
    }
}
