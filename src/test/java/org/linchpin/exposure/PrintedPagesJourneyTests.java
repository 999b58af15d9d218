package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.Browser;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Figures on paper: wherever a page ends, what belongs together stays together. */
@LinchpinTest
class PrintedPagesJourneyTests {

    private static final List<String> SECTORS =
            List.of("energy", "transport", "water", "health", "finance", "government", "food");

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @AutoClose
    private Browser browser;

    private void figures() {
        Person person = Person.of(application, Role.UTILITY, "Printed");
        Api api = Api.on(port, person.token());
        StringBuilder csv = new StringBuilder("asset_ref,units,module_manufacturer,module_model,sector,region\n");
        for (int row = 0; row < 70; row++) {
            csv.append("%d,%d,%s,%s,%s\n"
                    .formatted(
                            row,
                            20 + row,
                            List.of("Quectel,EC25-E", "Telit,LE910C4-EU", ",").get(row % 3),
                            SECTORS.get(row % SECTORS.size()),
                            List.of("TLC", "TLD", "TLE", "TLI", "TLJ", "TLM").get(row % 6)));
        }
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Printed\", \"assetClass\": \"smart_meter\"}"),
                csv.toString().getBytes(StandardCharsets.UTF_8),
                "?effective=2025-06-30");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        browser = Browser.on(port).signIn(person.username(), person.password());
    }

    /** The lines of each printed page, without the numbers of pages. */
    private List<List<String>> printed(double height) {
        try (PDDocument paper = Loader.loadPDF(browser.print(height))) {
            PDFTextStripper words = new PDFTextStripper();
            words.setSortByPosition(true);
            List<List<String>> pages = new ArrayList<>();
            for (int page = 1; page <= paper.getNumberOfPages(); page++) {
                words.setStartPage(page);
                words.setEndPage(page);
                pages.add(words.getText(paper)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.matches("[0-9]+ / [0-9]+"))
                        .toList());
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noPageEndsWithTheHeadOfATableWhereverItEnds() {
        figures();
        browser.go("/");
        List<String> heads = browser.driver().findElements(By.cssSelector("table")).stream()
                .map(table -> table.findElements(By.cssSelector("thead th")).stream()
                        .map(head -> String.valueOf(head.getDomProperty("textContent"))
                                .strip())
                        .findFirst()
                        .orElse(""))
                .filter(head -> !head.isEmpty())
                .distinct()
                .toList();
        assertThat(heads).isNotEmpty();
        List<String> alone = new ArrayList<>();
        for (double height = 18; height < 30; height += 0.5) {
            List<List<String>> pages = printed(height);
            assertThat(pages).as("%s cm", height).hasSizeGreaterThan(1);
            for (List<String> page : pages) {
                String last = page.isEmpty() ? "" : page.get(page.size() - 1);
                if (heads.stream().anyMatch(head -> last.equals(head) || last.startsWith(head + " "))) {
                    alone.add(height + " cm: " + last);
                }
            }
        }
        assertThat(alone).isEmpty();
    }
}
