package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@LinchpinTest
class ReplacementDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Person owner(String name, String assetClass, String csv) {
        Person person = Person.of(application, Role.UTILITY, name);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"All\", \"assetClass\": \"" + assetClass + "\"}");
        Api.Answer checked = api.submit(register, csv.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        api.accept(checked.read("$.id"), "{}").is(200);
        return person;
    }

    private static String routers(int known, int unknown) {
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,region,installed_on\n");
        for (int i = 0; i < known + unknown; i++) {
            csv.append(i)
                    .append(i < known ? ",Acme,R1,Quectel,EC25-E,TLI,2022-01-01\n" : ",Acme,R9,,,TLC,2022-01-01\n");
        }
        return csv.toString();
    }

    private Api official() {
        return Api.on(port, Person.of(application, Role.OFFICIAL).token());
    }

    private static String ask(Person owner, String more) {
        return """
                {"slice": {"operator": ["%s"]}, "target": {"controller": "quectel"}, "draws": 2000%s}
                """.formatted(owner.operator(), more);
    }

    private static final String POINTS = """
            , "option": "now", "startYear": 2027, "finishYear": 2027, "assumptions": {
              "as_industrial_router_router_unit": {"low": 300, "likely": 300, "high": 300},
              "as_industrial_router_visit_labour": {"low": 250, "likely": 250, "high": 250},
              "as_any_failed-visit_rate": {"low": 10, "likely": 10, "high": 10},
              "as_any_disposal": {"low": 5, "likely": 5, "high": 5},
              "as_any_programme_management_overhead": {"low": 10, "likely": 10, "high": 10}}
            """;

    @Test
    void whatIsFixedIsPricedToThePennyAndWhatIsUnknownIsARange() {
        Person owner = owner("Routers of Here", "industrial_router", routers(100, 40));
        Api.Answer answer =
                official().post("/replacement/estimates", ask(owner, POINTS)).is(200);
        // 300 + 250 x 1.1 + 5 = 580; x 1.1 = 638
        assertThat(answer.number("$.ifSure.gross.p10")).isEqualTo(100 * 63_800);
        assertThat(answer.number("$.ifSure.gross.p90")).isEqualTo(100 * 63_800);
        assertThat(answer.number("$.ifPossible.gross.p50")).isEqualTo(140 * 63_800);
        assertThat(answer.number("$.gross.p10")).isBetween(100 * 63_800L, 110 * 63_800L);
        assertThat(answer.number("$.gross.p90")).isBetween(130 * 63_800L, 140 * 63_800L);
        assertThat(answer.number("$.units.sure")).isEqualTo(100);
        assertThat(answer.number("$.units.possible")).isEqualTo(140);
        assertThat(answer.number("$.class")).isEqualTo(5);
        for (String spread : List.of("gross", "broughtForward", "budget")) {
            for (String figure : List.of("p10", "p50", "p80", "p90", "mean")) {
                assertThat(answer.number("$." + spread + "." + figure)).isPositive();
            }
        }
        for (String table : List.of("bySector", "byOperator", "byAssetClass", "byYear", "tornado", "assumptions")) {
            assertThat((List<Object>) answer.read("$." + table + "[*]"))
                    .as(table)
                    .isNotEmpty();
        }
        assertThat(answer.number("$.sCurve['50']")).isEqualTo(answer.number("$.gross.p50"));
        assertThat((List<String>) answer.read("$.assumptions[*].author")).allMatch(author -> !author.isBlank());
        assertThat((String) answer.read("$.currency")).isEqualTo("GBP");
        assertThat((List<String>) answer.read("$.byComponent[*].key"))
                .containsExactly(
                        "unit",
                        "visit",
                        "failed_visits",
                        "disposal",
                        "certification",
                        "firmware",
                        "overhead",
                        "optimism_bias");
        assertThat((List<String>) answer.read("$.byRegion[*].key")).containsExactlyInAnyOrder("TLI", "TLC");
        // Installed in 2022, seven years to live: in 2027 two are left.
        double early = 1 - Math.pow(1.035, -2);
        assertThat((double) answer.number("$.ifSure.broughtForward.p50")).isCloseTo(6_380_000 * early, within(1.0));
        assertThat((double) answer.number("$.ifSure.budget.p50")).isEqualTo(6_380_000 * 3.0);
        assertThat((List<Double>) answer.read("$.outsideView[?(@.key == 'us_rip_and_replace')].ratio"))
                .containsExactly(2.62);
    }

    @Test
    void aFundingPackIsRefusedUntilItIsWhole() {
        Person owner = owner("Funded Routers", "industrial_router", routers(100, 40));
        Api api = official();
        String question = "{\"question\": " + ask(owner, POINTS);
        Api.Answer refused =
                api.post("/replacement/estimates/pack", question + "}").is(409);
        assertThat((List<String>) refused.read("$.problems[*].column"))
                .containsExactly(
                        "purpose", "owner", "approver", "evidence", "evidence", "whyConcept", "unknown", "review");
        assertThat((List<String>) refused.read("$.problems[*].message"))
                .anyMatch(message -> message.startsWith("Give the source of each number that was tried without one"));
        String whole = question.replace("}}\n", "}}") + """
                , "format": "%s", "pack": {"purpose": "Out of routers", "owner": "Head", "approver": "Board", "evidence": "Contract 12",
                 "whyConcept": "Outline case", "unknown": "Survey", "review": "2099-01-31"}}
                """;
        String sourced = whole.replaceAll("(\"high\": [0-9]+)\\}", "$1, \"source\": \"contract 12\"}");
        Api.Answer csv = api.post("/replacement/estimates/pack", sourced.formatted("csv"))
                .is(200);
        assertThat(csv.body())
                .contains(
                        "Pack,Purpose,Value,Out of routers",
                        "Assumptions,as_any_disposal,Author",
                        "Money,Gross cash,P80");
        Api.Answer ods = api.post("/replacement/estimates/pack", sourced.formatted("ods"))
                .is(200);
        assertThat(ods.type()).startsWith("application/vnd.oasis.opendocument.spreadsheet");
    }

    @Test
    void nothingCanBeAskedForWhereNothingIsReplaced() {
        Person owner = owner("Left Routers", "industrial_router", routers(3, 0));
        Api.Answer refused = official()
                .post("/replacement/estimates/pack", "{\"question\": " + ask(owner, ", \"option\": \"leave\"") + "}")
                .is(409);
        assertThat((List<String>) refused.read("$.problems[*].code")).contains("nothing-asked");
    }

    /** What a front sells is its controller's under declared control, and its own by the name on the module. */
    @Test
    void whatIsPricedIsWhatTheRuleCounts() {
        String front = ",Acme,R2,Ikotek,EC25-E,TLI,2022-01-01\n";
        String fronts = routers(30, 0) + "x1" + front + "x2" + front;
        Person owner = owner("Fronted Routers", "industrial_router", fronts);
        Api api = official();
        String asked = ask(owner, POINTS);
        assertThat(api.post("/replacement/estimates", asked).number("$.units.sure"))
                .isEqualTo(32);
        for (String rule : List.of("named", "legal", "majority", "ofac50")) {
            String body = asked.replace("\"quectel\"", "\"quectel\", \"lookThrough\": \"" + rule + "\"");
            Api.Answer answer = api.post("/replacement/estimates", body).is(200);
            assertThat(answer.number("$.units.sure")).as(rule).isEqualTo(30);
            assertThat((String) answer.read("$.asked.target.lookThrough"))
                    .as("asked again it is the same")
                    .isEqualTo(rule);
            Api.Answer counted =
                    api.get("/exposure?by=controller&operator=" + owner.operator() + "&lookThrough=" + rule);
            assertThat((List<Double>) counted.read("$.items[?(@.key == 'quectel')].sure"))
                    .as("the figure beside the link to the price")
                    .containsExactly(30.0);
        }
    }

    @Test
    void ofWhatNobodyHasNoNoughtIsAnswered() {
        Person owner = owner("Quiet Routers", "industrial_router", routers(3, 0));
        Api api = official();
        String elsewhere = ask(owner, "").replace("{\"operator\"", "{\"sector\": [\"health\"], \"operator\"");
        String another = ask(owner, "").replace("\"quectel\"", "\"telit_cinterion\"");
        for (String nobody : List.of(elsewhere, another)) {
            for (String path : List.of("/replacement/estimates", "/replacement/plans")) {
                String body = path.endsWith("plans")
                        ? nobody.replace(", \"draws\": 2000", ", \"budgetByYear\": 1000000")
                        : nobody;
                Api.Answer refused = api.post(path, body).is(400);
                assertThat((List<String>) refused.read("$.problems[*].column")).containsExactly("target");
                assertThat((List<String>) refused.read("$.problems[*].code")).containsExactly("nobody-has");
            }
        }
        assertThat((List<String>) api.post("/replacement/estimates", elsewhere).read("$.problems[*].message"))
                .singleElement()
                .asString()
                .startsWith("No unit in Health")
                .endsWith("can have a module of Quectel");
    }

    @Test
    void aStatedCostCanBeTriedOtherwise() {
        Person owner = owner("Trying Routers", "industrial_router", routers(100, 0));
        Api mine = Api.on(port, owner.token());
        mine.post("/replacement/costs", """
                        {"assetClass": "industrial_router", "element": "unit", "low": 90, "likely": 100, "high": 110,
                         "priceYear": 2025, "source": "framework contract 12"}
                        """).is(201);
        String key = "own:" + owner.operator() + ":industrial_router:unit";
        Api.Answer tried = mine.post(
                        "/replacement/estimates",
                        ask(owner, ", \"assumptions\": {\"" + key + "\": {\"low\": 1, \"likely\": 1, \"high\": 1}}"))
                .is(200);
        assertThat((List<Double>) tried.read("$.assumptions[?(@.key == '" + key + "')].likely"))
                .containsExactly(1.0);
        assertThat((List<String>) tried.read("$.assumptions[?(@.key == '" + key + "')].grade"))
                .containsExactly("asked");
    }

    @Test
    void theSameQuestionGivesTheSameAnswerDigitForDigit() {
        Person owner = owner("Routers of There", "industrial_router", routers(30, 30));
        Api api = official();
        String knownAt = ", \"slice\": {\"operator\": [\"" + owner.operator() + "\"], \"asAt\": \"2026-06-30\"}";
        String body = "{\"target\": {\"country\": \"CN\"}, \"seed\": 7" + knownAt + "}";
        String once = api.post("/replacement/estimates", body).is(200).body();
        String again = api.post("/replacement/estimates", body).is(200).body();
        assertThat(again.replaceAll("\"knownAt\":\"[^\"]*\"", ""))
                .isEqualTo(once.replaceAll("\"knownAt\":\"[^\"]*\"", ""));
    }

    @Test
    void anOwnersOwnCostsCountForItAloneAndRaiseTheClass() {
        Person owner = owner("Quoted Routers", "industrial_router", routers(100, 0));
        Person other = owner("Unquoted Routers", "industrial_router", routers(100, 0));
        Api mine = Api.on(port, owner.token());
        for (String element : List.of("unit", "visit")) {
            mine.post("/replacement/costs", """
                            {"assetClass": "industrial_router", "element": "%s", "low": 90, "likely": 100, "high": 110,
                             "priceYear": 2025, "source": "framework contract 12"}
                            """.formatted(element)).is(201);
        }
        Api api = official();
        Api.Answer quoted = api.post("/replacement/estimates", ask(owner, "")).is(200);
        assertThat(quoted.number("$.class")).isEqualTo(3);
        assertThat((List<String>) quoted.read("$.assumptions[?(@.grade == 'own')].basis"))
                .containsOnly("framework contract 12")
                .hasSize(2);
        assertThat((List<String>) quoted.read("$.assumptions[?(@.grade == 'own')].author"))
                .containsOnly(owner.username());
        assertThat(api.post("/replacement/estimates", ask(other, "")).is(200).number("$.class"))
                .isEqualTo(5);
        assertThat(mine.get("/replacement/costs?size=1").is(200).number("$.total"))
                .isEqualTo(2);
        assertThat(Api.on(port, other.token()).get("/replacement/costs").is(200).number("$.total"))
                .isZero();
        api.post("/replacement/costs", "{}").is(403);
    }

    @Test
    void anOwnerSaysHowItsEquipmentIsReallyExchanged() {
        Person owner = owner("Remote Routers", "industrial_router", routers(10, 0));
        Api mine = Api.on(port, owner.token());
        assertThat(mine.post("/replacement/estimates", ask(owner, "")).is(200).number("$.ifSure.likely"))
                .isPositive();
        mine.post("/replacement/swaps", """
                        {"assetClass": "Industrial routers", "model": "R1", "swapClass": "S0", "why": "profile is changed over the air"}
                        """).is(201);
        Api.Answer remote = mine.post("/replacement/estimates", ask(owner, "")).is(200);
        assertThat(remote.number("$.ifSure.likely")).isZero();
        assertThat((List<String>) remote.read("$.notes")).anyMatch(note -> note.contains("changed remotely"));
        Api.Answer nothingToPlan =
                mine.post("/replacement/plans", """
                        {"slice": {"operator": ["%s"]}, "target": {"controller": "quectel"}, "budgetByYear": 1000000}
                        """.formatted(owner.operator())).is(400);
        assertThat((List<String>) nothingToPlan.read("$.problems[*].code")).containsExactly("nobody-has");
        assertThat(nothingToPlan.body()).contains("that would have to be exchanged");
    }

    @ParameterizedTest(name = "{1} at {2}")
    @CsvSource(delimiter = '|', textBlock = """
        {"target": {"controller": "quectel"}, "assumptions": {"as_any_disposal": {"low": 5, "likely": 2, "high": 9}}}  | points-order | assumptions.as_any_disposal
        {"target": {"controller": "quectel"}, "assumptions": {"as_any_disposal": {"low": -5, "likely": 2, "high": 9}}} | points-range | assumptions.as_any_disposal
        {"target": {"controller": "quectel"}, "assumptions": {"as_any_disposal": {"low": 5}}}                          | points-missing | assumptions.as_any_disposal
        {"target": {"controller": "quectel"}, "assumptions": {"gold": {"low": 5, "high": 6}}}                          | parameter-unknown | assumptions.gold
        {"target": {"controller": "quectel"}, "startYear": 2033, "finishYear": 2027}                                   | year-range | finishYear
        {"target": {"controller": "quectel"}, "optimism": {"mitigation": 0.5}}                                         | reason-missing | optimism.reason
        {"target": {"controller": "quectel"}, "optimism": {"mitigation": 2, "reason": "x"}}                            | mitigation-range | optimism.mitigation
        {"target": {"controller": "quectel"}, "priceYear": 1066}                                                       | price-year-unknown | priceYear
        {"target": {"controller": "quectel"}, "growth": -1}                                                            | growth-range | growth
        {"target": {"controller": "quectel"}, "draws": 5}                                                              | draws-range | draws
        {"target": {"controller": "quectel"}, "option": "pray"}                                                        | option-unknown | option
        {"target": {"controller": "nobody at all"}}                                                                    | target-unknown | target
        {"target": {"country": "XX"}}                                                                                  | target-unknown | target
        {"target": {}}                                                                                                 | target-missing | target
        {"target": {"lookThrough": "legal"}}                                                                           | target-missing | target
        {"target": {"controller": "quectel", "lookThrough": "guess"}}                                                  | lookThrough-unknown | lookThrough
        {"target": {"controller": null}}                                                                               | target-missing | target
        {"target": {"controller": "quectel"}, "seed": 1.5}                                                             | type | seed
        {"target": {"controller": "quectel"}, "seed": 100000000000000000000000000}                                     | type | seed
        {"target": {"controller": "quectel"}, "slice": {"asAt": "1999-01-01"}}                                         | no-discount-rate | asAt
        """)
    void badInputIsSaidAtTheField(String body, String code, String field) {
        Api.Answer answer = official().post("/replacement/estimates", body).is(400);
        assertThat((List<String>) answer.read("$.problems[*].code")).contains(code);
        assertThat((List<String>) answer.read("$.problems[*].column")).contains(field);
    }

    @Test
    void aBadCostOfOnesOwnIsSaidAtTheField() {
        Person owner = Person.of(application, Role.UTILITY, "Careless");
        Api.Answer answer = Api.on(port, owner.token())
                .post("/replacement/costs", "{\"element\": \"gold\", \"low\": 3, \"high\": 1, \"priceYear\": 1800}")
                .is(400);
        assertThat((List<String>) answer.read("$.problems[*].column"))
                .containsExactlyInAnyOrder("assetClass", "element", "low", "priceYear", "source");
    }
}
