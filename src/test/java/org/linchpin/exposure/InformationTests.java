package org.linchpin.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Reckoning.Candidate;
import org.linchpin.inventory.Reckoning.Line;
import org.linchpin.inventory.Reckoning.Statement;
import org.linchpin.inventory.Tally;

/** What identifying a model is worth, against identifying it in every way there is and counting again. */
class InformationTests {

    private static final String[] HOLDERS = {"a", "b", "c"};

    private static Candidate candidate(String holder) {
        return new Candidate(holder, holder, null, "", null, "B", "named", "because", List.of());
    }

    private static Line line(int number, String outcome, double amount, List<String> holders) {
        return new Line(
                "op",
                number,
                Map.of("model", "M" + number),
                "Maker",
                outcome,
                "because",
                holders.stream().map(InformationTests::candidate).toList(),
                amount);
    }

    private static Reckoning reckoning(List<Line> lines) {
        return new Reckoning(
                lines,
                Map.of(
                        "a", new Statement("a", "a", "A", "AA", "A."),
                        "b", new Statement("b", "b", "B", "BB", "B."),
                        "c", new Statement("c", "c", "C", "CC", "C."),
                        "d", new Statement("d", "d", "D", "DD", "D.")));
    }

    private static Reckoning random(Random random) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            double amount = 1 + random.nextInt(20);
            lines.add(
                    switch (random.nextInt(4)) {
                        case 0 -> line(i, "unknown", amount, List.of());
                        case 1 -> line(i, "ambiguous", amount, List.of("a", "b"));
                        case 2 -> line(i, "ambiguous", amount, List.of("b", "c"));
                        default -> line(i, "certain", amount, List.of(HOLDERS[random.nextInt(3)]));
                    });
        }
        return reckoning(lines);
    }

    private static double width(Reckoning reckoning) {
        Tally tally = reckoning.tally(Dimension.CONTROLLER, key -> key);
        return tally.counts().stream()
                .filter(count -> count.key().equals("a"))
                .mapToDouble(count -> count.possible() - count.sure())
                .findFirst()
                .orElse(tally.unknown());
    }

    /** The widest interval that is left once the chosen lines are identified, over all answers there can be. */
    private static double worst(List<Line> lines, List<Integer> chosen, int next) {
        if (next == chosen.size()) {
            return width(reckoning(lines));
        }
        double worst = 0;
        int place = chosen.get(next);
        Line line = lines.get(place);
        List<String> answers = line.outcome().equals("ambiguous")
                ? line.candidates().stream().map(Candidate::vendor).toList()
                : List.of(HOLDERS);
        for (String answer : answers) {
            List<Line> known = new ArrayList<>(lines);
            known.set(place, line(line.wording(), "certain", line.amount(), List.of(answer)));
            worst = Math.max(worst, worst(known, chosen, next + 1));
        }
        return worst;
    }

    @RepeatedTest(40)
    void noOtherChoiceOfAsManyModelsNarrowsTheIntervalMore(RepetitionInfo repetition) {
        Reckoning reckoning = random(new Random(repetition.getCurrentRepetition()));
        Information information = Information.of(reckoning, Dimension.CONTROLLER, "a");
        assertThat(information.width()).isEqualTo(width(reckoning), within(1e-9));
        List<Line> lines = reckoning.lines();
        double[] best = new double[lines.size() + 1];
        Arrays.fill(best, Double.MAX_VALUE);
        for (int subset = 0; subset < 1 << lines.size(); subset++) {
            List<Integer> chosen = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    chosen.add(i);
                }
            }
            best[chosen.size()] = Math.min(best[chosen.size()], worst(lines, chosen, 0));
        }
        int halved = 0;
        for (int n = 0; n <= lines.size(); n++) {
            assertThat(information.left(n))
                    .as("seed %d, %d models", repetition.getCurrentRepetition(), n)
                    .isEqualTo(best[n], within(1e-9));
            halved += best[n] > information.width() / 2 + 1e-9 ? 1 : 0;
        }
        assertThat(information.toHalve()).isEqualTo(halved);
    }

    @Test
    void linesWithoutAnyWordsAreAskedForWhereTheyCameFrom() {
        Line silent = new Line("north", 1, Map.of(), "", "unknown", "no words", List.of(), 7);
        Line other = new Line("south", 1, Map.of(), "", "unknown", "no words", List.of(), 9);
        Information information = Information.of(reckoning(List.of(silent, other)), Dimension.CONTROLLER, "a");
        assertThat(information.steps()).extracting(Information.Step::part).containsExactly("south", "north");
    }

    @Test
    void whatIsKnownToHaveNoModuleIsNotWorthAsking() {
        Reckoning reckoning = reckoning(List.of(line(1, "none", 5, List.of()), line(2, "unknown", 2, List.of())));
        assertThat(Information.of(reckoning, Dimension.CONTROLLER, "a").width()).isEqualTo(2);
    }

    private static double indexWidth(List<Line> lines) {
        Tally tally = reckoning(lines).tally(Dimension.CONTROLLER, key -> key);
        Concentration all = Concentration.of(tally, true);
        return all == null ? 0 : all.hhi().high() - all.hhi().low();
    }

    @RepeatedTest(40)
    void aModelIsWorthForTheHhiWhatItsLeastFavourableAnswerLeaves(RepetitionInfo repetition) {
        List<Line> lines = random(new Random(repetition.getCurrentRepetition())).lines();
        IndexInformation information = IndexInformation.of(reckoning(lines), Dimension.CONTROLLER, true);
        double width = indexWidth(lines);
        assertThat(information.width()).isEqualTo(width, within(1e-6));
        for (IndexInformation.Step step : information.steps()) {
            int place = lines.indexOf(step.example());
            double worst = 0;
            double best = Double.MAX_VALUE;
            // Whoever nothing is known of can be anybody who occurs here, or somebody else: d is nobody's other name.
            Tally tally = reckoning(lines).tally(Dimension.CONTROLLER, key -> key);
            List<String> answers = new ArrayList<>();
            if (step.example().outcome().equals("ambiguous")) {
                step.example().candidates().forEach(candidate -> answers.add(candidate.vendor()));
            } else {
                tally.counts().forEach(count -> answers.add(count.key()));
                answers.add("d");
            }
            for (String answer : answers) {
                List<Line> known = new ArrayList<>(lines);
                known.set(
                        place,
                        line(step.example().wording(), "certain", step.example().amount(), List.of(answer)));
                worst = Math.max(worst, indexWidth(known));
                best = Math.min(best, indexWidth(known));
            }
            assertThat(step.worth()).isEqualTo(width - worst, within(1e-6));
            assertThat(step.best()).isEqualTo(width - best, within(1e-6));
        }
        assertThat(information.steps())
                .isSortedAccordingTo(
                        Comparator.comparing((IndexInformation.Step step) -> -Math.rint(1e6 * step.worth())));
    }
}
