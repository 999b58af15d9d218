package org.linchpin.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Sha256;
import org.linchpin.access.Viewer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;

/** Briefings over the API: issued, frozen, seen by whoever may, and the same again when counted anew. */
@LinchpinTest
class BriefingDatabaseTests {

    private static final String REGISTER = """
            asset_ref,asset_class,sector,region,units,manufacturer,model,module_manufacturer,module_model
            m1,smart_meter,energy,TLI,600,Acme,One,Quectel,BG95
            m2,smart_meter,energy,TLC,300,Acme,Two,Telit,ME910C1
            m3,ev_charger,energy,TLI,80,Acme,Three,,
            m4,camera,transport,TLJ,20,Acme,Four,SIMCom,SIM7600
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Briefings briefings;

    @Autowired
    private Commissioning commissioning;

    @Autowired
    private Telling telling;

    @Autowired
    private Scopes scopes;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Api as(Person person) {
        return Api.on(port, person.token());
    }

    private Api official() {
        return as(Person.of(application, Role.OFFICIAL));
    }

    private Person utility(String name) {
        Person utility = Person.of(application, Role.UTILITY, name);
        accept(utility, REGISTER, "2026-06-30");
        return utility;
    }

    private String accept(Person utility, String rows, String day) {
        Api api = as(utility);
        String register = api.register("{\"name\": \"Meters of %s\", \"assetClass\": \"smart_meter\"}".formatted(day));
        Api.Answer checked = api.submit(register, rows.getBytes(StandardCharsets.UTF_8), "?effective=" + day);
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return checked.read("$.id");
    }

    private static String commission(String operator, String more) {
        return """
                {"title": "Meters of one operator", "scope": {"operator": ["%s"]}, "marking": "OFFICIAL-SENSITIVE",
                 "sections": ["national picture", {"kind": "sector", "key": "energy"}, "ownership difference", "vendor", "trend",
                              "replacement"]%s}
                """.formatted(operator, more);
    }

    /** Issues a briefing and waits until it is; its number in addresses. */
    static String issued(Api api, String commission) {
        Api.Answer answer = api.post("/briefings", commission);
        assertThat(answer.status()).as(answer.body()).isIn(201, 202);
        String id = answer.read("$.id");
        long until = System.nanoTime() + 120_000_000_000L;
        while (System.nanoTime() < until) {
            String state = api.get("/briefings/" + id).is(200).read("$.state");
            if (!state.equals("composing")) {
                assertThat(state).isEqualTo("issued");
                return id;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("not issued: " + id);
    }

    @Test
    void aTemplateOfOnesOwnIsKeptAndIssuedAgainOverTheApiByItsAuthorAlone() {
        Person utility = utility("Templates of One");
        Api author = official();
        Api.Answer kept = author.post("/briefings/saved", commission(utility.operator(), ", \"formats\": [\"json\"]"))
                .is(201);
        assertThat((String) kept.read("$.name")).isEqualTo("Meters of one operator");
        Api.Answer again = author.get("/briefings/saved").is(200);
        assertThat(again.number("$.total")).isEqualTo(1);
        assertThat(again.number("$.items[0].id")).isEqualTo(kept.number("$.id"));
        String sent =
                author.get("/briefings/saved/" + kept.number("$.id")).is(200).body();
        Api.Answer issued = author.get("/briefings/" + issued(author, sent)).is(200);
        assertThat((String) issued.read("$.title")).isEqualTo("Meters of one operator");
        assertThat((String) issued.read("$.marking")).isEqualTo("OFFICIAL-SENSITIVE");
        assertThat((List<String>) issued.read("$.files[*].format")).containsExactly("json");
        official().get("/briefings/saved/" + kept.number("$.id")).is(404);
        author.post("/briefings/saved", "{}").is(400);
        String longest = "The longest title that a briefing may have ".repeat(7).substring(0, 300);
        author.post(
                        "/briefings/saved",
                        commission(utility.operator(), "").replace("Meters of one operator", longest.strip()))
                .is(201);
    }

    @Test
    void whateverIsCountedGoesByItsOwnNoun() {
        Person utility = Person.of(application, Role.UTILITY, "In Kilowatts");
        accept(
                utility,
                "asset_ref,capacity_kw,sector,module_manufacturer\n1,30,energy,Quectel\n2,20,energy,Telit\n3,50,energy,\n",
                "2026-06-30");
        Api official = official();
        String id = issued(official, """
                {"title": "Kilowatts of one operator", "scope": {"operator": ["%s"]}, "weight": "kilowatts",
                 "sections": ["summary", "national picture", "sectors", "vendor", "trend", "confidence"]}
                """.formatted(utility.operator()));
        String page = official.get("/briefings/" + id + ".html").is(200).body();
        assertThat(page)
                .contains("Connected kilowatts", "Sure kilowatts", "Surely 30 kilowatts, possibly 80")
                .doesNotContain("onnected units", "Sure units", "Units of ", "of units");
        assertThat(official.get("/briefings/" + id + "/tables/controllers.csv")
                        .is(200)
                        .body())
                .contains("Sure kilowatts (kilowatts)");
    }

    @Test
    void anIssuedBriefingIsFrozenNumberedAndProvable() {
        Person utility = utility("Frozen");
        Api official = official();
        String id = issued(official, commission(utility.operator(), ""));
        Api.Answer issued = official.get("/briefings/" + id).is(200);
        assertThat((String) issued.read("$.number")).matches("B-[0-9]{8}-[0-9A-Z]{5}");
        assertThat((String) issued.read("$.marking")).isEqualTo("OFFICIAL-SENSITIVE");
        assertThat((List<String>) issued.read("$.submissions[*].operator")).containsExactly(utility.operator());
        assertThat((List<String>) issued.read("$.figures[?(@.key=='units')].text"))
                .containsExactly("1,000");
        assertThat((List<String>) issued.read("$.files[*].name")).allMatch(name -> name.contains("OFFICIAL-SENSITIVE"));
        String json = official.get("/briefings/" + id + ".json").is(200).body();
        assertThat(Sha256.hex(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(issued.read("$.sha256"));
        for (Format format : Format.values()) {
            assertThat(official.get("/briefings/" + id + "." + format.key())
                            .is(200)
                            .type())
                    .as(format.key())
                    .startsWith(format.type().split(";")[0]);
        }
        assertThat(official.get("/briefings/" + id + "/tables/controllers.csv")
                        .is(200)
                        .body())
                .startsWith("Controller,Share at least (share)");
        assertThat(official.get("/briefings/" + id + "/tables/trend.csv")
                        .is(200)
                        .body())
                .contains("Registered (units)")
                .contains("1000");
        official.get("/briefings/" + id + ".exe").is(404);
        official.get("/briefings/1.pdf").is(404);
    }

    @Test
    void countedAnewAsAtAndAsKnownAtItsDateItGivesTheSameBytes() {
        Person utility = utility("Regenerated");
        Api official = official();
        long id = Long.parseLong(issued(official, commission(utility.operator(), "")));
        assertThat(official.get("/briefings/" + id + "/differences").is(200).body())
                .isEqualTo("[]");
        accept(
                utility,
                REGISTER.replace("m1,smart_meter,energy,TLI,600", "m1,smart_meter,energy,TLI,900"),
                "2026-07-31");
        for (Format format : Format.values()) {
            byte[] again = scopes.within(Scope.all(), () -> briefings.recounted(id, format));
            byte[] then = scopes.within(Scope.all(), () -> briefings.bytes(id, format));
            assertThat(again).as(format.key()).isEqualTo(then);
        }
        Api.Answer differences =
                official.get("/briefings/" + id + "/differences").is(200);
        assertThat((List<String>) differences.read("$[?(@.key=='units')].then")).containsExactly("1,000");
        assertThat((List<String>) differences.read("$[?(@.key=='units')].now")).containsExactly("2,300");
        String next = issued(official, commission(utility.operator(), ", \"follows\": \"" + id + "\""));
        String words = official.get("/briefings/" + next + ".html").is(200).body();
        assertThat(words.indexOf("figures are not as they were in B-"))
                .isPositive()
                .isLessThan(words.indexOf("Replacing the modules of"));
    }

    @Test
    void writtenAnewAYearLaterInAnotherCountryItGivesTheSameBytes() {
        Person utility = utility("A year later");
        String sent = issued(official(), commission(utility.operator(), ""));
        long id = Long.parseLong(sent);
        accept(utility, REGISTER.replace("Telit,ME910C1", "Quectel,EC25"), "2026-08-31");
        Locale here = Locale.getDefault();
        TimeZone now = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            for (Format format : Format.values()) {
                scopes.within(Scope.all(), () -> {
                    byte[] then = briefings.bytes(id, format);
                    assertThat(briefings.rewritten(id, format)).as(format.key()).isEqualTo(then);
                    assertThat(briefings.recounted(id, format)).as(format.key()).isEqualTo(then);
                });
            }
        } finally {
            Locale.setDefault(here);
            TimeZone.setDefault(now);
        }
    }

    @Test
    void theMarkingGoesWithEveryFormatInNameMetadataAndAnswer() throws Exception {
        Person utility = utility("Marked");
        Person official = Person.of(application, Role.OFFICIAL);
        String id = issued(as(official), commission(utility.operator(), ""));
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/api/v1/briefings/" + id)
                                .with(person(official)))
                        .andReturn()
                        .getResponse()
                        .getHeader("Linchpin-Marking"))
                .isEqualTo("OFFICIAL-SENSITIVE");
        for (Format format : Format.values()) {
            MockHttpServletResponse answer = mvc.perform(
                            MockMvcRequestBuilders.get("/api/v1/briefings/" + id + "." + format.key())
                                    .with(person(official)))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getHeader("Linchpin-Marking")).as(format.key()).isEqualTo("OFFICIAL-SENSITIVE");
            assertThat(answer.getHeader("Content-Disposition")).as(format.key()).contains("OFFICIAL-SENSITIVE");
            assertThat(metadata(answer.getContentAsByteArray(), format))
                    .as(format.key())
                    .contains("OFFICIAL-SENSITIVE");
        }
    }

    private RequestPostProcessor person(Person person) {
        return person.signedIn(application);
    }

    /** What a file says of itself: its metadata where the format has some, else its text. */
    private static String metadata(byte[] file, Format format) throws IOException {
        return switch (format) {
            case PDF -> {
                try (PDDocument pdf = Loader.loadPDF(file)) {
                    yield pdf.getDocumentInformation().getCustomMetadataValue("Marking");
                }
            }
            case ODT, ODS -> entry(file, "meta.xml");
            case DOCX, XLSX -> entry(file, "docProps/core.xml");
            case HTML, CSV, JSON -> new String(file, StandardCharsets.UTF_8);
        };
    }

    private static String entry(byte[] archive, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void whoeverIssuedABriefingIsToldWhenItWouldSaySomethingElse() {
        Person utility = utility("Told");
        Person issuer = Person.of(application, Role.OFFICIAL);
        String id = issued(as(issuer), commission(utility.operator(), ", \"formats\": [\"json\"]"));
        lookAgain();
        assertThat(telling.untold(issuer.username())).isZero();
        accept(
                utility,
                REGISTER.replace("m1,smart_meter,energy,TLI,600", "m1,smart_meter,energy,TLI,900"),
                "2026-07-31");
        lookAgain();
        assertThat(toldTo(issuer)).isEqualTo(1);
        assertThat(toldTo(Person.of(application, Role.OFFICIAL))).isZero();
        assertThat(done("/briefings/" + id)).contains("briefing.differs");
        String list = page(issuer, "/briefings");
        assertThat(list).contains("would say something else today", "1 differ");
        String page = page(issuer, "/briefings/" + id);
        assertThat(page).contains("figures would differ today", "1,000", "2,300", "Compared on");
        assertThat(toldTo(issuer)).as("read once, told no more").isZero();
        lookAgain();
        assertThat(toldTo(issuer)).as("the same differences are no news").isZero();
    }

    private void lookAgain() {
        while (telling.lookAgain(50) > 0) {
            // Until nothing is left to look at.
        }
    }

    private int toldTo(Person person) {
        return scopes.within(Scope.all(), () -> telling.untold(person.username()));
    }

    private String page(Person person, String address) {
        try {
            return mvc.perform(MockMvcRequestBuilders.get(address).with(person.signedIn(application)))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void composingTellsEveryStepOnItsWay() {
        Person utility = utility("Steps");
        Viewer viewer = new Viewer(0, "steps", Role.OFFICIAL, Scope.all());
        List<String> told = new ArrayList<>();
        scopes.within(Scope.all(), () -> {
            Commission commission = commissioning.read(
                    viewer,
                    JsonMapper.builder()
                            .build()
                            .readValue(
                                    "{\"title\": \"Steps\", \"scope\": {\"operator\": [\"%s\"]}, \"sections\": [\"national\", \"trend\"], \"formats\": [\"html\", \"csv\"]}"
                                            .formatted(utility.operator()),
                                    Commissioning.Sent.class));
            briefings.issue(
                    briefings.commission(viewer, commission).id(),
                    Scope.all(),
                    (step, done, of) -> told.add(done + " of " + of + ": " + step));
        });
        assertThat(told)
                .containsExactly(
                        "0 of 5: National picture",
                        "1 of 5: Trend",
                        "2 of 5: Method and sources",
                        "3 of 5: Web page (HTML)",
                        "4 of 5: All figures (CSV)");
    }

    @Test
    void onlyWhoeverMaySeeAllThatItRestsOnReadsIt() {
        Person utility = utility("Concerned");
        Person other = Person.of(application, Role.UTILITY, "Unconcerned");
        String id = issued(official(), commission(utility.operator(), ""));
        as(utility).get("/briefings/" + id).is(404);
        as(utility).get("/briefings/" + id + ".json").is(404);
        as(other).get("/briefings/" + id + ".pdf").is(404);
        assertThat(as(utility).get("/briefings/mentions").is(200).body()).contains("OFFICIAL-SENSITIVE", "Concerned");
        assertThat(as(other).get("/briefings/mentions").is(200).number("$.total"))
                .isZero();
        assertThat(page(utility, "/briefings")).contains("Figures that rest on your registers", "OFFICIAL-SENSITIVE");
        assertThat(page(other, "/briefings")).doesNotContain("Figures that rest on your registers");
        String later = issued(official(), commission(utility.operator(), ""));
        Api.Answer newest = as(utility).get("/briefings/mentions?size=1").is(200);
        assertThat(newest.number("$.total")).isEqualTo(2);
        assertThat((String) newest.read("$.items[0].number"))
                .isEqualTo(official().get("/briefings/" + later).read("$.number"));
        Api.Answer before = as(utility)
                .get("/briefings/mentions?size=1&after="
                        + URLEncoder.encode(newest.read("$.next"), StandardCharsets.UTF_8))
                .is(200);
        assertThat((String) before.read("$.items[0].number"))
                .isEqualTo(official().get("/briefings/" + id).read("$.number"));
        assertThat((Object) before.read("$.next")).isNull();
        as(utility).get("/briefings/mentions?after=B-0").is(400);
        String own = issued(as(utility), """
                {"title": "Our own", "sections": ["national"], "formats": ["json", "csv"]}
                """);
        assertThat(as(utility).get("/briefings/" + own).is(200).number("$.files.length()"))
                .isEqualTo(2);
        as(other).get("/briefings/" + own).is(404);
        as(Person.of(application, Role.ADMINISTRATOR)).get("/briefings/" + id).is(403);
    }

    @Test
    void aBriefingNeverChangesAndWhatIsDoneWithItIsInTheTrail() {
        Person utility = utility("Unchanging");
        String id = issued(official(), commission(utility.operator(), ", \"formats\": [\"html\"]"));
        official().get("/briefings/" + id + ".html").is(200);
        assertThat(scopes.within(
                        Scope.all(), () -> briefings.one(Long.parseLong(id)).issued()))
                .isTrue();
        scopes.within(Scope.all(), () -> briefings.fail(Long.parseLong(id), "changed"));
        assertThat(scopes.within(
                        Scope.all(), () -> briefings.one(Long.parseLong(id)).issued()))
                .isTrue();
        page(utility, "/briefings/" + id);
        assertThat(done("/briefings/" + id))
                .contains("briefing.issue", "briefing.download")
                .doesNotContain("briefing.open");
        Person reader = Person.of(application, Role.OFFICIAL);
        page(reader, "/briefings/" + id);
        assertThat(done("/briefings/" + id)).contains("briefing.open");
    }

    private List<String> done(String subject) {
        return as(Person.of(application, Role.AUDITOR))
                .get("/audit?size=500&q=" + subject)
                .is(200)
                .read("$.items[?(@.subject == '%s')].action".formatted(subject));
    }

    @Test
    void mistakesAreToldAtOnceEachWithItsPlace() {
        Api official = official();
        Api.Answer wrong = official.post("/briefings", """
                        {"title": " ", "scope": {"sector": ["astrology"]}, "marking": "SECRET", "formats": ["doc"],
                         "sections": ["weather", {"kind": "vendor", "key": "nobody"}]}
                        """).is(400);
        assertThat((List<String>) wrong.read("$.problems[*].column"))
                .contains("title", "sector", "marking", "formats", "sections[0]", "sections[1].key");
        Api.Answer words = official.post("/briefings", """
                        {"title": "Words", "sections": ["national", {"kind": "text", "text": "There are 40 and {{nothing}}."}]}
                        """).is(400);
        assertThat((List<String>) words.read("$.problems[*].code"))
                .containsExactlyInAnyOrder("bare-number", "figure-unknown");
        official.post("/briefings", "{\"title\": \"No sections\"}").is(400);
        official.post("/briefings", "{\"title\": \"X\", \"sections\": [\"national\"], \"follows\": \"12\"}")
                .is(400);
    }

    @Test
    void aSectionWithoutDataSaysSoInWordsInEveryFormat() {
        Person empty = Person.of(application, Role.UTILITY, "Nothing yet");
        String id = issued(as(empty), """
                {"title": "Empty", "sections": ["national", "ownership", "trend", "replacement", "vendor", "countries", "regions",
                 "equipment", "confidence", {"kind": "sector", "key": "energy"}]}
                """);
        String page = as(empty).get("/briefings/" + id + ".html").is(200).body();
        assertThat(page).contains("there is nothing to show", "That is not a sign of safety");
        assertThat(page).doesNotContain("NaN", "Infinity");
        for (Format format : Format.values()) {
            as(empty).get("/briefings/" + id + "." + format.key()).is(200);
        }
    }

    @Test
    void bothTemplatesIssueInEveryFormat() {
        Person utility = utility("Templates");
        Api official = official();
        for (String template : Commissioning.SHIPPED) {
            String id = issued(
                    official,
                    "{\"template\": \"%s\", \"scope\": {\"operator\": [\"%s\"], \"sector\": [\"energy\"]}}"
                            .formatted(template, utility.operator()));
            for (Format format : Format.values()) {
                official.get("/briefings/" + id + "." + format.key()).is(200);
            }
            byte[] pdf = scopes.within(Scope.all(), () -> briefings.bytes(Long.parseLong(id), Format.PDF));
            assertThat(PdfUa.failures(pdf)).as(template).isEmpty();
            int pages = pages(pdf);
            if (template.equals("sector")) {
                assertThat(pages).as(template).isBetween(9, 13);
            } else {
                assertThat(pages).as(template).isEqualTo(1);
            }
        }
    }

    private static int pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
