package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** Figures of generated registers, against the same figures counted row by row. */
@LinchpinTest
class FiguresDatabaseTests {

    private static final String[][] WORDS = {
        {"Quectel", "EC25-E", "quectel"},
        {"Ikotek", "", "quectel"},
        {"Telit", "LE910C4-EU", "telit_cinterion"},
        {"Sierra Wireless", "EM7455", "semtech"},
        {"", "", "?"},
        {"", "black box", "?"},
    };

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private Api.Answer register(Person person, String csv) {
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Generated\", \"assetClass\": \"camera\"}"),
                csv.getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        return api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sharesAndHhiAreThoseOfCountingRowByRow(long seed) {
        Random random = new Random(seed);
        Map<String, Long> units = new HashMap<>();
        StringBuilder csv = new StringBuilder("asset_ref,units,module_manufacturer,module_model,status\n");
        for (int i = 0; i < 200; i++) {
            String[] words = WORDS[random.nextInt(WORDS.length)];
            int many = 1 + random.nextInt(9);
            boolean planned = random.nextInt(10) == 0;
            csv.append("%d,%d,%s,%s,%s\n".formatted(i, many, words[0], words[1], planned ? "planned" : ""));
            if (!planned) {
                units.merge(words[2], (long) many, Long::sum);
            }
        }
        Person person = Person.of(application, Role.UTILITY, "Generated " + seed);
        register(person, csv.toString());
        Api.Answer figures =
                Api.on(port, person.token()).get("/exposure?by=controller").is(200);
        double total = units.values().stream().mapToLong(Long::longValue).sum();
        double unknown = units.getOrDefault("?", 0L);
        assertThat(figures.number("$.total")).isEqualTo((long) total);
        assertThat(figures.number("$.unknown")).isEqualTo((long) unknown);
        double leader = 0;
        double squares = 0;
        for (Map.Entry<String, Long> one : units.entrySet()) {
            if (!one.getKey().equals("?")) {
                leader = Math.max(leader, one.getValue());
                squares += (double) one.getValue() * one.getValue();
                Map<String, Object> item = figures.<List<Map<String, Object>>>read(
                                "$.items[?(@.key=='" + one.getKey() + "')]")
                        .get(0);
                assertThat(((Number) item.get("sure")).doubleValue())
                        .as(one.getKey())
                        .isEqualTo(one.getValue().doubleValue());
                assertThat(((Number) item.get("shareHigh")).doubleValue())
                        .isCloseTo((one.getValue() + unknown) / total, within(1e-9));
            }
        }
        assertThat(((Number) figures.read("$.hhi.low")).doubleValue())
                .isCloseTo(10_000 * (squares + unknown) / (total * total), within(1e-6));
        double high = squares - leader * leader + (leader + unknown) * (leader + unknown);
        assertThat(((Number) figures.read("$.hhi.high")).doubleValue())
                .isCloseTo(10_000 * high / (total * total), within(1e-6));
    }

