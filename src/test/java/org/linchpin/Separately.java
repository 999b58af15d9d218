package org.linchpin;

import com.jayway.jsonpath.JsonPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Linchpin as a process of its own, with its embedded PostgreSQL and a data folder that outlives it: what a test needs to
 * kill it in the middle of something and start it again.
 */
public final class Separately implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Linchpin is ready: http://127\\.0\\.0\\.1:(\\d+)");
    /** Long enough for a machine that has much else to do: {@code -Dpatience=600}. */
    private static final int PATIENCE_SECONDS = Integer.getInteger("patience", 120);

    private final Path home;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;
    private int port;

    private Separately(Path home, Map<String, String> environment) {
        this.home = home;
        this.log = home.resolveSibling(home.getFileName() + ".log");
        this.environment = environment;
    }

    /** Starts it in a new data folder and waits until it answers. */
    public static Separately start(Map<String, String> environment) {
        try {
            Separately linchpin = new Separately(Files.createTempDirectory("linchpin-separately"), environment);
            linchpin.start();
            return linchpin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in a data folder that is there already. */
    public static Separately start(Path home, Map<String, String> environment) {
        Separately linchpin = new Separately(home, environment);
        linchpin.start();
        return linchpin;
    }

    /** Starts it again on the same data. */
    public void start() {
        try {
            Files.deleteIfExists(log);
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().putAll(environment);
            builder.environment().put("LINCHPIN_HOME", home.toString());
            builder.environment().put("SERVER_PORT", "0");
            process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            port = awaitPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-cp"));
        // An empty entry would mean the folder one stands in, and so a second copy of every resource.
        command.add(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(LinchpinApplication.class.getName());
        return command;
    }

    private int awaitPort() throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < until) {
            String said = Files.readString(log, StandardCharsets.UTF_8);
            Matcher ready = READY.matcher(said);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("Linchpin ended before it was ready:\n" + said);
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Linchpin was not ready in time:\n" + Files.readString(log));
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The process dies as by {@code kill -9}: no hook runs, nothing is put in order. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server of its database, whose processes are its children. */
    public ProcessHandle database() {
        try {
            List<String> file = Files.readAllLines(home.resolve("postgresql/data/postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(file.get(0).trim())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All processes of its database die as by {@code kill -9}. */
    public void killDatabase() {
        ProcessHandle server = database();
        List<ProcessHandle> all = server.descendants().toList();
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    public int port() {
        return port;
    }

    public Path home() {
        return home;
    }

    /** The API for somebody with a name and a password. */
    public Api api(String username, String password) {
        String basic = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/tokens"))
                .header("Authorization", "Basic " + basic)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return Api.on(port, JsonPath.read(answer, "$.token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it wrote so far. */
    String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it in order, and its data with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(home.toFile());
        log.toFile().delete();
    }
}
