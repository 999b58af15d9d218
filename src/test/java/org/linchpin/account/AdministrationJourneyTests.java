package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An administrator and somebody's account in a real browser. */
@LinchpinTest
class AdministrationJourneyTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @AutoClose
    private Browser browser;

    private Browser administrator(Browser some) {
        browser = some;
        return browser.signIn(People.newAccount(application, Role.ADMINISTRATOR, Set.of()), People.PASSWORD);
    }

    @Test
    void anAccountIsFoundInTheListChangedClosedAndOpenedAgain() {
        Person person = Person.of(application, Role.UTILITY, "Journey Power");
        administrator(Browser.on(port)).go("/administration").isAccessible();
        browser.size(400).isAccessible().size(1280);
        browser.follow("Change the account " + person.username());
        assertThat(browser.heading()).isEqualTo("The account " + person.username());
        assertThat(browser.words()).contains("Utility: Journey Power");
        browser.isAccessible()
                .picture("account-1280")
                .size(400)
                .isAccessible()
                .picture("account-400")
                .size(1280);

        browser.fill("role", "auditor");
        browser.driver().findElement(By.id("sectors-energy")).click();
        browser.press("Change what it may do").until("There is a problem");
        browser.isAccessible().size(400).isAccessible().size(1280);
        assertThat(browser.words()).contains("Only an official can be confined to sectors");
        browser.fill("role", "official").press("Change what it may do").until("from now on");
        assertThat(browser.words()).contains("Official: Journey Power in Energy");

        browser.press("Make a code").until("This is shown once");
        browser.isAccessible();
        browser.press("Close " + person.username()).until("is closed");
        browser.isAccessible();
        browser.press("Open " + person.username() + " again").until("is open again");
        browser.follow("Accounts and operators");
        assertThat(browser.heading()).isEqualTo("Accounts and operators");
    }

    @Test
    void keysAloneAndNoScriptAreEnoughToChangeAnAccount() {
        Person person = Person.of(application, Role.UTILITY, "Keyboard Water");
        administrator(Browser.withoutScriptOn(port)).go("/administration/users/" + person.username());
        browser.driver().findElement(By.id("role")).sendKeys("aud");
        WebElement operator = browser.driver().findElement(By.id("operators-" + person.operator()));
        assertThat(operator.isSelected()).isTrue();
        operator.sendKeys(Keys.SPACE);
        operator.sendKeys(Keys.ENTER);
        browser.until("from now on");
        assertThat(browser.words()).contains("Auditor").doesNotContain("Auditor: Keyboard Water");
        browser.signOut().signIn(person.username(), person.password());
        assertThat(browser.go("/trail").heading()).startsWith("Who did what");
    }
}
