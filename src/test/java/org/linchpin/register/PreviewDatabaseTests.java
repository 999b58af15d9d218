package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What somebody sees before deciding, and what they can take home: differences, the effect on figures, copies. */
@LinchpinTest
class PreviewDatabaseTests {

    private static final String BASE = """
            asset_ref,units,manufacturer,module_manufacturer,module_model,sector,installed_on,capacity_kw,site,unit_cost,remote_control,latitude,longitude,notes
            1,10,ABB,Quectel,EC25-E,energy,31/12/2020,"3.7",Depot,12.50,yes,52.25,-1.5,=1+2
            2,20,ABB,Telit,LE910C4-EU,energy,2020,22 kW,Yard,,no,,,+44 20
            3,30,Siemens,Quectel,BG95-M3,transport,1 Feb 2019,,Märkt,0.1,,51.5,-0.1,"two
            lines"
            """;

    @TempDir
    private Path folder;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc web;

    @LocalServerPort
    private int port;

    private Person person;
    private Api api;
    private String register;

    @BeforeEach
    void somebodyOfAUtility() {
        person = Person.of(application, Role.UTILITY, "Some Utility");
        api = Api.on(port, person.token());
        register = api.register("{\"name\": \"Assets\", \"assetClass\": \"ev_charger\"}");
    }

    private String submit(String csv, String query) {
        return api.submit(register, csv.getBytes(StandardCharsets.UTF_8), query).read("$.id");
    }

