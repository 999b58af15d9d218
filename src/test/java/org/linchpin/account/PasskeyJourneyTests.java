package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passkeys in a real browser, with an authenticator that Chromium pretends to have. */
@LinchpinTest
class PasskeyJourneyTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @AutoClose
    private Browser browser;

    private VirtualAuthenticator authenticator() {
        return browser.driver()
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
    }

    @Test
    void aPasskeyIsAddedOpensTheAccountAndOpensNothingOnceRemoved() {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        browser = Browser.atLocalhost(port);
        VirtualAuthenticator authenticator = authenticator();
        browser.signIn(name, People.PASSWORD)
                .go("/account")
                .follow("your passkeys")
                .until("You have none yet");
        browser.fill("label", "Work laptop")
                .fill("owner", People.PASSWORD)
                .press("Add the passkey")
                .until("The passkey is added");
        assertThat(browser.words()).contains("Work laptop", "never");
        browser.isAccessible();
        assertThat(authenticator.getCredentials()).hasSize(1);

        browser.fill("label", "Again").fill("owner", People.PASSWORD);
        browser.driver()
                .findElement(By.cssSelector("form[data-passkey] button"))
                .click();
        browser.until("holds a passkey of this account already");
        browser.signOut().go("/sign-in").isAccessible();
        browser.press("Sign in with a passkey").until(name);
        assertThat(browser.go("/account").heading()).isEqualTo("Signed in as " + name);
        assertThat(jdbc.sql(
                                "select signature_count from user_credentials c join user_entities e on e.id = c.user_entity_user_id where e.name = ?")
                        .param(name)
                        .query(Long.class)
                        .single())
                .isPositive();

        browser.go("/account/passkeys")
                .fill("password", People.PASSWORD)
                .press("Remove")
                .until("It opens nothing any more");
        browser.signOut().go("/sign-in").press("Sign in with a passkey").until("This passkey is not known here");
    }

    @Test
    void aPasskeyOfAClosedAccountOpensNothing() {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        browser = Browser.atLocalhost(port);
        authenticator();
        browser.signIn(name, People.PASSWORD).go("/account/passkeys");
        browser.fill("label", "Key")
                .fill("owner", People.PASSWORD)
                .press("Add the passkey")
                .until("The passkey is added")
                .signOut();
        jdbc.sql("update account set enabled = false where username = ?")
                .param(name)
                .update();
        browser.go("/sign-in").press("Sign in with a passkey").until("This passkey is not known here");
        assertThat(browser.go("/account").path()).startsWith("/sign-in");
    }

    @Test
    void withoutScriptThePageSaysWhatItTakesAndThePasswordWorks() {
        String name = People.newAccount(application, Role.OFFICIAL, Set.of());
        browser = Browser.withoutScriptAtLocalhost(port);
        browser.signIn(name, People.PASSWORD).go("/account/passkeys");
        assertThat(browser.words()).contains("with JavaScript switched on");
        assertThat(browser.driver().findElement(By.name("label")).isDisplayed()).isFalse();
    }
}
