package org.linchpin.access;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where everybody writes what they did and read; lines are added, never changed. What changes in the tables of operators,
 * people and the catalogue, the database writes there by itself.
 */
@Component
public class Trail {

    private final JdbcClient jdbc;
    private final Scopes scopes;

    Trail(JdbcClient jdbc, Scopes scopes) {
        this.jdbc = jdbc;
        this.scopes = scopes;
    }

    /**
     * Adds a line, in the name of whoever is signed in, or of the system.
     *
     * @param action a verb and its object, such as {@code submission.accept}
     * @param subject the thing it was done to, as addresses name it
     */
    public void record(String action, String subject, @Nullable Integer operator, @Nullable String detail) {
        add("act", action, subject, operator, false, detail, null);
    }

    /** Adds a line whose reason somebody stated. */
    public void record(
            String action, String subject, @Nullable Integer operator, @Nullable String detail, @Nullable String why) {
        add("act", action, subject, operator, false, detail, why);
    }

    /**
     * Adds a line about rows that are about to be shown.
     *
     * @param operator whose rows they are; null for those of all, or of nobody
     */
    void read(String subject, @Nullable Integer operator, boolean everyone, String why) {
        add("read", "read", subject, operator, everyone, null, why);
    }

    private void add(
            String kind,
            String action,
            String subject,
            @Nullable Integer operator,
            boolean everyone,
            @Nullable String detail,
            @Nullable String why) {
        Viewer viewer = scopes.viewer();
        Origin origin = Origin.current();
        jdbc.sql("""
                        insert into trail (kind, username, action, subject, operator_id, everyone, detail, why, address, token)
                        values (:kind, :who, :action, :subject, :operator, :everyone, :detail, :why, :address, :token)
                        """)
                .param("kind", kind)
                .param("who", viewer == null ? "system" : viewer.username())
                .param("action", action)
                .param("subject", subject)
                .param("operator", operator)
                .param("everyone", everyone)
                .param("detail", detail)
                .param("why", why)
                .param("address", origin.address())
                .param("token", origin.token())
                .update();
    }
}
