package org.linchpin.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Knowledge comes in, serves everybody at once, tells nobody whose it is, and can be taken back. */
@LinchpinTest
class ContributionDatabaseTests {

    private static final AtomicLong NEXT = new AtomicLong(70_000_000 + System.nanoTime() % 20_000_000);

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc browser;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scopes scopes;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    private Api analyst;

    @BeforeEach
    void signIn() {
        analyst = Api.on(port, Person.of(application, Role.ANALYST).token());
    }

    private static Api.Answer bring(Api who, String query, String type, String file) {
        return who.post("/catalogue/contributions?" + query, type, file.getBytes(StandardCharsets.UTF_8));
    }

    private static Api.Answer recognise(Api who, String words) {
        return who.post("/catalogue/recognise", "{\"wordings\": [" + words + "]}")
                .is(200);
    }

    private static String outcome(Api who, String words) {
        return recognise(who, words).read("$.results[0].outcome");
    }

    @Test
    void aListOfCodesServesAtOnceAndSaysWhatInItIsWrong() {
        String code = String.valueOf(NEXT.incrementAndGet());
        String words = "{\"tac\": \"" + code + "\"}";
        assertThat(outcome(analyst, words)).isEqualTo("unknown");
        Api.Answer added = bring(
                        analyst,
                        "kind=type-codes&source=List+of+2026&name=list.csv",
                        "text/csv",
                        "TAC,Manufacturer,Model Name\n" + code + ",Quectel,EC25-E\n1234567,Telit,LE910\n" + code
                                + ",Telit,LE910C1\nabc,Fibocom,L610\n35999999,,\n")
                .is(201);
        assertThat(added.number("$.accepted")).isEqualTo(1);
        assertThat(added.number("$.naming")).isEqualTo(1);
        assertThat((List<Integer>) added.read("$.problems[*].row")).containsExactly(3, 4, 5, 6);
        assertThat((List<String>) added.read("$.problems[*].code"))
                .containsExactly("code-digits", "code-twice", "code-digits", "words-missing");
        assertThat((String) added.read("$.problems[0].fix")).contains("01234567");
        Api.Answer now = recognise(analyst, words);
        assertThat((String) now.read("$.results[0].vendor")).isEqualTo("quectel");
        assertThat((String) now.read("$.results[0].candidates[0].reason"))
                .contains("analyst")
                .contains("List of 2026");
        String id = added.read("$.id");
        analyst.post("/catalogue/contributions/" + id + "/withdraw", "{}").is(200);
        assertThat(outcome(analyst, words)).isEqualTo("unknown");
        analyst.post("/catalogue/contributions/" + id + "/withdraw", "{}").is(409);
    }

