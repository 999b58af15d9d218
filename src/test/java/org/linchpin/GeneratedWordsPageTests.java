package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.api.Test;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.exposure.Exposure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that pages of figures generate comes from messages, so that it can be said in Welsh. A page is asked for in a
 * language whose every message stands in marks; what stands outside of marks must be one of three: prose that stands in a
 * template as it is (a translated template replaces it), something that the data call so, or no word at all.
 */
@LinchpinTest
class GeneratedWordsPageTests {

    private static final String REGISTER = """
            asset_ref,units,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on,people_served,status,firmware
            1,40,Halden,H1,Quectel,EC25-E,Energy,TLI,2024-03-01,400,,
            2,20,Halden,H2,Quectel,M95,Energy,TLM,2016-03-01,100,,
            3,20,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01,30,,
            4,15,Norrland,N9,,,Transport,TLM,2023-03-01,20,planned,
            5,5,,,,,Transport,,,1,,
            6,9,Orrin,O1,SIMCom,SIM7600,Water,TLC,2022-03-01,1,,
            7,8,Orrin,O2,u-blox,SARA-R4,Water,TLD,2022-03-01,1,,F7
            8,7,Teltonika,FMM130,,,Health,TLE,2021-03-01,1,,
            9,6,Orrin,O4,Sierra Wireless,EM7455,Finance,TLE,2021-03-01,1,,
            """;

    private static final List<String> FIGURES = List.of(
            "units",
            "coverage",
            "share&key=quectel",
            "content&key=Halden",
            "others&key=3",
            "hhi",
            "effective",
            "cr1",
            "cr4",
            "left",
            "growth&key=quectel",
            "sunset&key=quectel",
            "locked&key=quectel",
            "flow",
            "information&key=quectel",
            "information_hhi");

    private static final String DAY = "[0-9]{1,2} \\p{L}+ [0-9]{4}";

