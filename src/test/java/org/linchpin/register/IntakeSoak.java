package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Separately;

/**
 * Kills the application, its PostgreSQL with it, or one of PostgreSQL's processes alone, at random moments of upload, check,
 * accept and withdraw, starts again what does not come back by itself, and finds what an undisturbed register of the same
 * files has: {@code ./mvnw -Psoak test -Dtest=IntakeSoak -Dpoints=200 -Dseed=1}.
 */
class IntakeSoak {

    private static final String PASSWORD = "a-long-password-for-a-soak";
    private static final Map<String, String> SETTINGS =
            Map.of("LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
    private static final int ROWS = 60_000;

    private final Map<String, String> undisturbed = new HashMap<>();

    @Test
    void whateverIsKilledTheResultIsTheSame() throws Exception {
        int points = Integer.getInteger("points", 200);
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        System.out.println("IntakeSoak: seed " + seed + ", points " + points);
        try (Separately linchpin = Separately.start(SETTINGS)) {
            person(linchpin.api("keeper", PASSWORD), "spared");
            walk(linchpin, "spared", null);
            int killed = 0;
            for (int round = 0; killed < points; round++) {
                String name = "victim" + round;
                person(linchpin.api("keeper", PASSWORD), name);
                killed += walk(linchpin, name, random);
                System.out.println("IntakeSoak: " + killed + " kills");
            }
        }
    }

    /** Two files up, checked and accepted, the second withdrawn; with a kill in each step where there is chance. */
    private int walk(Separately linchpin, String name, Random random) throws Exception {
        Api api = linchpin.api(name, PASSWORD);
        String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        int kills = 0;
        String[] submissions = new String[2];
        for (int i = 0; i < 2; i++) {
            int number = i;
            byte[] file = register(i);
            String address = "/registers/" + register + "/submissions?effective=202" + (4 + i) + "-01-01";
            Api sender = api;
            kills += disturbed(linchpin, random, 1_500, () -> {
                Api.Answer sent = sender.post(address, "text/csv", file);
                submissions[number] = sent.read("$.id");
            });
            api = linchpin.api(name, PASSWORD);
            // Sent again where nobody can tell whether it had arrived: the same bytes are the same submission.
            submissions[i] = api.post(address, "text/csv", file).read("$.id");
            Api.Answer checked = api.settled(submissions[i]);
            same("checked " + i, checked.read("$['state','receipt','problems']").toString(), random == null);
            String id = submissions[i];
            Api accepter = api;
            kills += disturbed(
                    linchpin, random, 60, () -> accepter.accept(id, "{\"partial\": true, \"removals\": \"Gone\"}"));
            api = linchpin.api(name, PASSWORD);
            assertThat(api.accept(id, "{\"partial\": true, \"removals\": \"Gone\"}")
                            .status())
                    .isIn(200, 409);
            same("accepted " + i, figures(api), random == null);
        }
        Api withdrawer = api;
        kills += disturbed(
                linchpin,
                random,
                60,
                () -> withdrawer.post("/submissions/" + submissions[1] + "/withdraw", "{\"why\": \"Wrong\"}"));
        api = linchpin.api(name, PASSWORD);
        assertThat(api.post("/submissions/" + submissions[1] + "/withdraw", "{\"why\": \"Wrong\"}")
                        .status())
                .isIn(200, 409);
        same("withdrawn", figures(api), random == null);
        assertThat(api.get("/registers/" + register + "/submissions").number("$.total"))
                .isEqualTo(2);
        return kills;
    }

    private void same(String what, String now, boolean first) {
        if (first) {
            undisturbed.put(what, now);
        } else {
            assertThat(now).as(what).isEqualTo(undisturbed.get(what));
        }
    }

    private static String figures(Api api) {
        StringBuilder all = new StringBuilder();
        for (String by : List.of("vendor", "region", "year")) {
            all.append(api.get("/exposure?by=" + by).is(200).<Object>read("$['total','identified','items','hhi']"));
        }
        return all.append(api.get("/assets?size=1").number("$.total")).toString();
    }

    /** Something that may be cut off. */
    private interface Step {
        void run() throws Exception;
    }

    private static int disturbed(Separately linchpin, Random random, int within, Step step) throws Exception {
        if (random == null) {
            step.run();
            return 0;
        }
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                step.run();
            } catch (Exception | AssertionError cutOff) {
                // Its connection is gone: what became of it is looked up after the restart.
            }
        });
        TimeUnit.MILLISECONDS.sleep(random.nextInt(within));
        switch (random.nextInt(3)) {
            case 0 -> {
                killOneOfTheDatabases(linchpin, random);
                running.get(2, TimeUnit.MINUTES);
                untilItAnswers(linchpin);
                return 1;
            }
            case 1 -> {
                linchpin.killDatabase();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
                linchpin.kill();
            }
            default -> linchpin.kill();
        }
        running.get(2, TimeUnit.MINUTES);
        linchpin.start();
        return 1;
    }

    /** One process of PostgreSQL's dies: it ends all others, recovers by itself, and Linchpin lives on. */
    private static void killOneOfTheDatabases(Separately linchpin, Random random) {
        List<ProcessHandle> processes = linchpin.database().children().toList();
        processes.get(random.nextInt(processes.size())).destroyForcibly();
    }

    /** The pool finds out about dead connections one by one. */
    private static void untilItAnswers(Separately linchpin) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int answers = 0;
        while (answers < 5) {
            try {
                linchpin.api("keeper", PASSWORD).get("/operators").is(200);
                answers++;
            } catch (RuntimeException | AssertionError notYet) {
                answers = 0;
                assertThat(System.nanoTime()).as("it answers again").isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static void person(Api administrator, String name) {
        administrator
                .post("/operators", "{\"code\": \"%s\", \"name\": \"%s\"}".formatted(name, name))
                .is(201);
        administrator
                .post(
                        "/users",
                        "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"utility\", \"operators\": [\"%s\"]}"
                                .formatted(name, PASSWORD, name))
                .is(201);
    }

    private static byte[] register(int number) {
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,module_model,region,installed_on,units\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i % (ROWS - 50) + number * 500)
                    .append(i % 3 == 0 ? ",,," : ",Quectel,EC25-E,")
                    .append(i % 2 == 0 ? "TLI," : "TLC,")
                    .append(2015 + i % 9)
                    .append("-01-01,")
                    .append(i % 1_000 == 0 ? "many" : "1")
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
