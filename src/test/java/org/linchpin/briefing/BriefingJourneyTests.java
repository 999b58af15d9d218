package org.linchpin.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An official writes both briefings that come with the product, in a browser, and takes every format away. */
@LinchpinTest
class BriefingJourneyTests {

    private static final String REGISTER = """
            asset_ref,asset_class,sector,region,units,manufacturer,model,module_manufacturer,module_model
            j1,smart_meter,energy,TLI,600,Acme,One,Quectel,BG95
            j2,smart_meter,energy,TLC,300,Acme,Two,Telit,ME910C1
            j3,ev_charger,energy,TLI,80,Acme,Three,,
            """;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @AutoClose
    private Browser browser;

    @Test
    void bothTemplatesAreIssuedAndReadInEveryFormat() {
        Person utility = Person.of(application, Role.UTILITY, "Journey Meters");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-06-30");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        browser.go("/briefings").isAccessible().size(400).isAccessible().size(1280);
        for (String template : Commissioning.SHIPPED) {
            browser.go("/briefings/new?template=" + template + "&sector=energy&operator=" + utility.operator());
            browser.until("This is what it would say now. Nothing is issued.");
            browser.isAccessible().picture("composer-" + template);
            browser.fill("title", "Live words " + template);
            new WebDriverWait(browser.driver(), Duration.ofSeconds(30))
                    .ignoring(StaleElementReferenceException.class)
                    .until(driver -> driver.findElement(By.id("live")).getText().contains("Live words " + template));
            browser.fill("marking", "OFFICIAL").press("Issue the briefing").until("Would it say the same today?");
            browser.isAccessible().size(400).isAccessible().size(1280).picture("briefing-" + template);
            assertThat(browser.words()).contains("OFFICIAL", "How to prove it", "Registers behind the figures");
            String address = browser.path();
            Api reading = Api.on(port, official.token());
            for (Format format : Format.values()) {
                assertThat(reading.get(address + "." + format.key()).is(200).body())
                        .as(format.key())
                        .isNotEmpty();
            }
            browser.follow("Compare it with today").until("Every figure would be the same today.");
            browser.follow("The same with today").until("Every figure is as it was in B-");
        }
    }

    @Test
    void sectionsAreMovedByKeyboardWithoutAScript() {
        Person utility = Person.of(application, Role.UTILITY, "Keys Alone");
        browser = Browser.withoutScriptOn(port).signIn(utility.username(), utility.password());
        browser.go("/briefings/new?template=plain-english");
        assertThat(kinds()).startsWith("explain", "national", "replacement");
        WebElement page = browser.driver().findElement(By.tagName("html"));
        browser.driver().findElement(By.cssSelector("button[value='up-1']")).sendKeys(Keys.ENTER);
        new WebDriverWait(browser.driver(), Duration.ofSeconds(30)).until(Browser.gone(page));
        assertThat(kinds()).startsWith("national", "explain", "replacement");
        browser.fill("title", "Words to use again").press("Save as a template").until("A template of yours");
        browser.follow("Words to use again").until("This is what it would say now. Nothing is issued.");
        assertThat(kinds()).startsWith("national", "explain", "replacement");
        assertThat(browser.driver().findElement(By.name("title")).getDomProperty("value"))
                .isEqualTo("Words to use again");
        browser.fill("marking", "None").press("Issue the briefing").until("Would it say the same today?");
    }

    private List<String> kinds() {
        return browser.driver().findElements(By.cssSelector("select[name^='kind-']")).stream()
                .map(select -> select.getDomProperty("value"))
                .toList();
    }

    @Test
    void aMistakeInOnesOwnWordsIsToldBesideThem() {
        Person utility = Person.of(application, Role.UTILITY, "Wrong Words");
        browser = Browser.withoutScriptOn(port).signIn(utility.username(), utility.password());
        browser.go("/briefings/new")
                .fill("title", "There are 40")
                .press("Issue the briefing")
                .until("There is a problem");
        assertThat(browser.words()).contains("The number 40 has neither a unit nor a date");
    }
}
