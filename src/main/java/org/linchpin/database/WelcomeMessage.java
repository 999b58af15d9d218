package org.linchpin.database;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in a few plain lines where to point the browser and where the data lies. */
@Component
class WelcomeMessage {

    private final Home home;
    private final JdbcConnectionDetails database;
    private final ObjectProvider<EmbeddedPostgres> embedded;

    WelcomeMessage(Home home, JdbcConnectionDetails database, ObjectProvider<EmbeddedPostgres> embedded) {
        this.home = home;
        this.database = database;
        this.embedded = embedded;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return;
        }
        boolean own = embedded.getIfAvailable() == null;
        System.out.printf(
                """

                  Linchpin is ready: http://127.0.0.1:%d
                  Data: %s
                  %s

                """,
                web.getWebServer().getPort(),
                own
                        ? database.getJdbcUrl().replaceAll("\\?.*", "") + ", uploaded files in " + home.folder("files")
                        : home.folder("") + " (embedded PostgreSQL and uploaded files; LINCHPIN_HOME moves them)",
                own
                        ? "Uploaded files and database are backed up together: see src/docs/operations.md"
                        : "Your own PostgreSQL instead: set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD");
    }
}
