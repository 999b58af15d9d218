package org.linchpin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.linchpin.database.EmbeddedPostgres;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests, and a database of its own for each application context. The server is the one that
 * {@code TEST_DATABASE_URL}, {@code _USERNAME} and {@code _PASSWORD} name, else a container where Docker is at hand, else
 * the embedded server without waiting for the disk. One server for all tests of a run.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** Where the server listens; the address ends before the name of a database. */
    record Server(String address, String username, String password) {

        private static final Server ONE = start();

        private static Server start() {
            String named = System.getenv("TEST_DATABASE_URL");
            if (named != null) {
                return new Server(
                        named.substring(0, named.lastIndexOf('/') + 1),
                        System.getenv("TEST_DATABASE_USERNAME"),
                        System.getenv("TEST_DATABASE_PASSWORD"));
            }
            boolean docker = DockerClientFactory.instance().isDockerAvailable();
            LoggerFactory.getLogger(TestDatabase.class)
                    .info("Tests use {}", docker ? "PostgreSQL in a container" : "the embedded PostgreSQL (no Docker)");
            return docker ? container() : embedded();
        }

        private static Server container() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18")
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_locks_per_transaction=256");
            container.start();
            String url = container.getJdbcUrl();
            int query = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
            return new Server(
                    url.substring(0, url.lastIndexOf('/', query) + 1),
                    container.getUsername(),
                    container.getPassword());
        }

        private static Server embedded() {
            Path folder = temporaryFolder("linchpin-test-database");
            EmbeddedPostgres server = EmbeddedPostgres.start(folder, false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return new Server(server.url(""), server.username(), server.password());
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path home = temporaryFolder("linchpin-test-home");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(home.toFile())));
        context.getBeanFactory().addBeanPostProcessor(new Statements());
        context.getBeanFactory().addBeanPostProcessor(new MarkedMessages());
        TestPropertyValues.of(
                        "spring.datasource.url=" + Server.ONE.address() + create(),
                        "spring.datasource.username=" + Server.ONE.username(),
                        "spring.datasource.password=" + Server.ONE.password(),
                        "linchpin.home=" + home)
                .applyTo(context);
    }

    private static String create() {
        String name = "linchpin_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(
                        Server.ONE.address() + "postgres", Server.ONE.username(), Server.ONE.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("no database for this test", e);
        }
    }

    private static Path temporaryFolder(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
