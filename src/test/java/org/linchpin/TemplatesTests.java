package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every page keeps to: nothing the content security policy would refuse, nothing unescaped, no call of a bean. */
class TemplatesTests {

    private static final Path TEMPLATES = Path.of("frontend", "templates");

    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\sstyle=|th:style|th:utext|\\son[a-z]+=\"|<style|<script(?![^>]*\\ssrc=)|\\$\\{@|\\$\\{T\\(|\\sth:on[a-z]+=");

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aPageHoldsNothingThatIsForbidden(Path template) throws IOException {
        List<String> lines = Files.readAllLines(template).stream()
                .filter(line -> FORBIDDEN.matcher(line).find())
                .toList();
        assertThat(lines).as(template.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aPageStandsInTheFrameThatAllShare(Path template) throws IOException {
        String folder = TEMPLATES.relativize(template).toString();
        if (folder.startsWith("components") || folder.equals("layout.html") || folder.startsWith("briefing")) {
            return;
        }
        assertThat(Files.readString(template)).as(folder).contains("~{layout :: page(");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTableSaysWhatItIs(Path template) throws IOException {
        String page = Files.readString(template);
        assertThat(page.split("<table").length).as(template.toString()).isEqualTo(page.split("<caption").length);
    }

    /** On a narrow screen rows become cards, and a number without its column's name says nothing. */
    @ParameterizedTest
    @MethodSource("templates")
    void everyNumberOfACardSaysWhatItIs(Path template) throws IOException {
        List<String> bare = Jsoup.parse(Files.readString(template)).select("table.cards td.number").stream()
                .filter(cell ->
                        !cell.hasAttr("data-label") && !cell.attr("th:attr").contains("data-label"))
                .map(Element::outerHtml)
                .toList();
        assertThat(bare).as(template.toString()).isEmpty();
    }

    /** Thymeleaf replaces an element before it asks its condition, so the condition would never be asked. */
    @ParameterizedTest
    @MethodSource("templates")
    void noConditionStandsOnAnElementThatIsReplaced(Path template) throws IOException {
        assertThat(Files.readString(template))
                .as(template.toString())
                .doesNotContainPattern("<(?!html)[^>]*th:(if|unless)=\"[^\"]*\"[^>]*th:(replace|insert)=");
    }
}
