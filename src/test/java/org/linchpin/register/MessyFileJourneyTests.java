package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody of a utility brings in a file that nobody ever prepared for this, in at most five decisions. */
@LinchpinTest
class MessyFileJourneyTests {

    private static final int MOST_DECISIONS = 5;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @AutoClose
    private Browser browser;

    private int decisions;

    /** A title, semicolons, Windows-1252, German names, both coordinates in one cell, numbers among words, words of their own. */
    private Path messy() throws IOException {
        StringBuilder csv = new StringBuilder("Ladepunkte der Stadtwerke;;;;;;;\r\nStand 31.01.2026;;;;;;;\r\n\r\n"
                + "Ladepunkt-Nr.;Hersteller;Gerätetyp;Lage;Leistung;Inbetriebnahme;Zustand;Sachbearbeiter\r\n");
        for (int i = 1; i <= 60; i++) {
            csv.append("LP-%d;Größe & Söhne;Säule %d;(51.50%d, -0.12%d);Typ 2, %s;%d.5.%d;%s;Frau Müller\r\n"
                    .formatted(
                            i,
                            i % 3,
                            10 + i % 30,
                            10 + i % 30,
                            i % 2 == 0 ? "22 kW" : "3,7 kW",
                            1 + i % 28,
                            18 + i % 7,
                            i % 9 == 0 ? "geplant" : i % 10 == 0 ? "lfd." : "in Betrieb"));
        }
        return Files.write(
                folder.resolve("Ladepunkte (2).csv"), csv.toString().getBytes(Charset.forName("windows-1252")));
    }

    private void decide(String button) {
        decisions++;
        browser.press(button);
    }

