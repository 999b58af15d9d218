package org.linchpin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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
import tools.jackson.databind.json.JsonMapper;

@LinchpinTest
class PlanDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JsonMapper json;

    @LocalServerPort
    private int port;

    private Person owner;
    private Api official;

    @BeforeEach
    void register() {
        owner = Person.of(application, Role.UTILITY, "Planned Routers");
        Api api = Api.on(port, owner.token());
        String register = api.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}");
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,region,installed_on,criticality\n");
        for (int i = 0; i < 600; i++) {
            csv.append(i)
                    .append(i % 6 == 0 ? ",Acme,R9,,," : ",Acme,R1,Quectel,EC25-E,")
                    .append(i % 2 == 0 ? "TLI," : "TLC,")
                    .append(2021 + i % 5)
                    .append("-01-01,")
                    .append(1 + i % 5)
                    .append('\n');
        }
        Api.Answer checked =
                api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        api.accept(checked.read("$.id"), "{}").is(200);
        official = Api.on(port, Person.of(application, Role.OFFICIAL).token());
    }

    private String ask(String budget, String more) {
        return """
                {"slice": {"operator": ["%s"], "asAt": "2026-06-30", "knownAt": "2099-01-01T00:00:00Z"},
                 "target": {"controller": "quectel"}, "startYear": 2027, "finishYear": 2031, "budgetByYear": %s%s}
                """.formatted(owner.operator(), budget, more);
    }

    @Test
    void aPlanKeepsItsLimitsAndSaysWhatItIsWorth() {
        Api.Answer plan = official.post(
                        "/replacement/plans",
                        ask("3000000", ", \"crewByYear\": [1, 1, 1, 1, 1], \"visitsPerCrew\": 60"))
                .is(200);
        assertThat((List<Integer>) plan.read("$.years[*].year")).containsExactly(2027, 2028, 2029, 2030, 2031);
        assertThat((List<Number>) plan.read("$.years[*].spent")).allMatch(spent -> spent.longValue() <= 3_000_000);
        assertThat((List<Number>) plan.read("$.years[*].visits")).allMatch(visits -> visits.doubleValue() <= 60);
        assertThat(((Number) plan.read("$.gap")).doubleValue()).isBetween(0.0, 0.005);
        assertThat(plan.number("$.before.sure")).isEqualTo(500);
        assertThat(plan.number("$.before.possible")).isEqualTo(600);
        assertThat((List<String>) plan.read("$.comparison[*].rule")).containsExactly("plan", "greedy", "pro_rata");
        assertThat((List<Number>) plan.read("$.comparison[*].removedUnitYears"))
                .allMatch(removed -> removed.doubleValue()
                        <= ((Number) plan.read("$.comparison[0].removedUnitYears")).doubleValue() + 1e-6);
        // What goes in a year, by programme and by age, is what the next year no longer has.
        double left = ((Number) plan.read("$.before.sure")).doubleValue();
        for (int year = 0; year < 5; year++) {
            left -= plan.number("$.years[" + year + "].replaced") + plan.number("$.years[" + year + "].ended");
            assertThat(((Number) plan.read("$.years[" + year + "].left.sure")).doubleValue())
                    .isCloseTo(left, within(1e-6));
        }
        assertThat((List<String>) plan.read("$.substitution.alternatives[*].key"))
                .isNotEmpty()
                .doesNotContain("quectel");
        // Of the makers that fit nobody has stated where their modules serve, and what is not known is not allowed.
        assertThat((List<Integer>) plan.read("$.substitution.alternatives[*].servingKnown"))
                .containsOnly(0);
        assertThat(plan.number("$.substitution.unplaced")).isPositive().isEqualTo(plan.number("$.substitution.units"));
        assertThat(plan.number("$.substitution.unplacedIfAllServe")).isZero();
        assertThat((Object) plan.read("$.substitution.hhiAfterKnown")).isNull();
        assertThat((String) plan.read("$.substitution.finding")).contains("of none is it known whether it serves");
        assertThat((List<String>) plan.read("$.substitution.groups[*].form")).containsExactly("any");
        assertThat((List<List<String>>) plan.read("$.substitution.groups[*].successors"))
                .containsExactly(List.of("4G", "5G"));
        assertThat(plan.number("$.substitution.servingKnown"))
                .isLessThanOrEqualTo(plan.number("$.substitution.families"));
        assertThat(((Number) plan.read("$.timesProRata")).doubleValue())
                .isLessThanOrEqualTo(((Number) plan.read("$.mostTimesProRata")).doubleValue());
        List<Number> times = plan.read("$.otherBudgets[*].timesProRata");
        List<Number> most = plan.read("$.otherBudgets[*].mostTimesProRata");
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i).doubleValue())
                    .isLessThanOrEqualTo(most.get(i).doubleValue());
        }
        List<Number> worth = plan.read("$.otherBudgets[*].partOfNeed");
        assertThat(worth).hasSize(5).extracting(Number::doubleValue).isSorted();
    }

    @Test
    void whereAnAlternativeIsAtWorkIsSaidByRegionAndOnlyOfWhatIsInSight() {
        Person other = Person.of(application, Role.UTILITY, "Telit At Work");
        Api theirs = Api.on(port, other.token());
        byte[] file =
                "asset_ref,units,manufacturer,model,module_manufacturer,module_model,region\n1,40,Zed,Z1,Telit,LE910C4-EU,TLN\n"
                        .getBytes(StandardCharsets.UTF_8);
        String register = theirs.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}");
        theirs.accept(theirs.submit(register, file, "?effective=2026-01-31").read("$.id"), "{}")
                .is(200);
        String there = "$.substitution.alternatives[?(@.key == 'telit_cinterion')].atWork[?(@.region == 'TLN')].units";
        Api.Answer seen =
                official.post("/replacement/plans", ask("3000000", "")).is(200);
        assertThat((List<Number>) seen.read(there))
                .singleElement()
                .satisfies(units -> assertThat(units.doubleValue()).isGreaterThanOrEqualTo(40));
        Api.Answer own = Api.on(port, owner.token())
                .post("/replacement/plans", ask("3000000", ""))
                .is(200);
        assertThat((List<Object>) own.read("$.substitution.alternatives[*].atWork[*]"))
                .isEmpty();
    }

    /** NetPrisma has what fits; its record says that it is technically like Quectel and that its ownership is not verified. */
    @Test
    void whoIsTiedToTheOneThatGoesIsNotOfferedInSilence() {
        Api.Answer plan =
                official.post("/replacement/plans", ask("3000000", "")).is(200);
        String netprisma = "$.substitution.alternatives[?(@.key == 'netprisma')].cautions[*]";
        assertThat((List<String>) plan.read(netprisma + ".kind"))
                .containsExactlyInAnyOrder("technical_equivalence", "control_unverified");
        assertThat((List<String>) plan.read(netprisma + ".sources[*]")).contains("S29");
        assertThat((List<String>) plan.read("$.substitution.alternatives[?(@.key == 'nordic')].cautions[*].kind"))
                .isEmpty();
        Api.Answer loss = official.get("/resilience?key=quectel").is(200);
        assertThat((List<String>) loss.read("$.cautions[*].other"))
                .as("ties to others than the supplier are not this question's")
                .allMatch(other -> other == null || other.equals("quectel"));
    }

    @Test
    void noFrontIsOfferedWhereNamesAloneAreCounted() {
        String named = ask("3000000", "").replace("\"quectel\"", "\"quectel\", \"lookThrough\": \"named\"");
        for (String body : List.of(ask("3000000", ""), named)) {
            Api.Answer plan = official.post("/replacement/plans", body).is(200);
            assertThat((List<String>) plan.read("$.substitution.alternatives[*].key"))
                    .isNotEmpty()
                    .doesNotContain("quectel", "ikotek");
        }
        assertThat((String) official.post("/replacement/plans", named).read("$.target.lookThrough"))
                .isEqualTo("named");
    }

    @Test
    void ownersPlannedDatesAndSensitiveSitesReachThePlan() {
        Person planner = Person.of(application, Role.UTILITY, "Dated Routers");
        Api mine = Api.on(port, planner.token());
        String register = mine.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}");
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,region,installed_on,planned_replacement_on,"
                        + "site_sensitivity,criticality\n");
        String[] ends = {
            // Installed in 2020, seven years to live: 2027 unless the owner says otherwise.
            ",hospital,1", "2030-06-30,none,1", "2030-06-30,Hospital,1", "2045-01-01,,5", ",Low,2"
        };
        for (int i = 0; i < 100; i++) {
            csv.append(i)
                    .append(",Acme,R1,Quectel,EC25-E,TLI,2020-01-01,")
                    .append(ends[i % ends.length])
                    .append('\n');
        }
        Api.Answer checked =
                mine.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        mine.accept(checked.read("$.id"), "{}").is(200);
        Api.Answer plan = official.post("/replacement/plans", """
                        {"slice": {"operator": ["%s"]}, "target": {"controller": "quectel"}, "startYear": 2026, "finishYear": 2035,
                         "budgetByYear": 100000000, "objective": "sensitive"}
                        """.formatted(planner.operator()))
                .is(200);
        assertThat((List<Object>) plan.read("$.programme[*]")).hasSize(5);
        assertThat((List<Integer>) plan.read("$.programme[?(@.sensitive == true)].naturalEnd"))
                .containsExactlyInAnyOrder(2027, 2030, 2045);
        assertThat((List<Integer>) plan.read("$.programme[?(@.sensitive == false)].naturalEnd"))
                .containsExactlyInAnyOrder(2027, 2030);
        assertThat((List<Integer>) plan.read("$.programme[*].units")).containsOnly(20);
        Api.Answer estimate = official.post("/replacement/estimates", """
                        {"slice": {"operator": ["%s"]}, "target": {"controller": "quectel"}, "startYear": 2026, "finishYear": 2026,
                         "option": "sensitive_first", "draws": 1000}
                        """.formatted(planner.operator()))
                .is(200);
        assertThat((List<Integer>) estimate.read("$.byYear[*].year"))
                .as("the sensitive ones at once, the others in 2027 and when their owner plans to")
                .containsExactly(2026, 2027, 2030);
        assertThat((List<String>) estimate.read("$.notes"))
                .anyMatch(
                        note -> note.startsWith("For 60 of the units their owners say when they plan to replace them"));
    }

    @Test
    void suppliersLimitWhatIsExchanged() {
        Api.Answer plan = official.post("/replacement/plans", ask("100000000", ", \"supplyPerMaker\": 1"))
                .is(200);
        int makers = ((List<Object>) plan.read("$.substitution.alternatives")).size();
        assertThat((List<Number>) plan.read("$.years[*].replaced"))
                .allMatch(replaced -> replaced.longValue() <= makers)
                .anyMatch(replaced -> replaced.longValue() == makers);
        Api.Answer few = official.post("/replacement/plans", ask("100000000", ", \"supplyByYear\": [3, 2, 1, 0, 0]"))
                .is(200);
        assertThat((List<Integer>) few.read("$.years[*].replaced")).containsExactly(3, 2, 1, 0, 0);
    }

    @Test
    void moreMoneyNeverLeavesMoreExposure() {
        double before = Double.MAX_VALUE;
        for (String budget : List.of("100000", "1000000", "5000000", "100000000")) {
            Api.Answer plan =
                    official.post("/replacement/plans", ask(budget, "")).is(200);
            List<Number> weighted = plan.read("$.years[*].left.weighted");
            double area = weighted.stream().mapToDouble(Number::doubleValue).sum();
            assertThat(area).isLessThanOrEqualTo(before * 1.0005);
            before = area;
        }
    }

    @Test
    void aKeptPlanIsTheSameBytesAndTwoOfThemDifferByTheirFigures() {
        String small = official.post("/replacement/plans/file", ask("1000000", ""))
                .is(200)
                .body();
        String again = official.post("/replacement/plans/file", ask("1000000", ""))
                .is(200)
                .body();
        String large = official.post("/replacement/plans/file", ask("3000000", ""))
                .is(200)
                .body();
        assertThat(again).isEqualTo(small);
        Api.Answer difference = official.post(
                        "/replacement/plans/compare", "{\"first\": " + small + ", \"second\": " + large + "}")
                .is(200);
        String one = JsonPath.read(small, "$.statement");
        String two = JsonPath.read(large, "$.statement");
        assertThat(difference.number("$.total.spent")).isEqualTo(total(two, "spent") - total(one, "spent"));
        assertThat(difference.number("$.total.replaced")).isEqualTo(total(two, "replaced") - total(one, "replaced"));
        assertThat(((List<Number>) difference.read("$.byYear[*].spent"))
                        .stream().mapToLong(Number::longValue).sum())
                .isEqualTo(difference.number("$.total.spent"));
        assertThat(((List<Number>) difference.read("$.byGroup[*].spent"))
                        .stream().mapToLong(Number::longValue).sum())
                .isEqualTo(difference.number("$.total.spent"));
        assertThat((Boolean) difference.read("$.sameQuestion")).isTrue();
        String forged = json.writeValueAsString(new PlanFiles.File(
                one.replace("\"units\":", "\"units\":1"),
                "Ed25519",
                JsonPath.read(small, "$.publicKey"),
                JsonPath.read(small, "$.signature")));
        assertThat((List<String>) official.post(
                                "/replacement/plans/compare", "{\"first\": " + forged + ", \"second\": " + large + "}")
                        .is(400)
                        .read("$.problems[*].code"))
                .containsExactly("signature-wrong");
    }

    @Test
    void whatNoRegisterSaysCannotBeWeighed() {
        Api.Answer answer = official.post("/replacement/plans", ask("1000000", ", \"objective\": \"people\""))
                .is(400);
        assertThat((List<String>) answer.read("$.problems[*].code")).containsExactly("nothing-weighs");
        assertThat((List<String>) answer.read("$.problems[*].column")).containsExactly("objective");
    }

    private static long total(String statement, String field) {
        List<Number> values = JsonPath.read(statement, "$.years[*]." + field);
        return values.stream().mapToLong(Number::longValue).sum();
    }

    @ParameterizedTest(name = "{1} at {2}")
    @CsvSource(delimiter = '|', textBlock = """
        {"target": {"controller": "quectel"}}                                                          | budget-missing    | budgetByYear
        {"target": {"controller": "quectel"}, "budgetByYear": 0}                                       | budget-zero       | budgetByYear
        {"target": {"controller": "quectel"}, "budgetByYear": [5, -1]}                                 | amount-form       | budgetByYear
        {"target": {"controller": "quectel"}, "budgetByYear": "much"}                                  | amount-form       | budgetByYear
        {"target": {"controller": "quectel"}, "startYear": 2027, "finishYear": 2028, "budgetByYear": {"2027": 5, "20x8": 5}} | year-outside | budgetByYear
        {"target": {"controller": "quectel"}, "startYear": 2027, "finishYear": 2028, "budgetByYear": [1, 2, 3]} | too-many-years | budgetByYear
        {"target": {"controller": "quectel"}, "budgetByYear": 5, "crewByYear": -1}                     | amount-form       | crewByYear
        {"target": {"controller": "quectel"}, "budgetByYear": 5, "objective": "glory"}                 | objective-unknown | objective
        {"target": {"controller": "quectel"}, "budgetByYear": 5, "supplyPerMaker": 0}                          | supply-range      | supplyPerMaker
        {"target": {"controller": "nobody"}, "budgetByYear": 5}                                        | target-unknown    | target
        """)
    void badInputIsSaidAtTheField(String body, String code, String field) {
        Api.Answer answer = official.post("/replacement/plans", body).is(400);
        assertThat((List<String>) answer.read("$.problems[*].code")).contains(code);
        assertThat((List<String>) answer.read("$.problems[*].column")).contains(field);
    }
}