    @Test
    void whoKnowsOneModelSaysItWithoutAFile() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "One Model Utility");
        Api api = Api.on(port, person.token());
        String model = "Crate, \"7\" & " + NEXT.incrementAndGet();
        String words = "{\"maker\": \"Acme\", \"model\": \"%s\"}".formatted(model.replace("\"", "\\\""));
        assertThat(outcome(api, words)).isEqualTo("unknown");

        Document wrong = said(person, model, "no", "Quectel", "", "");
        assertThat(wrong.select(".govuk-error-summary a").eachAttr("href")).containsExactly("#source");
        wrong = said(person, model, "no", "Quectel", "", "Opened in March 2026");
        assertThat(wrong.select(".govuk-error-summary a").eachAttr("href"))
                .as("at the field that is wrong, and not in a list of cells")
                .containsExactly("#cellular");
        assertThat(wrong.select("#model, #moduleMaker, #source").eachAttr("value"))
                .as("nothing that was typed is lost")
                .containsExactly(model, "Quectel", "Opened in March 2026");
        assertThat(said(person, "", "yes", "Quectel", "", "Opened in March 2026")
                        .select(".govuk-error-summary a")
                        .eachAttr("href"))
                .containsExactly("#model");
        assertThat(outcome(api, words)).isEqualTo("unknown");

        MockHttpServletResponse done = say(person, model, "yes", "Quectel", "EC25-E", "Opened in March 2026");
        assertThat(done.getStatus()).isEqualTo(302);
        Api.Answer now = recognise(api, words);
        assertThat((String) now.read("$.results[0].vendor")).isEqualTo("quectel");
        String again = say(person, model, "yes", "Quectel", "EC25-E", "Opened in March 2026")
                .getRedirectedUrl();
        assertThat(again).as("the same again is the same one").isEqualTo(done.getRedirectedUrl());
        String id = String.valueOf(done.getRedirectedUrl()).replaceAll(".*/", "");
        api.post("/catalogue/contributions/" + id + "/withdraw", "{}").is(200);
        assertThat(outcome(api, words)).isEqualTo("unknown");

        assertThat(say(person, model, "no", "", "", "The maker says so, 2026").getStatus())
                .isEqualTo(302);
        assertThat(outcome(api, words)).isEqualTo("none");
    }

    private Document said(
            Person person, String model, String cellular, String moduleMaker, String module, String source)
            throws Exception {
        return Jsoup.parse(
                say(person, model, cellular, moduleMaker, module, source).getContentAsString());
    }

    private MockHttpServletResponse say(
            Person person, String model, String cellular, String moduleMaker, String module, String source)
            throws Exception {
        return browser.perform(post("/catalogue/contributions/model")
                        .with(person.signedIn(application))
                        .with(csrf())
                        .param("maker", "Acme")
                        .param("model", model)
                        .param("cellular", cellular)
                        .param("moduleMaker", moduleMaker)
                        .param("module", module)
                        .param("source", source))
                .andReturn()
                .getResponse();
    }

    @Test
    void aSourceHasThreeCharactersHoweverJavaCountsThem() {
        Api.Answer refused = bring(
                        analyst,
                        "kind=type-codes&source=%F0%9F%93%84%F0%9F%93%84&name=list.csv",
                        "text/csv",
                        "TAC,Manufacturer,Model Name\n35999998,Quectel,EC25-E\n")
                .is(400);
        assertThat((List<String>) refused.read("$.problems[*].code")).containsExactly("source-missing");
    }

    @Test
    void whatAnOperatorStatesServesOthersAndTellsThemNothingOfTheOperator() {
        Person one = Person.of(application, Role.UTILITY, "One that knows");
        Api knowing = Api.on(port, one.token());
        Api other = Api.on(port, Person.of(application, Role.UTILITY, "Another").token());
        String model = "Gauge-" + NEXT.incrementAndGet();
        String words = "{\"maker\": \"Acme\", \"model\": \"" + model + "\"}";
        Api.Answer added = bring(
                        knowing,
                        "kind=contents&source=Letter+of+our+supplier&name=mine.csv",
                        "text/csv",
                        "manufacturer,model,order_code,cellular,module_maker,module,share\nAcme," + model
                                + ",,yes,Quectel,BG95-M3,70%\nAcme," + model + ",,yes,Telit,ME910C1,0.3\nAcme," + model
                                + ",,maybe,,,\n")
                .is(201);
        assertThat(added.number("$.accepted")).isEqualTo(2);
        Api.Answer seen = recognise(other, words);
        assertThat((String) seen.read("$.results[0].outcome")).isEqualTo("ambiguous");
        assertThat((List<Double>) seen.read("$.results[0].candidates[*].weight"))
                .containsExactlyInAnyOrder(0.7, 0.3);
        assertThat(seen.body())
                .contains("an operator")
                .doesNotContain(one.operator())
                .doesNotContain(one.username())
                .doesNotContain("Letter of our supplier");
        other.get("/catalogue/contributions/" + added.read("$.id")).is(404);
        assertThat(other.get("/catalogue/contributions").is(200).body()).doesNotContain((String) added.read("$.id"));
        other.post("/catalogue/contributions/" + added.read("$.id") + "/withdraw", "{}")
                .is(404);
        assertThat(analyst.get("/catalogue/contributions/" + added.read("$.id"))
                        .is(200)
                        .body())
                .contains(one.operator());
        knowing.post("/catalogue/contributions/" + added.read("$.id") + "/withdraw", "{}")
                .is(200);
        assertThat(outcome(other, words)).isEqualTo("unknown");
    }

    @Test
    void everyContributionIsReachedPageByPageNewestFirst() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "One that brings much");
        Api busy = Api.on(port, person.token());
        // What analysts brought in is seen by everybody.
        long others = busy.get("/catalogue/contributions").number("$.total");
        List<String> brought = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            brought.add(
                    0,
                    bring(
                                    busy,
                                    "kind=type-codes&source=List+" + n + "&name=list.csv",
                                    "text/csv",
                                    "TAC,Manufacturer,Model Name\n" + NEXT.incrementAndGet() + ",Quectel,EC25-E\n")
                            .is(201)
                            .read("$.id"));
        }
        Api.Answer first = busy.get("/catalogue/contributions?size=2").is(200);
        assertThat(first.number("$.total")).isEqualTo(others + 3);
        assertThat((List<String>) first.read("$.items[*].id")).isEqualTo(brought.subList(0, 2));
        Api.Answer second = busy.get("/catalogue/contributions?size=2&after=" + first.read("$.next"))
                .is(200);
        assertThat((String) second.read("$.items[0].id")).isEqualTo(brought.get(2));
        Api.Answer all = busy.get("/catalogue/contributions?size=1000").is(200);
        assertThat((List<?>) all.read("$.items")).hasSize((int) others + 3);
        assertThat((Object) all.read("$.next")).isNull();
        busy.get("/catalogue/contributions?after=1").is(400);
        busy.get("/catalogue/contributions?after=x").is(400);

        olderOnes(brought.get(0), 50);
        Document page = page(person, "/catalogue/contributions");
        assertThat(page.select("tbody tr")).hasSize(50);
        Document next = page(person, page.select("a[rel=next]").attr("href"));
        assertThat(next.select("tbody tr")).hasSize((int) others + 3);
        assertThat(next.select("tbody").text()).contains("Older list 50");
        assertThat(next.select("a[rel=next]")).isEmpty();
    }

    private void olderOnes(String like, int many) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        scopes.within(
                Scope.all(),
                () -> transaction.execute(status -> jdbc.sql("""
                        insert into contribution (operator_id, username, kind, source, file_name, file_sha256, lines, accepted, naming, recorded_at)
                        select operator_id, username, kind, 'Older list ' || n, file_name, file_sha256, lines, accepted, naming,
                               recorded_at - n * interval '1 day'
                        from contribution, generate_series(1, :many) n where id = :like
                        """)
                        .param("many", many)
                        .param("like", Long.valueOf(like))
                        .update()));
    }

    private Document page(Person person, String address) throws Exception {
        return Jsoup.parse(browser.perform(get(URI.create(address)).with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static String bill(String maker, String model, String part) {
        return """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
                 "metadata": {"component": {"type": "device", "name": "%s", "manufacturer": {"name": "%s"}}},
                 "components": [{"type": "device", "name": "mainboard", "components": [
                   {"type": "device", "name": "%s"}, {"type": "device", "name": "STM32F072"}]}]}
                """.formatted(model, maker, part);
    }

    @Test
    void aHardwareBillOfMaterialsComesInAsJsonAndAsXml() {
        String model = "Board-" + NEXT.incrementAndGet();
        bring(
                        analyst,
                        "kind=contents&source=Bill+of+the+maker",
                        "application/vnd.cyclonedx+json",
                        bill("Acme", model, "SARA-R410M-02B"))
                .is(201);
        assertThat((String) recognise(analyst, "{\"maker\": \"Acme\", \"model\": \"" + model + "\"}")
                        .read("$.results[0].vendor"))
                .isEqualTo("u_blox");
        String other = "Board-" + NEXT.incrementAndGet();
        String xml = """
                <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><metadata><component type="device"><name>%s</name></component></metadata>
                <components><component type="device"><manufacturer><name>Quectel</name></manufacturer><name>BC66</name></component></components></bom>
                """.formatted(other);
        bring(analyst, "kind=contents&source=Bill+of+the+maker", "application/xml", xml)
                .is(201);
        assertThat((String) recognise(analyst, "{\"model\": \"" + other + "\"}").read("$.results[0].vendor"))
                .isEqualTo("quectel");
    }

    @Test
    void aBillThatIsNoneOrWouldReadOtherFilesIsRefused() {
        String entity =
                "<!DOCTYPE bom [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\">&x;</bom>";
        String query = "kind=contents&source=Something&model=Thing";
        assertThat((String)
                        bring(analyst, query, "application/xml", entity).is(422).read("$.code"))
                .isEqualTo("xml-doctype");
        assertThat((String) bring(
                                analyst,
                                query,
                                "application/json",
                                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [1,}")
                        .is(422)
                        .read("$.code"))
                .isEqualTo("cyclonedx-unreadable");
        bring(analyst, query, "application/json", "{}").is(422);
        assertThat((String) bring(analyst, query, "text/csv", "Part,Qty\nESP32-WROOM-32,1\n")
                        .is(422)
                        .read("$.code"))
                .isEqualTo("no-module-found");
        bring(analyst, "kind=contents&source=Something", "text/csv", "Part,Qty\nBC66,1\n")
                .is(400);
        bring(analyst, "kind=nonsense&source=Something", "text/csv", "a\n1\n").is(400);
        bring(analyst, "kind=type-codes&source=Something", "text/csv", "maker,model\nQuectel,EC25\n")
                .is(400);
    }

    @Test
    void aCompleteBillWithoutAModuleSaysThatThereIsNone() {
        String model = "Plain-" + NEXT.incrementAndGet();
        bring(
                        analyst,
                        "kind=contents&source=Bill&complete=true&maker=Acme&model=" + model,
                        "text/csv",
                        "Part,Qty\nESP32-WROOM-32,1\nATSAMD21G18A,1\n")
                .is(201);
        assertThat(outcome(analyst, "{\"maker\": \"Acme\", \"model\": \"" + model + "\"}"))
                .isEqualTo("none");
    }

    @Test
    void whatEquipmentContainsGoesOutAsAValidBill() throws Exception {
        String json = analyst.get("/catalogue/equipment/teltonika_networks_rut956/contents")
                .is(200)
                .body();
        assertThat(json).contains("EC25-EUX");
        assertThat(new JsonParser().validate(json.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        String xml = analyst.get("/catalogue/equipment/teltonika_networks_rut956/contents?format=xml")
                .is(200)
                .body();
        assertThat(new XmlParser().validate(xml.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        analyst.get("/catalogue/equipment/nothing/contents").is(404);
    }

    @Test
    void thePageOffersTheFormAndListsWhatTheViewerMaySee() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "On the page");
        var page = Jsoup.parse(browser.perform(get("/catalogue/contributions").with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(page.select("h1").text()).isEqualTo("Share what you know");
        assertThat(page.select("input[type=file], select[name=kind], input[name=source]"))
                .hasSize(3);
        String id = bring(
                        Api.on(port, person.token()),
                        "kind=type-codes&source=A+list",
                        "text/csv",
                        "tac,maker\n" + NEXT.incrementAndGet() + ",Quectel\nx,y\n")
                .is(201)
                .read("$.id");
        var receipt = Jsoup.parse(
                browser.perform(get("/catalogue/contributions/" + id).with(person.signedIn(application)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
        assertThat(receipt.select("h1").text()).isEqualTo("1 of 2 lines are in use");
        assertThat(receipt.select("tbody th").text()).isEqualTo("A3");
    }
}
