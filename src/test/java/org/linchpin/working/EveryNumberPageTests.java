package org.linchpin.working;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import picocli.CommandLine;

/** Every number on every page of figures leads to its working, and every working holds when it is derived again offline. */
@LinchpinTest
class EveryNumberPageTests {

    private static final List<String> PAGES = List.of(
            "/",
            "/sectors/energy",
            "/regions/TLM",
            "/controllers/quectel",
            "/modules/quectel_m95",
            "/makers?name=Halden",
            "/flow",
            "/trends",
            "/resilience",
            "/unknowns",
            "/unknowns/hhi",
            "/compare?a.sector=transport&b.sector=energy",
            "/changes?since=2020-01-01");

    private static final String REGISTER = """
            asset_ref,units,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on,people_served
            1,40,Halden,H1,Quectel,EC25-E,Energy,TLI,2024-03-01,400
            2,20,Halden,H2,Quectel,M95,Energy,TLM,2016-03-01,100
            3,20,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01,30
            4,15,Norrland,N9,,,Transport,TLM,2023-03-01,20
            5,5,,,,,Transport,,,1
            6,9,Orrin,O1,SIMCom,SIM7600,Water,TLC,2022-03-01,1
            7,8,Orrin,O2,u-blox,SARA-R4,Water,TLD,2022-03-01,1
            8,7,Teltonika,FMM130,,,Health,TLE,2021-03-01,1
            9,6,Orrin,O4,Sierra Wireless,EM7455,Finance,TLE,2021-03-01,1
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    private Person withRegister() {
        Person person = Person.of(application, Role.UTILITY, "Every Number");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Every\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private String answer(Person person, String path) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(URI.create(path)).with(person.signedIn(application)))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString();
    }

    @Test
    void everyNumberLeadsToItsWorkingAndEveryWorkingHoldsOffline() throws Exception {
        Person person = withRegister();
        List<String> without = new ArrayList<>();
        Set<String> workings = new TreeSet<>();
        for (String path : PAGES) {
            Document page = Jsoup.parse(answer(person, path));
            for (Element cell : page.select("main td.number, main dl.facts dd, main dl.measures dd")) {
                if (cell.text().matches(".*[0-9].*") && !leads(cell)) {
                    without.add(path + ": " + cell.closest("tr, div").text());
                }
            }
            page.select("main a[href*=/working?]").forEach(link -> workings.add(link.attr("href")));
        }
        assertThat(without).as("numbers without a way to their working").isEmpty();
        assertThat(workings).hasSizeGreaterThan(60);
        assertThat(Jsoup.parse(answer(person, workings.iterator().next()))
                        .select("main code")
                        .text())
                .contains("java -jar linchpin.jar working");
        List<String> broken = new ArrayList<>();
        for (String working : workings) {
            Path file = Files.writeString(
                    folder.resolve("working.json"),
                    answer(person, working.replaceFirst("/working\\?", "/api/v1/working?")));
            StringWriter out = new StringWriter();
            int exit = new CommandLine(new WorkingCommand())
                    .setOut(new PrintWriter(out))
                    .execute(file.toString());
            if (exit != 0) {
                broken.add(working + ": " + out);
            }
        }
        assertThat(broken).isEmpty();
    }

    /** By itself, by its row (or the rows of registers that it counts), or by the section that it stands in. */
    private static boolean leads(Element cell) {
        String links = "a[href*=/working?], a[href^=/assets]";
        Element row = cell.closest("tr, div");
        Element section = cell.closest("section");
        boolean input = cell.closest("details") != null
                && cell.closest("details").select("summary").text().contains("rest on");
        return input
                || !cell.select(links).isEmpty()
                || (row != null && !row.select(links).isEmpty())
                || (section != null && !section.select("a[href*=/working?]").isEmpty())
                || (section == null
                        && !cell.closest("main")
                                .select("> * a[href*=/working?]")
                                .isEmpty());
    }
}
