package org.linchpin.access;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done, by whom; lines are added, never changed. */
@Component
public class Trail {

    private final JdbcClient jdbc;
    private final Scopes scopes;

    Trail(JdbcClient jdbc, Scopes scopes) {
        this.jdbc = jdbc;
        this.scopes = scopes;
    }

    /**
     * One thing that was done.
     *
     * @param subject the thing it was done to, as addresses name it
     * @param operator the code of the operator whose affair it was
     */
    record Line(
            long id,
            OffsetDateTime at,
            String username,
            String action,
            String subject,
            @Nullable String operator,
            @Nullable String detail) {}

    long size() {
        return jdbc.sql("select count(*) from trail").query(Long.class).single();
    }

    /** Lines older than the one of that number, newest first. */
    List<Line> before(long id, int limit) {
        return jdbc.sql("""
                        select t.id, t.at, t.username, t.action, t.subject, o.code as operator, t.detail
                        from trail t left join operator o on o.id = t.operator_id
                        where t.id < ? order by t.id desc limit ?
                        """).params(id, limit).query(Line.class).list();
    }

    /**
     * Adds a line, in the name of whoever is signed in, or of the system.
     *
     * @param action a verb and its object, such as {@code submission.accept}
     * @param subject the thing it was done to, as addresses name it
     */
    public void record(String action, String subject, @Nullable Integer operator, @Nullable String detail) {
        Viewer viewer = scopes.viewer();
        jdbc.sql(
                        "insert into trail (username, action, subject, operator_id, detail) values (:who, :action, :subject, :operator, :detail)")
                .param("who", viewer == null ? "system" : viewer.username())
                .param("action", action)
                .param("subject", subject)
                .param("operator", operator)
                .param("detail", detail)
                .update();
    }
}
