package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the documents say about files is what the code does with them: the tables in {@code register-format.md} are generated from the definitions that
 * check a file. Run with {@code -Dformat.write=true} to write them anew.
 */
class FormatTests {

    private static final Path GUIDE = Path.of("src", "docs", "register-format.md");
    private static final String BEGIN = "<!-- from here on generated from the definitions that check a file -->\n";
    private static final String END = "<!-- to here -->\n";

    private static String generated() {
        StringBuilder text =
                new StringBuilder("\n| column | what it holds | read as | for example |\n|---|---|---|---|\n");
        for (TemplateColumn column : TemplateColumn.values()) {
            text.append("| `%s` | %s | %s | `%s` |\n"
                    .formatted(column.key(), column.meaning(), column.kind().words(), column.example()));
        }
        text.append("\nOther names that are known, whatever their case, accents, blanks and signs:\n\n");
        for (TemplateColumn column : TemplateColumn.values()) {
            text.append("* `%s`: %s\n".formatted(column.key(), String.join(", ", column.names())));
        }
        text.append("\nWords for states of service:\n\n");
        FormatPage.states()
                .forEach((state, words) -> text.append("* %s: %s\n".formatted(state, String.join(", ", words))));
        text.append("\nWords that say that a site is an ordinary one: %s. Every other word makes it a sensitive one.\n"
                .formatted(String.join(", ", Vocabulary.wordsForOrdinarySites())));
        text.append("\nUnits behind a capacity: %s.\n"
                .formatted(Units.OF_CAPACITY.keySet().stream().sorted().collect(Collectors.joining(", "))));
        text.append("\nCells that say that nothing is known: an empty one, %s; and for days %s.\n\n"
                .formatted(
                        Cells.PLACEHOLDERS.stream()
                                .sorted()
                                .map(word -> "`" + word + "`")
                                .collect(Collectors.joining(", ")),
                        Cells.PLACEHOLDER_DAYS.stream()
                                .sorted()
                                .map(day -> "`" + day + "`")
                                .collect(Collectors.joining(", "))));
        text.append("What may be found, by its code:\n\n");
        Cause.codes().forEach((code, words) -> text.append("* `%s`: %s\n".formatted(code, words)));
        text.append('\n');
        text.append("Encodings: %s.\n\n".formatted(String.join(", ", FileForm.encodings())));
        return text.toString();
    }

    @Test
    void theGuideSaysWhatTheCodeDoes() throws IOException {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf(BEGIN) + BEGIN.length();
        int end = guide.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        if (Boolean.getBoolean("format.write")) {
            Files.writeString(GUIDE, guide.substring(0, begin) + generated() + guide.substring(end));
        }
        assertThat(Files.readString(GUIDE)).contains(BEGIN + generated() + END);
    }

    @Test
    void theTemplateHasEveryColumn() throws IOException {
        String header = Files.readAllLines(Path.of("frontend", "static", "register-template.csv"))
                .get(0);
        assertThat(header)
                .isEqualTo(Arrays.stream(TemplateColumn.values())
                        .map(TemplateColumn::key)
                        .collect(Collectors.joining(",")));
    }

    @Test
    void anExampleIsReadWithoutAProblem() {
        for (TemplateColumn column : TemplateColumn.values()) {
            switch (column.kind()) {
                case DAY ->
                    assertThat(Days.day(column.example(), Days.Order.DMY))
                            .as(column.key())
                            .isNotNull();
                case NUMBER ->
                    assertThat(Numbers.number(column.example(), '.'))
                            .as(column.key())
                            .isNotNaN();
                case FLAG ->
                    assertThat(Cells.yes(column.example())).as(column.key()).isNotNull();
                default -> assertThat(column.example()).isNotBlank();
            }
        }
    }

    /** Whatever a check reports has words for many of its kind, and stands in the guide. */
    @Test
    void everyCodeOfTheCheckHasWords() throws IOException {
        StringBuilder check = new StringBuilder();
        for (String source : List.of(
                "reading/LineCheck",
                "reading/CheckedRow",
                "reading/WordingCheck",
                "reading/PlaceCheck",
                "register/Pass")) {
            check.append(Files.readString(Path.of("src/main/java/org/linchpin", source + ".java")));
        }
        Matcher codes =
                Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"(?=,?\\s*[\\n:;])").matcher(check);
        assertThat(codes.results().map(one -> one.group(1)).distinct())
                .isNotEmpty()
                .allSatisfy(code -> assertThat(Cause.codes()).containsKey(code))
                .hasSizeGreaterThan(25);
    }

    /** A name stands for one column alone, else which one is found would be chance. */
    @Test
    void noNameIsGivenToTwoColumns() {
        assertThat(Arrays.stream(TemplateColumn.values())
                        .flatMap(column -> column.names().stream()
                                .map(TemplateColumn::bare)
                                .distinct()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTakenOutOfANameIsTakenOutInOnePass() {
        assertThat(TemplateColumn.bare("Leistung (kW) [Nenn-]")).isEqualTo("leistung");
        assertThat(TemplateColumn.bare("(nur Klammern)")).isEqualTo("nurklammern");
        assertThat(TemplateColumn.bare("a (b [c) d] (e")).isEqualTo("ade");
        assertThat(TemplateColumn.bare("Zähler-Nr. ²")).isEqualTo("zahlernr2");
        assertThat(TemplateColumn.bare("(".repeat(1_000_000) + "id")).isEqualTo("id");
    }
}
