package org.linchpin.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;

/** Ownership brought in as files of the Beneficial Ownership Data Standard. All firms here are invented. */
@LinchpinTest
class DeclarationDatabaseTests {

    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());
    private static final String EVIDENCE = "?source=Register+of+companies&grade=A";

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc browser;

    @LocalServerPort
    private int port;

    private Api as(Role role) {
        return Api.on(port, Person.of(application, role).token());
    }

    /** A maker held here under a name of its own. */
    private String maker(Api analyst) {
        String key = "fabrikk_" + Long.toString(NEXT.incrementAndGet(), 36);
        analyst.post(
                        "/catalogue/vendors",
                        "{\"key\": \"%s\", \"name\": \"%s\", \"source\": \"made up\", \"grade\": \"A\"}"
                                .formatted(key, key))
                .is(201);
        return key;
    }

    private static String entity(String record, String name) {
        return """
            {"statementId": "%s", "statementDate": "2020-01-01", "declarationSubject": "x", "recordId": "%s", "recordType": "entity",
             "recordDetails": {"isComponent": false, "entityType": {"type": "registeredEntity"}, "name": "%s",
               "jurisdiction": {"name": "Norway", "code": "NO"}}}
            """.formatted(number(), record, name);
    }

    private static String tie(String record, String child, String parent, String percent, String since) {
        return """
            {"statementId": "%s", "statementDate": "2021-01-01", "declarationSubject": "x", "recordId": "%s", "recordType": "relationship",
             "recordDetails": {"isComponent": false, "subject": "%s", "interestedParty": "%s",
               "interests": [{"type": "shareholding", "share": {"exact": %s}, "startDate": "%s"}]}}
            """.formatted(number(), record, child, parent, percent, since);
    }

    private static String number() {
        return "number-of-a-statement-in-a-test-%020d".formatted(NEXT.incrementAndGet());
    }

    private static String file(String... statements) {
        return "[" + String.join(",", statements) + "]";
    }

    /** A maker owned by a holding that is owned by a group: neither of those two is held here yet. */
    private static String chain(String maker) {
        return file(
                entity("m", maker),
                entity("h", maker + " Holding"),
                entity("g", maker + " Group"),
                tie("r1-" + maker, "m", "h", "60", "2020-02-02"),
                tie("r2-" + maker, "h", "g", "80", "2020-02-02"));
    }

    private static Map<String, Object> majority(Api api, String vendor) {
        List<Map<String, Object>> led =
                api.get("/catalogue/vendors/" + vendor).is(200).read("$.lookThrough");
        return led.stream()
                .filter(one -> one.get("rule").equals("majority"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChainComesInAsStatementsThatCountAtOnceAndCanBeTakenBack() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        Api.Answer looked = analyst.post("/catalogue/ownership/bods" + EVIDENCE + "&preview=true", chain(maker))
                .is(200);
        assertThat(looked.<List<?>>read("$.stated")).hasSize(2);
        assertThat(majority(analyst, maker).get("holder")).isEqualTo(maker);

        Api.Answer made = analyst.post("/catalogue/ownership/bods" + EVIDENCE, chain(maker))
                .is(201);
        assertThat(majority(analyst, maker).get("holderName")).isEqualTo(maker + " Group");
        assertThat(majority(analyst, maker).get("country")).isEqualTo("NO");
        List<Integer> statements = made.read("$.statements[*].id");
        assertThat(statements).hasSize(2);
        assertThat((String) analyst.get("/catalogue/statements/" + statements.get(0))
                        .is(200)
                        .read("$.body.note"))
                .startsWith("BODS statement");

        Api.Answer again = analyst.post("/catalogue/ownership/bods" + EVIDENCE, chain(maker))
                .is(201);
        assertThat(again.<List<?>>read("$.statements")).isEmpty();
        assertThat(again.<List<?>>read("$.held")).hasSize(2);

        statements.forEach(id ->
                analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200));
        assertThat(majority(analyst, maker).get("holder")).isEqualTo(maker);
    }

    @Test
    void aLaterFileTakesThePlaceOfWhatAnEarlierSaidOfTheSameRecord() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String[] parties = {entity("m", maker), entity("h", maker + " Eier")};
        analyst.post(
                        "/catalogue/ownership/bods" + EVIDENCE,
                        file(parties[0], parties[1], tie("r", "m", "h", "30", "2020-02-02")))
                .is(201);
        analyst.post(
                        "/catalogue/ownership/bods" + EVIDENCE,
                        file(parties[0], parties[1], tie("r", "m", "h", "70", "2020-02-02")))
                .is(201);
        assertThat(analyst.get("/catalogue/vendors/" + maker).<List<Double>>read("$.ownership[*].percent"))
                .containsExactly(70.0);
    }

    @Test
    void whatAnAnalystStatedIsNeverTouched() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String owner = maker(analyst);
        analyst.post(
                        "/catalogue/ownership",
                        "{\"child\": \"%s\", \"parent\": \"%s\", \"relation\": \"equity\", \"percent\": 20, \"validFrom\": \"2020-02-02\", \"source\": \"S01\", \"grade\": \"A\"}"
                                .formatted(maker, owner))
                .is(201);
        Object before = analyst.get("/catalogue/vendors/" + maker).read("$.ownership");
        Api.Answer refused = analyst.post(
                        "/catalogue/ownership/bods" + EVIDENCE,
                        file(entity("m", maker), entity("h", owner), tie("r", "m", "h", "90", "2020-02-02")))
                .is(422);
        assertThat(refused.<List<String>>read("$.problems[*].code")).containsExactly("stated-otherwise");
        assertThat(analyst.get("/catalogue/vendors/" + maker).<Object>read("$.ownership"))
                .isEqualTo(before);
    }

    @Test
    void aFileThatWouldHaveAFirmOwnedTwiceOverChangesNothing() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        Api.Answer refused = analyst.post(
                        "/catalogue/ownership/bods" + EVIDENCE,
                        file(
                                entity("m", maker),
                                entity("a", maker + " A"),
                                entity("b", maker + " B"),
                                tie("r1", "m", "a", "60", "2020-02-02"),
                                tie("r2", "m", "b", "60", "2020-02-02")))
                .is(400);
        assertThat(refused.body()).contains("more-than-all");
        assertThat(analyst.get("/catalogue/vendors/" + maker).<List<?>>read("$.ownership"))
                .isEmpty();
    }

    @Test
    void anOfficialsFileBecomesProposals() {
        Api analyst = as(Role.ANALYST);
        Api official = as(Role.OFFICIAL);
        String maker = maker(analyst);
        Api.Answer proposed = official.post("/catalogue/ownership/bods" + EVIDENCE, chain(maker))
                .is(201);
        assertThat(proposed.<List<String>>read("$.statements[*].state")).containsOnly("proposed");
        assertThat(majority(analyst, maker).get("holder")).isEqualTo(maker);
        assertThat(official.post("/catalogue/ownership/bods" + EVIDENCE, chain(maker))
                        .is(201)
                        .<List<?>>read("$.statements"))
                .isEmpty();
        List<Integer> ids = proposed.read("$.statements[*].id");
        ids.forEach(id ->
                analyst.post("/catalogue/statements/" + id + "/accept", "{}").is(200));
        assertThat(majority(analyst, maker).get("holderName")).isEqualTo(maker + " Group");
        as(Role.UTILITY)
                .post("/catalogue/ownership/bods" + EVIDENCE, chain(maker))
                .is(403);
    }

    @Test
    void whatGoesOutComesBackInWithoutAChange() {
        Api analyst = as(Role.ANALYST);
        String all = analyst.get("/catalogue/ownership/bods").is(200).body();
        Api.Answer looked = analyst.post("/catalogue/ownership/bods" + EVIDENCE + "&preview=true", all)
                .is(200);
        assertThat(looked.<List<?>>read("$.held")).hasSizeGreaterThan(15);
        assertThat(looked.<List<?>>read("$.stated")).isEmpty();
        assertThat(looked.<List<?>>read("$.effect.moves")).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        Api analyst = as(Role.ANALYST);
        String wrong = file(entity("m", "Firm").replace("registeredEntity", "club"));
        Api.Answer refused =
                analyst.post("/catalogue/ownership/bods" + EVIDENCE, wrong).is(422);
        assertThat(refused.<List<String>>read("$.problems[*].column"))
                .containsExactly("/0/recordDetails/entityType/type");
        analyst.post("/catalogue/ownership/bods", chain(maker(analyst))).is(400);
        analyst.post("/catalogue/ownership/bods" + EVIDENCE, file(entity("m", "Firm")))
                .is(422);
        analyst.post("/catalogue/ownership/bods" + EVIDENCE, "[" + " ".repeat(1_000_001) + "]")
                .is(413);
    }

    private Document send(Person person, String text, MockMultipartFile file, String... fields) throws Exception {
        var request = multipart("/catalogue/ownership/import");
        if (file != null) {
            request.file(file);
        }
        if (text != null) {
            request.param("text", text);
        }
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return Jsoup.parse(
                browser.perform(request.with(person.signedIn(application)).with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    @Test
    void thePageShowsWhatWouldBeStatedThenStatesIt() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Api api = Api.on(port, analyst.token());
        String maker = maker(api);
        MockMultipartFile chosen = new MockMultipartFile(
                "file", "ties.json", "application/json", chain(maker).getBytes(StandardCharsets.UTF_8));
        Document looked = send(analyst, null, chosen, "source", "Register", "grade", "A", "step", "look");
        assertThat(looked.select("#stated").text()).isEqualTo("Would be stated");
        assertThat(looked.select("[aria-label=Stated] tbody tr")).hasSize(2);
        assertThat(looked.text()).contains("Nothing is stated yet");
        String text = looked.select("input[name=text]").val();
        Document made = send(analyst, text, null, "source", "Register", "grade", "A", "step", "make");
        assertThat(made.select("h1").text()).isEqualTo("2 ties were stated");
        assertThat(made.select("[aria-label=Stated] a[href^=/catalogue/statements/]"))
                .hasSize(2);
        assertThat(majority(api, maker).get("holderName")).isEqualTo(maker + " Group");
    }

    @Test
    void thePageSaysAtTheFieldWhatIsWrong() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Document empty = send(analyst, null, null, "step", "make");
        assertThat(empty.select(".govuk-error-summary a").eachAttr("href")).containsExactly("#file");
        Document noSource = send(analyst, chain("nobody"), null, "step", "make");
        assertThat(noSource.select(".govuk-error-summary a").eachAttr("href")).contains("#source", "#grade");
        Document noForm = send(analyst, "[{}]", null, "source", "S01", "grade", "A", "step", "look");
        assertThat(noForm.select(".govuk-error-summary a").eachAttr("href")).containsOnly("#file");
    }
}
