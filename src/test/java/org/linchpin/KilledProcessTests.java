package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left when the process, or its database, is killed in the middle of its work: the work, done once. */
class KilledProcessTests {

    private static final int ROWS = 400_000;
    private static final String PASSWORD = "a-long-password-for-one-test";

    @Test
    void aCheckThatIsKilledIsTakenUpAgainAndGivesTheSameReceiptAndTheSameFigures() {
        Map<String, String> environment = Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
        try (Separately linchpin = Separately.start(environment)) {
            person(linchpin.api("keeper", PASSWORD), "spared");
            byte[] file = register();
            Api.Answer undisturbed = upload(linchpin.api("spared", PASSWORD), file);
            String spared = linchpin.api("spared", PASSWORD)
                    .settled(undisturbed.read("$.id"))
                    .read("$.id");
            linchpin.api("spared", PASSWORD)
                    .accept(spared, "{\"partial\": true}")
                    .is(200);

            cutOff(linchpin, "killed", file, spared, () -> {});
            cutOff(linchpin, "crashed", file, spared, linchpin::killDatabase);
        }
    }

    /** Checks a file, is killed meanwhile, perhaps after something else, and has what the spared one has. */
    private static void cutOff(Separately linchpin, String name, byte[] file, String spared, Runnable first) {
        person(linchpin.api("keeper", PASSWORD), name);
        Api api = linchpin.api(name, PASSWORD);
        String submission = upload(api, file).read("$.id");
        awaitChecking(api, submission);
        first.run();
        linchpin.kill();
        linchpin.start();

        api = linchpin.api(name, PASSWORD);
        Api.Answer again = api.settled(submission);
        Api untouched = linchpin.api("spared", PASSWORD);
        Api.Answer expected = untouched.get("/submissions/" + spared);
        assertThat(again.<String>read("$.state")).isEqualTo("checked");
        for (String same : List.of("$.receipt", "$.problems", "$.file.sha256")) {
            assertThat(again.<Object>read(same)).as(name + same).isEqualTo(expected.read(same));
        }
        api.accept(submission, "{\"partial\": true}").is(200);
        for (String by : List.of("vendor", "region", "year")) {
            assertThat(figures(api, by)).as(name + by).isEqualTo(figures(untouched, by));
        }
        assertThat(api.get("/assets?size=1").number("$.total")).isEqualTo(ROWS - ROWS / 1_000);
    }

    private static Api.Answer upload(Api api, byte[] file) {
        String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        return api.post("/registers/" + register + "/submissions?effective=2026-01-31", "text/csv", file)
                .is(202);
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

    private static byte[] register() {
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,module_model,region,installed_on,units\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i)
                    .append(i % 3 == 0 ? ",,," : ",Quectel,EC25-E,")
                    .append(i % 2 == 0 ? "TLI," : "TLC,")
                    .append(2015 + i % 9)
                    .append("-01-01,")
                    .append(i % 1_000 == 0 ? "many" : "1")
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The check takes seconds; the process dies within some milliseconds of its beginning. */
    private static void awaitChecking(Api api, String submission) {
        String state = "received";
        while (state.equals("received")) {
            Separately.pause();
            state = api.get("/submissions/" + submission).read("$.state");
        }
        assertThat(state).as("still at work when it is killed").isEqualTo("checking");
    }

    private static Object figures(Api api, String by) {
        return api.get("/exposure?by=" + by).is(200).read("$['total','identified','unknown','items','hhi','cr1']");
    }
}
