package org.linchpin.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@LinchpinTest
class StatementPageTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

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

    private int wording(String model, int units) {
        Person person = Person.of(application, Role.UTILITY, "Words");
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                "asset_ref,units,manufacturer,model\n1,%d,Nobody,%s\n"
                        .formatted(units, model)
                        .getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{}").is(200);
        return jdbc.sql("select id from wording where model = ?")
                .param(model)
                .query(Integer.class)
                .single();
    }

    @Test
    void anAnalystResolvesWordsAfterSeeingWhatWouldMoveAndTakesItBack() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        String model = "Page " + System.nanoTime();
        int id = wording(model, 4_321);
        String address = "/catalogue/unrecognised/" + id;
        assertThat(page("/catalogue/unrecognised?size=1000", analyst).select("a[href=" + address + "]"))
                .isNotEmpty();
        MockHttpServletRequestBuilder look = post(address)
                .param("decision", "maker")
                .param("vendor", "telit_cinterion")
                .param("source", "letter of the manufacturer")
                .param("grade", "B")
                .param("step", "look");
        Document looked = Jsoup.parse(answer(look, analyst).getContentAsString());
        assertThat(looked.select("[aria-label=Effect on figures] th[scope=row]").eachText())
                .contains("Telit Cinterion");
        assertThat(looked.text()).contains("Nothing is stated yet");
        MockHttpServletRequestBuilder make = post(address)
                .param("decision", "maker")
                .param("vendor", "telit_cinterion")
                .param("source", "letter of the manufacturer")
                .param("grade", "B")
                .param("step", "make");
        String made = answer(make, analyst).getRedirectedUrl();
        Document statement = page(made, analyst);
        assertThat(statement.select(".summary dd").eachText()).contains("letter of the manufacturer", "B");
        assertThat(statement.select("#effect").text()).isEqualTo("What reversing it would move");
        assertThat(page("/catalogue/statements", analyst).select("a[href=" + made + "]"))
                .hasSize(1);
        answer(post(made + "/reverse").param("why", "misread"), analyst);
        assertThat(page(made, analyst).select(".tag").first().text()).isEqualTo("reversed");
        assertThat(page(made, Person.of(application, Role.UTILITY, "Other")).text())
                .doesNotContain(model);
    }

    @Test
    void whatIsMissingIsSaidAboveTheFormAndAtItsField() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        Document page = Jsoup.parse(answer(
                        post("/catalogue/ownership/new")
                                .param("child", "ikotek")
                                .param("relation", "equity")
                                .param("step", "make"),
                        official)
                .getContentAsString());
        assertThat(page.select(".govuk-error-summary a").eachAttr("href"))
                .contains("#parent", "#percent", "#source", "#grade");
        assertThat(page.select("#child option[selected]").val()).isEqualTo("ikotek");
    }

    @Test
    void whatAnOfficialSendsIsAProposal() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        String made = answer(
                        post("/catalogue/ownership/new")
                                .param("child", "neoway")
                                .param("relation", "technology_licence")
                                .param("parent", "quectel")
                                .param("source", "press")
                                .param("grade", "D")
                                .param("step", "make"),
                        official)
                .getRedirectedUrl();
        Document page = page(made, official);
        assertThat(page.select(".tag").first().text()).isEqualTo("waits for a decision");
        assertThat(page.select("form button").eachText()).doesNotContain("Accept");
        Person analyst = Person.of(application, Role.ANALYST);
        answer(post(made + "/decline").param("why", "no evidence"), analyst);
        assertThat(page(made, official).text()).contains("declined", "no evidence");
    }

    @Test
    void equipmentThatIsStatedInTwoWaysStandsOnTheBoard() throws Exception {
        Person analyst = Person.of(application, Role.ANALYST);
        Api api = Api.on(port, analyst.token());
        String model = "Split " + System.nanoTime();
        for (String vendor : new String[] {"quectel", "telit_cinterion"}) {
            api.post("/catalogue/equipment", """
                    {"key": "%s", "maker": "Board", "model": "%s", "hasCellular": "yes", "vendor": "%s", "source": "S80", "grade": "C"}
                    """.formatted(vendor + System.nanoTime(), model, vendor))
                    .is(201);
        }
        Document board = page("/catalogue/contradictions", analyst);
        assertThat(board.select("section:contains(" + model.toLowerCase() + ") li strong")
                        .eachText())
                .containsExactly("module of Quectel", "module of Telit Cinterion");
    }
}
