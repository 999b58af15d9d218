package org.linchpin.access;

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