    /** Attributes that are read out or shown. */
    private static final List<String> SAID = List.of("aria-label", "alt", "title", "data-label", "placeholder");

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private Person withRegister() {
        Person person = Person.of(application, Role.UTILITY, "Generated Words");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Generated\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private static List<String> pages(Person person) {
        List<String> pages = new ArrayList<>(List.of(
                "/",
                "/?weight=kilowatts&lookThrough=legal&estimate=prorata",
                "/?sector=energy&region=TLI&assetClass=smart_meter",
                "/?asAt=2026-01-31&knownAt=2026-02-28",
                "/?asAt=2019-01-01",
                "/sectors/energy",
                "/sectors/space",
                "/regions/TLM",
                "/operators/" + person.operator(),
                "/controllers/quectel",
                "/vendors/quectel",
                "/modules/quectel_m95",
                "/makers?name=Halden",
                "/flow",
                "/flow?asAt=2019-01-01",
                "/trends",
                "/trends?asAt=2019-01-01",
                "/resilience",
                "/resilience?by=maker",
                "/resilience?by=country&weight=people",
                "/resilience?asAt=2019-01-01",
                "/unknowns",
                "/unknowns?sector=energy",
                "/unknowns/hhi",
                "/compare",
                "/compare?a.sector=transport&b.sector=energy",
                "/changes",
                "/changes?since=2020-01-01",
                "/assets",
                "/assets?q=nothing-like-it",
                "/assets?generation=2G&sector=energy",
                "/figures",
                "/glossary",
                "/questions"));
        FIGURES.forEach(figure -> pages.add("/working?figure=" + figure));
        return pages;
    }

    private String answer(Person person, String path) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(URI.create(path))
                        .header("Accept-Language", MarkedMessages.LANGUAGE.toLanguageTag())
                        .with(person.signedIn(application)))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).as(path).isEqualTo(200);
        return response.getContentAsString();
    }

    /** Texts of templates that stand there as they are: no attribute of Thymeleaf puts others in their place. */
    private static Set<String> prose() throws IOException {
        Set<String> prose = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("frontend", "templates"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".html")).toList()) {
                String template = Files.readString(file);
                // Words that one fragment hands to another are prose as well, if nothing is put into them.
                template.lines()
                        .flatMap(line -> Pattern.compile("~\\{[^}]*?\\((.*?)\\)\\}\"")
                                .matcher(line)
                                .results())
                        .flatMap(call -> Pattern.compile("'([^']*)'")
                                .matcher(call.group(1))
                                .results())
                        .forEach(word -> prose.add(word.group(1).strip()));
                Jsoup.parse(template).traverse((NodeVisitor) (node, depth) -> {
                    if (node instanceof TextNode text && !replaced(text)) {
                        prose.add(bare(text.getWholeText()));
                    } else if (node instanceof Element element) {
                        element.attributes().asList().stream()
                                .filter(one -> SAID.contains(one.getKey()))
                                .forEach(one -> prose.add(bare(one.getValue())));
                    }
                });
            }
        }
        return prose;
    }

    private static boolean replaced(TextNode text) {
        Element parent = text.parent();
        return parent != null && (parent.hasAttr("th:text") || parent.hasAttr("th:replace"));
    }

    /** What the data call something: names, words of registers, reasons that recognition wrote down, definitions. */
    private Set<String> data(Person person) {
        Set<String> data = new HashSet<>();
        List.of(
                        "select name from sector",
                        "select name from region",
                        "select plural from asset_class",
                        "select name from organisation",
                        "select key from organisation",
                        "select prefix from module_family",
                        "select name from band",
                        "select note from network_sunset",
                        "select note from ownership",
                        "select controller_note from organisation",
                        "select radio from module_family",
                        "select form_factor from module_family",
                        "select holder_name from look_through",
                        "select maker from wording",
                        "select model from wording",
                        "select equipment_maker from wording",
                        "select concat_ws(' ', equipment_maker, model) from wording",
                        "select module from wording",
                        "select reason from wording",
                        "select reason from candidate",
                        "select concat_ws(' ', o.name, c.module) from candidate c join organisation o on o.key = c.vendor_key",
                        "select path from look_through",
                        "select name from operator",
                        "select code from operator")
                .forEach(sql -> jdbc.sql(sql).query(String.class).list().stream()
                        .filter(Objects::nonNull)
                        .forEach(one -> data.add(bare(one))));
        // Names of countries and of months come from the language itself, not from messages.
        Stream.of(Locale.getISOCountries()).forEach(code -> {
            data.add(code);
            data.add(new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.UK));
        });
        // The same in every language: the version of the method, generations of radio.
        data.addAll(List.of(Exposure.METHOD, "LPWA", "LTE-M", "NB-IoT", "SAT"));
        data.add("Generated");
        data.add(person.username());
        return data;
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** What is left of a text outside of marks, if it has a word in it. */
    static String outside(String text) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (char sign : text.toCharArray()) {
            depth += sign == MarkedMessages.OPEN ? 1 : sign == MarkedMessages.CLOSE ? -1 : 0;
            outside.append(depth > 0 ? "" : sign == MarkedMessages.CLOSE ? "; " : sign);
        }
        return bare(outside.toString());
    }

    private static boolean hasWords(String text) {
        return text.matches("(?s).*\\p{L}{2}.*");
    }

    /** Parts of a text that come from no message, are no name and have words. */
    private static List<String> strange(String path, String text, Set<String> named) {
        String left = outside(text);
        return named.contains(left)
                ? List.of()
                : Stream.of(left.split("[,;] |^[,.] "))
                        .map(GeneratedWordsPageTests::bare)
                        .filter(one -> hasWords(one) && !named.contains(one) && !one.matches(DAY))
                        .map(one -> path + ": " + one)
                        .toList();
    }

    @Test
    void whatPagesOfFiguresGenerateComesFromMessages() throws Exception {
        Person person = withRegister();
        Set<String> known = prose();
        Set<String> strange = new TreeSet<>();
        int marked = 0;
        for (String path : pages(person)) {
            // An interval that stays on one line is a part of its sentence.
            Document page = Jsoup.parse(answer(person, path).replaceAll("<span class=\"nowrap\">([^<]*)</span>", "$1"));
            Set<String> named = data(person);
            named.addAll(known);
            // Addresses, files and commands are no prose; definitions are documents of their own.
            page.select("code, script, dd a[href^=http], section.definition, ul.links a[href^=#]")
                    .remove();
            List<String> texts = new ArrayList<>();
            page.body().traverse((NodeVisitor) (node, depth) -> {
                if (node instanceof TextNode text) {
                    texts.add(text.getWholeText());
                } else if (node instanceof Element element) {
                    for (Attribute one : element.attributes()) {
                        if (SAID.contains(one.getKey())) {
                            texts.add(one.getValue());
                        }
                    }
                }
            });
            texts.forEach(text -> strange.addAll(strange(path, text, named)));
            marked += (int) texts.stream()
                    .filter(text -> text.indexOf(MarkedMessages.OPEN) >= 0)
                    .count();
        }
        assertThat(strange).as("words that come from no message").isEmpty();
        assertThat(marked).isGreaterThan(500);
    }

    /** One word by itself is a code, which scripts rely on; what has several words is said to people. */
    @Test
    void whatFilesAndAnswersSayComesFromMessages() throws Exception {
        Person person = withRegister();
        Set<String> strange = new TreeSet<>();
        for (String path : List.of(
                "/api/v1/exposure?estimate=prorata&by=country",
                "/api/v1/exposure/trend?key=quectel",
                "/api/v1/exposure/unknowns",
                "/api/v1/exposure/unknowns/hhi",
                "/api/v1/resilience",
                "/api/v1/working?figure=sunset&key=quectel",
                "/api/v1/working?figure=locked&key=quectel",
                "/api/v1/working?figure=flow")) {
            List<String> said = new ArrayList<>();
            JsonNode answer = JsonMapper.shared().readTree(answer(person, path));
            texts(answer, said);
            Set<String> named = data(person);
            said.forEach(text -> strange.addAll(said(path, text, named)));
        }
        for (String path : List.of(
                "/api/v1/exposure?format=csv",
                "/api/v1/exposure/trend.csv",
                "/api/v1/exposure/parts.csv",
                "/api/v1/exposure/flow.csv",
                "/api/v1/exposure/unknowns.csv",
                "/api/v1/exposure/unknowns/hhi.csv",
                "/api/v1/resilience.csv",
                "/api/v1/working.csv?figure=sunset&key=quectel")) {
            Set<String> named = data(person);
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(answer(person, path))) {
                rows.forEach(row -> row.getFields().forEach(cell -> strange.addAll(said(path, cell, named))));
            }
        }
        assertThat(strange).as("words that come from no message").isEmpty();
    }

    private static void texts(JsonNode node, List<String> said) {
        if (node.isString()) {
            said.add(node.stringValue());
        }
        node.forEach(inner -> texts(inner, said));
    }

    private static List<String> said(String path, String text, Set<String> named) {
        return text.contains(" ") && !text.startsWith("http") ? strange(path, text, named) : List.of();
    }
}
