package org.linchpin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database that commands work with, which run beside the web server or without it: the one that the environment
 * names, else the embedded one, started for the command where nobody has it running.
 */
record Address(
        String url,
        String username,
        String password,
        @Nullable EmbeddedPostgres own) implements AutoCloseable {

    static Address of(Map<String, String> environment, Home home) {
        String url = environment.getOrDefault("SPRING_DATASOURCE_URL", "");
        if (!url.isEmpty()) {
            return new Address(
                    url,
                    environment.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                    environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""),
                    null);
        }
        Path folder = home.folder("postgresql");
        return running(folder) ? ofRunning(folder) : ofStarted(EmbeddedPostgres.start(folder, home.durable()));
    }

    private static boolean running(Path folder) {
        try (Address there = Files.exists(folder.resolve("port")) ? ofRunning(folder) : null) {
            if (there != null) {
                there.connect().close();
            }
            return there != null;
        } catch (SQLException nobody) {
            return false;
        }
    }

    private static Address ofRunning(Path folder) {
        try {
            String port = Files.readString(folder.resolve("port")).trim();
            return new Address(
                    "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
                    "linchpin",
                    Files.readString(folder.resolve("password")),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Address ofStarted(EmbeddedPostgres server) {
        return new Address(server.url("postgres"), server.username(), server.password(), server);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    @Override
    public void close() {
        if (own != null) {
            Objects.requireNonNull(own).close();
        }
    }
}
