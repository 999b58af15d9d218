package org.linchpin.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that lives as long as this process, on loopback only, with data that outlives both. One process at a
 * time holds a folder; a server that a killed process left behind is stopped first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String MAJOR = "18";
    private static final int SECONDS = 60;
    private static final String INVALID_PASSWORD = "28P01";

    private final Path folder;
    private final Path data;
    private final PostgresBinaries binaries;
    private final Rootless rootless;
    private final FileChannel lockFile;
    private final FileLock lock;
    private String password;
    private int port;

    /**
     * Starts the server of a folder, making the folder and its database where there are none.
     *
     * @param durable whether a commit waits for the disk; false only for tests
     */
    public static EmbeddedPostgres start(Path folder, boolean durable) {
        try {
            Files.createDirectories(folder);
            EmbeddedPostgres server = new EmbeddedPostgres(folder.toRealPath());
            try {
                server.stopOrphan();
                server.createCluster();
                server.run(durable);
                server.renewPassword();
                return server;
            } catch (IOException | SQLException | RuntimeException e) {
                server.lockFile.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL in " + folder + " does not let us in", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL could not use " + folder, e);
        }
    }

    private EmbeddedPostgres(Path folder) throws IOException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.lock = lock(lockFile, folder);
        this.binaries = PostgresBinaries.unpackedIn(folder.resolve("binaries"));
        this.password = password(folder.resolve("password"));
        this.rootless = Rootless.in(folder, binaries.program("postgres"));
    }

    private static FileLock lock(FileChannel file, Path folder) throws IOException {
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException held) {
            lock = Optional.empty();
        }
        return lock.orElseThrow(() -> new IllegalStateException(
                "Another Linchpin works with %s. Stop it, or set LINCHPIN_HOME to another folder.".formatted(folder)));
    }

    /** Readable by nobody else: it is the key to every row. */
    private String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(data)) {
                throw new IllegalStateException(
                        "The password of the database is gone: %s. Put it back from a backup of %s."
                                .formatted(file, folder));
            }
            write(file, random());
        }
        return Files.readString(file);
    }

    private static String random() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void write(Path file, String words) throws IOException {
        Path unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), "password", "");
        Files.writeString(unfinished, words);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** One for each start: whoever read an old one, in a backup of the folder perhaps, has nothing. */
    private void renewPassword() throws IOException, SQLException {
        Path next = folder.resolve("password.next");
        if (Files.exists(next) && !letsIn(password)) {
            // The process died between the two steps below.
            password = Files.readString(next);
        }
        String fresh = random();
        write(next, fresh);
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), password);
                Statement sql = connection.createStatement()) {
            sql.execute("alter role linchpin password '" + fresh + "'");
        }
        Files.move(
                next, folder.resolve("password"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        password = fresh;
    }

    private boolean letsIn(String words) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), words)) {
            return connection.isValid(SECONDS);
        } catch (SQLException refused) {
            if (INVALID_PASSWORD.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
    }

    /** A server whose Linchpin was killed runs on, or its number now belongs to a process that is none of ours. */
    private void stopOrphan() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        long number = Long.parseLong(Files.readAllLines(file).get(0).trim());
        if (isServerOfThisFolder(number)) {
            LOG.info("Stopping the PostgreSQL that an earlier Linchpin left behind");
            execute("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", String.valueOf(SECONDS), "stop");
        }
        // A killed server stays in the table of processes until somebody takes note of its end.
        await(() -> !isZombie(number), Duration.ofSeconds(5));
        if (isServerOfThisFolder(number)) {
            throw new IllegalStateException(
                    "A PostgreSQL that an earlier Linchpin left behind (process %d) does not stop. Stop it, then start again."
                            .formatted(number));
        }
        Files.deleteIfExists(file);
    }

    /** Where a platform tells the arguments of a process they name the folder; elsewhere the name must do. */
    private boolean isServerOfThisFolder(long number) {
        return ProcessHandle.of(number)
                .map(ProcessHandle::info)
                .filter(info -> info.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElseGet(() -> info.command().orElse("").contains("postgres")))
                .isPresent();
    }

    private static boolean isZombie(long number) {
        return ProcessHandle.of(number)
                .filter(process -> process.info().command().isEmpty())
                .isPresent();
    }

    private static void await(BooleanSupplier condition, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private void createCluster() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).trim();
            if (!found.equals(MAJOR)) {
                throw new IllegalStateException(
                        "The data in %s are of PostgreSQL %s, this Linchpin brings %s. Export with the Linchpin that wrote them, or point SPRING_DATASOURCE_URL to a server that holds them."
                                .formatted(data, found, MAJOR));
            }
            return;
        }
        Path unfinished = folder.resolve("data.unfinished");
        delete(unfinished);
        int status = execute(
                "initdb",
                "-D",
                unfinished.toString(),
                "-U",
                "linchpin",
                "-A",
                "scram-sha-256",
                "--pwfile=" + folder.resolve("password"),
                "--data-checksums",
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (status != 0) {
            throw new IllegalStateException("PostgreSQL could not make its folder; see " + folder.resolve("log"));
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void run(boolean durable) throws IOException {
        port = port(folder.resolve("port"));
        String options = String.join(
                " ",
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c port=" + port,
                "-c shared_buffers=256MB",
                "-c max_wal_size=4GB",
                // Nobody replicates from it: what a transaction makes and fills is synced at its end and needs no log.
                "-c wal_level=minimal",
                "-c max_wal_senders=0",
                "-c maintenance_work_mem=256MB",
                "-c work_mem=32MB",
                "-c max_locks_per_transaction=256",
                "-c jit=off",
                durable ? "-c fsync=on" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        int status = execute(
                "pg_ctl",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                options,
                "-w",
                "-t",
                String.valueOf(SECONDS),
                "start");
        if (status != 0) {
            throw new IllegalStateException("PostgreSQL did not start; see " + folder.resolve("server.log"));
        }
    }

    /** The same port as last time where it is free, so that a database tool finds the server again. */
    private static int port(Path file) throws IOException {
        if (Files.exists(file)) {
            int last = Integer.parseInt(Files.readString(file).trim());
            if (isFree(last)) {
                return last;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, String.valueOf(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String username() {
        return "linchpin";
    }

    public String password() {
        return password;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            execute("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "-t", String.valueOf(SECONDS), "stop");
            release();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
        }
    }

    /** Lets another process have the folder. */
    void release() throws IOException {
        lock.release();
        lockFile.close();
    }

    private int execute(String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(rootless.command(binaries.program(program), List.of(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS * 2L, TimeUnit.SECONDS)) {
                process.destroy();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
