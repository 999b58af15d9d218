package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.register.RealFiles;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The main job, end to end, in a real browser: a real register in, a national picture out. */
@LinchpinTest
class MainJourneyTests {

    private static final List<String> PAGES = List.of(
            "/",
            "/assets",
            "/replacement",
            "/registers",
            "/catalogue",
            "/catalogue/sources",
            "/catalogue/vendors/quectel",
            "/controllers/quectel",
            "/figures",
            "/glossary",
            "/briefing",
            "/help/register-format",
            "/nowhere");

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @AutoClose
    private Browser browser;

    private String file(String name) throws IOException {
        return Files.write(folder.resolve(name), RealFiles.read(name)).toString();
    }

    @Test
    void aRealRegisterOfChargersComesInAndTheNationalPictureShowsItWithWhatIsNotKnown() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Chargers of Britain");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        upload("Public chargers", "EV chargers", file(RealFiles.CHARGERS), "2017-11-23");
        assertThat(browser.heading()).isEqualTo("What do the columns mean?");
        browser.isAccessible().picture("mapping");
        browser.press("Keep this and check the file").until("4 of 3,968 rows cannot be taken in");
        assertThat(browser.words())
                .contains("3,968 received = 3,964 new or changed + 0 unchanged + 4 rejected + 0 repeated");
        browser.isAccessible().picture("checked");
        browser.driver().findElement(By.name("partial")).click();
        browser.press("Accept")
                .until("Accepted: this is what counts")
                .isAccessible()
                .signOut();