    private String page(String address) throws Exception {
        return web.perform(MockMvcRequestBuilders.get(address).with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String export() {
        return api.get("/registers/" + register + "/export.csv").is(200).body();
    }

    @Test
    void anExportSentBackMovesOnlyTheEditedCells() {
        api.get("/registers/" + register + "/export.csv").is(409);
        api.accept(submit(BASE, "?effective=2025-01-01"), "{\"partial\": true}").is(200);
        String exported = export();
        assertThat(exported).contains("'=1+2").contains("Märkt").contains("12.50");

        Map<String, Integer> same = api.get("/submissions/" + submit(exported, "?effective=2025-02-01"))
                .read("$.receipt");
        assertThat(same).containsEntry("unchanged", 3).containsEntry("rejected", 0);

        String edited = submit(exported.replace("Yard", "Court"), "?effective=2025-03-01");
        assertThat(api.get("/submissions/" + edited).<Map<String, Integer>>read("$.receipt"))
                .containsEntry("unchanged", 2)
                .containsEntry("changed", 1);
        Api.Answer differences =
                api.get("/submissions/" + edited + "/differences").is(200);
        assertThat((List<String>) differences.read("$[*].assetRef")).containsExactly("2");
        assertThat((List<String>) differences.read("$[*].cells[*].column")).containsExactly("site");
        assertThat((String) differences.read("$[0].cells[0].before")).isEqualTo("Yard");
        assertThat((String) differences.read("$[0].cells[0].after")).isEqualTo("Court");
    }

    @Test
    void aFileComparedWithAnotherThanCountsIsCheckedAgainBeforeItIsAccepted() throws Exception {
        api.accept(submit(BASE, "?effective=2025-01-01"), "{\"partial\": true}").is(200);
        String second = submit(BASE.replace("Yard", "Court"), "?effective=2025-02-01");
        String third = submit(BASE.replace("Yard", "Square"), "?effective=2025-03-01");
        assertThat(page("/submissions/" + third)).contains("/accept").doesNotContain("no longer what accepting");
        api.accept(second, "{\"partial\": true}").is(200);
        assertThat(page("/submissions/" + third))
                .contains("no longer what accepting")
                .doesNotContain("/accept");
        api.post("/submissions/" + third + "/check", "{}").is(200);
        api.settled(third);
        assertThat(page("/submissions/" + third)).contains("/accept").doesNotContain("no longer what accepting");
    }

    @Test
    void aFileThatWasSentBeforeIsShownAsSuch() throws Exception {
        String there = submit(BASE, "?effective=2025-01-01");
        MockMultipartFile file =
                new MockMultipartFile("file", "again.csv", "text/csv", BASE.getBytes(StandardCharsets.UTF_8));
        var sent = web.perform(MockMvcRequestBuilders.multipart("/registers/" + register + "/submissions")
                        .file(file)
                        .param("effective", "2025-06-01")
                        .with(person.signedIn(application))
                        .with(csrf()))
                .andReturn();
        assertThat(sent.getResponse().getRedirectedUrl()).isEqualTo("/submissions/" + there);
        String page = web.perform(MockMvcRequestBuilders.get("/submissions/" + there)
                        .flashAttrs(sent.getFlashMap())
                        .with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("This very file was sent before");
        assertThat(page("/submissions/" + there)).doesNotContain("This very file was sent before");
    }

    @Test
    void theEffectOnTheFiguresIsWhatAcceptingWouldDo() {
        api.accept(submit(BASE, "?effective=2025-01-01"), "{\"partial\": true}").is(200);
        String before = api.get("/exposure").read("$.hhi").toString();
        String pending = submit(
                "asset_ref,units,module_manufacturer,module_model,sector\n1,500,Telit,LE910C4-EU,energy\n2,20,Telit,LE910C4-EU,energy\n"
                        + "3,30,Quectel,BG95-M3,transport\n",
                "?effective=2025-02-01");
        String asIf =
                api.get("/exposure?pending=" + pending).is(200).read("$.hhi").toString();
        Api.Answer effect = api.get("/exposure/effect?pending=" + pending).is(200);
        assertThat((List<String>) effect.read("$[*].key")).containsExactly("", "energy");
        assertThat((Double) effect.read("$[0].before.units")).isEqualTo(60);
        assertThat((Double) effect.read("$[0].after.units")).isEqualTo(550);
        assertThat(api.get("/exposure").read("$.hhi").toString())
                .isEqualTo(before)
                .isNotEqualTo(asIf);
        assertThat(api.get("/assets?pending=" + pending).number("$.total")).isEqualTo(3);

        api.accept(pending, "{\"partial\": true}").is(200);
        assertThat(api.get("/exposure").read("$.hhi").toString()).isEqualTo(asIf);
        api.get("/exposure/effect").is(400);
        api.get("/exposure?pending=x").is(400);
    }

    @Test
    void aCapacityComesOutAsItWasWrittenInTheFileInSumsAndAfterAnUpdate() {
        List<String> written = List.of("7.4", "0.0037", "22", "1234.567", "0.1", "0.2", "99999.9");
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,module_model,capacity_kw\n");
        for (int row = 0; row < written.size(); row++) {
            csv.append(row)
                    .append(",Telit,LE910C4-EU,")
                    .append(written.get(row))
                    .append('\n');
        }
        // A million times what half the precision adds to 7.4 is a tenth of a kilowatt; here it is a thousand times.
        IntStream.range(100, 1_100).forEach(row -> csv.append(row).append(",Quectel,BG95-M3,7.4\n"));
        api.accept(submit(csv.toString(), "?effective=2025-01-01"), "{}").is(200);

        List<String> lines = export().lines().toList();
        int column = List.of(lines.get(0).split(",", -1)).indexOf("capacity_kw");
        assertThat(lines.stream().skip(1).limit(written.size()).map(line -> line.split(",", -1)[column]))
                .isEqualTo(written);
        assertThat(kilowatts("$.total")).isEqualTo("108664.1707");
        assertThat(kilowatts("$.items[?(@.key == 'quectel')].sure")).isEqualTo("7400");
        assertThat(kilowatts("$.items[?(@.key == 'telit_cinterion')].sure")).isEqualTo("101264.1707");

        String update =
                "asset_ref,module_manufacturer,module_model,capacity_kw\n6,Telit,LE910C4-EU,0.3\n100,Quectel,BG95-M3,3.7\n";
        api.accept(submit(update, "?effective=2025-02-01&kind=update"), "{}").is(200);
        assertThat(kilowatts("$.total")).isEqualTo("8660.8707");
        assertThat(kilowatts("$.items[?(@.key == 'quectel')].sure")).isEqualTo("7396.3");
    }

    /** A number of the figure, as JSON writes it. */
    private String kilowatts(String path) {
        Object found = api.get("/exposure?by=vendor&weight=kilowatts").is(200).read(path);
        Object number = found instanceof List<?> some ? some.get(0) : found;
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    @Test
    void somebodyElsesPendingFileIsNotThereForMe() {
        String pending = submit(BASE, "");
        Api other = Api.on(
                port, Person.of(application, Role.UTILITY, "Another Utility").token());
        for (String figure : List.of("/exposure?pending=", "/exposure/effect?pending=", "/assets?pending=")) {
            api.get(figure + pending).is(200);
            String notYours = other.get(figure + pending).is(400).body();
            String notThere = other.get(figure + 999_999_999).is(400).body();
            assertThat(notYours).contains("There is no submission " + pending);
            assertThat(notYours.replace(pending, "#")).isEqualTo(notThere.replace("999999999", "#"));
        }
        Api.Answer refused = other.get("/exposure?pending=" + pending);
        assertThat((String) refused.read("$.problems[0].column")).isEqualTo("pending");
        assertThat((String) refused.read("$.problems[0].code")).isEqualTo("submission-unknown");
        other.get("/submissions/" + pending + "/differences").is(404);
        other.get("/submissions/" + pending + "/file").is(404);
        other.get("/registers/" + register + "/export.csv").is(404);
    }

    @Test
    void aCopyHasWhatWasFoundBesideTheRows() throws Exception {
        String csv = "asset_ref,installed_on,notes\n1,never,=cmd\n2,2020-01-01,fine\n,2020-01-01,\n";
        String id = submit(csv, "");
        assertThat(api.get("/submissions/" + id + "/file").is(200).body()).isEqualTo(csv);
        List<String> lines = api.get("/submissions/" + id + "/annotated.csv")
                .is(200)
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith("What was found");
        assertThat(lines.get(1)).contains("'=cmd").contains("installed_on: ");
        assertThat(lines.get(2)).endsWith("fine,");
        assertThat(lines.get(3)).contains("no reference");

        HttpResponse<byte[]> workbook = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + port + "/api/v1/submissions/" + id + "/annotated.xlsx"))
                                .header("Authorization", "Bearer " + person.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(workbook.statusCode()).isEqualTo(200);
        StringBuilder parts = new StringBuilder();
        Path file = Files.write(folder.resolve("annotated.xlsx"), workbook.body());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts.toString())
                .contains("What was found")
                .contains("no reference")
                .contains("=cmd")
                .doesNotContain(">=cmd");
    }

    @Test
    void firstProblemsAreSaidWhileTheRestIsRead() {
        StringBuilder csv = new StringBuilder("asset_ref,units\n");
        for (int i = 0; i < 500_000; i++) {
            csv.append(i).append(i % 50 == 0 ? ",none of these\n" : ",1\n");
        }
        String id = api.post(
                        "/registers/" + register + "/submissions",
                        "text/csv",
                        csv.toString().getBytes(StandardCharsets.UTF_8))
                .is(202)
                .read("$.id");
        String state;
        long seen;
        do {
            seen = api.get("/submissions/" + id + "/problems?size=5")
                    .is(200)
                    .<List<Object>>read("$.items")
                    .size();
            state = api.get("/submissions/" + id).is(200).read("$.state");
        } while (seen == 0 && !state.equals("checked"));
        assertThat(state).as("problems are there before the check is over").isEqualTo("checking");
        assertThat(api.settled(id).number("$.problems.total")).isEqualTo(10_000);
    }

    @Test
    void thePageShowsWhatDiffersAndWhereTheEffectIs() throws Exception {
        api.accept(submit(BASE, "?effective=2025-01-01"), "{\"partial\": true}").is(200);
        String pending = submit(export().replace("Yard", "Court"), "?effective=2025-02-01");
        Document page = Jsoup.parse(page("/submissions/" + pending));
        assertThat(page.select("del").text()).isEqualTo("Yard");
        assertThat(page.select("ins").text()).isEqualTo("Court");
        String effect = page.select("a[href^=/effect]").attr("href");
        assertThat(Jsoup.parse(page(effect)).select("h1").text()).isEqualTo("No figure would change");
    }
}
