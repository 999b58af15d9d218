package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Separately;

/**
 * Kills the application, its PostgreSQL with it, or one of PostgreSQL's processes alone, at random moments of upload, check,
 * accept and withdraw, starts again what does not come back by itself, and finds what an undisturbed register of the same
 * files has: {@code ./mvnw -Psoak test -Dtest=IntakeSoak -Dpoints=200 -Dseed=1 -Dbeside=8}. Each kill strikes as many
 * registers as are at work beside each other, each at another step: a point is one step that was struck.
 */
class IntakeSoak {

    static final String PASSWORD = "a-long-password-for-a-soak";
    /** It lives for seconds: better compiled soon than well. */
    static final Map<String, String> SETTINGS = Map.of(
            "LINCHPIN_DEMO",
            "false",
            // Large files have their indexes tried, and these are to be struck there as well.
            "LINCHPIN_TRIALS_FROM",
            "0B",
            "LINCHPIN_ADMIN_USERNAME",
            "keeper",
            "LINCHPIN_ADMIN_PASSWORD",
            PASSWORD,
            "JAVA_TOOL_OPTIONS",
            System.getProperty("options", "-XX:TieredStopAtLevel=1"));

    private static final int ROWS = 60_000;
    private static final int UPLOAD_MILLIS = 800;
    private static final int DECISION_MILLIS = 60;

    private final Map<String, String> undisturbed = new HashMap<>();

    @Test
    void whateverIsKilledTheResultIsTheSame() throws Exception {
        int points = Integer.getInteger("points", 200);
        int beside = Integer.getInteger("beside", 8);
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        System.out.printf("IntakeSoak: seed %d, points %d, %d beside each other%n", seed, points, beside);
        try (Separately linchpin = Separately.start(SETTINGS)) {
            Walk spared = new Walk(linchpin, "spared", true);
            while (!spared.over()) {
                spared.undisturbed();
            }
            List<Walk> walks = new ArrayList<>();
            for (int i = 0; i < beside; i++) {
                walks.add(new Walk(linchpin, "victim" + i, false));
                for (int ahead = 0; ahead < i * Walk.STEPS / beside; ahead++) {
                    walks.get(i).undisturbed();
                }
            }
            int struck = 0;
            int named = beside;
            for (int kills = 1; struck < points; kills++) {
                strike(linchpin, walks, random);
                struck += walks.size();
                System.out.printf("IntakeSoak: %d points in %d kills%n", struck, kills);
                for (int i = 0; i < walks.size(); i++) {
                    walks.get(i).settle();
                    if (walks.get(i).over()) {
                        walks.set(i, new Walk(linchpin, "victim" + named++, false));
                    }
                }
            }
        }
    }

    /** Something that may be cut off. */
    private interface Step {
        void run() throws Exception;
    }

    /** One register: two files up, checked and accepted, the second withdrawn. */
    private final class Walk {

        private static final int STEPS = 5;

        private final Separately linchpin;
        private final String name;
        private final boolean first;
        private final String register;
        private final String[] submissions = new String[2];
        private int at;

        Walk(Separately linchpin, String name, boolean first) {
            this.linchpin = linchpin;
            this.name = name;
            this.first = first;
            person(linchpin.api("keeper", PASSWORD), name);
            register = api().register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        }

        boolean over() {
            return at == STEPS;
        }

        void undisturbed() throws Exception {
            step().run();
            settle();
        }

        private Api api() {
            return linchpin.api(name, PASSWORD);
        }

        private int file() {
            return at / 2;
        }

        /** How long its turn takes at most, about. */
        int within() {
            return at == 0 || at == 2 ? UPLOAD_MILLIS * Integer.getInteger("beside", 8) : DECISION_MILLIS;
        }

        /** What is next: sent off, so that it may be cut off. */
        Step step() {
            Api api = api();
            return switch (at) {
                case 0, 2 -> () -> send(api);
                case 1, 3 -> () -> accept(api);
                default -> () -> withdraw(api);
            };
        }

        private Api.Answer send(Api api) {
            return api.post(
                    "/registers/" + register + "/submissions?effective=202" + (4 + file()) + "-01-01",
                    "text/csv",
                    register(file()));
        }

        private Api.Answer accept(Api api) {
            return api.accept(submissions[file()], "{\"partial\": true, \"removals\": \"Gone\"}");
        }

        private Api.Answer withdraw(Api api) {
            return api.post("/submissions/" + submissions[1] + "/withdraw", "{\"why\": \"Wrong\"}");
        }

        /** Done again where nobody can tell whether it was done; then all is as it is where nothing was cut off. */
        void settle() {
            Api api = api();
            switch (at) {
                case 0, 2 -> {
                    // The same bytes are the same submission.
                    submissions[file()] = send(api).read("$.id");
                    Api.Answer checked = api.settled(submissions[file()]);
                    same(
                            "checked " + file(),
                            checked.read("$['state','receipt','problems']").toString());
                }
                case 1, 3 -> {
                    assertThat(accept(api).status()).isIn(200, 409);
                    same("accepted " + file(), figures(api));
                }
                default -> {
                    assertThat(withdraw(api).status()).isIn(200, 409);
                    same("withdrawn", figures(api));
                    assertThat(api.get("/registers/" + register + "/submissions")
                                    .number("$.total"))
                            .isEqualTo(2);
                }
            }
            at++;
        }

        private void same(String what, String now) {
            if (first) {
                undisturbed.put(what, now);
            } else {
                assertThat(now).as(name + " " + what).isEqualTo(undisturbed.get(what));
            }
        }
    }

    static String figures(Api api) {
        StringBuilder all = new StringBuilder();
        for (String by : List.of("vendor", "region", "year")) {
            all.append(api.get("/exposure?by=" + by).is(200).<Object>read("$['total','identified','items','hhi']"));
        }
        return all.append(api.get("/assets?size=1").number("$.total")).toString();
    }

    /** Each walk begins its step so long before the blow as leaves it anywhere in that step. */
    private static void strike(Separately linchpin, List<Walk> walks, Random random) throws Exception {
        int longest = walks.stream().mapToInt(Walk::within).max().orElseThrow();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        for (Walk walk : walks) {
            Step step = walk.step();
            int wait = longest - random.nextInt(walk.within());
            running.add(CompletableFuture.runAsync(() -> cutOff(step, wait), threads));
        }
        TimeUnit.MILLISECONDS.sleep(longest);
        int how = random.nextInt(3);
        switch (how) {
            case 0 -> killOneOfTheDatabases(linchpin, random);
            case 1 -> {
                linchpin.killDatabase();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
                linchpin.kill();
            }
            default -> linchpin.kill();
        }
        for (CompletableFuture<Void> one : running) {
            one.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
        if (how == 0) {
            untilItAnswers(linchpin);
        } else {
            linchpin.start();
        }
    }

    private static void cutOff(Step step, int wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(wait);
            step.run();
        } catch (Exception | AssertionError cutOff) {
            // Its connection is gone: what became of it is looked up after the restart.
        }
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

    static void person(Api administrator, String name) {
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

    static byte[] register(int number) {
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