        Person official = Person.of(application, Role.OFFICIAL);
        browser.signIn(official.username(), official.password());
        assertThat(browser.path()).isEqualTo("/");
        browser.isAccessible().size(400).isAccessible().size(1280).picture("national");
        browser.go("/operators/" + utility.operator());
        assertThat(browser.words()).contains("Too little is known");
        browser.isAccessible();
        browser.go("/sectors/energy");
        assertThat(browser.heading()).contains("Energy");
        browser.isAccessible().picture("sector");
        browser.go("/replacement?target=controller:quectel&sector=energy&operator=" + utility.operator());
        assertThat(browser.heading()).startsWith("Replacing the modules of Quectel");
        assertThat(browser.words()).contains("0 units surely have such a module");
        browser.follow("Download CSV");
        assertThat(Files.readAllLines(browser.downloaded()))
                .anyMatch(line -> line.startsWith("total,gross,"))
                .anyMatch(line -> line.contains(utility.operator()));
    }

    @Test
    void aRealRegisterOfCamerasComesInThroughItsOwnHeader() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Cameras of Austin");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        upload("Traffic cameras", "Cameras", file(RealFiles.CAMERAS), "2020-05-08");
        browser.press("Keep this and check the file").until("Every row can be taken in");
        assertThat(browser.words()).contains("758 received");
        browser.press("Accept").until("Accepted: this is what counts");
        browser.go("/assets?operator=" + utility.operator()).isAccessible();
        assertThat(browser.heading()).isEqualTo("758 rows of registers");
        browser.size(400).isAccessible();
    }

    @Test
    void anOfficialAsksWhatReplacingOneControllersModulesCostsAndTakesTheFiguresAway() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Known Modules");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Signals\", \"assetClass\": \"traffic_controller\"}");
        StringBuilder csv = new StringBuilder("asset_ref,module_manufacturer,module_model,region,installed_on\n");
        for (int i = 0; i < 300; i++) {
            csv.append(i).append(i % 3 == 0 ? ",,,TLI,2020-01-01\n" : ",Quectel,EC25-E,TLI,2020-01-01\n");
        }
        Api.Answer checked = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "");
        api.accept(checked.read("$.id"), "{}").is(200);

        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        browser.go("/operators/" + utility.operator());
        assertThat(browser.heading())
                .isEqualTo("Between 66% and 100% of connected units of Known Modules depend on Quectel");
        browser.follow("What replacing them would cost");
        assertThat(browser.heading()).startsWith("Replacing the modules of Quectel in Known Modules would cost £");
        assertThat(browser.words()).contains("200 units surely have such a module, 300 possibly", "assumption");
        browser.isAccessible().picture("replacement").size(400).isAccessible().size(1280);
        browser.follow("Download CSV");
        List<String> lines = Files.readAllLines(browser.downloaded());
        assertThat(lines.get(0))
                .startsWith("table,item,low,likely,high,high_if_possible,unit,price_year,confidence,source,as_at");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("total,gross,"))
                .anyMatch(line -> line.startsWith("parameter,"));
        browser.go("/briefing?operator=" + utility.operator())
                .isAccessible()
                .press("Issue the briefing")
                .until("Would it say the same today?")
                .isAccessible()
                .size(400)
                .isAccessible();
        assertThat(browser.words()).contains("How to prove it", "SHA-256", "Registers behind the figures");
    }

    @Test
    void everythingCanBeDoneWithTheKeyboardAlone() {
        Person utility = Person.of(application, Role.UTILITY, "By Keyboard");
        browser = Browser.on(port).go("/sign-in");
        type("username", utility.username());
        type("password", utility.password() + Keys.ENTER);
        browser.until("Sign out").go("/registers");
        type("name", "Keyboard register" + Keys.ENTER);
        browser.until("Upload a file");
        assertThat(browser.heading()).isEqualTo("Keyboard register");
        WebElement upload = reach("file");
        assertThat(upload.getDomAttribute("type")).isEqualTo("file");
    }

    /** Tabs until the field of that name has the focus, and types there. */
    private void type(String field, String words) {
        reach(field).sendKeys(words);
    }

    private WebElement reach(String field) {
        for (int i = 0; i < 80; i++) {
            WebElement at = browser.driver().switchTo().activeElement();
            if (field.equals(at.getDomAttribute("name"))) {
                return at;
            }
            at.sendKeys(Keys.TAB);
        }
        throw new AssertionError(field + " cannot be reached by keyboard on " + browser.path());
    }

    @Test
    void everythingWorksWithoutJavaScript() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Without Script");
        browser = Browser.withoutScriptOn(port).signIn(utility.username(), utility.password());
        Path small = Files.writeString(folder.resolve("small.csv"), "asset_ref,module_manufacturer\n1,Quectel\n2,\n");
        upload("Plain", "EV chargers", small.toString(), "2026-01-31");
        browser.until("Every row can be taken in").press("Accept").until("Accepted");
        browser.go("/");
        assertThat(browser.words()).contains("You see the registers of your own operators alone");
        browser.go("/replacement").fill("target", "controller:quectel").press("Estimate");
        assertThat(browser.heading()).startsWith("Replacing the modules of Quectel");
    }

    @Test
    void aFileThatIsNoTableIsRefusedInWordsOnThePage() throws IOException {
        Person utility = Person.of(application, Role.UTILITY, "Wrong Files");
        browser = Browser.on(port).signIn(utility.username(), utility.password());
        Path pdf = Files.writeString(folder.resolve("register.pdf"), "%PDF-1.7 no table");
        upload("Refused", "EV chargers", pdf.toString(), "2026-01-31");
        assertThat(browser.words()).contains("There is a problem", "This is a PDF document");
        browser.isAccessible();
    }

    @Test
    void noPageHasAnythingForAxeToFind() {
        Person official = Person.of(application, Role.OFFICIAL);
        browser = Browser.on(port).signIn(official.username(), official.password());
        for (String path : PAGES) {
            browser.go(path).isAccessible().size(400).isAccessible().size(1280);
        }
    }

    private void upload(String register, String kind, String file, String day) {
        browser.go("/registers").fill("name", register).fill("assetClass", kind).press("Set up the register");
        browser.fill("file", file);
        setDay(day);
        browser.press("Upload and check");
    }

    /** month, day, year, as the language of the test browser wants it. */
    private void setDay(String day) {
        WebElement field = browser.driver().findElement(By.name("effective"));
        field.clear();
        String[] parts = day.split("-");
        field.sendKeys(parts[1] + parts[2] + parts[0]);
    }
}
