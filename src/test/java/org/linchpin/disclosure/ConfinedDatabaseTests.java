package org.linchpin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An official who is confined to a sector: sees it in full, and of the others nothing that moves with their rows. */
@LinchpinTest
class ConfinedDatabaseTests {

    private static final List<String> ADDRESSES = List.of(
            "/exposure",
            "/exposure?by=sector",
            "/exposure?by=operator&weight=assets",
            "/exposure?by=region&weight=people",
            "/exposure?by=module&sector=energy&sector=transport",
            "/exposure?by=vendor&sector=transport",
            "/exposure?by=grade&asAt=2025-06-01",
            "/exposure?by=year&lookThrough=jurisdiction",
            "/exposure/trend?key=quectel",
            "/exposure/unknowns",
            "/resilience",
            "/working?figure=hhi",
            "/working?figure=units&by=sector",
            "/assets?size=200",
            "/assets?sector=transport",
            "/assets?vendor=quectel&sort=units",
            "/assets?q=confined",
            "/assets.csv",
            "/registers",
            "/briefings",
            "/catalogue/unrecognised");

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api confined(String... sectors) {
        Api keeper =
                Api.on(port, People.token(application, People.newAccount(application, Role.ADMINISTRATOR, Set.of())));
        String name = People.newName("confined");
        keeper.post(
                        "/users",
                        "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"official\", \"sectors\": [\"%s\"]}"
                                .formatted(name, People.PASSWORD, String.join("\", \"", sectors)))
                .is(201);
        return Api.on(port, People.token(application, name));
    }

    private Person brings(String name, String rows) {
        Person person = Person.of(application, Role.UTILITY, name);
        brings(person, rows);
        return person;
    }

