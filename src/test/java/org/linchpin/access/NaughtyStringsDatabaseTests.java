package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words that break naive programs, into every field of text and out of every export. Written here as the shapes they take
 * in the public lists, each with what it is for.
 */
@LinchpinTest
class NaughtyStringsDatabaseTests {

    private static final List<String> NAUGHTY = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'; drop table register; --",
            "1 or 1=1",
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-2+3+cmd",
            "@SUM(1+1)",
            "=HYPERLINK(\"http://x\",\"y\")",
            "${7*7}",
            "#{7*7}",
            "__${T(java.lang.Runtime).getRuntime()}__::x",
            "${jndi:ldap://127.0.0.1/a}",
            "%s%s%n%d",
            "../../../../etc/passwd",
            "\u202Eabc\u202C",
            "\uFEFFbom",
            "田中さんにあげて下さい",
            "👩‍👩‍👧‍👦 family",
            "Ω≈ç√∫˜µ≤≥÷",
            "a\u0301\u0302\u0303 combining",
            "null",
            "NaN",
            "\\N",
            "undefined",
            "0x7fffffff",
            "{\"a\":1}",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;");

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    @Test
    void noWordOfARegisterBreaksAPageAnExportOrASpreadsheet() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Naughty <b>Operator</b> & \"Co\"");
        Api api = Api.on(port, utility.token());
        JsonMapper json = JsonMapper.shared();
        StringBuilder csv = new StringBuilder("asset_ref,manufacturer,model,site,notes,module_model\n");
        for (int i = 0; i < NAUGHTY.size(); i++) {
            String cell = "\"" + NAUGHTY.get(i).replace("\"", "\"\"") + "\"";
            csv.append("n")
                    .append(i)
                    .append(',')
                    .append(String.join(",", List.of(cell, cell, cell, cell, cell)))
                    .append('\n');
        }
        String register = api.register("{\"name\": %s, \"assetClass\": \"traffic_controller\"}"
                .formatted(json.writeValueAsString(NAUGHTY.get(1))));
        Api.Answer checked = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "");
        assertThat(checked.<String>read("$.state")).isEqualTo("checked");
        api.accept(checked.read("$.id"), "{}").is(200);

        for (String path : List.of(
                "/",
                "/assets",
                "/registers",
                "/registers/" + register,
                "/submissions/" + checked.read("$.id"),
                "/trail",
                "/catalogue",
                "/operators/" + utility.operator(),
                "/briefing",
                "/replacement")) {
            MockHttpServletResponse answer = page(utility, path);
            assertThat(answer.getStatus()).as(path).isLessThan(400);
            Document page = Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
            assertThat(page.select("script:not([src]), [onerror], img[src=x], main b:containsOwn(Operator)"))
                    .as(path)
                    .isEmpty();
            assertThat(page.text()).as(path).doesNotContain("root:x:");
        }
        String out =
                api.get("/assets.csv?operator=" + utility.operator()).is(200).body();
        for (String line : out.split("\n")) {
            assertThat(line).doesNotContainPattern("(^|,)\"?[=@]");
            assertThat(line).doesNotContainPattern("(^|,)\"?[+-][^0-9\"]");
        }
        assertThat(out).contains("田中さんにあげて下さい");
    }

    @Test
    void noWordInAnAddressBreaksAnything() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        for (String word : NAUGHTY) {
            String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8);
            for (String question : List.of(
                    "/assets?q=",
                    "/assets?maker=",
                    "/trail?q=",
                    "/trail?who=",
                    "/trail?from=",
                    "/?sector=",
                    "/?operator=",
                    "/assets?sort=",
                    "/catalogue?q=",
                    "/replacement?target=")) {
                int status = page(official, question + encoded).getStatus();
                assertThat(status).as(question + word).isLessThan(500);
            }
            for (String question : List.of(
                    "/api/v1/assets?q=",
                    "/api/v1/audit?q=",
                    "/api/v1/exposure?by=",
                    "/api/v1/assets?size=",
                    "/api/v1/audit?after=")) {
                int status = mvc.perform(get(URI.create(question + encoded))
                                .header("Authorization", "Bearer " + official.token()))
                        .andReturn()
                        .getResponse()
                        .getStatus();
                assertThat(status).as(question + word).isLessThan(500);
            }
        }
    }

    @Test
    void noWordInAFormBreaksAnything() throws Exception {
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        String account =
                "/administration/users/" + Person.of(application, Role.OFFICIAL).username();
        for (String word : NAUGHTY) {
            for (String[] form : new String[][] {
                {"/administration/operators", "code", "name"},
                {"/administration/users", "username", "role"},
                {account, "role", "operators"},
                {"/account/tokens", "name", "days"},
                {"/account/password", "current", "password"},
                {"/account/second-factor", "secret", "code"},
                {"/account/break-glass", "operator", "reason"}
            }) {
                MockHttpServletResponse answer = mvc.perform(post(form[0])
                                .with(csrf())
                                .with(administrator.signedIn(application))
                                .param(form[1], word)
                                .param(form[2], word))
                        .andReturn()
                        .getResponse();
                assertThat(answer.getStatus()).as(form[0] + " " + word).isLessThan(500);
                Document page = Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));
                assertThat(page.select("script:not([src]), [onerror], img[src=x]"))
                        .as(form[0] + " " + word)
                        .isEmpty();
            }
        }
    }

    private MockHttpServletResponse page(Person person, String path) throws Exception {
        return mvc.perform(get(URI.create(path)).with(person.signedIn(application)))
                .andReturn()
                .getResponse();
    }
}