    /** Whatever is asked of generated rows, adding them up one by one gives the same. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyPlainCountAndWeightIsThatOfAddingUpRowByRow(long seed) {
        Random random = new Random(seed);
        String[] regions = {"TLI", "TLM", ""};
        String[] kinds = {"camera", "ev_charger"};
        Map<String, Double> sums = new HashMap<>();
        StringBuilder csv =
                new StringBuilder("asset_ref,asset_class,units,region,installed_on,capacity_kw,criticality\n");
        for (int i = 0; i < 150; i++) {
            String region = regions[random.nextInt(3)];
            String kind = kinds[random.nextInt(2)];
            int units = 1 + random.nextInt(5);
            int year = 2015 + random.nextInt(3);
            int kilowatts = random.nextInt(8);
            int criticality = random.nextInt(6);
            csv.append("%d,%s,%d,%s,%d-05-01,%d,%s\n"
                    .formatted(i, kind, units, region, year, kilowatts, criticality == 0 ? "" : criticality));
            Map<String, Double> amounts = Map.of(
                    "units",
                    (double) units,
                    "assets",
                    1.0,
                    "kilowatts",
                    (double) kilowatts,
                    "criticality",
                    (double) units * Math.max(1, criticality));
            amounts.forEach((weight, amount) -> {
                sums.merge("region/" + weight + "/" + region, amount, Double::sum);
                sums.merge("year/" + weight + "/" + year, amount, Double::sum);
                sums.merge("assetClass/" + weight + "/" + kind, amount, Double::sum);
                if (region.equals("TLI")) {
                    sums.merge("assetClass in TLI/" + weight + "/" + kind, amount, Double::sum);
                }
            });
        }
        Person person = Person.of(application, Role.UTILITY, "Added up " + seed);
        register(person, csv.toString());
        Api api = Api.on(port, person.token());
        sums.forEach((what, sum) -> {
            String[] asked = what.split("/", -1);
            String filter = asked[0].endsWith("in TLI") ? "&region=TLI" : "";
            Api.Answer figures = api.get("/exposure?by=" + asked[0].split(" ")[0] + "&weight=" + asked[1] + filter)
                    .is(200);
            List<Map<String, Object>> items = figures.read("$.items");
            double unsaid = asked[2].isEmpty() ? ((Number) figures.read("$.unknown")).doubleValue() : 0;
            double counted = unsaid
                    + items.stream()
                            .filter(item -> item.get("key").equals(asked[2]))
                            .mapToDouble(item -> ((Number) item.get("sure")).doubleValue())
                            .sum();
            assertThat(counted).as(what).isCloseTo(sum, within(1e-9));
        });
    }

    @Test
    void aPageSendsTheSameFewStatementsHoweverMuchThereIs() throws Exception {
        Person small = Person.of(application, Role.UTILITY, "Small");
        register(small, "asset_ref,module_manufacturer\n1,Quectel\n");
        Person large = Person.of(application, Role.UTILITY, "Large");
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,region\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append(i).append(i % 2 == 0 ? ",Quectel,TLI\n" : ",Telit,TLM\n");
        }
        register(large, csv.toString());
        // Whose stock is looked at for the first time is fetched once, with one statement more.
        page(small);
        page(large);
        int few = statements(small);
        int many = statements(large);
        // Fourteen that read, five of them who signs in for what and what waits for them, and one that writes into the
        // trail who looked.
        assertThat(many).isEqualTo(few).isLessThanOrEqualTo(15);
    }

    /** The fewest of some visits: names are read again every few seconds, which may fall into one of them. */
    private int statements(Person person) {
        return IntStream.range(0, 3)
                .map(visit -> Statements.during(() -> {
                    try {
                        return page(person);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .min()
                .orElseThrow();
    }

    private Document page(Person person) throws Exception {
        return Jsoup.parse(mvc.perform(get("/").with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    @Test
    void thePageSaysWhatTheApiAnswers() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "Agreeing");
        register(person, "asset_ref,units,module_manufacturer\n1,30,Quectel\n2,20,Telit\n3,50,\n");
        Document page = page(person);
        assertThat(page.selectFirst("h1").text()).isEqualTo("Between 30% and 80% of connected units depend on Quectel");
        assertThat(page.select(".shares").get(0).text()).contains("Quectel", "30–80%", "Telit Cinterion", "20–70%");
        assertThat(page.select(".facts dd").get(0).text()).startsWith("100");
        assertThat(page.select(".facts dd").get(1).text()).startsWith("50%");
    }

    @Test
    void theFileOfPartsHoldsWhatTheTableShows() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "In Parts");
        register(
                person,
                "asset_ref,units,sector,module_manufacturer\n1,30,energy,Quectel\n2,20,energy,Telit\n3,50,energy,\n4,9,water,\n");
        String address = page(person).select("a[href*=parts.csv]").get(0).attr("href");
        assertThat(address).contains("of=sector");
        List<String> lines = body(person, address).lines().toList();
        assertThat(lines.get(0))
                .contains(
                        "sector,name,total,identified,leader,leader_name,leader_share_low,leader_share_high,hhi_low,hhi_high");
        // 30² + 20² + 50 · 1² where each unknown unit is of a maker of its own, 80² + 20² where all are of the first.
        assertThat(lines.get(1)).contains("energy,Energy,100,50,quectel,Quectel,0.300000,0.800000,1350,6800");
        assertThat(lines.get(2)).contains("water,Water,9,0,,,,,1111,10000");
        mvc.perform(get("/api/v1/exposure/parts.csv?of=vendor").with(person.signedIn(application)))
                .andExpect(status().isBadRequest());
    }

    @Test
    void aBriefingOfAPageCountsAsThePageDid() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "Briefed As Seen");
        register(person, "asset_ref,capacity_kw,module_manufacturer\n1,30,Quectel\n2,20,\n");
        String there = mvc.perform(get("/briefing?weight=kilowatts&lookThrough=named&asAt=2026-01-31")
                        .with(person.signedIn(application)))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        Document form = Jsoup.parse(body(person, there));
        assertThat(form.select("input[name=weight]").attr("value")).isEqualTo("kilowatts");
        assertThat(form.select("input[name=asAt]").attr("value")).isEqualTo("2026-01-31");
        assertThat(form.select("select[name=lookThrough] option[selected]").attr("value"))
                .isEqualTo("named");
    }

    private String body(Person person, String address) throws Exception {
        return mvc.perform(get(URI.create(address)).with(person.signedIn(application)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void anInstalledBaseThatIsEmptySaysSoAndWhatToDo() throws Exception {
        Document page = page(Person.of(application, Role.UTILITY, "Nothing Yet"));
        assertThat(page.selectFirst("h1").text()).isEqualTo("Nothing is registered here yet");
        assertThat(page.text()).contains("Upload a register");
    }

    @Test
    void equipmentKnownToHaveNoModuleIsNeitherUnknownNorCounted() {
        Person person = Person.of(application, Role.UTILITY, "Without");
        register(
                person,
                "asset_ref,asset_class,manufacturer,model\n1,ev_charger,Pod Point,home chargers\n2,ev_charger,,\n");
        Api.Answer figures =
                Api.on(port, person.token()).get("/exposure?by=controller").is(200);
        assertThat(figures.number("$.withoutModule")).isEqualTo(1);
        assertThat(figures.number("$.total")).isEqualTo(1);
    }

    @Test
    void whatNobodySaidIsUnknownAndNoHolder() {
        Person person = Person.of(application, Role.UTILITY, "Unsaid");
        register(
                person,
                "asset_ref,units,manufacturer,region,installed_on\n1,30,ABB,TLI,2020-01-01\n2,50,,,\n3,20,Siemens,TLM,2021-01-01\n");
        Api api = Api.on(port, person.token());
        for (String by : List.of("maker", "region", "year")) {
            Api.Answer figures = api.get("/exposure?by=" + by).is(200);
            assertThat(figures.number("$.identified")).as(by).isEqualTo(50);
            assertThat(figures.number("$.unknown")).as(by).isEqualTo(50);
            assertThat((List<Double>) figures.read("$.items[*].sure")).as(by).containsExactly(30.0, 20.0);
            assertThat((List<Double>) figures.read("$.items[*].possible"))
                    .as(by)
                    .containsExactly(80.0, 70.0);
            assertThat(figures.number("$.hhi.high")).as(by).isEqualTo(6_800);
        }
        Api.Answer without = api.get("/resilience?by=maker").is(200);
        assertThat((List<String>) without.read("$.curve[*].last")).containsExactly("ABB", "Siemens");
        assertThat((String) without.read("$.sectors[0].verdict")).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({
        "asAt=-999999999-01-01, asAt",
        "asAt=0000-01-01, asAt",
        "asAt=%2B10000-01-01, asAt",
        "knownAt=-1000000000-01-01T00:00:00Z, knownAt",
        "knownAt=%2B294277-01-01T00:00:00Z, knownAt",
        "knownAt=0000-12-31, knownAt",
        "asAt=yesterday, asAt"
    })
    void aClockThatNoCalendarHasIsAMistakeOfWhoAsks(String query, String field) {
        Api api = Api.on(port, Person.of(application, Role.ANALYST).token());
        for (String path : List.of("/exposure", "/assets", "/resilience")) {
            assertThat((List<String>) api.get(path + "?" + query).is(400).read("$.problems[*].column"))
                    .as(path)
                    .containsExactly(field);
        }
    }

    @Test
    void figuresHaveAMarkThatChangesWithThemAlone() throws Exception {
        Person person = Person.of(application, Role.UTILITY, "Marked");
        register(person, "asset_ref,module_manufacturer\n1,Quectel\n");
        String before = mark(person);
        assertThat(before).startsWith("W/\"").isEqualTo(mark(person));
        mvc.perform(get("/api/v1/exposure")
                        .header("Authorization", "Bearer " + person.token())
                        .header("If-None-Match", before))
                .andExpect(status().isNotModified());
        Api api = Api.on(port, person.token());
        api.accept(
                        api.submit(
                                        api.register("{\"name\": \"More\", \"assetClass\": \"camera\"}"),
                                        "asset_ref,module_manufacturer\n1,Telit\n".getBytes(StandardCharsets.UTF_8),
                                        "?effective=2026-01-01")
                                .read("$.id"),
                        "{}")
                .is(200);
        assertThat(mark(person)).isNotEqualTo(before);
    }

    private String mark(Person person) throws Exception {
        return String.valueOf(mvc.perform(get("/api/v1/exposure").header("Authorization", "Bearer " + person.token()))
                .andReturn()
                .getResponse()
                .getHeader("ETag"));
    }

    @Test
    void timeIsLookedBackOnAsItWas() {
        Person person = Person.of(application, Role.UTILITY, "Over Time");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        for (String[] one : new String[][] {{"2024-01-01", "1,Quectel\n"}, {"2025-01-01", "1,Quectel\n2,Telit\n"}}) {
            byte[] file = ("asset_ref,module_manufacturer\n" + one[1]).getBytes(StandardCharsets.UTF_8);
            api.accept(api.submit(register, file, "?effective=" + one[0]).read("$.id"), "{}")
                    .is(200);
        }
        assertThat(api.get("/exposure?asAt=2023-06-01").is(200).number("$.total"))
                .isZero();
        assertThat(api.get("/exposure?asAt=2024-06-01").is(200).number("$.total"))
                .isEqualTo(1);
        assertThat(api.get("/exposure").is(200).number("$.total")).isEqualTo(2);
        assertThat(api.get("/exposure?knownAt=2023-06-01").is(200).number("$.total"))
                .isZero();
    }
}
