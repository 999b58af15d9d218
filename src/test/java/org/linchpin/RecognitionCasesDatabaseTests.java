package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a sceptical reader would try first, through the API. */
@LinchpinTest
class RecognitionCasesDatabaseTests {

    @Autowired
    ApplicationContext application;

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
}
