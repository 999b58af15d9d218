package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.database.EmbeddedPostgres;

/**
 * A server whose database stops for half a minute and whose disk fills up, while somebody goes on working:
 * {@code ./mvnw -Psoak test -Dtest=HostileDaySoak}. What each gives stands in operations.md.
 */
class HostileDaySoak {

    private static final String PASSWORD = "a-long-password-for-one-test";
    private static final int SECONDS = Integer.getInteger("seconds", 30);
    private static final Map<String, String> SETTINGS =
            Map.of("LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);

    @TempDir
    Path folder;

    private static Api utility(Separately linchpin) {
        Api administrator = linchpin.api("keeper", PASSWORD);
        administrator
                .post("/operators", "{\"code\": \"grid\", \"name\": \"Grid\"}")
                .is(201);
        administrator.post("/users", """
                        {"username": "sender", "password": "%s", "role": "utility", "operators": ["grid"]}
                        """.formatted(PASSWORD)).is(201);
        return linchpin.api("sender", PASSWORD);
    }

    private static byte[] file(int number) {
        return "asset_ref,module_manufacturer\n%d,Quectel\n".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** What the server's log says of failures that nobody foresaw. */
    private static String unexpected(Separately linchpin) {
        return Arrays.stream(linchpin.said().split("\n(?=\\d{4}-)"))
                .filter(entry -> entry.contains("ERROR"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theDatabaseIsGoneForHalfAMinuteAndNothingThatWasTakenIsLost() throws Exception {
        EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"), true);
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("SPRING_DATASOURCE_URL", database.url("postgres"));
        settings.put("SPRING_DATASOURCE_USERNAME", database.username());
        settings.put("SPRING_DATASOURCE_PASSWORD", database.password());
        try (Separately linchpin = Separately.start(settings)) {
            Api api = utility(linchpin);
            String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
            Map<Integer, Integer> sent = new TreeMap<>();
            List<String> taken = new ArrayList<>();
            AtomicBoolean on = new AtomicBoolean(true);
            Thread sender = new Thread(() -> {
                for (int i = 1; on.get(); i++) {
                    Api.Answer answer = api.post(
                            "/registers/" + register + "/submissions?effective=2026-01-31", "text/csv", file(i));
                    sent.merge(answer.status(), 1, Integer::sum);
                    if (answer.status() == 202) {
                        taken.add(answer.read("$.id"));
                    }
                    Separately.pause();
                }
            });
            sender.start();
            Thread.sleep(2_000);
            database.close();
            long until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            Map<String, Integer> meanwhile = new TreeMap<>();
            while (System.nanoTime() < until) {
                for (String path : List.of(
                        "/actuator/health/readiness", "/actuator/health/liveness", "/sign-in", "/api/v1/registers")) {
                    HttpResponse<String> answer = get(linchpin.port(), path);
                    meanwhile.merge(path + " " + answer.statusCode(), 1, Integer::sum);
                    assertThat(answer.body()).doesNotContain("Exception", "HikariPool", "at org.");
                }
                Thread.sleep(500);
            }
            database = EmbeddedPostgres.start(folder.resolve("database"), true);
            awaitReady(linchpin);
            Thread.sleep(3_000);
            on.set(false);
            sender.join();
            System.out.println("While it was gone: " + meanwhile);
            System.out.println("Files sent, by answer: " + sent);
            assertThat(meanwhile)
                    .containsKeys("/actuator/health/readiness 503", "/actuator/health/liveness 200", "/sign-in 200")
                    .doesNotContainKeys("/actuator/health/liveness 503", "/sign-in 500", "/api/v1/registers 500");
            assertThat(sent.keySet()).as(() -> unexpected(linchpin)).containsOnly(202, 503);
            for (String id : taken) {
                assertThat(api.settled(id).<String>read("$.state")).isEqualTo("checked");
            }
            assertThat(api.get("/registers/" + register + "/submissions").number("$.total"))
                    .as("every file that was taken is there, and at most the one whose answer was lost besides")
                    .isBetween((long) taken.size(), taken.size() + 1L);
            assertThat(linchpin.api("keeper", PASSWORD).get("/audit/verify").<Boolean>read("$.holds"))
                    .isTrue();
        } finally {
            database.close();
        }
    }

    @Test
    void aFullDiskIsSaidInWordsLosesNothingAndPassesWhenThereIsRoom() throws Exception {
        try (Separately linchpin = Separately.start(SETTINGS);
                SmallDisk disk = SmallDisk.on(linchpin.home().resolve("files"), 8)) {
            Api api = utility(linchpin);
            Files.createDirectories(disk.folder().resolve("incoming"));
            String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
            String address = "/registers/" + register + "/submissions?effective=2026-01-31";
            Api.Answer full = api.post(address, "text/csv", BodyPublishers.ofInputStream(() -> large(16_000_000)));
            System.out.println("On a full disk of files: " + full.status() + " " + full.body());
            assertThat(full.status()).isEqualTo(507);
            assertThat(full.body()).contains("storage-full");
            assertThat(get(linchpin.port(), "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            Api.Answer small = api.post(address, "text/csv", file(1)).is(202);
            assertThat(api.settled(small.read("$.id")).<String>read("$.state")).isEqualTo("checked");
            assertThat(api.get("/registers/" + register + "/submissions").number("$.total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aFullDiskOfTheDatabaseIsSaidInWordsLosesNothingAndPassesWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.on(folder.resolve("disk"), 900)) {
            EmbeddedPostgres database = EmbeddedPostgres.start(disk.folder().resolve("database"), true);
            Map<String, String> settings = new TreeMap<>(SETTINGS);
            settings.put("SPRING_DATASOURCE_URL", database.url("postgres"));
            settings.put("SPRING_DATASOURCE_USERNAME", database.username());
            settings.put("SPRING_DATASOURCE_PASSWORD", database.password());
            try (Separately linchpin = Separately.start(settings)) {
                Api api = utility(linchpin);
                String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
                String address = "/registers/" + register + "/submissions?effective=2026-01-31";
                String before =
                        api.submit(register, file(0), "?effective=2025-12-31").read("$.id");
                disk.fill(2_000);
                Map<String, Integer> answers = new TreeMap<>();
                List<String> taken = new ArrayList<>();
                for (int i = 1; i <= 12; i++) {
                    Api.Answer answer = api.post(address, "text/csv", rows(i, 20_000));
                    answers.merge("upload " + answer.status(), 1, Integer::sum);
                    assertThat(answer.body()).doesNotContain("Exception", "at org.", "No space left");
                    if (answer.status() == 202) {
                        taken.add(answer.read("$.id"));
                    }
                    Thread.sleep(500);
                    for (String path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/sign-in")) {
                        answers.merge(path + " " + get(linchpin.port(), path).statusCode(), 1, Integer::sum);
                    }
                }
                Thread.sleep(5_000);
                for (String id : taken) {
                    Api.Answer now = api.get("/submissions/" + id);
                    answers.merge(
                            "then " + now.status() + (now.status() == 200 ? " " + now.read("$.state") : ""),
                            1,
                            Integer::sum);
                }
                System.out.println("On a full disk of the database: " + answers);
                assertThat(answers.keySet())
                        .contains("/actuator/health/liveness 200", "/sign-in 200")
                        .noneMatch(answer -> answer.endsWith(" 500"));
                disk.makeRoom();
                if (get(linchpin.port(), "/actuator/health/readiness").statusCode() != 200) {
                    System.out.println(
                            "The database stopped for want of room, as PostgreSQL does, and is started again");
                    database.close();
                    database = EmbeddedPostgres.start(disk.folder().resolve("database"), true);
                }
                awaitReady(linchpin);
                assertThat(api.get("/submissions/" + before).is(200).<String>read("$.state"))
                        .isEqualTo("checked");
                for (String id : taken) {
                    assertThat(api.settled(id).<String>read("$.state")).isIn("checked", "failed");
                }
                Api.Answer again =
                        api.post(address, "text/csv", rows(99, 20_000)).is(202);
                assertThat(api.settled(again.read("$.id")).<String>read("$.state"))
                        .isEqualTo("checked");
                assertThat(linchpin.api("keeper", PASSWORD).get("/audit/verify").<Boolean>read("$.holds"))
                        .isTrue();
            } finally {
                database.close();
            }
        }
    }

    private static byte[] rows(int number, int rows) {
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,model\n");
        for (int i = 0; i < rows; i++) {
            csv.append(number)
                    .append('-')
                    .append(i)
                    .append(",Quectel,Model ")
                    .append(i % 300)
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void awaitReady(Separately linchpin) throws Exception {
        long back = System.nanoTime();
        while (get(linchpin.port(), "/actuator/health/readiness").statusCode() != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(30));
            Thread.sleep(100);
        }
        System.out.printf("Ready again %d ms after the database%n", (System.nanoTime() - back) / 1_000_000);
    }

    private static InputStream large(int bytes) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() {
                return left-- > 0 ? (left % 80 == 0 ? '\n' : 'x') : -1;
            }
        };
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
