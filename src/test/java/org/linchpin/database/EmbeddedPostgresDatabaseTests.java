package org.linchpin.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server through its misfortunes, all in one folder: making it is what takes long. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class EmbeddedPostgresDatabaseTests {

    @TempDir
    static Path folder;

    /** Another Linchpin, to be killed: starts the server of a folder, commits a row and waits. */
    static class Victim {

        public static void main(String[] arguments) throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), true);
            ask(server, "create table kept as select 42 as answer");
            System.out.println("committed");
            Thread.sleep(60_000);
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasCommitted() throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Victim.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long orphan;
        try (BufferedReader said = victim.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().anyMatch("committed"::equals)).isTrue();
            orphan = server();
        } finally {
            victim.destroyForcibly().waitFor();
        }
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives its Linchpin")
                .isPresent();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
            assertThat(server()).isNotEqualTo(orphan);
        }
    }

    @Test
    void aKilledServerRecoversToo() throws Exception {
        EmbeddedPostgres before = EmbeddedPostgres.start(folder, true);
        ask(before, "create table recovered as select 7 as answer");
        ProcessHandle.of(server()).orElseThrow().destroyForcibly();
        before.release();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(ask(server, "select answer from recovered")).isEqualTo("7");
        }
    }

    @Test
    void aNumberThatNowBelongsToAnotherProcessDoesNotStopTheStart() throws Exception {
        Path pid = folder.resolve("data/postmaster.pid");
        Files.writeString(pid, ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(pid).doesNotExist();
    }

    @Test
    void itIsDurableCheckedAndOnLoopbackAlone() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            Map<String, String> settings = Map.of(
                    "fsync", "on",
                    "synchronous_commit", "on",
                    "full_page_writes", "on",
                    "data_checksums", "on",
                    "password_encryption", "scram-sha-256",
                    "listen_addresses", "127.0.0.1",
                    "server_encoding", "UTF8");
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                assertThat(ask(server, "show " + setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue());
            }
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "linchpin", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void eachStartHasAPasswordOfItsOwn() throws Exception {
        String before;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            before = server.password();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(server.password()).hasSize(48).isNotEqualTo(before);
            assertThat(folder.resolve("password")).hasContent(server.password());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), "linchpin", before))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aProcessThatDiedWhileThePasswordChangedStartsAgain() throws Exception {
        String now;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            now = server.password();
        }
        Files.writeString(folder.resolve("password.next"), now);
        Files.writeString(folder.resolve("password"), "0".repeat(48));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(ask(server, "select 1"))
                    .as("after the database took the new one")
                    .isEqualTo("1");
        }
        Files.writeString(folder.resolve("password.next"), "0".repeat(48));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(ask(server, "select 1")).as("before it did").isEqualTo("1");
        }
        assertThat(folder.resolve("password.next")).doesNotExist();
    }

    @Test
    void onlyOneProcessAtATimeHoldsAFolder() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder, true)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, true))
                    .hasMessageContaining("Another Linchpin works with " + folder);
            assertThat(first.port()).isPositive();
        }
    }

    @Test
    void theNextStartListensWhereTheLastDid() {
        int port;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            port = server.port();
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, true)) {
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void unknownVersionsOfDataAreNotTouched() throws IOException {
        Path version = folder.resolve("data/PG_VERSION");
        String own = Files.readString(version);
        Files.writeString(version, "14\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, true))
                    .hasMessageContaining("are of PostgreSQL 14, this Linchpin brings 18");
        } finally {
            Files.writeString(version, own);
        }
    }

    private static long server() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).trim());
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet answer = statement.getResultSet();
            answer.next();
            return answer.getString(1);
        }
    }
}
