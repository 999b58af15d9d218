package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.print.PageSize;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium that speaks the words of our pages. A journey in a machine without Chromium and its driver is skipped,
 * and says why.
 */
public final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");

    private final ChromeDriver driver;
    private final String home;
    private final Path downloads;

    private Browser(ChromeDriver driver, String home, Path downloads) {
        this.driver = driver;
        this.home = home;
        this.downloads = downloads;
    }

    /** Opens a browser on the application that listens on a port of this machine. */
    public static Browser on(int port) {
        return open("127.0.0.1", port, true);
    }

    /** The same with JavaScript switched off. */
    public static Browser withoutScriptOn(int port) {
        return open("127.0.0.1", port, false);
    }

    /** By a name in place of a number, for passkeys are bound to names. */
    public static Browser atLocalhost(int port) {
        return open("localhost", port, true);
    }

    /** The same with JavaScript switched off. */
    public static Browser withoutScriptAtLocalhost(int port) {
        return open("localhost", port, false);
    }

    private static Browser open(String host, int port, boolean script) {
        Optional<File> chromium = program("LINCHPIN_CHROMIUM", "chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = program("LINCHPIN_CHROMEDRIVER", "chromedriver");
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium found; on Debian: apt-get install chromium");
        Assumptions.assumeTrue(
                chromedriver.isPresent(), "Chromium found, its driver not; on Debian: apt-get install chromium-driver");
        try {
            Path downloads = Files.createTempDirectory("linchpin-downloads");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(chromium.get());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,1000");
            options.setExperimentalOption(
                    "prefs",
                    Map.of(
                            "download.default_directory",
                            downloads.toString(),
                            "profile.managed_default_content_settings.javascript",
                            script ? 1 : 2));
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(chromedriver.get())
                    .build();
            return new Browser(new ChromeDriver(service, options), "http://" + host + ":" + port, downloads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<File> program(String variable, String... names) {
        String named = System.getenv(variable);
        Stream<Path> places = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)));
        return places.filter(Files::isExecutable).findFirst().map(Path::toFile);
    }

    public ChromeDriver driver() {
        return driver;
    }

    public Browser go(String path) {
        driver.get(home + path);
        return this;
    }

    public Browser signIn(String username, String password) {
        go("/sign-in");
        fill("username", username);
        fill("password", password);
        press("Sign in");
        return this;
    }

    public Browser signOut() {
        press("Sign out");
        return this;
    }

    /** Types into the field of that name, or chooses the option of that text or value. */
    public Browser fill(String name, String value) {
        WebElement field = driver.findElement(By.name(name));
        if (field.getTagName().equals("select")) {
            field.findElements(By.tagName("option")).stream()
                    .filter(option -> value.equals(option.getText()) || value.equals(option.getDomAttribute("value")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no option " + value + " in " + name))
                    .click();
        } else {
            if (!"file".equals(field.getDomAttribute("type"))) {
                field.clear();
            }
            field.sendKeys(value);
        }
        return this;
    }

    /** Presses the button that says this, and waits for the page that answers: a large upload begins late. */
    public Browser press(String words) {
        WebElement page = driver.findElement(By.tagName("html"));
        click("//button[contains(normalize-space(.), '%s')]".formatted(words));
        try {
            new WebDriverWait(driver, Duration.ofSeconds(20)).until(gone(page));
        } catch (TimeoutException download) {
            // A button that brings a file leaves its page as it is.
        }
        return this;
    }

    /** Whether another page stands in place of this one. While it comes, the driver may say so in other words than that it is stale. */
    public static ExpectedCondition<Boolean> gone(WebElement page) {
        return ignored -> {
            try {
                page.isEnabled();
                return false;
            } catch (StaleElementReferenceException replaced) {
                return true;
            } catch (WebDriverException between) {
                if (String.valueOf(between.getMessage()).contains("does not belong to the document")) {
                    return true;
                }
                throw between;
            }
        };
    }

    /** Follows the link that says this. */
    public Browser follow(String words) {
        click("//a[contains(normalize-space(.), '%s')]".formatted(words));
        return this;
    }

    /** A window that was another size a moment ago is still being laid out: what cannot be met yet is tried again. */
    private void click(String xpath) {
        new WebDriverWait(driver, Duration.ofSeconds(10))
                .ignoring(ElementNotInteractableException.class)
                .ignoring(StaleElementReferenceException.class)
                .until(ignored -> {
                    element(xpath).click();
                    return true;
                });
    }

    private WebElement element(String xpath) {
        List<WebElement> found = driver.findElements(By.xpath(xpath)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(found).as("%s on %s", xpath, driver.getCurrentUrl()).isNotEmpty();
        return found.get(0);
    }

    public String heading() {
        return driver.findElement(By.tagName("h1")).getText();
    }

    /** What the page says. */
    public String words() {
        return driver.findElement(By.tagName("body")).getText();
    }

    public String path() {
        return String.valueOf(driver.getCurrentUrl()).replace(home, "");
    }

    /** Waits until the page says this, for work that goes on in the background. */
    public Browser until(String words) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .withMessage(() -> "the page never said '" + words + "' but: " + words())
                .ignoring(WebDriverException.class)
                .until(ignored -> words().contains(words));
        return this;
    }

    public Browser size(int width) {
        driver.manage().window().setSize(new Dimension(width, 1000));
        return this;
    }

    /** Axe finds nothing, and nothing sticks out of the page. */
    public Browser isAccessible() {
        List<Rule> violations = new AxeBuilder().analyze(driver).getViolations();
        assertThat(violations)
                .as(
                        "axe on %s: %s",
                        path(),
                        violations.stream()
                                .map(rule -> rule.getId() + " " + rule.getNodes())
                                .toList())
                .isEmpty();
        assertThat((Long) driver.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels by which %s is wider than its window", path())
                .isNotPositive();
        return this;
    }

    /** A finished download. */
    public Path downloaded() {
        return downloaded("");
    }

    /** A finished download whose name ends so. */
    public Path downloaded(String ending) {
        return new WebDriverWait(driver, Duration.ofSeconds(30)).until(ignored -> {
            try (Stream<Path> files = Files.list(downloads)) {
                return files.filter(file -> file.toString().endsWith(ending)
                                && !file.toString().endsWith(".crdownload")
                                && !file.getFileName().toString().startsWith("."))
                        .findFirst()
                        .orElse(null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Keeps a picture of the whole page under {@code target/pictures}. */
    public Browser picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            long height = (Long) driver.executeScript("return Math.max(600, document.documentElement.scrollHeight)");
            Dimension before = driver.manage().window().getSize();
            driver.manage().window().setSize(new Dimension(before.getWidth(), (int) Math.min(height + 140, 8000)));
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            driver.manage().window().setSize(before);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture of what a window so high shows, without the bars that would move it. */
    public byte[] window(int height) {
        driver.manage()
                .window()
                .setSize(new Dimension(driver.manage().window().getSize().getWidth(), height));
        driver.executeScript("document.documentElement.style.overflow = 'hidden'");
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** The page on paper as wide as A4 and so many centimetres high, as PDF. */
    public byte[] print(double height) {
        PrintOptions options = new PrintOptions();
        options.setPageSize(new PageSize(height, 21.0));
        return Base64.getDecoder().decode(driver.print(options).getContent());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
