package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** The ways to look at a slice, on a register whose every figure can be worked out by hand. */
@LinchpinTest
class WaysPageTests {

    /** 60 Quectel (20 of them 2G), 20 Telit, 20 of which nothing is known. */
    private static final String REGISTER = """
            asset_ref,units,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on,people_served
            1,40,Halden,H1,Quectel,EC25-E,Energy,TLI,2024-03-01,400
            2,20,Halden,H2,Quectel,M95,Energy,TLM,2016-03-01,100
            3,20,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01,0
            4,15,Norrland,N9,,,Transport,TLM,2023-03-01,0
            5,5,,,,,Transport,,,0
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private Person withRegister(String name) {
        Person person = Person.of(application, Role.UTILITY, name);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"By hand\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private Document page(Person person, String path) {
        try {
            MockHttpServletResponse response = mvc.perform(get(URI.create(path)).with(person.signedIn(application)))
                    .andReturn()
                    .getResponse();
            assertThat(response.getStatus()).as(path).isEqualTo(200);
            return Jsoup.parse(response.getContentAsString());
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    private static String heading(Document page) {
        return page.selectFirst("h1").text();
    }

    @Test
    void everyWaySaysItsFindingInTheHeading() {
        Person person = withRegister("By Hand");
        Map<String, String> headings = new TreeMap<>(Map.of(
                "/", "Between 60% and 80% of connected units depend on Quectel",
                "/controllers/quectel", "Between 60% and 80% of connected units depend on Quectel",
                "/vendors/quectel", "Between 60% and 80% of connected units depend on modules made by Quectel",
                "/modules/quectel_m95", "Between 20% and 40% of connected units depend on a module M95",
                "/makers?name=Halden", "Equipment of Halden accounts for between 60% and 65% of connected units",
                "/resilience",
                        "If all modules of Quectel stopped, between 60% and 80% of connected units would be affected",
                "/unknowns", "Finding out what is inside one model would halve the uncertainty about Quectel",
                "/flow", "At least 60% ends under the jurisdiction of China; up to 20% ends nobody knows where",
                "/working?figure=share&key=quectel", "Share of Quectel: 60–80%"));
        headings.forEach((path, heading) ->
                assertThat(heading(page(person, path))).as(path).isEqualTo(heading));
        assertThat(heading(page(person, "/trends")))
                .startsWith("Quectel had 60–80% on 1 January 2026 and has 60–80% on");
        assertThat(heading(page(person, "/compare?a.sector=transport&b.sector=energy")))
                .contains("depends on");
        assertThat(heading(page(person, "/changes?since=2020-01-01"))).contains("so every figure is new");
    }

    @Test
    void aRegisterThatCameInIsNotTakenForEquipmentThatDid() {
        Person person = withRegister("Came In Later");
        assertThat(page(person, "/trends").text()).doesNotContain("registers came in meanwhile");
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Later\", \"assetClass\": \"smart_meter\"}"),
                "asset_ref,units,module_manufacturer\n1,300,Telit\n".getBytes(StandardCharsets.UTF_8),
                "?effective=2026-02-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        assertThat(page(person, "/trends").text())
                .contains("100 units were registered on 1 January 2026, and 400 are now: registers came in meanwhile");
    }

    @Test
    void resilienceIsWhatCountingByHandGives() {
        Person person = withRegister("Resilience By Hand");
        Api.Answer answer = Api.on(port, person.token()).get("/resilience").is(200);
        assertThat(answer.<Double>read("$.lossLow")).isEqualTo(0.6);
        assertThat(answer.<Double>read("$.lossHigh")).isEqualTo(0.8);
        assertThat(answer.<List<String>>read("$.sectors[?(@.key=='energy')].verdict"))
                .containsExactly("FAILS");
        // Energy is 60 of 60 Quectel; transport is 20 of 40 Telit and 20 open, so it surely loses half.
        assertThat(answer.<List<Double>>read("$.sectors[?(@.key=='transport')].lossLow"))
                .containsExactly(0.5);
        // 40 were installed in 2024; 15 of 2023 may be theirs.
        assertThat(answer.<Double>read("$.growth.low")).isEqualTo(40 / 3.0);
        assertThat(answer.<List<Double>>read("$.sunsets[?(@.generation=='2G')].theirsLow"))
                .containsExactly(20 / 60.0);
        Document page = page(person, "/resilience");
        assertThat(page.text()).contains("S48", "does not hold");
    }

    @Test
    void theModelsToIdentifyAreRankedByWhatIsOpen() {
        Person person = withRegister("Unknown By Hand");
        Api.Answer answer =
                Api.on(port, person.token()).get("/exposure/unknowns").is(200);
        assertThat(answer.<List<Double>>read("$.items[*].amount")).containsExactly(15.0, 5.0);
        assertThat(answer.<Integer>read("$.modelsToHalve")).isEqualTo(1);
        assertThat(page(person, "/unknowns").text()).contains("Norrland N9", "No words at all, from ");
    }

    @Test
    void peopleServedAndGenerationsCanBeCounted() {
        Person person = withRegister("People By Hand");
        Api.Answer people =
                Api.on(port, person.token()).get("/exposure?weight=people").is(200);
        assertThat(people.number("$.total")).isEqualTo(500);
        Api.Answer generations =
                Api.on(port, person.token()).get("/exposure?by=generation").is(200);
        assertThat(generations.<List<Double>>read("$.items[?(@.key=='2G')].sure"))
                .containsExactly(20.0);
        assertThat(generations.number("$.unknown")).isEqualTo(20);
    }

    @Test
    void belowTheSetCoverageAnIndexHasNoWordAndNoEstimateIsMade() {
        Person person = Person.of(application, Role.UTILITY, "Little Known");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Little\", \"assetClass\": \"camera\"}");
        Api.Answer checked = api.submit(
                register,
                "asset_ref,units,module_manufacturer\n1,30,Quectel\n2,70,\n".getBytes(StandardCharsets.UTF_8),
                "");
        api.accept(checked.read("$.id"), "{}").is(200);
        Api.Answer answer = api.get("/exposure?estimate=prorata").is(200);
        assertThat(answer.<Object>read("$.hhi.band")).isNull();
        assertThat(answer.body()).doesNotContain("\"proRataShare\"");
        assertThat(page(person, "/").text()).contains("no word, because only 30% is known and 60% is needed");
    }

    @Test
    void anEstimateIsGivenOnlyIfAskedForAndIsCalledAnAssumption() {
        Person person = withRegister("Estimate By Hand");
        Api api = Api.on(port, person.token());
        assertThat(api.get("/exposure").is(200).body()).doesNotContain("proRata", "assumption");
        Api.Answer asked = api.get("/exposure?estimate=prorata").is(200);
        assertThat(asked.<List<Double>>read("$.items[?(@.key=='quectel')].proRataShare"))
                .containsExactly(0.75);
        assertThat(page(person, "/").text()).doesNotContain("An assumption");
        assertThat(page(person, "/?estimate=prorata").text())
                .contains("An assumption, not a finding", "about 75% if the unknown are like the known");
    }

    @Test
    void bandsAreAConventionThatCanBeChosen() {
        Person person = withRegister("Bands By Hand");
        Api api = Api.on(port, person.token());
        assertThat(api.get("/exposure").is(200).<String>read("$.hhi.bandDate")).isEqualTo("2023-12-18");
        assertThat(api.get("/exposure?band=us2010").is(200).<String>read("$.hhi.bandConvention"))
                .isEqualTo("US merger guidelines 2010");
        assertThat(api.get("/exposure?band=x").is(400).body()).contains("us2023, us2010, eu2004");
    }

    @Test
    void sentencesAreInTheLanguageOfWhoeverAsksWhereThereAreMessagesForIt() throws Exception {
        Person person = withRegister("Welsh By Hand");
        assertThat(Jsoup.parse(asked(person, "cy-GB,cy;q=0.9,en;q=0.8"))
                        .select("h1")
                        .text())
                .isEqualTo("Mae rhwng 60% a 80% o'r unedau cysylltiedig yn dibynnu ar Quectel");
        assertThat(Jsoup.parse(asked(person, "cy")).text())
                .as("what has no Welsh yet is English")
                .contains("Rheolwr yn hysbys", "Concentration (HHI)");
        assertThat(Jsoup.parse(asked(person, "cy")).text()).contains("Awdurdodaeth Tsieina");
        assertThat(Jsoup.parse(asked(person, "en-GB")).text())
                .as("what was counted for somebody else is named anew")
                .contains("Jurisdiction of China")
                .doesNotContain("Tsieina");
        assertThat(Jsoup.parse(asked(person, "de-DE")).select("h1").text())
                .as("a language without messages is not mixed in")
                .isEqualTo("Between 60% and 80% of connected units depend on Quectel");
    }

    private String asked(Person person, String languages) throws Exception {
        return mvc.perform(get("/").header("Accept-Language", languages).with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void pagesSendTheirFewStatementsAndNoMore() {
        Person person = withRegister("Statements By Hand");
        // Five of them ask who is looking, what waits for them and what the page's frame needs; names may have to be
        // read again on the way.
        Map<String, Integer> most = Map.ofEntries(
                Map.entry("/", 15),
                Map.entry("/sectors/energy", 15),
                Map.entry("/regions/TLM", 15),
                Map.entry("/controllers/quectel", 12),
                Map.entry("/vendors/quectel", 12),
                Map.entry("/modules/quectel_m95", 12),
                Map.entry("/makers?name=Halden", 12),
                Map.entry("/flow", 8),
                Map.entry("/trends", 16),
                Map.entry("/resilience", 15),
                Map.entry("/unknowns", 9),
                Map.entry("/unknowns/hhi", 9),
                Map.entry("/compare", 10),
                Map.entry("/changes", 16),
                Map.entry("/assets", 14),
                Map.entry("/working?figure=hhi", 11),
                Map.entry("/working?figure=locked&key=quectel", 13));
        // The least of four: whatever else goes on in the house, names may have to be read again on the way.
        Map<String, Integer> sent = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            most.keySet().forEach(path -> sent.merge(path, Statements.during(() -> page(person, path)), Math::min));
        }
        assertThat(sent).allSatisfy((path, count) -> assertThat(count).as(path).isLessThanOrEqualTo(most.get(path)));
    }

    @Test
    void bothClocksStandOnEveryPageWithTheFormThatSetsThem() {
        Person person = withRegister("Clocks By Hand");
        for (String path : new String[] {
            "/",
            "/controllers/quectel",
            "/flow",
            "/trends",
            "/resilience",
            "/unknowns",
            "/compare",
            "/changes",
            "/working?figure=hhi",
            "/assets"
        }) {
            Document page = page(person, path);
            assertThat(page.select("form input[name=asAt][type=date]")).as(path).isNotEmpty();
            assertThat(page.select("form input[name=knownAt][type=date]"))
                    .as(path)
                    .isNotEmpty();
        }
        assertThat(page(person, "/?weight=people&asAt=2026-06-01")
                        .select(".clocks input[type=hidden][name=weight]")
                        .val())
                .isEqualTo("people");
    }

    @Test
    void sentencesSayWhatIsCounted() {
        Person person = withRegister("Weights By Hand");
        Map<String, String> headings = Map.of(
                "/?weight=people", "100% of people served depend on Quectel",
                "/?weight=assets", "Between 40% and 80% of connected assets depend on Quectel",
                "/sectors/energy?weight=people", "100% of people served in Energy depend on Quectel",
                "/controllers/quectel?weight=people", "100% of people served depend on Quectel",
                "/resilience?weight=people",
                        "If all modules of Quectel stopped, 100% of people served would be affected");
        headings.forEach((path, heading) ->
                assertThat(heading(page(person, path))).as(path).isEqualTo(heading));
        assertThat(page(person, "/?weight=people").selectFirst(".lede").text())
                .isEqualTo("For all 500 people served registered here the maker of the module is known. Modules of"
                        + " Quectel, with the brands and fronts it controls, are behind 100% of them.");
        assertThat(page(person, "/controllers/quectel?weight=people")
                        .selectFirst(".lede")
                        .text())
                .contains("are behind 500 people served for sure");
        for (String path : List.of("/", "/controllers/quectel", "/resilience", "/trends", "/flow", "/compare")) {
            assertThat(page(person, path + "?weight=people")
                            .select("h1, h2, .lede, .facts dt, th")
                            .eachText())
                    .as(path)
                    .noneMatch(text -> text.matches("(?i).*\\bunits\\b.*"));
        }
    }

    @Test
    void eachRuleOfLookingThroughHasASentenceThatIsTrueOfIt() {
        Person person = withRegister("Rules By Hand");
        assertThat(page(person, "/?lookThrough=named").selectFirst(".lede").text())
                .isEqualTo(
                        "Of 100 units registered here, the maker of the module is known for 80. Modules that bear the"
                                + " name Quectel are behind at least 60% of all units; if all that is unknown were theirs too,"
                                + " 80%.");
        assertThat(page(person, "/?lookThrough=named").text())
                .contains("Share by the name on the module", "counted by name on the module")
                .doesNotContain("brands and fronts it controls");
        assertThat(page(person, "/controllers/quectel?lookThrough=majority")
                        .selectFirst(".lede")
                        .text())
                .startsWith("Modules of Quectel, and of firms that it owns by more than half, are behind 60 units");
    }

    @Test
    void aStateBindsMakersAndMakesNothing() {
        Person person = withRegister("State By Hand");
        Document page = page(person, "/?lookThrough=jurisdiction");
        assertThat(heading(page))
                .isEqualTo("Between 60% and 80% of connected units depend on makers bound by the law of China");
        assertThat(page.selectFirst(".lede").text())
                .contains("Makers bound by the law of China made the modules behind at least 60% of all units");
        String priced = "/replacement?country=CN&lookThrough=jurisdiction";
        assertThat(page.select("a[href*=replacement]").eachAttr("href")).contains(priced);
        assertThat(page.select("#rules, a[href*=vendors/country]")).isEmpty();
        for (String path : List.of("/controllers/country:CN?lookThrough=jurisdiction", "/controllers/country:CN")) {
            Document state = page(person, path);
            assertThat(heading(state))
                    .as(path)
                    .isEqualTo("Between 60% and 80% of connected units depend on makers bound by the law of China");
            assertThat(state.select("a[href*=catalogue/vendors]")).isEmpty();
            assertThat(state.select("a[href*=replacement]").eachAttr("href")).contains(priced);
        }
        assertThat(heading(page(person, "/controllers/quectel?lookThrough=jurisdiction")))
                .as("by jurisdiction no company holds anything")
                .isEqualTo("Between 60% and 80% of connected units depend on Quectel");
        assertThat(heading(page(person, "/resilience?lookThrough=jurisdiction")))
                .startsWith("If all modules of makers controlled from China stopped");
    }

    @Test
    void whatIsEmptySaysWhyAndLeadsBack() {
        Person person = withRegister("Empty By Hand");
        Map<String, String> headings = new TreeMap<>(Map.of(
                "/?asAt=2025-01-01", "The first register that you see is of 1 January 2026",
                "/?knownAt=2020-01-01", "By 1 January 2020 no register that you see had been accepted",
                "/?sector=water", "No register that you see covers Water",
                "/?sector=water&asAt=2026-02-01", "On 1 February 2026 no register that you see covered Water",
                "/?weight=kilowatts", "No register says how many kilowatts its equipment has",
                "/?weight=people&sector=transport", "Transport: no register says how many people are served",
                "/flow?sector=water", "No register that you see covers Water",
                "/trends?sector=water", "No register that you see covers Water",
                "/resilience?sector=water", "No register that you see covers Water",
                "/controllers/quectel?sector=water", "No register that you see covers Water"));
        headings.forEach((path, heading) -> {
            Document page = page(person, path);
            assertThat(heading(page)).as(path).isEqualTo(heading);
            assertThat(page.select("#content a[href=/]").eachText()).as(path).contains("The whole picture as of today");
        });
        for (String path : List.of("/trends?sector=energy", "/controllers/quectel?sector=energy")) {
            assertThat(page(person, path).text()).as(path).contains("A part only: Energy");
        }
    }

    @Test
    void aSideOnWhichNothingWasRegisteredIsComparedWithNothing() {
        Person person = withRegister("Compare By Hand");
        Document page = page(person, "/compare?a.asAt=2025-01-01&b.asAt=2026-02-01");
        assertThat(heading(page))
                .isEqualTo("No units were registered on 1 January 2025, so there is nothing to compare with");
        assertThat(page.text())
                .contains("Only B has shares, and Quectel has the largest that is sure", "– nothing registered");
        assertThat(page.select("td[data-label=B − A, points]").eachText()).containsOnly("–");
        assertThat(heading(page(person, "/compare?a.sector=water&a.asAt=2026-02-01&b.sector=energy")))
                .isEqualTo(
                        "No units were registered on 1 February 2026 for Water, so there is nothing to compare with");
    }

    @Test
    void theRuleIsChosenBesideTheClocks() {
        Person person = withRegister("Rule Choice By Hand");
        Document page = page(person, "/flow?weight=people&lookThrough=named");
        assertThat(page.select(".clocks select[name=lookThrough] option[selected]")
                        .val())
                .isEqualTo("named");
        assertThat(page.select(".clocks input[type=hidden]").eachAttr("name")).containsExactly("weight");
        assertThat(page(person, "/").select("select[name=lookThrough]")).hasSize(1);
    }
}
