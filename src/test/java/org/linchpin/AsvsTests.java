package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents of security say of themselves: they count right, and every test that they name is there. */
class AsvsTests {

    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern ROW =
            Pattern.compile("^\\| [0-9.–]+ \\| .* \\| (met|partly|not met|n/a) \\| .+ \\|$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+(?:Tests|Soak|Fuzz))`");

    private static Set<String> tests;

    @BeforeAll
    static void whatTestsThereAre() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void theRequirementsAreCountedRight() throws IOException {
        String asvs = Files.readString(DOCS.resolve("asvs.md"));
        long rows = asvs.lines().filter(line -> line.matches("\\| [0-9].*")).count();
        assertThat(count(asvs, "met") + count(asvs, "partly") + count(asvs, "not met") + count(asvs, "n/a"))
                .as("every row is judged")
                .isEqualTo(rows);
        assertThat(count(asvs, "not met")).isZero();
        assertThat(asvs.replaceAll("\\s+", " "))
                .contains("%d met, %d partly, none not met, %d do not apply"
                        .formatted(count(asvs, "met"), count(asvs, "partly"), count(asvs, "n/a")));
    }

    private static long count(String asvs, String judgement) {
        return ROW.matcher(asvs)
                .results()
                .filter(row -> row.group(1).equals(judgement))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asvs.md", "threat-model.md", "operations.md"})
    void everyTestThatIsNamedIsThere(String document) throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(Files.readString(DOCS.resolve(document)));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        named.removeAll(tests);
        assertThat(named).isEmpty();
    }
}