    @Test
    void aMessyFileIsAcceptedInAtMostFiveDecisions() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Messy Works");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        browser.go("/registers").fill("name", "Ladepunkte").fill("assetClass", "EV chargers");
        decide("Set up the register");
        browser.fill("file", messy().toString());
        decide("Upload and check");
        browser.until("What do the columns mean?");
        assertThat(browser.words())
                .contains("windows-1252, semicolon between the cells, header in row 4", "Größe & Söhne", "Frau Müller");
        assertThat(chosen("Lage")).isEqualTo("latitude, longitude");
        assertThat(chosen("Hersteller")).isEqualTo("manufacturer");
        assertThat(chosen("Ladepunkt-Nr.")).isEqualTo("asset_ref");
        assertThat(chosen("Leistung")).isEqualTo("capacity_kw");
        assertThat(chosen("Inbetriebnahme")).isEqualTo("installed_on");
        assertThat(chosen("Zustand")).isEqualTo("status");
        assertThat(chosen("Sachbearbeiter")).isEqualTo("aside");
        browser.isAccessible()
                .picture("messy-mapping")
                .size(400)
                .isAccessible()
                .picture("messy-mapping-400")
                .size(1280);
        browser.fill("word-status-0", "in service");
        decisions++;
        decide("Keep this and check the file");
        browser.until("Every row can be taken in");
        decide("Accept");
        browser.until("Accepted: this is what counts");
        assertThat(decisions).isLessThanOrEqualTo(MOST_DECISIONS);
        assertThat(browser.words()).contains("60 received");
        browser.go("/assets?operator=" + utility.operator());
        assertThat(browser.words()).contains("London");
    }

    @Test
    void aCauseIsMendedWithOneClickAndTheFileIsCheckedAgain() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Doubtful Works");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        browser.go("/registers").fill("name", "Chargers").fill("assetClass", "EV chargers");
        decide("Set up the register");
        Path file = Files.writeString(folder.resolve("chargers.csv"), """
                asset_ref,installed_on,status,units
                1,03/04/2020,RUNNING,1
                2,05/06/2020,RUNNING,0
                3,07/08/2020,,2
                """);
        browser.fill("file", file.toString());
        decide("Upload and check");
        browser.until("1 of 3 rows cannot be taken in");
        assertThat(browser.words())
                .contains("3 days in \u201Cinstalled_on\u201D can be read in two ways", "\u201CRUNNING\u201D \u00D7 2");
        browser.isAccessible()
                .picture("causes")
                .size(400)
                .isAccessible()
                .picture("causes-400")
                .size(1280);
        decide("Treat the column as month, day, year: 12/31/2025");
        browser.until("1 of 3 rows cannot be taken in");
        assertThat(browser.words()).doesNotContain("can be read in two ways").contains("What keeps rows out");
        browser.driver().findElement(By.id("partial")).click();
        decide("Accept");
        browser.until("Accepted: this is what counts");
        assertThat(decisions).isLessThanOrEqualTo(MOST_DECISIONS);
    }

    private void upload(String name, String csv) throws IOException {
        browser.fill("file", Files.writeString(folder.resolve(name), csv).toString());
        browser.press("Upload and check");
    }

    private void headerIn(int row) {
        if (!browser.driver().findElement(By.id("headerRow")).isDisplayed()) {
            browser.driver()
                    .findElement(By.xpath("//summary[contains(., 'This is not how it should look')]"))
                    .click();
        }
        browser.fill("headerRow", String.valueOf(row)).press("Read it this way");
        browser.press("Keep this and check the file");
        browser.until("Every row can be taken in");
    }

    @Test
    void howAFileIsWrittenIsRememberedForTheNextAndAskedAboutWhenItChanges() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Yearly Works");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        browser.go("/registers").fill("name", "Chargers").fill("assetClass", "EV chargers");
        browser.press("Set up the register");
        String register = browser.path();
        String table = "Charger,Who made it,What it is\nasset_ref,manufacturer,model\n1,ABB,Terra\n2,ABB,Terra\n";
        upload("2025.csv", table);
        browser.until("What do the columns mean?");
        headerIn(2);
        browser.press("Accept");
        browser.until("Accepted: this is what counts");

        browser.go(register);
        upload("2026.csv", table + "3,ABB,Terra\n");
        browser.until("Every row can be taken in");
        assertThat(browser.words()).contains("read as last time: header in row 2", "1 new or changed + 2 unchanged");
        browser.press("Accept");
        browser.until("Accepted: this is what counts");

        browser.go(register);
        upload("2027.csv", "Register\nof 2027\n\n" + table + "3,ABB,Terra\n4,ABB,Terra\n");
        browser.until("The file is written in another way than the ones before");
        assertThat(browser.words()).contains("header in row 2", "header in row 4");
        browser.isAccessible()
                .picture("written-otherwise")
                .size(400)
                .isAccessible()
                .picture("written-otherwise-400")
                .size(1280);
        headerIn(5);
        assertThat(browser.words()).contains("1 new or changed + 3 unchanged");
    }

    @Test
    void aMistakeAboutColumnsIsSaidAtItsFieldAtEveryWidth() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Mistaken Works");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        browser.go("/registers").fill("name", "Ladepunkte").fill("assetClass", "EV chargers");
        browser.press("Set up the register");
        browser.fill("file", messy().toString());
        browser.press("Upload and check");
        browser.until("What do the columns mean?");
        WebElement leistung = browser.driver().findElement(By.cssSelector("select[aria-label='Meaning of Leistung']"));
        String field = String.valueOf(leistung.getDomProperty("id"));
        browser.fill(field, "latitude, longitude");
        browser.driver()
                .findElements(By.tagName("summary"))
                .get(browser.driver().findElements(By.tagName("summary")).size() - 1)
                .click();
        browser.fill("leave-values", "TEST*");
        browser.press("Keep this and check the file");
        browser.until("There is a problem");
        // At one of the two columns that mean the same.
        String described = String.valueOf(browser.driver()
                .findElement(By.cssSelector("select.govuk-select--error"))
                .getDomAttribute("aria-describedby"));
        assertThat(browser.driver().findElement(By.id(described)).getText()).contains("latitude");
        assertThat(browser.driver().findElement(By.name("leave-values")).getDomProperty("value"))
                .isEqualTo("TEST*");
        browser.isAccessible()
                .picture("mistaken-mapping")
                .size(400)
                .isAccessible()
                .picture("mistaken-mapping-400")
                .size(1280);
    }

    private String chosen(String label) {
        return browser.driver()
                .findElement(By.cssSelector("select[aria-label='Meaning of " + label + "']"))
                .getDomProperty("value");
    }
}
