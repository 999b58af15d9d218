package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The thirty questions of {@code src/docs/questions.md}, each walked as it is written there. */
@LinchpinTest
class QuestionsJourneyTests {

    private static final int MOST_CLICKS = 3;
    private static final Pattern SAID = Pattern.compile("“(.+?)”");

    private static final String REGISTER = """
            asset_ref,units,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on,people_served
            1,400,Halden,H1,Quectel,EC25-E,Energy,TLM,2024-03-01,400
            2,200,Halden,H2,Quectel,M95,Transport,TLM,2023-03-01,100
            3,60,Halden,H3,Ikotek,,Energy,TLI,2024-03-01,0
            4,200,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01,0
            5,140,Norrland,N9,,,Energy,TLI,2023-03-01,0
            """;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @AutoClose
    private Browser browser;

    private Person withRegister() {
        Person person = Person.of(application, Role.UTILITY, "Asked About");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Asked about\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2025-06-30");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private static String line(DocumentPages.Entry question, String label) {
        return question.lines().stream()
                .filter(line -> line.label().equals(label + "."))
                .map(DocumentPages.Line::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError(question.name() + " has no " + label));
    }

    private static List<String> clicks(DocumentPages.Entry question) {
        String said = line(question, "Clicks").replaceFirst("\\.$", "");
        return said.startsWith("None") ? List.of() : List.of(said.split(" › ", -1));
    }

    private static String answer(DocumentPages.Entry question) {
        Matcher said = SAID.matcher(line(question, "Answer"));
        assertThat(said.find()).as(question.name()).isTrue();
        return said.group(1);
    }

    private void click(String words) {
        boolean fold = words.startsWith("[");
        String bare = words.replaceAll("[\\[\\]]", "");
        String xpath = "//%s[contains(normalize-space(.), \"%s\")]".formatted(fold ? "summary" : "a", bare);
        List<WebElement> found = browser.driver().findElements(By.xpath(xpath)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(found).as("%s on %s", words, browser.path()).isNotEmpty();
        found.get(0).click();
    }

    @Test
    void everyQuestionIsAnsweredWithinThreeClicksOfTheFirstPage() {
        List<DocumentPages.Entry> questions = DocumentPages.read("questions.md");
        assertThat(questions).hasSize(30);
        Person person = withRegister();
        browser = Browser.on(port).signIn(person.username(), person.password());
        List<String> unanswered = new ArrayList<>();
        for (DocumentPages.Entry question : questions) {
            List<String> clicks = clicks(question);
            assertThat(clicks).as(question.name()).hasSizeLessThanOrEqualTo(MOST_CLICKS);
            browser.go("/");
            clicks.forEach(this::click);
            if (!browser.words().contains(answer(question))) {
                unanswered.add(question.name() + " at " + browser.path() + ": " + browser.heading());
            }
        }
        assertThat(unanswered).isEmpty();
    }

    @Test
    void everyWayToLookIsAccessibleAndFitsASmallScreen() {
        Person person = withRegister();
        browser = Browser.on(port).signIn(person.username(), person.password());
        for (String path : List.of(
                "/",
                "/controllers/quectel",
                "/vendors/quectel",
                "/modules/quectel_m95",
                "/makers?name=Halden",
                "/flow",
                "/trends",
                "/resilience",
                "/unknowns",
                "/compare",
                "/changes",
                "/assets",
                "/working?figure=hhi",
                "/?estimate=prorata",
                "/questions")) {
            browser.size(1280).go(path).isAccessible().size(400).isAccessible();
            long wide = (Long) browser.driver().executeScript("return document.documentElement.scrollWidth");
            long window = (Long) browser.driver().executeScript("return window.innerWidth");
            assertThat(wide).as(path).isLessThanOrEqualTo(window);
        }
    }

    @Test
    void theWaysWorkWithoutJavaScript() {
        Person person = withRegister();
        browser = Browser.withoutScriptOn(port).signIn(person.username(), person.password());
        for (String way :
                List.of("Flow", "Over time", "Without a supplier", "What to find out", "Compare", "What changed")) {
            browser.go("/");
            click(way);
            assertThat(browser.heading()).as(way).isNotBlank();
            assertThat(browser.driver().findElements(By.cssSelector("main table")))
                    .as(way)
                    .isNotEmpty();
        }
    }
}
