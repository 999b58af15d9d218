package org.linchpin.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
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
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The forms on which makers, modules, equipment and listings are stated, and their histories. */
@LinchpinTest
class EntryPageTests {

    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());
    private static final Map<String, String> EVIDENCE = Map.of("source", "letter of the firm", "grade", "B");

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, Person person) throws Exception {
        return mvc.perform(request.with(person.signedIn(application)).with(csrf()))
                .andReturn()
                .getResponse();
    }

    private Document page(String address, Person person) throws Exception {
        return Jsoup.parse(answer(get(address), person).getContentAsString());
    }

    private MockHttpServletResponse send(String address, Person person, Map<String, String> said, String step)
            throws Exception {
        MockHttpServletRequestBuilder request = post(address).param("step", step);
        said.forEach(request::param);
        return answer(request, person);
    }

    private static Map<String, String> and(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Map<String, String> fields(String things, String name) {
        return and(
                EVIDENCE,
                switch (things) {
                    case "vendors" -> Map.of("name", name, "country", "NO", "aliases", "One; Two");
                    case "modules" -> Map.of("prefix", name, "vendor", "telit_cinterion");
                    case "equipment" -> Map.of("maker", "Invented", "model", name, "hasCellular", "unknown");
                    default ->
                        Map.of(
                                "measure",
                                "m",
                                "jurisdiction",
                                "NO",
                                "authority",
                                "A ministry",
                                "instrument",
                                name,
                                "targetType",
                                "category",
                                "targetName",
                                "gauges",
                                "date",
                                "2026-02",
                                "status",
                                "proposed",
                                "effect",
                                "none yet");
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"vendors, name", "modules, prefix", "equipment, model", "designations, instrument"})
    void aNewThingIsLookedAtStatedChangedComparedAndTakenBack(String things, String field) throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        String name = "QZ" + Long.toString(NEXT.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
        String address = "/catalogue/new/" + things;
        assertThat(page(address, analyst).select("[name=" + field + "]")).hasSize(1);

        Document looked =
                Jsoup.parse(send(address, analyst, fields(things, name), "look").getContentAsString());
        assertThat(looked.text()).contains("Nothing is stated yet");
        assertThat(looked.select("[name=" + field + "]").val()).isEqualTo(name);

        String made = send(address, analyst, fields(things, name), "make").getRedirectedUrl();
        Document statement = page(made, analyst);
        String history = statement.select("a[href$=/history]").attr("href");
        assertThat(page(history, analyst).select("h1").text()).contains(name);
        Document twice =
                Jsoup.parse(send(address, analyst, fields(things, name), "make").getContentAsString());
        assertThat(twice.select(".govuk-error-summary").text()).contains("is there already");

        String otherwise = history.replace("/history", "/state");
        Document filled = page(otherwise, analyst);
        assertThat(filled.select("[name=" + field + "]").val()).isEqualTo(name);
        String changed = send(
                        otherwise,
                        analyst,
                        and(fields(things, name), Map.of(field, name + "B", "why", "seen again")),
                        "make")
                .getRedirectedUrl();
        Document compared = page(history, analyst);
        assertThat(compared.select("thead th")).hasSize(3);
        assertThat(compared.select("tbody strong").eachText()).contains(name + "B");

        answer(post(changed + "/reverse").param("why", "misread"), analyst);
        assertThat(page(otherwise, analyst).select("[name=" + field + "]").val())
                .isEqualTo(name);
        assertThat(page(history, analyst).select("thead .tag").eachText()).containsExactly("standing", "reversed");
        answer(post(made + "/reverse").param("why", "all of it"), analyst);
        assertThat(page(history, analyst).select(".lede").text()).contains("not held at present");
    }

    @Test
    void whatOfTheReferenceDataIsStatedOtherwiseStandsBesideIt() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        Person analyst = Person.of(application, Role.ANALYST);
        Document form = page("/catalogue/vendors/gosuncn/state", official);
        Map<String, String> said = new LinkedHashMap<>(EVIDENCE);
        form.select("form.narrow input.govuk-input, form.narrow textarea, form.narrow select")
                .forEach(one -> said.putIfAbsent(
                        one.attr("name"),
                        one.tagName().equals("select")
                                ? one.select("option[selected]").val()
                                : one.val()));
        said.put("listing", "");
        said.put("statusNote", "Proposed by an official");
        String made =
                send("/catalogue/vendors/gosuncn/state", official, said, "make").getRedirectedUrl();
        Document history = page("/catalogue/vendors/gosuncn/history", official);
        assertThat(history.select("thead th").eachText().get(1)).isEqualTo("Reference data");
        assertThat(history.select("thead .tag").eachText()).containsExactly("waits for a decision");
        Document proposal = page(made, official);
        assertThat(proposal.select("[aria-label=Comparison] tr:contains(Status note) strong")
                        .text())
                .isEqualTo("Proposed by an official");
        assertThat(proposal.select("[aria-label=Comparison] tr:contains(Name) strong"))
                .isEmpty();
        answer(post(made + "/decline").param("why", "no"), analyst);
        assertThat(page(made, official).select(".tag").first().text()).isEqualTo("declined");
    }

    @Test
    void whatIsMissingIsSaidAtItsField() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        Document page = Jsoup.parse(send("/catalogue/new/equipment", official, Map.of("maker", "Acme"), "make")
                .getContentAsString());
        assertThat(page.select(".govuk-error-summary a").eachAttr("href"))
                .contains("#model", "#hasCellular", "#source", "#grade");
        page.select(".govuk-error-summary a")
                .eachAttr("href")
                .forEach(field -> assertThat(page.select(field)).as(field).hasSize(1));
    }

    @Test
    void aTieIsCorrectedOnAFormThatTheOldLineFills() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Api api = Api.on(port, analyst.token());
        String maker = "tie_" + Long.toString(NEXT.incrementAndGet(), 36);
        api.post(
                        "/catalogue/vendors",
                        "{\"key\": \"%s\", \"name\": \"%s\", \"source\": \"S01\", \"grade\": \"A\"}"
                                .formatted(maker, maker))
                .is(201);
        api.post("/catalogue/ownership", """
            {"child": "%s", "parent": "%s_owner", "parentName": "Owner", "parentCountry": "SE", "relation": "equity", "percent": 30,
             "validFrom": "2020", "source": "S01", "grade": "A"}
            """.formatted(maker, maker)).is(201);
        Object line = api.get("/catalogue/vendors/" + maker)
                .<List<Object>>read("$.ownership[*].id")
                .get(0);
        assertThat(page("/catalogue/vendors/" + maker, analyst)
                        .select("a[href=/catalogue/ownership/" + line + "/state]"))
                .hasSize(1);
        String address = "/catalogue/ownership/" + line + "/state";
        Document form = page(address, analyst);
        assertThat(form.select("[name=percent]").val()).startsWith("30");
        assertThat(form.select("[name=validFrom]").val()).isEqualTo("2020");
        Map<String, String> said = new LinkedHashMap<>(EVIDENCE);
        form.select("form.narrow input[type=hidden]:not([name=_csrf]), form.narrow input.govuk-input")
                .forEach(one -> said.putIfAbsent(one.attr("name"), one.val()));
        said.put("relation", "equity");
        said.put("percent", "75");
        MockHttpServletResponse sent = send(address, analyst, said, "make");
        assertThat(Jsoup.parse(sent.getContentAsString())
                        .select(".govuk-error-summary")
                        .text())
                .isEmpty();
        String made = sent.getRedirectedUrl();
        assertThat(page(made, analyst)
                        .select("[aria-label=Comparison] tr:contains(Percent) td")
                        .eachText())
                .startsWith("30", "75");
        assertThat(api.get("/catalogue/vendors/" + maker).<List<Double>>read("$.ownership[*].percent"))
                .containsExactly(75.0);
    }

    @Test
    void aUtilityMayLookAndNotState() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Looking on");
        assertThat(answer(get("/catalogue/new/vendors"), utility).getStatus()).isEqualTo(403);
        assertThat(answer(get("/catalogue/vendors/quectel/history"), utility).getStatus())
                .isEqualTo(200);
        assertThat(answer(get("/catalogue/vendors/nobody/history"), utility).getStatus())
                .isEqualTo(404);
        assertThat(answer(get("/catalogue/designations"), utility).getStatus()).isEqualTo(200);
    }
}
