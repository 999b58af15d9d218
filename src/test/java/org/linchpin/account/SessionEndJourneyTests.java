package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody saw is gone from every window once their session is. */
@LinchpinTest
class SessionEndJourneyTests {

    private static final String NOTICE = "Your session has ended";

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @AutoClose
    private Browser browser;

    private String first;
    private String second;

    @BeforeEach
    void twoWindows() {
        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        browser.go("/account");
        first = browser.driver().getWindowHandle();
        second = browser.driver().switchTo().newWindow(WindowType.TAB).getWindowHandle();
        browser.go("/account");
        assertThat(browser.words()).contains(official.username());
    }

    @Test
    void whoeverSignsOutInOneWindowIsGoneFromTheOthers() {
        browser.driver().switchTo().window(first);
        browser.signOut();
        browser.driver().switchTo().window(second);
        browser.until(NOTICE);
        assertThat(browser.driver().findElements(By.tagName("table"))).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("Linchpin");
        browser.isAccessible();
        assertThat(browser.driver()
                        .findElement(By.linkText("To the first page"))
                        .isDisplayed())
                .isTrue();
    }

    @Test
    void aSessionThatWasEndedFromAfarIsGoneFromAllWindowsAtTheNextClickInOne() {
        jdbc.sql("update session set ended_at = now() where ended_at is null").update();
        browser.driver().switchTo().window(first);
        browser.go("/account");
        assertThat(browser.path()).isEqualTo("/sign-in");
        browser.driver().switchTo().window(second);
        browser.until(NOTICE);
    }

    /** The window that is left alone counts the time by itself; the server has no part in it. */
    @Test
    void afterThatManyIdleSecondsAPageIsClearedByItself() {
        assertThat(browser.driver().findElement(By.tagName("body")).getDomAttribute("data-idle"))
                .isEqualTo("1800");
        browser.driver()
                .executeScript("document.body.dataset.idle = 1; new BroadcastChannel('session').postMessage('asked')");
        browser.until(NOTICE);
    }
}
