package org.linchpin.plan;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.linchpin.access.Scope;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers that people kept, each for whoever kept it. */
@Component
class KeptAnswers {

    private final JdbcClient jdbc;

    KeptAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A kept answer.
     *
     * @param kind plan or estimate
     * @param finding what it says, in a line
     */
    record Kept(long id, String kind, String title, String finding, String keptBy, Instant keptAt) {}

    /** What was signed. */
    record Text(String statement, String signature) {}

    @Transactional(readOnly = true)
    List<Kept> all(Viewer viewer) {
        return jdbc.sql("""
                        select id, kind, title, finding, kept_by, kept_at from kept_answer
                        where kept_by = ? order by kept_at desc, id
                        """)
                .param(viewer.username())
                .query((row, n) -> new Kept(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("finding"),
                        row.getString("kept_by"),
                        row.getObject("kept_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Kept> find(Viewer viewer, long id) {
        return all(viewer).stream().filter(one -> one.id() == id).findFirst();
    }

    @Transactional(readOnly = true)
    Text text(Viewer viewer, long id) {
        return jdbc.sql("select statement, signature from kept_answer where kept_by = ? and id = ?")
                .params(viewer.username(), id)
                .query(Text.class)
                .single();
    }

    @Transactional
    long add(Viewer viewer, String kind, String title, String finding, Text text) {
        Scope scope = viewer.scope();
        return jdbc.sql("""
                        insert into kept_answer (kind, title, finding, everything, operators, statement, signature, kept_by)
                        values (:kind, :title, :finding, :everything, :operators, :statement, :signature, :by) returning id
                        """)
                .param("kind", kind)
                .param("title", title)
                .param("finding", finding)
                .param("everything", scope.everything())
                .param("operators", scope.operators().stream().sorted().toArray(Integer[]::new))
                .param("statement", text.statement())
                .param("signature", text.signature())
                .param("by", viewer.username())
                .query(Long.class)
                .single();
    }

    @Transactional
    boolean remove(Viewer viewer, long id) {
        return jdbc.sql("delete from kept_answer where kept_by = ? and id = ?")
                        .params(viewer.username(), id)
                        .update()
                > 0;
    }
}
