package org.linchpin;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How long pages and figures take at two sizes of the installed base, beside a static file from the same server in the
 * same run: {@code ./mvnw -Pbench test -Dtest=DashboardBench -Dsmall=100000 -Dlarge=5000000 -Doperators=50}. Registers
 * come in as any upload does, so what is measured is what a nation would have.
 */
class DashboardBench {

    private static final String PASSWORD = "a-long-password-for-a-benchmark";
    private static final int WARM = 60;
    private static final int COUNTED = 300;
    private static final List<String> PATHS = List.of(
            "/app.css",
            "/",
            "/sectors/energy",
            "/regions/TLI",
            "/controllers/quectel",
            "/api/v1/exposure",
            "/api/v1/exposure?by=module&region=TLI&weight=criticality",
            "/assets",
            "/assets?vendor=quectel&sort=units");

    /** Half of the calls, and all but one in a hundred, take no longer; milliseconds. */
    private record Times(double p50, double p99) {}

    @Test
    void pagesAtTwoSizes() throws Exception {
        long small = Long.getLong("small", 100_000);
        long large = Long.getLong("large", 5_000_000);
        int operators = Integer.getInteger("operators", 50);
        Map<String, Times> atSmall = measure(small, operators);
        Map<String, Times> atLarge = measure(large, operators);
        Times file = atSmall.get(PATHS.get(0));
        System.out.printf("%n| page | p50 at %,d | p99 | p50 at %,d | p99 | large / small (p50) | p50 large / static file |%n", small, large);
        System.out.println("|---|---|---|---|---|---|---|");
        for (String path : PATHS) {
            Times one = atSmall.get(path);
            Times other = atLarge.get(path);
            System.out.printf(
                    "| `%s` | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.2f | %.0f |%n",
                    path, one.p50(), one.p99(), other.p50(), other.p99(), other.p50() / one.p50(), other.p50() / file.p50());
        }
    }

    private static Map<String, Times> measure(long assets, int operators) throws Exception {
        Map<String, String> environment = Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
        try (Separately linchpin = Separately.start(environment)) {
            load(linchpin, assets, operators);
            HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            signIn(client, linchpin.port());
            Map<String, Times> times = new LinkedHashMap<>();
            for (String path : PATHS) {
                times.put(path, times(client, linchpin.port(), path));
            }
            return times;
        }
    }

    private static void load(Separately linchpin, long assets, int operators) {
        Api keeper = linchpin.api("keeper", PASSWORD);
        keeper.post("/users", user("reader", "official", "")).is(201);
        long start = System.nanoTime();
        for (int i = 0; i < operators; i++) {
            String code = "operator-" + i;
            keeper.post("/operators", "{\"code\": \"%s\", \"name\": \"Operator %d\"}".formatted(code, i)).is(201);
            keeper.post("/users", user(code, "utility", "\"" + code + "\"")).is(201);
            Api utility = linchpin.api(code, PASSWORD);
            String register = utility.register("{\"name\": \"All\", \"assetClass\": \"smart_meter\"}");
            int seed = i;
            String id = utility.post(
                            "/registers/" + register + "/submissions?effective=2026-06-30",
                            "text/csv",
                            BodyPublishers.ofInputStream(() -> NationalRegister.of(code, assets / operators, seed)))
                    .is(202)
                    .read("$.id");
            utility.settled(id);
            utility.accept(id, "{\"partial\": true}").is(200);
        }
        System.out.printf("%,d assets of %d operators came in within %.0f s%n", assets, operators, (System.nanoTime() - start) / 1e9);
    }

    private static String user(String name, String role, String operators) {
        return "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\", \"operators\": [%s]}"
                .formatted(name, PASSWORD, role, operators);
    }

    private static void signIn(HttpClient client, int port) throws IOException, InterruptedException {
        String page = get(client, port, "/sign-in");
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        if (!csrf.find()) {
            throw new IllegalStateException("no form on the sign-in page");
        }
        client.send(
                HttpRequest.newBuilder(address(port, "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=reader&password=" + PASSWORD + "&_csrf=" + csrf.group(1)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Times times(HttpClient client, int port, String path) throws IOException, InterruptedException {
        for (int i = 0; i < WARM; i++) {
            get(client, port, path);
        }
        double[] taken = new double[COUNTED];
        for (int i = 0; i < COUNTED; i++) {
            long start = System.nanoTime();
            get(client, port, path);
            taken[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(taken);
        return new Times(taken[COUNTED / 2], taken[COUNTED * 99 / 100]);
    }

    private static String get(HttpClient client, int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address(port, path)).GET().build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
