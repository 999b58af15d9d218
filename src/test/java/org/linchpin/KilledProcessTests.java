package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left when the process is killed in the middle of its work: the work, done once. */
class KilledProcessTests {

    private static final int ROWS = 400_000;
    private static final String PASSWORD = "a-long-password-for-one-test";

    @Test
    void aCheckThatIsKilledIsTakenUpAgainAndGivesTheSameReceiptAndTheSameFigures() {
        Map<String, String> environment = Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
        try (Separately linchpin = Separately.start(environment)) {
            Api administrator = linchpin.api("keeper", PASSWORD);
            person(administrator, "killed");
            person(administrator, "spared");
            byte[] file = register();

            Api killed = linchpin.api("killed", PASSWORD);
            String register = killed.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
            String submission = killed.post(
                            "/registers/" + register + "/submissions?effective=2026-01-31", "text/csv", file)
                    .is(202)
                    .read("$.id");
            awaitChecking(killed, submission);
            linchpin.kill();
            linchpin.start();
            killed = linchpin.api("killed", PASSWORD);
            Api.Answer again = killed.settled(submission);

            Api spared = linchpin.api("spared", PASSWORD);
            String other = spared.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
            Api.Answer undisturbed = spared.submit(other, file, "?effective=2026-01-31");

            assertThat(again.<String>read("$.state")).isEqualTo("checked");
            for (String same : List.of("$.receipt", "$.problems", "$.file.sha256")) {
                assertThat(again.<Object>read(same)).as(same).isEqualTo(undisturbed.read(same));
            }
            killed.accept(submission, "{\"partial\": true}").is(200);
            spared.accept(undisturbed.read("$.id"), "{\"partial\": true}").is(200);
            for (String by : List.of("vendor", "region", "year")) {
                assertThat(figures(killed, by)).as(by).isEqualTo(figures(spared, by));
            }
            assertThat(killed.get("/assets?size=1").number("$.total")).isEqualTo(ROWS - ROWS / 1_000);
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
