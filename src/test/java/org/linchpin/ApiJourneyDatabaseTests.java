package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.register.RealFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The main job, end to end, through the API alone. */
@LinchpinTest
class ApiJourneyDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @Test
    void aRealRegisterComesInAndIsCountedPricedAndTakenAway() {
        Person person = Person.of(application, Role.UTILITY, "Chargers through the API");
        Api utility = Api.on(port, person.token());
        String register = utility.register("{\"name\": \"Chargers\", \"assetClass\": \"ev_charger\"}");
        Api.Answer checked = utility.submit(register, RealFiles.read(RealFiles.CHARGERS), "?effective=2017-11-23");
        String submission = checked.read("$.id");
        assertThat((String) utility.accept(submission, "{}").is(409).read("$.code"))
                .isEqualTo("has-problems");
        utility.accept(submission, "{\"partial\": true}").is(200);

        Api official = Api.on(port, Person.of(application, Role.OFFICIAL).token());
        String slice = "operator=" + person.operator();
        Api.Answer national = official.get("/exposure?by=controller&" + slice).is(200);
        double total = ((Number) national.read("$.total")).doubleValue();
        double without = ((Number) national.read("$.withoutModule")).doubleValue();
        assertThat(total + without).isLessThanOrEqualTo(3_964).isGreaterThan(3_000);
        assertThat(((Number) national.read("$.coverage")).doubleValue()).isLessThan(0.2);
        assertThat(((Number) national.read("$.hhi.high")).doubleValue()).isGreaterThan(9_000);
        Api.Answer sectors = official.get("/exposure?by=sector&" + slice).is(200);
        assertThat((List<String>) sectors.read("$.items[*].key")).containsExactly("energy");

        Api.Answer estimate = official.post("/replacement/estimates", """
                        {"slice": {"operator": ["%s"], "sector": ["energy"]}, "target": {"controller": "quectel"},
                         "option": "by_date", "draws": 2000, "seed": 7}
                        """.formatted(person.operator()))
                .is(200);
        Map<String, Number> gross = estimate.read("$.ifPossible.gross");
        assertThat(gross.get("p10").longValue())
                .isPositive()
                .isLessThanOrEqualTo(gross.get("p90").longValue());
        assertThat(estimate.number("$.units.possible")).isEqualTo(Math.round(total));
        assertThat((List<String>) estimate.read("$.byComponent[*].grade")).contains("assumption");

        String rows = official.get("/assets.csv?" + slice).is(200).body();
        assertThat(rows.lines().count()).isGreaterThan(3_964);
        assertThat(official.get("/assets?size=1&" + slice).is(200).number("$.total"))
                .isEqualTo(3_964);
        assertThat(official.get("/exposure?by=controller&format=csv&" + slice)
                        .is(200)
                        .body())
                .startsWith("key,name,sure,possible");
    }

    @Test
    void whatAUtilityReadsIsItsOwnAlone() {
        Person one = Person.of(application, Role.UTILITY, "One");
        Person other = Person.of(application, Role.UTILITY, "Other");
        Api mine = Api.on(port, one.token());
        byte[] file =
                "asset_ref,module_manufacturer,site\ncanary-17,Quectel,canary site\n".getBytes(StandardCharsets.UTF_8);
        Api.Answer checked = mine.submit(mine.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"), file, "");
        mine.accept(checked.read("$.id"), "{}").is(200);
        Api theirs = Api.on(port, other.token());
        assertThat(mine.get("/assets").is(200).body()).contains("canary-17");
        for (String path : List.of(
                "/assets",
                "/assets.csv",
                "/assets?q=canary",
                "/registers",
                "/exposure?by=operator",
                "/exposure?by=controller")) {
            assertThat(theirs.get(path).is(200).body())
                    .as(path)
                    .doesNotContain("canary")
                    .doesNotContain(one.operator());
        }
        theirs.get("/exposure?operator=" + one.operator()).is(400);
        assertThat(theirs.get("/exposure?by=controller").is(200).number("$.total"))
                .isZero();
        assertThat(theirs.post("/replacement/estimates", "{\"target\": {\"controller\": \"quectel\"}}")
                        .is(400)
                        .<String>read("$.problems[0].code"))
                .isEqualTo("nobody-has");
    }
}
