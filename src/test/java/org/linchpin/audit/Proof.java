package org.linchpin.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.linchpin.LinchpinApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine;

/** The proof of the trail, for tests of this and of other features. */
public final class Proof {

    private Proof() {}

    /** What is wrong with the trail, in words. */
    public static List<String> findings(ApplicationContext application) {
        Sealer sealer = application.getBean(Sealer.class);
        sealer.sealAll();
        return sealer.verify().findings().stream()
                .map(one -> one.code() + ": " + one.message())
                .toList();
    }

    /** All lines there are get their place, also where the sealer is at it just now, and the chain is signed. */
    static void signs(Sealer sealer, JdbcClient jdbc) throws IOException {
        Chain chain = new Chain(jdbc);
        while (chain.waiting() > 0) {
            sealer.sealAll();
        }
        sealer.sign();
    }

    /** What the command says of a copy of the trail: its exit code, and its last line. */
    static String command(Path trail, Path witness, Path key) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new LinchpinApplication())
                .setOut(new PrintWriter(said))
                .execute(
                        "audit",
                        "verify",
                        "--trail",
                        trail.toString(),
                        "--witness",
                        witness.toString(),
                        "--key",
                        key.toString());
        List<String> lines = said.toString().strip().lines().toList();
        return code + " " + lines.get(lines.size() - 1);
    }

    /** Work as the owner of the database, past every policy and trigger of the trail, then undone. */
    static <T> T asOwner(Environment environment, Function<JdbcClient, T> work) {
        try (Connection connection = DriverManager.getConnection(
                environment.getProperty("spring.datasource.url"),
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"))) {
            connection.setAutoCommit(false);
            JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            db.sql("select set_config('linchpin.scope', 'all', true), set_config('linchpin.trail', 'all', true)")
                    .query(row -> {});
            db.sql("alter table trail disable trigger stands, disable trigger stands_whole")
                    .update();
            try {
                return work.apply(db);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which faults a verdict finds. */
    static List<String> codes(Verdict verdict) {
        return verdict.findings().stream().map(Verdict.Finding::code).distinct().toList();
    }

    /** Whoever waits to be forgotten by the trail is. */
    public static void forgets(ApplicationContext application) {
        Sealer sealer = application.getBean(Sealer.class);
        sealer.sealAll();
        sealer.forget(OffsetDateTime.now(ZoneOffset.UTC));
    }
}
