package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code says short names; a whole name stands only where the short one is another's in the same file. */
class ImportsTests {

    private static final Pattern TEXTS =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\])'|/\\*.*?\\*/|//[^\n]*");
    private static final Pattern HEAD = Pattern.compile("(?m)^(?:package|import)[^;]*;");
    private static final Pattern WHOLE = Pattern.compile("(?<![\\w.])((?:[a-z][a-z0-9_]*\\.){2,})([A-Z]\\w*)");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void wholeNamesStandOnlyWhereTheShortOneIsTaken() throws IOException {
        List<String> whole = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> whole.addAll(in(file)));
        }
        assertThat(whole).isEmpty();
    }

    private static List<String> in(Path file) {
        String source = read(file);
        String code = HEAD.matcher(TEXTS.matcher(source).replaceAll("\"\"")).replaceAll("");
        String others = WHOLE.matcher(code).replaceAll("");
        List<String> found = new ArrayList<>();
        Matcher names = WHOLE.matcher(code);
        while (names.find()) {
            boolean imported = source.contains("import " + names.group() + ";");
            if (imported
                    || !Pattern.compile("\\b" + names.group(2) + "\\b")
                            .matcher(others)
                            .find()) {
                found.add(file + ": " + names.group());
            }
        }
        return found;
    }
}
