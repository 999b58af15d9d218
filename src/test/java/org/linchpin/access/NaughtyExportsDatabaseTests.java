package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Every naughty word of two public lists into every column of words of a register, and out of every page and export. */
@LinchpinTest
class NaughtyExportsDatabaseTests {

    private static final List<String> COLUMNS = List.of(
            "manufacturer",
            "model",
            "order_code",
            "firmware",
            "connectivity",
            "module_manufacturer",
            "module_model",
            "fcc_id",
            "usb_id",
            "imei_or_tac",
            "region",
            "postcode",
            "site",
            "site_sensitivity",
            "status",
            "notes");

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    @Test
    void everyWordGoesInAndComesOutOfEveryExportAsWords() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, Naughty.WORDS.get(Naughty.WORDS.size() - 1));
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": %s, \"assetClass\": \"traffic_controller\"}"
                .formatted(JsonMapper.shared().writeValueAsString("=cmd|' /C calc'!A0<script>alert(1)</script>")));
        StringBuilder csv = new StringBuilder("asset_ref," + String.join(",", COLUMNS) + "\n");
        for (int i = 0; i < Naughty.WORDS.size(); i++) {
            String cell = "\"" + Naughty.WORDS.get(i).replace("\"", "\"\"") + "\"";
            csv.append("n%d,".formatted(i))
                    .append(String.join(",", Collections.nCopies(COLUMNS.size(), cell)))
                    .append('\n');
        }
        String id = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31")
                .read("$.id");
        assertThat(api.get("/submissions/" + id).<String>read("$.state")).isEqualTo("checked");
        api.accept(id, "{\"partial\": true}").is(200);
        Api.Answer commissioned = api.post("/briefings", """
                        {"title": "=cmd|' /C calc' <script>alert(x)</script>", "sections": ["national picture"],
                         "scope": {"operator": ["%s"]}}
                        """.formatted(utility.operator()));
        assertThat(commissioned.status()).as(commissioned.body()).isIn(201, 202);
        String briefing = commissioned.read("$.id");

        Map<String, String> questions = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        Addresses addresses = new Addresses(application);
        for (Addresses.Door door : addresses.doors()) {
            if (door.method() == HttpMethod.GET && !door.path().contains("{key}")) {
                for (String number : door.hasGaps() ? List.of(register, id, briefing) : List.of("")) {
                    questions.put(door.with(number), door.path());
                }
            }
        }
        for (String format : List.of("html", "pdf", "odt", "docx", "ods", "xlsx", "csv", "json")) {
            questions.put("/api/v1/briefings/" + briefing + "." + format, format);
        }
        int exports = 0;
        for (String address : questions.keySet()) {
            if (address.startsWith("/actuator")) {
                continue;
            }
            MockHttpServletResponse answer = addresses.ask(HttpMethod.GET, address, utility.token());
            if (answer.getStatus() >= 500) {
                broken.add(address + " " + answer.getStatus());
            } else if (answer.getStatus() == 200) {
                exports++;
                Naughty.found(String.valueOf(answer.getContentType()), answer.getContentAsByteArray())
                        .forEach(what -> broken.add(address + " " + what));
            }
        }
        assertThat(broken).isEmpty();
        assertThat(exports).isGreaterThan(60);
    }
}
