package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** A file's faults are said by cause, and a remedy that somebody confirms has it checked again by the code that checked it first. */
@LinchpinTest
class MendingDatabaseTests {

    private static final String MESSY = """
            asset_ref,installed_on,status,units,Colour
            1,03/04/2020,RUNNING,1,red
            2,05/06/2020,RUNNING,1,red
            3,05/06/2020,SCRAP,0,blue
            4,07/08/2020,,1,blue
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc web;

    @LocalServerPort
    private int port;

    private Person utility;
    private Api api;

    @BeforeEach
    void somebodyOfAUtility() {
        utility = Person.of(application, Role.UTILITY, "Mending Works");
        api = Api.on(port, utility.token());
    }

    private String submitted(String csv) {
        return api.submit(
                        api.register("{\"name\": \"Chargers\", \"assetClass\": \"ev_charger\"}"),
                        csv.getBytes(StandardCharsets.UTF_8),
                        "")
                .read("$.id");
    }

    private List<String> codes(String id, String severity) {
        return api.get("/submissions/" + id + "/causes").is(200).read("$." + severity + "[*].code");
    }

    private String remedy(String id, String words) {
        List<String> keys = api.get("/submissions/" + id + "/causes")
                .is(200)
                .read("$..remedies[?(@.words =~ /.*" + words + ".*/)].key");
        assertThat(keys).as(words).isNotEmpty();
        return keys.get(0);
    }

    private Api.Answer mend(String id, String words, String more) {
        return api.post("/submissions/" + id + "/remedies", "{\"remedy\": \"" + remedy(id, words) + "\"" + more + "}");
    }

    @Test
    void faultsOfTheFileRowsAndCellsAreKeptApartAndMendedOneByOne() {
        String id = submitted(MESSY);
        assertThat(codes(id, "setup")).containsExactly("column-undecided");
        assertThat(codes(id, "hard")).containsExactly("units-range");
        assertThat(codes(id, "warnings")).containsExactlyInAnyOrder("status-unknown", "date-order");
        Api.Answer before = api.get("/submissions/" + id);
        assertThat(before.number("$.problems.bySeverity.setup")).isEqualTo(1);
        assertThat(before.number("$.problems.bySeverity.hard")).isEqualTo(1);
        assertThat(before.number("$.problems.bySeverity.warning")).isEqualTo(4);
        assertThat((List<String>) api.get("/submissions/" + id + "/causes").read("$.warnings[*].words"))
                .contains("4 days in \u201Cinstalled_on\u201D can be read in two ways; read as day, month, year");

        mend(id, "Set .Colour. aside", "").is(200);
        mend(id, "Treat the column as month, day, year.*", "").is(200);
        mend(
                        id,
                        "Say what the words stand for",
                        ", \"meanings\": {\"RUNNING\": \"in_service\", \"SCRAP\": \"removed\"}")
                .is(200);
        Api.Answer mended =
                mend(id, "Leave this row out", ", \"why\": \"Never built\"").is(200);
        assertThat((String) mended.read("$.state")).isEqualTo("checked");
        assertThat(codes(id, "setup")).isEmpty();
        assertThat(codes(id, "hard")).isEmpty();
        assertThat(codes(id, "warnings")).containsExactly("row-left-out");
        api.accept(id, "{}").is(200);
        assertThat((List<String>)
                        api.get("/assets?operator=" + utility.operator()).read("$.items[*].installedOn"))
                .contains("2020-03-04", "2020-05-06", "2020-07-08");
    }

    @Test
    void whatWasConfirmedHoldsForTheNextFileOfTheRegister() {
        String id = submitted(MESSY);
        mend(id, "Set .Colour. aside", "").is(200);
        mend(id, "Treat the column as month, day, year.*", "").is(200);
        String register = api.get("/submissions/" + id).read("$.register");
        Api.Answer next = api.submit(
                register, "asset_ref,installed_on,Colour\n9,03/04/2020,red\n".getBytes(StandardCharsets.UTF_8), "");
        assertThat((List<String>)
                        api.get("/submissions/" + next.read("$.id") + "/causes").read("$..code"))
                .doesNotContain("date-order", "column-undecided");
    }

    @Test
    void aRemedyThatIsNotProposedOrNoLongerIsRefused() {
        String id = submitted(MESSY);
        String key = remedy(id, "Set .Colour. aside");
        mend(id, "Set .Colour. aside", "").is(200);
        api.post("/submissions/" + id + "/remedies", "{\"remedy\": \"" + key + "\"}")
                .is(409);
        api.post("/submissions/" + id + "/remedies", "{}").is(409);
        mend(id, "Leave this row out", "").is(400);
        api.accept(id, "{\"partial\": true}").is(200);
        api.post("/submissions/" + id + "/remedies", "{\"remedy\": \"date-order-B-mdy\"}")
                .is(409);
    }

    @Test
    void somebodyElsesFileIsNotMended() {
        String id = submitted(MESSY);
        String key = remedy(id, "Set .Colour. aside");
        Api other =
                Api.on(port, Person.of(application, Role.UTILITY, "Other Works").token());
        other.post("/submissions/" + id + "/remedies", "{\"remedy\": \"" + key + "\"}")
                .is(404);
        other.get("/submissions/" + id + "/causes").is(404);
    }

    @Test
    void thePageSaysTheFileFirstThenRowsThenCells() throws Exception {
        String id = submitted(MESSY);
        Document page = page("/submissions/" + id);
        assertThat(page.select("h2").eachText())
                .containsSubsequence("To settle about the file", "What keeps rows out", "Warnings", "Decide");
        assertThat(page.select(".remedies button").eachText())
                .contains("Set \u201CColour\u201D aside", "Treat the column as day, month, year: 31/12/2025");
    }

    private Document page(String address) throws Exception {
        return Jsoup.parse(web.perform(MockMvcRequestBuilders.get(address).with(utility.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    @Test
    void whatAWordMostLikelyStandsForIsChosenBeforehandAndNothingIsApplied() throws Exception {
        String id = submitted("""
                asset_ref,units,status
                1,1,Mtr/Post Remv - PERMANENT
                2,0,RUNNING
                3,1,
                """);
        Document page = page("/submissions/" + id);
        assertThat(page.select("#warnings + p, .causes summary").eachText())
                .contains("Say what the words stand for (proposed: 1 row removed)");
        assertThat(page.select("select[name^=meaning] option[selected]").eachAttr("value"))
                .containsExactly("removed");
        assertThat(page.text()).contains("until they are mended here or in the file");
        assertThat((List<Map<String, String>>)
                        api.get("/submissions/" + id + "/causes").read("$.warnings[0].remedies[*].proposed"))
                .contains(Map.of("Mtr/Post Remv - PERMANENT", "removed"));
        api.accept(id, "{\"partial\": true}").is(200);
        assertThat((List<String>)
                        api.get("/assets?operator=" + utility.operator()).read("$.items[*].status"))
                .containsOnly("in_service");
        assertThat(page("/submissions/" + id).text())
                .contains("These rows are not taken in. Mend them in the file and send it again.")
                .doesNotContain("mended here");
    }

    @Test
    void aMakerWithoutAModelIsWarnedAboutBeforeAndAfterTheCheck() throws Exception {
        String id = submitted("""
                Prepared for the regulator

                asset_ref,manufacturer,Kit,Remarks
                1,Itron,E470,
                2,Itron,S-AC,
                3,Itron,E470,
                """);
        assertThat(page("/submissions/" + id + "/mapping").select("#modelless").text())
                .isEqualTo(
                        "No column says which model it is: who made it is known alone. If one of these does, give it its meaning below."
                                + " Kit: E470 \u00B7 S-AC");
        Document page = page("/submissions/" + id);
        assertThat(page.select(".remedies button").eachText())
                .contains("\u201CKit\u201D says the model: E470 \u00B7 S-AC");
        assertThat(page.text())
                .contains(
                        "Map a column to model, if one of those that are not used says it: \u201CKit\u201D (E470 \u00B7 S-AC).",
                        "What stands above the header is not read The header was found in row 3; nothing is to be done if that is right.")
                .doesNotContain("Say on the mapping page");
        mend(id, "says the model", "").is(200);
        assertThat(codes(id, "warnings")).doesNotContain("model-missing");
        assertThat(page("/submissions/" + id + "/mapping").select("#modelless")).isEmpty();
    }
}
