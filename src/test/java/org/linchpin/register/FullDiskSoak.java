package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Separately;

/**
 * A file system of its own, with the data folder and the database on it, that really fills up at a random moment of upload, check, accept
 * and withdraw. Then there is room again, and a register has what an undisturbed one has. Mounting takes root:
 * {@code ./mvnw -Psoak test -Dtest=FullDiskSoak -Dpoints=25 -Dseed=1}.
 */
class FullDiskSoak {

    private static final String PASSWORD = IntakeSoak.PASSWORD;
    private static final int MEGABYTE = 1 << 20;

    /** What a file of the register needs at most, about: itself, its rows, its indexes. */
    private static final int ROOM_OF_A_FILE = 24 * MEGABYTE;

    private static final int ROOM_OF_A_DECISION = MEGABYTE / 4;

    private final Map<String, String> undisturbed = new TreeMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    @Test
    void aDiskThatFillsUpAnywhereLeavesNothingHalfAndNothingTwice() throws Exception {
        int points = Integer.getInteger("points", 25);
        Random random = new Random(Long.getLong("seed", 1));
        Path disk = Files.createTempDirectory("linchpin-full-disk");
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1200m", "tmpfs", disk.toString());
        if (!mounted) {
            System.out.println("FullDiskSoak: no file system can be mounted here, so no disk was filled");
        }
        assumeTrue(mounted, "mounting takes root");
        Path home = Files.createDirectory(disk.resolve("home"));
        try (Separately linchpin = Separately.start(home, IntakeSoak.SETTINGS)) {
            walk(linchpin, "spared", disk, null);
            int filled = 0;
            for (int round = 0; filled < points; round++) {
                filled += walk(linchpin, "victim" + round, disk, random);
                System.out.printf("FullDiskSoak: %d points, answers %s%n", filled, answers);
            }
        } finally {
            run("umount", "-l", disk.toString());
        }
        assertThat(answers.keySet()).as("what people were told").noneMatch(answer -> answer.endsWith(" 500"));
    }

    private int walk(Separately linchpin, String name, Path disk, Random random) throws Exception {
        IntakeSoak.person(linchpin.api("keeper", PASSWORD), name);
        String register =
                linchpin.api(name, PASSWORD).register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        String[] submissions = new String[2];
        for (int i = 0; i < 2; i++) {
            int number = i;
            String address = "/registers/" + register + "/submissions?effective=202" + (4 + i) + "-01-01";
            byte[] file = IntakeSoak.register(i);
            Step send = api -> {
                Api.Answer sent = api.post(address, "text/csv", file);
                if (sent.status() < 300) {
                    submissions[number] = sent.read("$.id");
                    Api.Answer settled = api.settled(submissions[number]);
                    if (settled.<String>read("$.state").equals("failed")) {
                        answers.merge("check " + settled.read("$.failure.code"), 1, Integer::sum);
                        return api.post("/submissions/" + submissions[number] + "/check", "{}");
                    }
                }
                return sent;
            };
            full(linchpin, name, disk, random, "upload", ROOM_OF_A_FILE, send);
            Api api = linchpin.api(name, PASSWORD);
            send.with(api);
            Api.Answer checked = api.settled(submissions[i]);
            same("checked " + i, checked.read("$['state','receipt','problems']").toString(), random == null);
            Step accept = one -> one.accept(submissions[number], "{\"partial\": true, \"removals\": \"Gone\"}");
            full(linchpin, name, disk, random, "accept", ROOM_OF_A_DECISION, accept);
            assertThat(accept.with(linchpin.api(name, PASSWORD)).status()).isIn(200, 409);
            same("accepted " + i, IntakeSoak.figures(linchpin.api(name, PASSWORD)), random == null);
        }
        Step withdraw = api -> api.post("/submissions/" + submissions[1] + "/withdraw", "{\"why\": \"Wrong\"}");
        full(linchpin, name, disk, random, "withdraw", ROOM_OF_A_DECISION, withdraw);
        assertThat(withdraw.with(linchpin.api(name, PASSWORD)).status()).isIn(200, 409);
        same("withdrawn", IntakeSoak.figures(linchpin.api(name, PASSWORD)), random == null);
        assertThat(linchpin.api(name, PASSWORD)
                        .get("/registers/" + register + "/submissions")
                        .number("$.total"))
                .isEqualTo(2);
        return random == null ? 0 : 5;
    }

    private void same(String what, String now, boolean first) {
        if (first) {
            undisturbed.put(what, now);
        } else {
            assertThat(now).as(what).isEqualTo(undisturbed.get(what));
        }
    }

    /** Something that may find no room. */
    private interface Step {
        Api.Answer with(Api api) throws Exception;
    }

    /** Takes a step with so little room that it ends somewhere within it; afterwards there is room again. */
    private void full(Separately linchpin, String name, Path disk, Random random, String what, int needs, Step step)
            throws Exception {
        if (random == null) {
            return;
        }
        Api api = linchpin.api(name, PASSWORD);
        Path ballast = disk.resolve("ballast");
        fill(ballast, random.nextInt(needs));
        try {
            answers.merge(what + " " + step.with(api).status(), 1, Integer::sum);
        } catch (RuntimeException | AssertionError gone) {
            answers.merge(what + " without an answer", 1, Integer::sum);
        } finally {
            Files.deleteIfExists(ballast);
        }
        untilItAnswers(linchpin);
    }

    /** Others write meanwhile, so the last bytes may be gone before they are counted. */
    private static void fill(Path ballast, int left) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
            byte[] zeros = new byte[MEGABYTE];
            long room = Files.getFileStore(ballast.getParent()).getUsableSpace() - left;
            for (long written = 0; written < room; written += zeros.length) {
                file.write(zeros, 0, (int) Math.min(zeros.length, room - written));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** PostgreSQL ends where it cannot write its log; whoever looks after the service starts it again once there is room. */
    private void untilItAnswers(Separately linchpin) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int good = 0;
        while (good < 5 && System.nanoTime() < until) {
            try {
                linchpin.api("keeper", PASSWORD).get("/operators").is(200);
                good++;
            } catch (RuntimeException | AssertionError notYet) {
                good = 0;
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        if (good < 5) {
            answers.merge("started again by hand", 1, Integer::sum);
            linchpin.kill();
            linchpin.start();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
