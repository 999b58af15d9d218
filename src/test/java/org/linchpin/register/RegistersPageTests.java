package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** The list of registers says of each how many assets count, as the figures have it. */
@LinchpinTest
class RegistersPageTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private String listed(Person person, String register) throws Exception {
        String page = mvc.perform(get("/registers").with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Jsoup.parse(page)
                .select("tbody tr:contains(" + register + ") td.number")
                .text();
    }

    @Test
    void whatIsPlannedOrRemovedIsNamedBesideWhatCounts() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "Some Utility");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Chargers\", \"assetClass\": \"ev_charger\"}");
        api.register("{\"name\": \"Nothing yet\", \"assetClass\": \"ev_charger\"}");
        assertThat(listed(person, "Nothing yet")).isEqualTo("–");
        send(api, register, "asset_ref,units\nA,1\nB,10\nC,100\n", "?effective=2025-01-01");
        assertThat(listed(person, "Chargers")).isEqualTo("3");

        send(
                api,
                register,
                "asset_ref,units,status\nA,1,planned\nF,7,\nG,8,removed\n",
                "?effective=2025-02-01&kind=update");
        assertThat(api.get("/exposure?by=maker&weight=assets").number("$.total"))
                .as("B, C and F")
                .isEqualTo(3);
        assertThat(listed(person, "Chargers")).isEqualTo("3 and 2 planned or removed");

        String nil = api.post(
                        "/registers/" + register + "/submissions?kind=nil&effective=2025-06-01",
                        "text/csv",
                        new byte[0])
                .is(202)
                .read("$.id");
        api.accept(nil, "{\"removals\": \"All sold\"}").is(200);
        assertThat(listed(person, "Chargers")).isEqualTo("0");
        assertThat(listed(person, "Nothing yet")).isEqualTo("–");
    }

    private static void send(Api api, String register, String csv, String query) {
        String id = api.submit(register, csv.getBytes(StandardCharsets.UTF_8), query)
                .read("$.id");
        api.accept(id, "{}").is(200);
    }
}
