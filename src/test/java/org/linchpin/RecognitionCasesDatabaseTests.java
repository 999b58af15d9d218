package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** What a sceptical reader would try first, through the API. */
@LinchpinTest
class RecognitionCasesDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc browser;

    @LocalServerPort
    int port;

    private Api analyst;

    @BeforeEach
    void signIn() {
        analyst = Api.on(port, Person.of(application, Role.ANALYST).token());
    }

    private Api.Answer recognise(String words) {
        return analyst.post("/catalogue/recognise", "{\"wordings\": [" + words + "]}")
                .is(200);
    }

    @Test
    void aHundredAssetsAreFortyByMakerAndFiftyByOwner() {
        Person person = Person.of(application, Role.UTILITY, "A hundred assets");
        Api utility = Api.on(port, person.token());
        String file = """
            asset_ref,units,module_manufacturer
            a,40,Quectel
            b,10,Ikotek
            c,20,SIMCom
            d,5,Longsung
            e,10,Telit
            f,15,
            """;
        Api.Answer checked = utility.submit(
                utility.register("{\"name\": \"Hundred\", \"assetClass\": \"camera\"}"),
                file.getBytes(StandardCharsets.UTF_8),
                "");
        utility.accept(checked.read("$.id"), "{}").is(200);
        String slice = "&operator=" + person.operator();
        Api.Answer named =
                analyst.get("/exposure?by=vendor&lookThrough=named" + slice).is(200);
        assertThat(named.number("$.total")).isEqualTo(100);
        assertThat((List<Number>) named.read("$.items[?(@.key == 'quectel')].sure"))
                .extracting(Number::intValue)
                .containsExactly(40);
        Api.Answer held = analyst.get("/exposure?by=controller" + slice).is(200);
        assertThat((List<Number>) held.read("$.items[?(@.key == 'quectel')].sure"))
                .extracting(Number::intValue)
                .containsExactly(50);
        assertThat((List<Number>) held.read("$.items[?(@.key == 'sunsea')].sure"))
                .extracting(Number::intValue)
                .containsExactly(25);
        Api.Answer country = analyst.get("/exposure?by=country" + slice).is(200);
        assertThat((List<Number>) country.read("$.items[?(@.key == 'CN')].shareLow"))
                .extracting(Number::doubleValue)
                .allSatisfy(share -> assertThat(share).isBetween(0.7499, 0.7501));
        assertThat((List<Number>) country.read("$.items[?(@.key == 'CN')].shareHigh"))
                .extracting(Number::doubleValue)
                .allSatisfy(share -> assertThat(share).isBetween(0.8999, 0.9001));
    }

    @Test
    void aHubOfTheNorthRegionAddsNothing() {
        assertThat((String) recognise("{\"maker\": \"EDMI\", \"model\": \"Dual Band Variant 450 comms hub (CS-21)\"}")
                        .read("$.results[0].outcome"))
                .isEqualTo("none");
    }

    @Test
    void anOpenModuleCanHaveACertainMakerAndAnOpenMakerAProbableCountry() {
        Api.Answer tracker = recognise("{\"maker\": \"Teltonika\", \"model\": \"FMM130\"}");
        assertThat((String) tracker.read("$.results[0].vendor")).isEqualTo("quectel");
        assertThat((List<String>) tracker.read("$.results[0].candidates[*].module"))
                .containsExactlyInAnyOrder("BG96", "BG95-M3");
        assertThat(tracker.body()).doesNotContain("\"module\":\"BG96\",\"candidates\"");
        Api.Answer router = recognise("{\"maker\": \"Teltonika\", \"model\": \"RUT955\"}");
        assertThat((String) router.read("$.results[0].outcome")).isEqualTo("ambiguous");
        assertThat((List<String>) router.read("$.results[0].candidates[*].vendor"))
                .contains("huawei", "quectel", "meig", "telit_cinterion");
        assertThat((List<String>) router.read("$.results[?(@.vendor)].outcome")).isEmpty();
        assertThat((List<String>) router.read("$.results[?(@.country)].outcome"))
                .isEmpty();
    }

    @Test
    void aSharedNameAndASharedNumberStayOpen() {
        Api.Answer name = recognise("{\"module\": \"MC60\"}");
        assertThat((String) name.read("$.results[0].outcome")).isEqualTo("ambiguous");
        assertThat((List<String>) name.read("$.results[0].candidates[*].vendor"))
                .containsExactlyInAnyOrder("quectel", "thales_cinterion");
        Api.Answer number = recognise("{\"usb\": \"2dee:4d22\"}");
        assertThat((String) number.read("$.results[0].vendor")).isEqualTo("meig");
        assertThat((List<String>) number.read("$.results[0].candidates[*].module"))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"usb\": \"05c6:9215\"}",
                "{\"usb\": \"05c6:90b2\"}",
                "{\"moduleMaker\": \"QUALCOMM INCORPORATED\"}"
            })
    void aMakerOfChipsIdentifiesNobody(String words) {
        assertThat((String) recognise(words).read("$.results[0].outcome")).isEqualTo("unknown");
    }

    @Test
    void anAutomotiveUnitThatWasSoldIsNotItsOldOwners() {
        Api.Answer sold = recognise("{\"moduleMaker\": \"Titan Automotive Solutions\"}");
        assertThat((String) sold.read("$.results[0].vendor")).isEqualTo("telit_auto_titan");
        assertThat((String) sold.read("$.results[0].candidates[0].controller")).isEqualTo("tus_international");
        assertThat((String) sold.read("$.results[0].country")).isEqualTo("CN");
    }

    private Api.Answer register(Person person, String csv) {
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"All\", \"assetClass\": \"industrial_router\"}"),
                csv.getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-31");
        api.accept(checked.read("$.id"), "{}").is(200);
        return checked;
    }

    @Test
    void takingOneUtilitysUploadBackChangesTotalsAndNoOtherUtilitySeesItsRows() {
        Person one = Person.of(application, Role.UTILITY, "One");
        Person other = Person.of(application, Role.UTILITY, "Another");
        register(other, "asset_ref,units,module_manufacturer\nother-1,7,Telit\n");
        Api.Answer submitted = register(one, "asset_ref,units,module_manufacturer\nsecret-77,1000,Quectel\n");
        String both = "/exposure?by=controller&operator=" + one.operator() + "&operator=" + other.operator();
        assertThat(analyst.get(both).number("$.total")).isEqualTo(1_007);

        Api stranger = Api.on(port, other.token());
        assertThat(stranger.get("/exposure?by=controller").number("$.total")).isEqualTo(7);
        assertThat(stranger.get("/assets?q=secret").is(200).body()).doesNotContain("secret-77");
        stranger.get("/submissions/" + submitted.read("$.id")).is(404);
        assertThat(Api.on(port, one.token()).get("/assets?q=secret").is(200).body())
                .contains("secret-77");

        Api.on(port, one.token())
                .post("/submissions/" + submitted.read("$.id") + "/withdraw", "{\"why\": \"sent by mistake\"}")
                .is(200);
        assertThat(analyst.get(both).number("$.total")).isEqualTo(7);
    }

    @Test
    void aTotalCostIsARangeWithItsGradesAndItsClass() throws Exception {
        Person owner = Person.of(application, Role.UTILITY, "Routers to pay for");
        register(
                owner,
                "asset_ref,units,manufacturer,model,module_manufacturer\n1,900,Acme,R1,Quectel\n2,300,Acme,R9,\n");
        Api.Answer cost = analyst.post(
                        "/replacement/estimates",
                        "{\"slice\": {\"operator\": [\"%s\"]}, \"target\": {\"controller\": \"quectel\"}, \"draws\": 2000}"
                                .formatted(owner.operator()))
                .is(200);
        assertThat(cost.number("$.gross.p10"))
                .isLessThan(cost.number("$.gross.p50"))
                .isPositive();
        assertThat(cost.number("$.gross.p50")).isLessThan(cost.number("$.gross.p90"));
        assertThat(cost.number("$.class")).isBetween(1L, 5L);

        Document page = page("/replacement?controller=quectel&operator=" + owner.operator());
        assertThat(page.select("h1").text()).containsPattern("would cost £[0-9.,]+\\w* to £[0-9.,]+");
        assertThat(page.select(".clock").text()).contains("class " + cost.number("$.class"));
        assertThat(page.text()).contains("In eight of ten draws", "With grade, source, author and date");
    }

    @Test
    void aFigureExportedAsATableCarriesItsSourceItsDateAndItsConfidence() {
        Person owner = Person.of(application, Role.UTILITY, "Exported");
        register(owner, "asset_ref,units,module_manufacturer\n1,40,Quectel\n2,60,\n");
        List<String> lines = analyst.get("/exposure?format=csv&by=controller&operator=" + owner.operator())
                .is(200)
                .body()
                .lines()
                .toList();
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(header).contains("as_at", "known_at", "method").anyMatch(column -> column.contains("source"));
        assertThat(header).anyMatch(column -> column.contains("confidence") || column.contains("grade"));
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(header);
    }

    private Document page(String address) throws Exception {
        return Jsoup.parse(browser.perform(
                        get(address).with(Person.of(application, Role.ANALYST).signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}
