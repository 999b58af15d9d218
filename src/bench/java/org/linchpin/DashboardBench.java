package org.linchpin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * How long pages, figures, the explorer and its file take at two sizes of the installed base, beside a static file from the
 * same server, {@code select 1} and a copy by PostgreSQL's driver in the same run:
 * {@code ./mvnw -Pbench test -Dtest=DashboardBench -Dsmall=300000 -Dlarge=5000000 -Doperators=50 -Dbeside=1000000}; a nation is
 * {@code -Dlarge=30000000 -Doperators=200 -Dbeside=10000000}. Registers come in as any
 * upload does, so what is measured is what a nation would have. The application has 512 MB of heap.
 */
class DashboardBench {

    private static final String PASSWORD = "a-long-password-for-a-benchmark";
    private static final int WARM = 20;
    private static final int COUNTED = 200;
    private static final double SECONDS_A_PATH = Integer.getInteger("seconds", 6);
    private static final int READERS = 50;
    private static final double SECONDS_OF_READERS = 15;
    private static final String FILE = "/app.css";
    private static final List<String> PAGES = List.of(
            "/",
            "/sectors/energy",
            "/regions/TLI",
            "/operators/operator-1",
            "/controllers/quectel",
            "/flow",
            "/resilience",
            "/unknowns",
            "/working?figure=hhi",
            "/trends",
            "/compare",
            "/api/v1/exposure",
            "/api/v1/exposure?by=module&region=TLI&weight=criticality");
    private static final List<String> ROWS = List.of(
            "/api/v1/assets?size=50",
            "/api/v1/assets?size=50&sort=asset_ref",
            "/api/v1/assets?size=50&sort=units&vendor=quectel",
            "/api/v1/assets?size=50&sort=installed_on&region=TLI&country=CN",
            "/api/v1/assets?size=50&maker=Maker%207&year=2020",
            "/api/v1/assets?size=50&q=Model%2012",
            "/api/v1/assets?size=50&q=operator-1-1234",
            "/api/v1/assets?size=50&q=Site%201234");

    /** Half of the calls, and all but one in a hundred, take no longer; milliseconds. */
    private record Times(double p50, double p99) {

        static Times of(double[] taken) {
            Arrays.sort(taken);
            return new Times(taken[taken.length / 2], taken[Math.min(taken.length - 1, taken.length * 99 / 100)]);
        }
    }

    @Test
    void pagesAtTwoSizes() throws Exception {
        long small = Long.getLong("small", 300_000);
        long large = Long.getLong("large", 5_000_000);
        int operators = Integer.getInteger("operators", 50);
        Map<String, Times> atSmall = measure(small, operators, false);
        Map<String, Times> atLarge = measure(large, operators, true);
        Times file = atLarge.get(FILE);
        System.out.printf(
                "%n| what | p50 at %,d | p99 | p50 at %,d | p99 | large / small (p50) | p50 large / static file |%n",
                small, large);
        System.out.println("|---|---|---|---|---|---|---|");
        atLarge.forEach((path, other) -> {
            Times one = atSmall.getOrDefault(path, new Times(Double.NaN, Double.NaN));
            System.out.printf(
                    "| `%s` | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.2f | %.0f |%n",
                    path, one.p50(), one.p99(), other.p50(), other.p99(), other.p50() / one.p50(), other.p50() / file.p50());
        });
    }

    private static Map<String, Times> measure(long assets, int operators, boolean everything) throws Exception {
        Map<String, String> environment = Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
        try (Separately linchpin = Separately.start(environment)) {
            load(linchpin, assets, operators);
            HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            signIn(client, linchpin.port());
            Map<String, Times> times = new LinkedHashMap<>();
            times.put(FILE, times(() -> get(client, linchpin.port(), FILE)));
            try (Connection database = database(linchpin)) {
                times.put("select 1", times(() -> database.createStatement().execute("select 1")));
            }
            for (String path : PAGES) {
                times.put(path, times(() -> get(client, linchpin.port(), path)));
            }
            for (String path : ROWS) {
                times.put(path, times(() -> get(client, linchpin.port(), path)));
                Optional<String> after = after(client, linchpin.port(), path, 99);
                if (after.isPresent()) {
                    String hundredth = path + "&after=" + after.get();
                    times.put(path + " (page 100)", times(() -> get(client, linchpin.port(), hundredth)));
                }
            }
            acceptance(linchpin, client);
            if (everything) {
                file(linchpin, client, assets);
                readers(linchpin, client, assets);
            }
            return times;
        }
    }

