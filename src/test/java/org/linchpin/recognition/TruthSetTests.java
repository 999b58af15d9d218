package org.linchpin.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.TruthSet.Labelled;

/** Recognition measured; prints the report that {@code src/docs/recognition.md} keeps. */
class TruthSetTests {

    private static final Path KEPT = Path.of("src", "test", "resources", "recognition", "truth-set.csv");
    private static final Path REPORT = Path.of("target", "recognition-report.md");

    private static List<Labelled> set;
    private static Report report;

    @BeforeAll
    static void measure() throws IOException {
        set = TruthSet.generate();
        report = new Report(set, new Recognition(ReferenceKnowledge.read()));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(
                REPORT,
                report.text() + "\nWrong:\n\n" + String.join("\n", report.wrong()) + "\n\nMissed:\n\n"
                        + String.join("\n", report.missed()) + "\n");
        System.out.println(report.text());
    }

    @Test
    void theSetIsWhatItsGeneratorWrites() throws IOException {
        String written = TruthSet.HEADER + "\n"
                + String.join("\n", set.stream().map(Labelled::line).toList()) + "\n";
        Files.writeString(REPORT.resolveSibling(KEPT.getFileName()), written);
        assertThat(set).hasSizeGreaterThan(1_500);
        assertThat(Files.readString(KEPT).equals(written))
                .as(
                        "the kept set is the generator's; if it was changed on purpose, copy target/truth-set.csv over"
                                + " %s",
                        KEPT)
                .isTrue();
    }

    @Test
    void aMakerCalledCertainIsTheMaker() {
        assertThat(report.precision()).as("%s", report.wrong()).isGreaterThanOrEqualTo(0.999);
    }

    @Test
    void whatACarefulPersonCouldResolveIsResolved() {
        assertThat(report.recall()).as("%s", report.missed()).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void unknownIsNeverCalledFreeOfAModule() {
        assertThat(report.wronglyNone()).isZero();
    }

    /** Nothing is asked of grade E: it is never counted, and in a set made from true lines its hints are true by making. */
    @Test
    void oneMakerNamedAtAGradeThatCountsIsTheMaker() {
        for (Grade grade : new Grade[] {Grade.A, Grade.B, Grade.C, Grade.D}) {
            assertThat(report.share(grade)).as(grade.name()).isGreaterThanOrEqualTo(0.999);
        }
    }

    /** The nearest thing to a name from the field that nobody has entered yet: a family taken out of what is known. */
    @Test
    void aNameThatIsNotInTheDataIsNotTakenForAnotherMakers() {
        Knowledge all = ReferenceKnowledge.read();
        List<String> wrong = new ArrayList<>();
        int certain = 0;
        for (Family left : all.families()) {
            List<Family> rest = all.families().stream()
                    .filter(family -> !family.prefix().equals(left.prefix()))
                    .toList();
            Recognition recognition =
                    new Recognition(new Knowledge(all.vendors(), rest, all.identifiers(), all.equipment()));
            Verdict verdict =
                    recognition.recognise(new Wording("", "", "", "", "", "", left.prefix() + "-EU", "", "", ""));
            if (verdict.vendor().isPresent()) {
                certain++;
                Candidate said = verdict.candidates().get(0);
                if (!said.vendor().equals(left.vendor()) && !said.maker().equals(left.owner())) {
                    wrong.add(left.prefix() + ": " + verdict.reason());
                }
            }
        }
        System.out.printf(
                "Of %d families, each left out in turn, %d were given a maker all the same, %d of them the wrong"
                        + " one.%n",
                all.families().size(), certain, wrong.size());
        assertThat(wrong).hasSizeLessThanOrEqualTo(2);
    }
}
