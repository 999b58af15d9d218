package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A file from its upload to its withdrawal, by hands that have no mouse and in a browser that runs no script. */
@LinchpinTest
class IntakeJourneyTests {

    private static final int MOST_STOPS = 150;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @AutoClose
    private Browser browser;

    /** How somebody moves about a page. */
    private interface Hands {

        /** Types into a field, or chooses what an option says. */
        void fill(String field, String words);

        /** Ticks a box. */
        void tick(String field);

        /** Presses a button, and waits for the page that answers. */
        void press(String button);

        /** Opens what is folded away under these words. */
        void unfold(String words);

        void follow(String link);
    }

    @Test
    void theWholeIntakeWorksWithoutJavaScript() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Scriptless Works");
        browser = Browser.withoutScriptOn(port).signIn(utility.username(), utility.password());
        walk(new Mouse());
    }

    @Test
    void theWholeIntakeWorksWithTheKeyboardAlone() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Mouseless Works");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        walk(new Keyboard());
    }

    /** Half of its rows are tests, each with another word; its days can be read in two ways; one row says no number of pieces. */
    private Path file() throws IOException {
        StringBuilder csv = new StringBuilder(
                "Stand 31.01.2026;;;;;;\nNr.;Hersteller;Modell;Inbetriebnahme;Zustand;Anzahl;Bearbeiter\n");
        for (int i = 1; i <= 60; i++) {
            csv.append("A-%d;Kempower;S-Series %d;0%d/0%d/2020;%s;%d;Frau Muster\n"
                    .formatted(
                            i, i % 3, 1 + i % 9, 1 + i % 7, i % 2 == 0 ? "Test " + i : "in Betrieb", i == 7 ? 0 : 1));
        }
        return Files.writeString(folder.resolve("chargers.csv"), csv);
    }

    private void walk(Hands hands) throws IOException {
        browser.go("/registers");
        hands.fill("name", "Ladepunkte");
        hands.fill("assetClass", "EV chargers");
        hands.press("Set up the register");
        hands.fill("file", file().toString());
        hands.press("Upload and check");

        browser.until("What do the columns mean?");
        assertThat(browser.words()).contains("semicolon between the cells, header in row 2");
        hands.unfold("This is not how it should look");
        hands.fill("headerRow", "1");
        hands.press("Read it this way");
        browser.until("header in row 1");
        hands.unfold("This is not how it should look");
        hands.fill("headerRow", "2");
        hands.press("Read it this way");
        browser.until("header in row 2");
        hands.press("Keep this and check the file");

        browser.until("What keeps rows out");
        assertThat(browser.words())
                .contains("1 of 60 rows cannot be taken in", "30 rows have words in “Zustand” that are not known");
        hands.unfold("Leave rows out by what “Zustand” says");
        hands.fill("words", "Test *");
        hands.fill("why", "Never connected");
        hands.press("Keep this and check again");
        browser.until("30 rows are left out, as the mapping says");
        hands.press("Treat the column as day, month, year");
        browser.until("31 of 60 rows cannot be taken in");
        assertThat(browser.words()).doesNotContain("can be read in two ways");

        hands.follow("What it would do to the figures");
        browser.until("Before and after");
        hands.follow("The file");
        browser.until("Decide");
        hands.tick("partial");
        hands.press("Accept");
        browser.until("Accepted: this is what counts");
        assertThat(browser.words())
                .contains("60 received = 29 new or changed + 0 unchanged + 31 rejected + 0 repeated");
        assertThat(browser.driver()
                        .findElement(By.linkText("Sealed receipt (JSON)"))
                        .getDomProperty("href"))
                .endsWith("/receipt");

        hands.unfold("Withdraw this file");
        hands.press("Withdraw");
        browser.until("There is a problem");
        hands.fill("why", "The wrong year");
        hands.press("Withdraw");
        browser.until("Withdrawn: it counts no longer");
        assertThat(browser.words()).contains("The wrong year");
    }

    private final class Mouse implements Hands {

        @Override
        public void fill(String field, String words) {
            WebElement shown = browser.driver().findElements(By.name(field)).stream()
                    .filter(one -> one.isDisplayed() || "file".equals(one.getDomAttribute("type")))
                    .findFirst()
                    .orElseThrow();
            if (shown.getTagName().equals("input")) {
                if (!"file".equals(shown.getDomAttribute("type"))) {
                    shown.clear();
                }
                shown.sendKeys(words);
            } else {
                browser.fill(field, words);
            }
        }

        @Override
        public void tick(String field) {
            browser.driver().findElement(By.name(field)).click();
        }

        @Override
        public void press(String button) {
            browser.press(button);
        }

        @Override
        public void unfold(String words) {
            WebElement summary = browser.driver().findElements(By.tagName("summary")).stream()
                    .filter(one -> one.getText().contains(words))
                    .findFirst()
                    .orElseThrow();
            if (summary.findElement(By.xpath("..")).getDomAttribute("open") == null) {
                summary.click();
            }
        }

        @Override
        public void follow(String link) {
            browser.follow(link);
        }
    }

    private final class Keyboard implements Hands {

        /** Goes from stop to stop as the tabulator does, round the page if need be. */
        private WebElement reach(String what, Predicate<WebElement> wanted) {
            for (int i = 0; i < MOST_STOPS; i++) {
                WebElement at = browser.driver().switchTo().activeElement();
                if (wanted.test(at)) {
                    return at;
                }
                new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            }
            throw new AssertionError(what + " cannot be reached by keyboard on " + browser.path());
        }

        private WebElement field(String name) {
            return reach(name, at -> name.equals(at.getDomAttribute("name")));
        }

        private WebElement saying(String tag, String words) {
            return reach(
                    words, at -> at.getTagName().equals(tag) && at.getText().contains(words));
        }

        private void enter(WebElement at) {
            WebElement page = browser.driver().findElement(By.tagName("html"));
            at.sendKeys(Keys.ENTER);
            new WebDriverWait(browser.driver(), Duration.ofSeconds(20)).until(Browser.gone(page));
        }

        @Override
        public void fill(String field, String words) {
            WebElement at = field(field);
            if ("number".equals(at.getDomAttribute("type"))) {
                at.sendKeys(Keys.chord(Keys.CONTROL, "a"));
            }
            at.sendKeys(words);
        }

        @Override
        public void tick(String field) {
            field(field).sendKeys(Keys.SPACE);
        }

        @Override
        public void press(String button) {
            enter(saying("button", button));
        }

        @Override
        public void unfold(String words) {
            WebElement summary = saying("summary", words);
            if (summary.findElement(By.xpath("..")).getDomAttribute("open") == null) {
                summary.sendKeys(Keys.ENTER);
            }
        }

        @Override
        public void follow(String link) {
            enter(saying("a", link));
        }
    }
}