    /** One upload for each operator, two on their way at a time. */
    private static void load(Separately linchpin, long assets, int operators) throws Exception {
        Api keeper = linchpin.api("keeper", PASSWORD);
        keeper.post("/users", user("reader", "analyst", "")).is(201);
        long start = System.nanoTime();
        try (Pool pool = new Pool(2)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < operators; i++) {
                int seed = i;
                Api utility = utility(linchpin, keeper, "operator-" + i);
                all.add(pool.start(() -> bring(utility, "operator-" + seed, assets / operators, seed)));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
        System.out.printf(
                "%,d assets of %d operators came in within %.0f s%n", assets, operators, (System.nanoTime() - start) / 1e9);
    }

    /** Threads that end with what they are for. */
    private record Pool(ExecutorService threads) implements AutoCloseable {

        Pool(int threads) {
            this(Executors.newFixedThreadPool(threads));
        }

        <T> Future<T> start(Callable<T> work) {
            return threads.submit(work);
        }

        @Override
        public void close() {
            threads.shutdown();
        }
    }

    private static Api utility(Separately linchpin, Api keeper, String code) {
        keeper.post("/operators", "{\"code\": \"%s\", \"name\": \"%s\"}".formatted(code, code)).is(201);
        keeper.post("/users", user(code, "utility", "\"" + code + "\"")).is(201);
        return linchpin.api(code, PASSWORD);
    }

    private static Void bring(Api utility, String code, long rows, int seed) throws InterruptedException {
        String id = sent(utility, code, rows, seed);
        utility.accept(id, "{\"partial\": true}").is(200);
        return null;
    }

    private static String sent(Api utility, String code, long rows, int seed) throws InterruptedException {
        String register = utility.register("{\"name\": \"All %d\", \"assetClass\": \"smart_meter\"}".formatted(seed));
        String id = utility.post(
                        "/registers/" + register + "/submissions?effective=2026-06-30",
                        "text/csv",
                        BodyPublishers.ofInputStream(() -> NationalRegister.of(code, rows, seed)))
                .is(202)
                .read("$.id");
        String state = "received";
        while (List.of("received", "checking").contains(state)) {
            Thread.sleep(100);
            state = utility.get("/submissions/" + id).is(200).read("$.state");
        }
        if (!state.equals("checked")) {
            throw new IllegalStateException("a register of the benchmark is " + state);
        }
        return id;
    }

    private static String user(String name, String role, String operators) {
        return "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\", \"operators\": [%s]}"
                .formatted(name, PASSWORD, role, operators);
    }

    /** From the moment that a submission is accepted until the national figure holds it. */
    private static void acceptance(Separately linchpin, HttpClient client) throws Exception {
        Api utility = utility(linchpin, linchpin.api("keeper", PASSWORD), "newcomer");
        String id = sent(utility, "newcomer", 10_000, 999);
        String before = total(client, linchpin.port());
        long start = System.nanoTime();
        utility.accept(id, "{\"partial\": true}").is(200);
        double accepted = (System.nanoTime() - start) / 1e9;
        while (total(client, linchpin.port()).equals(before)) {
            Thread.sleep(5);
        }
        System.out.printf(
                "10,000 new rows were in the national figure %.2f s after their acceptance was asked for, which took %.2f s%n",
                (System.nanoTime() - start) / 1e9, accepted);
    }

    private static String total(HttpClient client, int port) throws IOException, InterruptedException {
        return found(get(client, port, "/api/v1/exposure"), "\"total\":([0-9.E]+)");
    }

    /** The file of every row beside PostgreSQL's copy of the same rows. */
    private static void file(Separately linchpin, HttpClient client, long assets) throws Exception {
        double copied = 0;
        double sent = 0;
        long bytes = 0;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            try (Connection database = database(linchpin)) {
                database.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        copy (select o.code, s.asset_ref, s.line, s.asset_class, s.sector, s.region, s.units, w.maker, w.model, w.module_maker,
                                     w.module, w.outcome, w.reason, s.installed_on, s.criticality, s.site, s.status, s.postcode, s.latitude, s.longitude
                              from asset s join operator o on o.id = s.operator_id join wording w on w.id = s.wording_id)
                        to stdout (format csv)
                        """, OutputStream.nullOutputStream());
            }
            copied = (System.nanoTime() - start) / 1e9;
            start = System.nanoTime();
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(address(linchpin.port(), "/api/v1/assets.csv")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                bytes = body.transferTo(OutputStream.nullOutputStream());
            }
            sent = (System.nanoTime() - start) / 1e9;
        }
        System.out.printf(
                "CSV of %,d rows, %,d bytes: %.1f s; PostgreSQL's copy of them by its driver: %.1f s; rate %.2f of it%n",
                assets, bytes, sent, copied, copied / sent);
    }

    /** Fifty who read, by themselves and beside a register that comes in. */
    private static void readers(Separately linchpin, HttpClient client, long assets) throws Exception {
        Times alone = read(linchpin.port(), client, new AtomicBoolean(true), SECONDS_OF_READERS);
        Api utility = utility(linchpin, linchpin.api("keeper", PASSWORD), "beside");
        AtomicBoolean going = new AtomicBoolean(true);
        long rows = Long.getLong("beside", 1_000_000);
        try (Pool pool = new Pool(1)) {
            Future<Void> intake = pool.start(() -> {
                try {
                    return bring(utility, "beside", rows, 4242);
                } finally {
                    going.set(false);
                }
            });
            Times beside = read(linchpin.port(), client, going, 600);
            intake.get();
            System.out.printf(
                    "%d readers at %,d assets: p50 %.0f ms, p99 %.0f ms; beside an intake of %,d rows p50 %.0f ms, p99 %.0f ms; p99 %.2f times%n",
                    READERS, assets, alone.p50(), alone.p99(), rows, beside.p50(), beside.p99(), beside.p99() / alone.p99());
        }
    }

    private static Times read(int port, HttpClient client, AtomicBoolean going, double seconds) throws Exception {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        try (Pool pool = new Pool(READERS)) {
            List<Future<List<Double>>> all = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int first = reader;
                all.add(pool.start(() -> {
                    List<Double> taken = new ArrayList<>();
                    for (int i = first; going.get() && System.nanoTime() < until; i++) {
                        long start = System.nanoTime();
                        get(client, port, PAGES.get(i % PAGES.size()));
                        taken.add((System.nanoTime() - start) / 1e6);
                        // Whoever reads takes a second or so.
                        Thread.sleep(500 + 37L * (i % 29));
                    }
                    return taken;
                }));
            }
            List<Double> taken = new ArrayList<>();
            for (Future<List<Double>> one : all) {
                taken.addAll(one.get());
            }
            return Times.of(taken.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static Connection database(Separately linchpin) throws IOException, SQLException {
        Path postgres = linchpin.home().resolve("postgresql");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                        .formatted(Files.readString(postgres.resolve("port")).trim()),
                "linchpin",
                Files.readString(postgres.resolve("password")));
    }

    private static void signIn(HttpClient client, int port) throws IOException, InterruptedException {
        String csrf = found(get(client, port, "/sign-in"), "name=\"_csrf\" value=\"([^\"]+)\"");
        client.send(
                HttpRequest.newBuilder(address(port, "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=reader&password=" + PASSWORD + "&_csrf=" + csrf))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Where the page after so many begins; empty if there are not so many. */
    private static Optional<String> after(HttpClient client, int port, String path, int pages)
            throws IOException, InterruptedException {
        String after = "";
        for (int i = 0; i < pages; i++) {
            Matcher next = Pattern.compile("\"next\":\"([^\"]+)\",\"total\"")
                    .matcher(get(client, port, path + (after.isEmpty() ? "" : "&after=" + after)));
            if (!next.find()) {
                return Optional.empty();
            }
            after = next.group(1);
        }
        return Optional.of(after);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text.substring(0, Math.min(300, text.length())));
        }
        return matcher.group(1);
    }

    private static Times times(Callable<?> call) throws Exception {
        long until = System.nanoTime() + (long) (SECONDS_A_PATH * 1e9);
        for (int i = 0; i < WARM && System.nanoTime() < until; i++) {
            call.call();
        }
        List<Double> taken = new ArrayList<>();
        while (taken.size() < 3 || (taken.size() < COUNTED && System.nanoTime() < until)) {
            long start = System.nanoTime();
            call.call();
            taken.add((System.nanoTime() - start) / 1e6);
        }
        return Times.of(taken.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String get(HttpClient client, int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address(port, path)).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.headers().map());
        }
        return answer.body();
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
