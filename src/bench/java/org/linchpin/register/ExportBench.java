package org.linchpin.register;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.NationalRegister;
import org.linchpin.Separately;
import org.postgresql.PGConnection;

/**
 * A whole register as it leaves, at two sizes, beside PostgreSQL's copy of the same rows, and how much of the heap is taken
 * meanwhile: {@code ./mvnw -Pbench test -Dtest=ExportBench -Drows=10000000}. The application has 512 MB of heap.
 */
class ExportBench {

    private static final String PASSWORD = "a-long-password-for-a-benchmark";
    private static final int SMALLER = 10;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What one size gave: seconds and the most of the heap that was taken, in MB. */
    private record Sent(long rows, long bytes, String counted, double seconds, double copied, double heap) {}

    @Test
    void aRegisterLeavesInAConstantHeap() throws Exception {
        long rows = Long.getLong("rows", 1_000_000);
        try (Separately linchpin = Separately.start(Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD))) {
            Api keeper = linchpin.api("keeper", PASSWORD);
            keeper.post("/operators", "{\"code\": \"nation\", \"name\": \"nation\"}").is(201);
            keeper.post("/users", """
                            {"username": "of-nation", "password": "%s", "role": "utility", "operators": ["nation"]}
                            """.formatted(PASSWORD)).is(201);
            System.out.printf(
                    "%n| rows | bytes | rows that the answer says | export | rows/s | PostgreSQL's copy | export / copy | of the heap, at most |%n");
            System.out.println("|---|---|---|---|---|---|---|---|");
            for (long size : List.of(rows / SMALLER, rows)) {
                Sent sent = measure(linchpin, size);
                System.out.printf(
                        "| %,d | %,d | %s | %.1f s | %,.0f | %.1f s | %.2f | %.0f MB |%n",
                        sent.rows(),
                        sent.bytes(),
                        sent.counted(),
                        sent.seconds(),
                        sent.rows() / sent.seconds(),
                        sent.copied(),
                        sent.seconds() / sent.copied(),
                        sent.heap());
            }
        }
    }

    private static Sent measure(Separately linchpin, long rows) throws Exception {
        Api utility = linchpin.api("of-nation", PASSWORD);
        String register = utility.register("{\"name\": \"All %d\", \"assetClass\": \"smart_meter\"}".formatted(rows));
        String id = utility.post(
                        "/registers/" + register + "/submissions?effective=2026-06-30",
                        "text/csv",
                        BodyPublishers.ofInputStream(() -> NationalRegister.of("x" + rows, rows, rows)))
                .is(202)
                .read("$.id");
        String state = "received";
        while (List.of("received", "checking").contains(state)) {
            Thread.sleep(100);
            state = utility.get("/submissions/" + id).is(200).read("$.state");
        }
        utility.accept(id, "{\"partial\": true}").is(200);
        double copied = copied(linchpin, id);
        AtomicBoolean going = new AtomicBoolean(true);
        double[] heap = {0};
        Thread watch = new Thread(() -> watch(linchpin, going, heap));
        watch.start();
        HttpRequest ask = as(linchpin, "of-nation", "/api/v1/registers/" + register + "/export.csv").build();
        long start = System.nanoTime();
        HttpResponse<InputStream> answer = CLIENT.send(ask, HttpResponse.BodyHandlers.ofInputStream());
        long bytes;
        try (InputStream body = answer.body()) {
            bytes = body.transferTo(OutputStream.nullOutputStream());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        going.set(false);
        watch.join();
        String receipt = answer.headers().firstValue("Link").orElseThrow().replaceAll("^</api/v1|>.*$", "");
        return new Sent(rows, bytes, "%,d".formatted(utility.get(receipt).is(200).number("$.rows")), seconds, copied, heap[0]);
    }

    private static HttpRequest.Builder as(Separately linchpin, String user, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + linchpin.port() + path))
                .header("Authorization", "Bearer " + token(linchpin, user));
    }

    private static String token(Separately linchpin, String user) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return JsonPath.read(
                body(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + linchpin.port() + "/api/v1/tokens"))
                        .header("Authorization", "Basic " + basic)
                        .POST(BodyPublishers.noBody())
                        .build()),
                "$.token");
    }

    private static String body(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How much of the heap is taken, again and again, as the process itself tells. */
    private static void watch(Separately linchpin, AtomicBoolean going, double[] most) {
        Pattern used = Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E]+)");
        HttpRequest ask = as(linchpin, "keeper", "/actuator/prometheus").build();
        while (going.get()) {
            double taken = used.matcher(body(ask))
                    .results()
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .sum();
            most[0] = Math.max(most[0], taken / 1e6);
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** PostgreSQL's own copy of the same rows, by its driver. */
    private static double copied(Separately linchpin, String submission) throws Exception {
        Path postgres = linchpin.home().resolve("postgresql");
        try (Connection database = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                        .formatted(Files.readString(postgres.resolve("port")).trim()),
                "linchpin",
                Files.readString(postgres.resolve("password")))) {
            long start = System.nanoTime();
            database.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                    copy (select o.code, a.*, w.* from asset a join wording w on w.id = a.wording_id join operator o on o.id = a.operator_id
                          where a.submission_id = %s order by a.line) to stdout (format csv)
                    """.formatted(submission), OutputStream.nullOutputStream());
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
