package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Every chart on every page, with more holders, sectors, regions and operators than a chart may show: at most four categories,
 * the palette, neighbours told apart, a finding above it.
 *
 * <p>A category is what has a bar or a colour of its own on one axis. Points in time are none.
 */
@LinchpinTest
class ChartsPageTests {

    private static final int MOST = 4;

    /** The Analysis Function's dark blue, turquoise and mid blue, what means "possible", and ground, lines and ink. */
    private static final Set<String> PALETTE = Set.of(
            "#12436d",
            "#28a197",
            "#2073bc",
            "url(#hatch)",
            "none",
            "#fff",
            "#f4f6f8",
            "#e9eef3",
            "#d5dbe1",
            "#e6eaee",
            "#eceff2",
            "#51606f",
            "#14213d");

    private static final List<String> MAKERS =
            List.of("Quectel", "Telit", "SIMCom", "Sierra Wireless", "u-blox", "Fibocom", "MeiG");
    private static final List<String> SECTORS =
            List.of("energy", "transport", "water", "health", "finance", "government");
    private static final List<String> REGIONS = List.of("TLC", "TLD", "TLE", "TLI", "TLJ", "TLM");

    @Autowired
    private ApplicationContext application;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private Person person;

    @BeforeEach
    void register() {
        person = Person.of(
                application, Role.UTILITY, "Chart One", "Chart Two", "Chart Three", "Chart Four", "Chart Five");
        Api api = Api.on(port, person.token());
        StringBuilder csv = new StringBuilder(
                "asset_ref,operator,units,manufacturer,model,module_manufacturer,sector,region,installed_on\n");
        for (int i = 0; i < 240; i++) {
            csv.append("%d,%s,%d,Box %d,B%d,%s,%s,%s,%d-02-03\n"
                    .formatted(
                            i,
                            person.operators().get(i % 5),
                            1 + i % 7,
                            i % 6,
                            i % 9,
                            i % 4 == 3 ? "" : MAKERS.get(i % 7),
                            SECTORS.get(i % 6),
                            REGIONS.get((i / 5) % 6),
                            2012 + i % 14));
        }
        for (String operator : person.operators()) {
            String register = api.register(
                    "{\"operator\": \"%s\", \"name\": \"Charts\", \"assetClass\": \"camera\"}".formatted(operator));
            String own = csv.toString()
                    .lines()
                    .filter(line -> line.startsWith("asset_ref") || line.contains("," + operator + ","))
                    .collect(Collectors.joining("\n"));
            Api.Answer checked = api.submit(register, own.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
            api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        }
    }

    private Map<String, Document> pages() throws Exception {
        Map<String, Document> pages = new TreeMap<>();
        for (String path : List.of(
                "/",
                "/sectors/energy",
                "/regions/TLM",
                "/operators/" + person.operator(),
                "/controllers/quectel",
                "/vendors/quectel",
                "/modules/quectel_ec25",
                "/makers?name=Box%201",
                "/flow",
                "/trends",
                "/resilience",
                "/resilience?by=country",
                "/unknowns",
                "/unknowns/hhi",
                "/compare",
                "/compare?a.sector=energy&b.sector=transport",
                "/changes",
                "/assets",
                "/working?figure=hhi",
                "/working?figure=growth&key=quectel",
                "/replacement?controller=quectel",
                "/catalogue/vendors/quectel",
                "/replacement/plan?target=controller:quectel&startYear=2027&finishYear=2031&budget=100000",
                "/questions",
                "/glossary",
                "/figures")) {
            var response = mvc.perform(get(URI.create(path)).with(person.signedIn(application)))
                    .andReturn()
                    .getResponse();
            assertThat(response.getStatus()).as(path).isEqualTo(200);
            pages.put(path, Jsoup.parse(response.getContentAsString()));
        }
        return pages;
    }

    @Test
    void noChartHasMoreThanFourCategories() throws Exception {
        pages().forEach((path, page) -> {
            for (Element table : page.select("main table, main ul.strips")) {
                long drawn = table.select("svg.bar, svg.strip").stream()
                        .map(svg -> svg.closest("tr, li"))
                        .distinct()
                        .count();
                boolean overTime = table.select("thead").text().matches("(?s)(Year|Begins).*");
                assertThat(overTime ? 0 : drawn)
                        .as("%s: bars in %s", path, table.select("caption").text())
                        .isLessThanOrEqualTo(MOST);
            }
            for (Element svg : page.select("main svg.flow")) {
                Map<String, Long> columns = svg.select("rect.node").stream()
                        .collect(Collectors.groupingBy(node -> node.attr("x"), Collectors.counting()));
                assertThat(columns).as(path).isNotEmpty();
                assertThat(columns.values()).as(path).allMatch(nodes -> nodes <= MOST);
            }
            for (Element svg : page.select("main svg")) {
                Set<String> colours = svg.select("rect[fill], path[fill], circle[fill]").stream()
                        .map(shape -> shape.attr("fill"))
                        .filter(fill -> !Set.of("none", "#fff", "#f4f6f8", "#e9eef3", "#d5dbe1")
                                .contains(fill))
                        .collect(Collectors.toSet());
                assertThat(colours).as("%s: %s", path, svg.className()).hasSizeLessThanOrEqualTo(MOST);
            }
        });
    }

    @Test
    void aChartUsesThePaletteAlone() throws Exception {
        pages().forEach((path, page) -> {
            for (Element shape : page.select("main svg [fill], main svg [stroke]")) {
                for (String attribute : List.of("fill", "stroke")) {
                    if (shape.hasAttr(attribute)) {
                        assertThat(PALETTE).as(path).contains(shape.attr(attribute));
                    }
                }
            }
        });
    }

    /** Colours that touch differ by 3 to 1, or a line that does so lies between them (WCAG 1.4.11). */
    @Test
    void neighboursAreToldApart() throws Exception {
        Document page = pages().get("/");
        for (Element svg : page.select("main svg.graded, main .evidence > svg")) {
            List<String> fills = svg.select("> rect").stream()
                    .map(rect -> rect.attr("fill"))
                    .filter(fill -> !fill.startsWith("url"))
                    .toList();
            // Drawn from the weakest evidence to the strongest; the hollow one has an outline of the data's colour.
            assertThat(fills).containsExactly("#fff", "#28a197", "#12436d");
            assertThat(svg.selectFirst("rect[fill=#fff]").attr("stroke")).isEqualTo("#12436d");
            for (int i = 0; i + 1 < fills.size(); i++) {
                assertThat(contrast(fills.get(i), fills.get(i + 1)))
                        .as("%s beside %s", fills.get(i), fills.get(i + 1))
                        .isGreaterThanOrEqualTo(3);
            }
        }
        // Sure beside the ground of a bar, beside the ground of the hatch, and lines of what is possible beside theirs.
        assertThat(contrast("#12436d", "#f4f6f8")).isGreaterThan(3);
        assertThat(contrast("#12436d", "#e9eef3")).isGreaterThan(3);
        assertThat(contrast("#2073bc", "#ffffff")).as("the edge of a ribbon").isGreaterThan(3);
        assertThat(contrast("#51606f", "#ffffff")).as("the edge of a region").isGreaterThan(3);
    }

    @Test
    void theTitleOverEveryChartSaysWhatItShowsWithANumberOrAName() throws Exception {
        Map<String, Document> pages = pages();
        pages.forEach((path, page) -> {
            String drawn =
                    path.startsWith("/replacement") ? "main section:has(svg[role=img])" : "main section:has(svg)";
            for (Element section : page.select(drawn + ", main section:has(ul.strips), main section:has(.map)")) {
                assertThat(section.selectFirst("h2").text())
                        .as("%s: a finding names somebody, some place or some number", path)
                        .matches(
                                ".*(Quectel|China|[0-9]|Too little|nobody|highest|largest|surely differs between A and B for [A-Z]).*");
            }
        });
        assertThat(pages.get("/").select("main section:has(svg.bar)")).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void everyDefinitionAndWordThatIsLinkedStandsThere() throws Exception {
        Map<String, Document> pages = pages();
        pages.forEach((path, page) -> {
            for (Element link : page.select("a[href^=/figures#], a[href^=/glossary#], a[href^=/questions#]")) {
                String[] address = link.attr("href").split("#");
                assertThat(pages.get(address[0]).getElementById(address[1]))
                        .as("%s on %s", link.attr("href"), path)
                        .isNotNull();
            }
        });
        assertThat(pages.get("/glossary").select("h2").eachText()).contains("Cellular module", "HHI");
    }

    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String six = colour.length() == 4 ? colour.replaceAll("([0-9a-f])", "$1$1") : colour;
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(six.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
