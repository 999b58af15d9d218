package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** From the dashboard to a funding pack in one's hands, and to a plan. */
@LinchpinTest
class ReplacementJourneyTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Person utility;

    @AutoClose
    private Browser browser;

    @BeforeEach
    void register() {
        utility = Person.of(application, Role.UTILITY, "Signals of Somewhere");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Signals\", \"assetClass\": \"traffic_controller\"}");
        StringBuilder csv =
                new StringBuilder("asset_ref,module_manufacturer,module_model,region,installed_on,criticality\n");
        for (int i = 0; i < 300; i++) {
            csv.append(i)
                    .append(i % 3 == 0 ? ",,,TLI," : ",Quectel,EC25-E,TLI,")
                    .append(2018 + i % 7)
                    .append("-01-01,")
                    .append(1 + i % 5)
                    .append('\n');
        }
        Api.Answer checked = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "");
        api.accept(checked.read("$.id"), "{}").is(200);
    }

    @Test
    void anOfficialGoesFromTheFirstPageToAFundingPackAndOpensTheFiles() throws IOException {
        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        browser.go("/").follow("What replacing them would cost");
        assertThat(browser.heading()).startsWith("Replacing the modules of ");
        browser.fill("target", "Quectel").press("Estimate");
        assertThat(browser.heading()).startsWith("Replacing the modules of Quectel would cost £");
        browser.follow("Make a funding pack");
        assertThat(browser.heading()).contains("missing before the pack is finished");
        browser.fill("purpose", "Out of everything")
                .fill("owner", "Head of resilience")
                .fill("approver", "Investment committee")
                .fill("evidence", "Framework contract 12")
                .fill("whyConcept", "Strategic outline case")
                .fill("unknown", "Survey by the owners within a year")
                .fill("review", "2099-01-31")
                .press("Finish the pack");
        assertThat(browser.heading()).isEqualTo("Funding pack: replacing the modules of Quectel");
        String page = browser.words();
        browser.follow("Download the pack as CSV").follow("Download the pack as a spreadsheet (ODS)");

        List<String> csv = Files.readAllLines(browser.downloaded(".csv"));
        Element sheets = Jsoup.parse(content(browser.downloaded(".ods")), Parser.xmlParser());
        List<String> gross = row(sheets, "Money", "Gross cash");
        List<String> budget = row(sheets, "Money", "With allowance for optimism");
        List<String> columns = List.of("P10", "P50", "P80", "P90", "Mean");
        for (int i = 0; i < columns.size(); i++) {
            assertThat(csv).anyMatch(starting("Money,Gross cash," + columns.get(i) + "," + gross.get(i) + ","));
            assertThat(csv)
                    .anyMatch(starting(
                            "Money,With allowance for optimism," + columns.get(i) + "," + budget.get(i) + ","));
            assertThat(page).contains(Money.say(pence(gross.get(i))));
        }
        assertThat(gross.stream().limit(4).map(Double::valueOf).toList()).isSorted();
        assertThat(page).contains("Asked for: up to " + Money.say(pence(budget.get(2))));
        assertThat(row(sheets, "Pack", "Evidence")).containsExactly("Framework contract 12");
        assertThat(csv).anyMatch(starting("Twelve steps,12. Update it,State,planned,"));
    }

    private static Predicate<String> starting(String words) {
        return line -> line.startsWith(words);
    }

    private static long pence(String pounds) {
        return new BigDecimal(pounds).movePointRight(2).longValueExact();
    }

    /** What stands beside a name in a sheet, as a spreadsheet would reckon with it. */
    private static List<String> row(Element sheets, String sheet, String name) {
        return sheets.select("table|table[table:name=" + sheet + "] table|table-row").stream()
                .map(row -> row.select("table|table-cell"))
                .filter(cells -> !cells.isEmpty() && name.equals(cells.get(0).text()))
                .findFirst()
                .orElseThrow()
                .stream()
                .skip(1)
                .map(cell -> cell.hasAttr("office:value")
                        ? new BigDecimal(cell.attr("office:value")).setScale(2).toPlainString()
                        : cell.text())
                .toList();
    }

    @Test
    void anOfficialGoesFromAnOwnersPageToADownloadedFundingPack() throws IOException {
        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        browser.go("/operators/" + utility.operator()).follow("What replacing them would cost");
        assertThat(browser.heading())
                .startsWith("Replacing the modules of Quectel in Signals of Somewhere would cost £");
        assertThat(browser.words())
                .contains("200 units surely have such a module, 300 possibly", "The outside view", "2.62 times");
        browser.isAccessible()
                .picture("replacement")
                .size(400)
                .isAccessible()
                .picture("replacement-400")
                .size(1280);

        browser.follow("Make a funding pack");
        assertThat(browser.heading()).isEqualTo("7 things are missing before the pack is finished");
        browser.isAccessible();
        browser.fill("purpose", "Taking the modules out of signals").press("Finish the pack");
        assertThat(browser.heading()).isEqualTo("6 things are missing before the pack is finished");
        assertThat(browser.words())
                .contains("There is a problem", "Name who is to approve it", "say how they will be identified");
        browser.isAccessible().picture("pack-missing");
        browser.fill("owner", "Head of signals")
                .fill("approver", "Investment committee")
                .fill("evidence", "Framework contract 12")
                .fill("whyConcept", "Strategic outline case")
                .fill("unknown", "Survey by the owners within a year")
                .fill("review", "2099-01-31")
                .press("Finish the pack");
        assertThat(browser.heading())
                .isEqualTo("Funding pack: replacing the modules of Quectel in Signals of Somewhere");
        browser.isAccessible().picture("pack").size(400).isAccessible().size(1280);
        browser.follow("Download the pack as a spreadsheet (ODS)");
        assertThat(content(browser.downloaded()))
                .contains(
                        "table:name=\"Pack\"",
                        "table:name=\"Assumptions\"",
                        "Taking the modules out of signals",
                        "Framework contract 12",
                        "9. Conduct risk and uncertainty analysis",
                        "Only brought forward");
    }

    private static String content(Path sheets) throws IOException {
        try (ZipFile zip = new ZipFile(sheets.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("content.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anAnalystKeepsTwoAnswersAndComparesThem() {
        Person analyst = Person.of(application, Role.ANALYST);
        browser = Browser.on(port).signIn(analyst.username(), analyst.password());
        String plan = "/replacement/plan?target=controller:quectel&startYear=2027&finishYear=2031&operator="
                + utility.operator() + "&budget=";
        browser.go(plan + "5000").press("Keep");
        assertThat(browser.words()).contains("There is a problem", "Give it a name");
        browser.fill("title", "Little").press("Keep it");
        browser.go(plan + "20000").fill("title", "More").press("Keep");
        assertThat(browser.heading()).isEqualTo("You have kept 2 answers");
        browser.isAccessible().press("Compare");
        assertThat(browser.heading()).startsWith("More spends £").contains("more than Little", "units less");
        browser.isAccessible().size(400).isAccessible().size(1280);
        browser.go("/replacement/kept").follow("Reckon again");
        assertThat(browser.words()).contains("the same byte for byte");
        browser.press("Take off the list");
        assertThat(browser.heading()).isEqualTo("You have kept one answer");
    }

    @Test
    void anAnalystChangesANumberInItsRowAndSeesWhatItDoes() {
        Person analyst = Person.of(application, Role.ANALYST);
        browser = Browser.withoutScriptOn(port).signIn(analyst.username(), analyst.password());
        String number = "as_traffic_controller_visit_labour_incl._traffic_management";
        String question = "/replacement?controller=quectel&operator=" + utility.operator();
        browser.go(question + "&edit=" + number);
        browser.fill("low", "900").fill("likely", "100").fill("high", "50").press("See what it does");
        assertThat(browser.words()).contains("There is a problem", "out of order: 900, 100, 50");
        browser.fill("low", "100").fill("likely", "100").fill("high", "100").press("See what it does");
        assertThat(browser.words()).contains("With your number the mean is £", "instead of £");
        browser.follow("Plan it year by year").fill("budget", "5000").press("Plan");
        assertThat(browser.heading()).startsWith("Of 200 units that surely have a module of Quectel");
        assertThat(browser.words()).contains("With a number of your own", "No plan that spends as much");
        browser.follow("Back to the estimate");
        assertThat(browser.words()).contains("With your number the mean is £", "instead of £");
        browser.go(question + "&startYear=2033&finishYear=2027");
        assertThat(browser.words()).contains("The last year must not be before the first");
    }

    @Test
    void aUtilityStatesItsCostsAndPlansItsOwnPartAlone() {
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        browser.go("/replacement?controller=quectel");
        assertThat(browser.words()).contains("Your own equipment alone", "class 5");
        for (String element : new String[] {"unit", "visit"}) {
            browser.go("/replacement/own").isAccessible();
            browser.fill("element", element).press("State this cost");
            assertThat(browser.words()).contains("There is a problem", "Choose the kind of equipment");
            browser.fill("assetClass", "traffic_controller")
                    .fill("low", "300")
                    .fill("likely", "320")
                    .fill("high", "400")
                    .fill("priceYear", "2025")
                    .fill("source", "Work orders of last year")
                    .press("State this cost");
        }
        assertThat(browser.words()).contains("What stands", "Work orders of last year");
        browser.go("/replacement?controller=quectel");
        assertThat(browser.words()).contains("class 4");

        browser.go("/replacement/plan?target=controller:quectel&startYear=2027&finishYear=2031&budget=0");
        assertThat(browser.words()).contains("With a budget of zero nothing can be planned");
        browser.size(400).isAccessible().size(1280).isAccessible();
        browser.fill("budget", "20,000").fill("crews", "1").press("Plan");
        assertThat(browser.heading()).startsWith("Of 200 units that surely have a module of Quectel");
        assertThat(browser.words())
                .contains("Equal shares for everybody", "of none is it known whether it serves", "not known");
        browser.isAccessible()
                .picture("plan")
                .size(400)
                .isAccessible()
                .picture("plan-400")
                .size(1280);
    }
}
