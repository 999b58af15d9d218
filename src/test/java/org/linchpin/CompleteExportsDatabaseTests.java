package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.access.Action;
import org.linchpin.access.Exports;
import org.linchpin.access.May;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address that gives a file of rows, found from the mappings themselves: whole, counted, hashed, in the same order
 * each time, and without a formula.
 */
@LinchpinTest
class CompleteExportsDatabaseTests {

    private static final String FORMULA = "=HYPERLINK(\"http://x\")";
    private static final String PINNED = "asAt=2026-07-01&knownAt=2199-01-01T00:00:00Z";

    private static final String REGISTER = """
            asset_ref,asset_class,sector,region,units,manufacturer,model,module_manufacturer,module_model,site,unit_cost
            =1+1,smart_meter,energy,TLI,600,"=HYPERLINK(""http://x"")",@SUM,Quectel,BG95,+44 formula,
            -cmd|' /C calc'!A0,smart_meter,energy,TLC,300,＝1+1,-2+3,Telit,ME910C1,"=a, ""quoted"" x",
            plain,ev_charger,energy,TLI,80,Acme,-5,,,@site,
            wrong,camera,transport,TLJ,many,=1+2,@Four,SIMCom,SIM7600,=2,
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Person person;
    private Api api;
    private String register;
    private String submission;

    @BeforeEach
    void aRegisterFullOfFormulas() {
        person = Person.of(application, Role.UTILITY, FORMULA);
        api = Api.on(port, person.token());
        register = api.register("{\"name\": \"=Meters\", \"assetClass\": \"smart_meter\"}");
        Api.on(port, Person.of(application, Role.ANALYST).token())
                .put("/catalogue/vendors/neoway", "{\"statusNote\": \"=1+1\", \"source\": \"=1+2\", \"grade\": \"C\"}")
                .is(201);
        submission = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-06-30")
                .read("$.id");
        api.accept(submission, "{\"partial\": true}").is(200);
    }

    /** How each is asked for here; what stands here and is mapped no more is a mistake too. */
    private Map<String, String> addresses() {
        String target = "target=controller:quectel&startYear=2027&finishYear=2033&" + PINNED;
        String words = "&purpose=%3DSum&owner=%40x&approver=-y&evidence=z&whyConcept=w&unknown=u&review=2199-01-01";
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("/api/v1/working.csv", "/api/v1/working.csv?figure=flow&" + PINNED);
        addresses.put("/api/v1/assets.csv", "/api/v1/assets.csv?" + PINNED);
        addresses.put("/api/v1/exposure", "/api/v1/exposure?format=csv&by=operator&" + PINNED);
        addresses.put("/api/v1/exposure/trend.csv", "/api/v1/exposure/trend.csv?by=maker&" + PINNED);
        addresses.put("/api/v1/exposure/parts.csv", "/api/v1/exposure/parts.csv?of=region&" + PINNED);
        addresses.put("/api/v1/exposure/flow.csv", "/api/v1/exposure/flow.csv?" + PINNED);
        addresses.put("/api/v1/exposure/unknowns.csv", "/api/v1/exposure/unknowns.csv?" + PINNED);
        addresses.put("/api/v1/exposure/unknowns/hhi.csv", "/api/v1/exposure/unknowns/hhi.csv?" + PINNED);
        addresses.put("/api/v1/resilience.csv", "/api/v1/resilience.csv?" + PINNED);
        addresses.put("/api/v1/catalogue/statements.csv", "/api/v1/catalogue/statements.csv");
        addresses.put("/api/v1/submissions/{id}/problems.csv", "/api/v1/submissions/" + submission + "/problems.csv");
        addresses.put("/api/v1/submissions/{id}/annotated.csv", "/api/v1/submissions/" + submission + "/annotated.csv");
        addresses.put("/api/v1/registers/{id}/export.csv", "/api/v1/registers/" + register + "/export.csv");
        addresses.put("/api/v1/catalogue/vendors.csv", "/api/v1/catalogue/vendors.csv");
        addresses.put("/api/v1/catalogue/modules.csv", "/api/v1/catalogue/modules.csv");
        addresses.put("/api/v1/catalogue/equipment.csv", "/api/v1/catalogue/equipment.csv");
        addresses.put("/api/v1/catalogue/ownership.csv", "/api/v1/catalogue/ownership.csv");
        addresses.put("/api/v1/catalogue/designations.csv", "/api/v1/catalogue/designations.csv");
        addresses.put("/api/v1/catalogue/unrecognised.csv", "/api/v1/catalogue/unrecognised.csv");
        addresses.put("/replacement.csv", "/replacement.csv?" + target);
        addresses.put("/replacement/plan.csv", "/replacement/plan.csv?budget=1000000&" + target);
        addresses.put("/replacement/pack.csv", "/replacement/pack.csv?" + target + words);
        addresses.put("/api/v1/audit.csv", "/api/v1/audit.csv");
        addresses.put("/api/v1/briefings/{id:[0-9]+}/tables/{key}.csv", "tables");
        addresses.put("/api/v1/briefings/{id:[0-9]+}.{format:[a-zA-Z]+}", "file");
        return addresses;
    }

    /** What is a file of rows: by its ending, by what it produces, or by a parameter that asks for one. */
    private Set<String> found() {
        Set<String> found = new TreeSet<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            boolean produces = mapping.getProducesCondition().getProducibleMediaTypes().stream()
                    .anyMatch(type -> type.getSubtype().equals("csv"));
            boolean asked = mapping.getParamsCondition().getExpressions().stream()
                    .anyMatch(one -> "csv".equals(one.getValue()));
            mapping.getPatternValues().stream()
                    .filter(path -> produces || asked || path.contains("csv") || path.contains(".{format"))
                    .forEach(found::add);
        });
        return found;
    }

    private record File(byte[] bytes, Function<String, Optional<String>> headers, List<CsvRecord> records) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Rows in their order, without what says only when they were asked for. */
        List<String> order() {
            return records.stream()
                    .map(record -> String.join("|", record.getFields()))
                    .toList();
        }
    }

    private File file(String address) throws Exception {
        if (!address.startsWith("/api/")) {
            // What a page offers is for whoever has signed in, not for tokens.
            MockHttpServletResponse answer = mvc.perform(
                            MockMvcRequestBuilders.get(URI.create(address)).with(person.signedIn(application)))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus())
                    .as("%s: %s", address, answer.getContentAsString())
                    .isEqualTo(200);
            return read(answer.getContentAsByteArray(), name -> Optional.ofNullable(answer.getHeader(name)));
        }
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                        .header("Authorization", "Bearer " + person.token())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as("%s: %s", address, new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return read(answer.body(), answer.headers()::firstValue);
    }

    private static File read(byte[] bytes, Function<String, Optional<String>> headers) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new String(bytes, StandardCharsets.UTF_8))) {
            return new File(bytes, headers, reader.stream().toList());
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void noFileOfRowsIsForgottenHere() {
        assertThat(addresses().keySet()).containsExactlyInAnyOrderElementsOf(found());
    }

    @Test
    void everyFileSaysHowManyRowsItHasAndItsHash() throws Exception {
        Map<String, String> addresses = addresses();
        String briefing = api.post("/briefings", """
                        {"title": "Formulas", "sections": ["national", "equipment"], "formats": ["csv", "json"], "marking": "OFFICIAL"}
                        """).read("$.id");
        assertThat((String) api.get("/briefings/" + briefing).is(200).read("$.state"))
                .isEqualTo("issued");
        addresses.replace(
                "/api/v1/briefings/{id:[0-9]+}/tables/{key}.csv",
                "/api/v1/briefings/" + briefing + "/tables/equipment.csv");
        addresses.replace("/api/v1/briefings/{id:[0-9]+}.{format:[a-zA-Z]+}", "/api/v1/briefings/" + briefing + ".csv");
        for (String address : addresses.values()) {
            File file = file(address);
            String rows = String.valueOf(file.records().size() - 1);
            String sha256 = sha256(file.bytes());
            assertThat(file.records()).as(address).hasSizeGreaterThan(address.contains("audit") ? 3 : 1);
            assertThat(file.headers().apply("X-Row-Count")).as(address).contains(rows);
            assertThat(file.headers().apply("X-Content-SHA256")).as(address).contains(sha256);
            if (!address.endsWith("/" + briefing + ".csv")) {
                receipt(file, rows, sha256);
            }
            int width = file.records().get(0).getFieldCount();
            file.records().forEach(record -> {
                assertThat(record.getFieldCount()).as("%s: %s", address, record).isEqualTo(width);
                record.getFields()
                        .forEach(cell -> assertThat(formula(cell))
                                .as("%s: %s", address, cell)
                                .isFalse());
            });
            List<String> again = file(address).order();
            if (address.contains("audit")) {
                assertThat(again)
                        .containsSubsequence(
                                unsealed(file.order()).get(1),
                                unsealed(file.order()).get(2));
            } else {
                assertThat(again).as(address).isEqualTo(file.order());
            }
        }
    }

    /** Lines that are in the chain already: the newest get their place a moment later. */
    private static List<String> unsealed(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 4), lines.size());
    }

    private static boolean formula(String cell) {
        return !cell.isEmpty()
                && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0
                && !cell.matches("[-+]?[0-9]+([.,][0-9]+)?");
    }

    private void receipt(File file, String rows, String sha256) {
        String link = file.headers().apply("Link").orElseThrow();
        Api.Answer receipt = api.get(link.replaceAll("^</api/v1|>.*$", "")).is(200);
        assertThat(receipt.number("$.rows")).isEqualTo(Long.parseLong(rows));
        assertThat((String) receipt.read("$.sha256")).isEqualTo(sha256);
        assertThat((String) receipt.read("$.state")).isEqualTo("complete");
        Person other = Person.of(application, Role.UTILITY, "Other");
        Api.on(port, other.token()).get(link.replaceAll("^</api/v1|>.*$", "")).is(404);
    }

    @Test
    void whatIsLargeIsStreamedWholeWithItsReceipt() throws Exception {
        int lines = 30_000;
        StringBuilder rows = new StringBuilder("asset_ref,asset_class,manufacturer,site\n");
        for (int i = 0; i < lines; i++) {
            rows.append("large-")
                    .append(i)
                    .append(",smart_meter,Acme,=site ")
                    .append(i)
                    .append('\n');
        }
        String large = api.register("{\"name\": \"Large\", \"assetClass\": \"smart_meter\", \"sector\": \"energy\"}");
        String sent = api.submit(large, rows.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-06-30")
                .read("$.id");
        api.accept(sent, "{\"partial\": true}").is(200);
        File file = file("/api/v1/registers/" + large + "/export.csv");
        assertThat(file.records()).hasSize(lines + 1);
        assertThat(file.headers().apply("Content-Length")).isEmpty();
        assertThat(file.headers().apply("Trailer").orElseThrow()).contains("X-Row-Count", "X-Content-SHA256");
        assertThat(file.text()).contains("'=site 29999").doesNotContain(",=site");
        receipt(file, String.valueOf(lines), sha256(file.bytes()));
        String listed = api.get("/exports").is(200).body();
        assertThat((List<String>) JsonPath.read(listed, "$.items[?(@.rows == 30000)].state"))
                .containsExactly("complete");
        String told = api.get("/audit?action=register.export&size=500")
                .is(200)
                .read("$.items[*].detail")
                .toString();
        assertThat(told).contains(lines + " rows, SHA-256 " + sha256(file.bytes()));
    }

    /** A file whose rows end in a failure after more than is held back. */
    static final class Breaking {

        private final Exports exports;

        Breaking(Exports exports) {
            this.exports = exports;
        }

        @May(Action.EXPORT)
        void csv(HttpServletResponse response) throws IOException {
            exports.send(
                    new Exports.File("breaking.csv", "breaking.export", "/", null), List.of("n"), response, rows -> {
                        for (int i = 0; i < 400_000; i++) {
                            rows.accept(List.of("row " + i));
                        }
                        throw new IllegalStateException("the database went away");
                    });
        }
    }

    @Test
    void halfAFileDoesNotLookLikeAWholeOne() throws Exception {
        RequestMappingInfo address = RequestMappingInfo.paths("/api/v1/breaking.csv")
                .options(mappings.getBuilderConfiguration())
                .build();
        mappings.registerMapping(
                address,
                new Breaking(application.getBean(Exports.class)),
                Breaking.class.getDeclaredMethod("csv", HttpServletResponse.class));
        try {
            assertThatThrownBy(() -> file("/api/v1/breaking.csv")).isInstanceOf(IOException.class);
        } finally {
            mappings.unregisterMapping(address);
        }
        Api.Answer mine = api.get("/exports").is(200);
        assertThat((List<String>) mine.read("$.items[?(@.file == 'breaking.csv')].state"))
                .containsExactly("broken off");
        assertThat((List<Integer>) mine.read("$.items[?(@.file == 'breaking.csv')].rows"))
                .containsExactly(400_000);
    }
}
