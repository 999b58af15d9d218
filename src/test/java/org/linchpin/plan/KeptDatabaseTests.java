package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@LinchpinTest
class KeptDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Person owner;
    private Api mine;

    @BeforeEach
    void register() {
        owner = Person.of(application, Role.UTILITY, "Kept Routers");
        mine = Api.on(port, owner.token());
        String register = mine.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}");
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,region,installed_on,criticality\n");
        for (int i = 0; i < 120; i++) {
            csv.append(i)
                    .append(i % 6 == 0 ? ",Acme,R9,,,TLI," : ",Acme,R1,Quectel,EC25-E,TLC,")
                    .append(2021 + i % 5)
                    .append("-01-01,")
                    .append(1 + i % 5)
                    .append('\n');
        }
        Api.Answer checked =
                mine.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        mine.accept(checked.read("$.id"), "{}").is(200);
    }

    private String keep(String kind, String title, String more) {
        return String.valueOf(mine.post("/replacement/kept", """
                        {"kind": "%s", "title": "%s", "question": {"target": {"controller": "quectel"}, "startYear": 2027,
                         "finishYear": 2031%s}}
                        """.formatted(kind, title, more))
                .is(201)
                .number("$.id"));
    }

    private static final String TRIED =
            ", \"assumptions\": {\"as_any_disposal\": {\"low\": 1, \"likely\": 2, \"high\": 3, \"source\": \"quote\"}}";

    @Test
    void whatWasKeptIsReckonedAgainByteForByte() {
        for (String id : List.of(
                keep("estimate", "All by 2031", ", \"draws\": 2000" + TRIED),
                keep("plan", "Little money", ", \"budgetByYear\": 500000" + TRIED))) {
            String once = mine.get("/replacement/kept/" + id).is(200).body();
            assertThat((String) JsonPath.read(once, "$.statement")).contains("\"asked\":", "\"knownAt\":\"");
            assertThat(mine.get("/replacement/kept/" + id).is(200).body()).isEqualTo(once);
            assertThat((Boolean) mine.get("/replacement/kept/" + id + "/again")
                            .is(200)
                            .read("$.same"))
                    .isTrue();
        }
    }

    @Test
    void newCostsOfTheOwnerDoNotReachWhatWasKept() {
        String id = keep("estimate", "Before the quote", ", \"draws\": 2000");
        mine.post("/replacement/costs", """
                        {"assetClass": "industrial_router", "element": "unit", "low": 1, "likely": 1, "high": 1,
                         "priceYear": 2025, "source": "framework contract 12"}
                        """).is(201);
        assertThat((Boolean)
                        mine.get("/replacement/kept/" + id + "/again").is(200).read("$.same"))
                .isTrue();
    }

    @Test
    void twoKeptAnswersDifferByWhatTheirPartsDiffer() {
        compare("plan", ", \"budgetByYear\": 500000", ", \"budgetByYear\": [900000, 100000, 0, 0, 2000000]", 0);
        compare("estimate", ", \"draws\": 2000", ", \"draws\": 2000" + TRIED, 8);
    }

    private void compare(String kind, String one, String two, long pennies) {
        String first = mine.get("/replacement/kept/" + keep(kind, "First", one)).body();
        String second =
                mine.get("/replacement/kept/" + keep(kind, "Second", two)).body();
        Api.Answer answer = mine.post(
                        "/replacement/kept/compare", "{\"first\": " + first + ", \"second\": " + second + "}")
                .is(200);
        assertThat((String) answer.read("$.kind")).isEqualTo(kind);
        assertThat((Boolean) answer.read("$.sameQuestion")).isFalse();
        List<Map<String, Object>> adding = answer.read("$.tables[?(@.total != null)]");
        assertThat(adding).hasSizeGreaterThan(3).allSatisfy(table -> {
            List<Number> differences = JsonPath.read(table, "$.rows[*].difference");
            Number total = JsonPath.read(table, "$.total.difference");
            assertThat(differences.stream().mapToLong(Number::longValue).sum()).isEqualTo(total.longValue());
        });
        // All ways to split the same sum come to the same.
        List<Number> money = answer.read("$.tables[?(@.total != null && @.money == true)].total.difference");
        assertThat(money)
                .isNotEmpty()
                .allSatisfy(sum -> assertThat(
                                Math.abs(sum.longValue() - money.get(0).longValue()))
                        .isLessThanOrEqualTo(pennies));
    }

    @Test
    void whatIsKeptIsForWhoeverKeptIt() {
        String id = keep("plan", "Mine", ", \"budgetByYear\": 500000");
        Api other = Api.on(port, Person.of(application, Role.OFFICIAL).token());
        assertThat((List<String>) mine.get("/replacement/kept").is(200).read("$.items[*].title"))
                .contains("Mine");
        assertThat(other.get("/replacement/kept").is(200).number("$.total")).isZero();
        other.get("/replacement/kept/" + id).is(404);
        other.get("/replacement/kept/" + id + "/again").is(404);
    }

    @Test
    void badInputIsSaidAtTheField() {
        Api.Answer nothing = mine.post("/replacement/kept", "{}").is(400);
        assertThat((List<String>) nothing.read("$.problems[*].column"))
                .containsExactlyInAnyOrder("title", "kind", "question");
        Api.Answer budget = mine.post("/replacement/kept", """
                        {"kind": "plan", "title": "None", "question": {"target": {"controller": "quectel"}, "budgetByYear": 0}}
                        """).is(400);
        assertThat((List<String>) budget.read("$.problems[*].column")).contains("budgetByYear");
    }

    @Test
    void aPlanAndAnEstimateCannotBeCompared() {
        String plan = mine.get("/replacement/kept/" + keep("plan", "Plan", ", \"budgetByYear\": 500000"))
                .body();
        String estimate = mine.get("/replacement/kept/" + keep("estimate", "Estimate", ", \"draws\": 2000"))
                .body();
        assertThat((List<String>) mine.post(
                                "/replacement/kept/compare", "{\"first\": " + plan + ", \"second\": " + estimate + "}")
                        .is(400)
                        .read("$.problems[*].code"))
                .containsExactly("kinds-differ");
    }
}
