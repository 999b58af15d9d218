package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Regular expressions are the program's own: none is made from what somebody sends and then run. */
class PatternsTests {

    private static final Path SOURCES = Path.of("src", "main", "java");

    /** A call that takes a pattern, and what begins its first argument if it is neither a text nor a constant. */
    private static final Pattern MADE = Pattern.compile(
            "(?:Pattern\\s*\\.compile|\\.replaceFirst|(?<!shares|pictures)\\.replaceAll)\\(\\s*(?!\\w+ ->|\"|[A-Z_]{3,}[,) ]|\\s|\\()(\\w[^,)]*)");

    @Test
    void noPatternIsMadeFromDataButOneThatIsOnlyCompiled() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> made = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(PatternsTests::made)
                    .toList();
            assertThat(made).containsExactly("Drafting: pattern");
        }
    }

    private static Stream<String> made(Path file) {
        try {
            Matcher matcher = MADE.matcher(Files.readString(file));
            String name = file.getFileName().toString().replace(".java", "");
            return matcher.results().map(found -> name + ": " + found.group(1).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
