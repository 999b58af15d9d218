package org.linchpin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a table of other sectors can be told, and what cannot. */
class CutTests {

    private static final Threshold THRESHOLD = new Threshold(3, 100, 0.1);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private static List<Contribution> of(String sector, String key, double... units) {
        List<Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            contributions.add(new Contribution(sector, key, i + 1, units[i]));
        }
        return contributions;
    }

    @SafeVarargs
    private static List<Contribution> all(List<Contribution>... some) {
        List<Contribution> all = new ArrayList<>();
        for (List<Contribution> one : some) {
            all.addAll(one);
        }
        return all;
    }

    private static List<String> told(List<Atom> atoms) {
        return atoms.stream()
                .map(atom -> "[" + atom.sector() + "]" + atom.key() + "=" + (long) atom.sum())
                .sorted()
                .toList();
    }

    private static List<Atom> first(List<Contribution> now) {
        return Cut.next(List.of(), now, THRESHOLD, DAY);
    }

    @Test
    void aSumOfTwoOperatorsIsNotTold() {
        assertThat(first(of("water", "q", 500, 500))).isEmpty();
    }

    @Test
    void aSumThatOneOperatorDominatesIsNotTold() {
        assertThat(first(of("water", "q", 1000, 500, 90))).isEmpty();
        assertThat(told(first(of("water", "q", 1000, 500, 110)))).containsExactly("[water]q=1610");
    }

    @Test
    void aSmallSumIsNotTold() {
        assertThat(first(of("water", "q", 33, 33, 33))).isEmpty();
    }

    @Test
    void whatIsTooSmallIsToldWithinTheRestOfItsSector() {
        assertThat(told(first(all(of("water", "q", 100, 100, 100), of("water", "t", 5), of("water", "", 50, 60, 70)))))
                .containsExactly("[water]=185", "[water]q=300");
    }

    @Test
    void aRestThatIsTooSmallItselfTakesTheSmallestThatCouldStandAlone() {
        assertThat(told(first(all(of("water", "q", 100, 100, 100), of("water", "s", 50, 60, 70), of("water", "t", 5)))))
                .as("else the total less what is told would be what is withheld")
                .containsExactly("[water]=185", "[water]q=300");
    }

    @Test
    void sectorsThatCannotBeToldAreNotToldEvenTogether() {
        assertThat(told(first(all(
                        of("water", "q", 100, 100),
                        List.of(new Contribution("health", "q", 3, 120)),
                        of("transport", "q", 70, 80, 90)))))
                .as("whoever sees health would take it away from both")
                .containsExactly("[transport]q=240");
    }

    @Test
    void aChangeOfOneOperatorIsNotTold() {
        List<Contribution> before = of("water", "q", 100, 100, 100);
        List<Atom> told = first(before);
        assertThat(Cut.next(told, of("water", "q", 100, 100, 150), THRESHOLD, DAY.plusDays(1)))
                .isEqualTo(told);
        assertThat(Cut.next(told, of("water", "q", 100, 100, 100, 40), THRESHOLD, DAY.plusDays(1)))
                .as("nor whoever is new")
                .isEqualTo(told);
        assertThat(told(Cut.next(told, of("water", "q", 120, 130, 140), THRESHOLD, DAY.plusDays(1))))
                .containsExactly("[water]q=390");
    }

    @Test
    void whatWasToldTogetherIsNeverDivided() {
        List<Atom> told =
                first(all(of("water", "q", 100, 100, 100), of("water", "t", 60, 60), of("water", "", 9, 9, 9)));
        List<Atom> later = Cut.next(
                told,
                all(of("water", "q", 100, 100, 100), of("water", "t", 80, 90, 100), of("water", "", 19, 29, 39)),
                THRESHOLD,
                DAY.plusDays(1));
        assertThat(told(told)).containsExactly("[water]=147", "[water]q=300");
        assertThat(told(later)).containsExactly("[water]=357", "[water]q=300");
    }
}