    private void brings(Person person, String rows) {
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"" + People.newName("register") + "\", \"assetClass\": \"camera\"}"),
                ("asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,units,site,postcode\n"
                                + rows)
                        .getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
    }

    private static Map<String, String> answers(Api api) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String address : ADDRESSES) {
            Api.Answer answer = api.get(address);
            answers.put(
                    address,
                    answer.status() + " "
                            + answer.body()
                                    .replaceAll("\"?knownAt\"?[=:]\"?[0-9A-Z%:.-]+", "")
                                    .replaceAll("knownAt=[^\"&]+", ""));
        }
        return answers;
    }

    /** Whoever compares it with today, or approves it, counts no more than its author may see. */
    @Test
    void aBriefingOfItsOwnSectorIsComparedWithinIt() {
        Person person = brings("Confined Briefing", """
                briefed-e,Halden,H1,Quectel,EC25-E,energy,TLI,7,Site e,SW1A 1AA
                briefed-t,Halden,H2,Telit,LE910C4-EU,transport,TLI,500,Site t,SW1A 1AA
                """);
        Api official = confined("energy");
        String id = official.post(
                        "/briefings",
                        "{\"title\": \"Confined\", \"scope\": {\"operator\": [\"%s\"]}, \"sections\": [\"national\"], \"formats\": [\"json\"]}"
                                .formatted(person.operator()))
                .is(201)
                .read("$.id");
        assertThat((List<String>) official.get("/briefings/" + id).is(200).read("$.figures[?(@.key=='units')].text"))
                .containsExactly("7");
        Api all = Api.on(port, Person.of(application, Role.ANALYST).token());
        assertThat(all.get("/briefings/" + id + "/differences").is(200).body()).isEqualTo("[]");
        assertThat(official.get("/briefings/" + id + "/differences").is(200).body())
                .isEqualTo("[]");
        assertThat(official.get("/exposure?operator=" + person.operator()).number("$.total"))
                .as("nor has the comparison left anything behind")
                .isEqualTo(7);
    }

    @Test
    void itsOwnSectorIsSeenInFullAndNoRowOfAnother() {
        Person person = brings("Confined Both", """
                confined-e,Halden,H1,Quectel,EC25-E,energy,TLI,7,Site e,SW1A 1AA
                confined-t,Halden,H2,Telit,LE910C4-EU,transport,TLI,500,Site t,SW1A 1AA
                """);
        Api official = confined("energy");
        String own = "operator=" + person.operator();
        Api.Answer rows = official.get("/assets?" + own).is(200);
        assertThat(rows.number("$.total")).isOne();
        assertThat(rows.body()).contains("confined-e").doesNotContain("confined-t");
        assertThat(official.get("/exposure?by=sector&" + own).is(200).number("$.total"))
                .isEqualTo(7);
        assertThat(official.get("/assets.csv?" + own).is(200).body())
                .contains("confined-e")
                .doesNotContain("confined-t");
        Api.Answer working = official.get("/working?figure=units&" + own).is(200);
        assertThat(working.number("$.submissions[0].rows")).isOne();
        assertThat(Api.on(port, person.token()).get("/exposure?by=sector").number("$.total"))
                .isEqualTo(507);
    }

    @Test
    void noAnswerDependsOnARowOfAnotherSector() {
        Person person = brings("Confined Witness", "confined-w,Halden,H1,Quectel,EC25-E,energy,TLI,7,,\n");
        Api official = confined("energy");
        Map<String, String> before = answers(official);
        brings(person, "confined-x,Halden,H3,Quectel,EC25-E,transport,TLJ,900,,\n");
        brings("Confined Stranger", "confined-y,Confinedmaker,H4,,,transport,TLK,10,,\n");
        assertThat(answers(official)).isEqualTo(before);
        assertThat(before.values()).allMatch(answer -> !answer.startsWith("5"));
    }

    @Test
    void aSubmissionThatNoLongerHoldsAnythingOfASectorTakesItAwayFromThere() {
        Person person = Person.of(application, Role.UTILITY, "Confined Leaver");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Leaver\", \"assetClass\": \"camera\"}");
        Api official = confined("energy");
        String own = "operator=" + person.operator();
        accept(api, register, "leaver-e,Halden,H1,Quectel,EC25-E,energy,TLI,7,,\n", "2026-01-01");
        assertThat(official.get("/exposure?" + own).is(200).number("$.total")).isEqualTo(7);
        accept(api, register, "leaver-t,Halden,H1,Quectel,EC25-E,transport,TLI,9,,\n", "2026-02-01");
        assertThat(official.get("/exposure?" + own).is(200).number("$.total"))
                .as("the older submission is not in force any more")
                .isZero();
        assertThat(official.get("/assets?" + own).is(200).number("$.total")).isZero();
        assertThat(official.get("/exposure?asAt=2026-01-15&" + own).is(200).number("$.total"))
                .isEqualTo(7);
        assertThat(confined("transport").get("/exposure?" + own).is(200).number("$.total"))
                .isEqualTo(9);
    }

    private static void accept(Api api, String register, String rows, String day) {
        Api.Answer checked = api.submit(
                register,
                ("asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,units,site,postcode\n"
                                + rows)
                        .getBytes(StandardCharsets.UTF_8),
                "?effective=" + day);
        api.accept(checked.read("$.id"), "{\"partial\": true, \"removals\": \"moved\"}")
                .is(200);
    }

    @Test
    void registersAndSubmissionsAreShutForTheyHoldMoreThanASector() {
        Api official = confined("energy");
        assertThat(official.get("/registers").status()).isEqualTo(403);
    }

    @Test
    void exactPlacesAreForClearedRolesAlone() {
        Person person =
                brings("Confined Place", "confined-p,Halden,H1,Quectel,EC25-E,energy,TLI,7,Behind the mill,SW1A 1AA\n");
        String own = "operator=" + person.operator();
        for (Api uncleared : List.of(
                confined("energy"),
                Api.on(port, People.token(application, People.newAccount(application, Role.OFFICIAL, Set.of()))))) {
            assertThat(uncleared.get("/assets?" + own).is(200).body()).doesNotContain("Behind the mill", "SW1A");
            assertThat(uncleared.get("/assets.csv?" + own).is(200).body()).doesNotContain("Behind the mill", "SW1A");
            assertThat(uncleared.get("/assets?q=behind&" + own).is(200).number("$.total"))
                    .as("nor can it be found out by searching")
                    .isZero();
        }
        Api analyst = Api.on(port, People.token(application, People.newAccount(application, Role.ANALYST, Set.of())));
        assertThat(analyst.get("/assets?" + own).is(200).body()).contains("Behind the mill", "SW1A 1AA");
        assertThat(analyst.get("/assets?q=behind&" + own).is(200).number("$.total"))
                .isOne();
    }

    @Test
    void ofOtherSectorsTotalsOfEnoughOperatorsAreTold() {
        // Nobody else in these tests has anything in this sector, and nobody else is confined to these two.
        List.of("Told One", "Told Two", "Told Three")
                .forEach(name -> brings(
                        name,
                        "told,Halden,H1,Quectel,EC25-E,postal,TLI,%d,,\n"
                                .formatted(name.endsWith("Three") ? 300 : 400)));
        Api official = confined("energy", "space");
        Map<String, Object> told = told(official);
        assertThat(told).containsEntry("total", 1100.0).containsEntry("open", 0.0);
        brings("Told Four", "told,Halden,H1,Quectel,EC25-E,postal,TLI,777,,\n");
        assertThat(told(official))
                .as("what one operator brought would be the difference of two days")
                .isEqualTo(told);
        assertThat(Api.on(port, People.token(application, People.newAccount(application, Role.OFFICIAL, Set.of())))
                        .get("/exposure/others")
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, Object> told(Api official) {
        List<Map<String, Object>> groups =
                official.get("/exposure/others").is(200).read("$");
        return groups.stream()
                .filter(group -> group.get("sectors").equals(List.of("postal")))
                .findFirst()
                .orElseThrow();
    }
}
