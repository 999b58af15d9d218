package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a check while it is at work, by a clock that the test turns. */
class ProgressTests {

    private static final Timings.Sort TEXT = new Timings.Sort(false, false);
    private static final int LOOKS = 10_000;

    /** The number of the part that is the index of sites. */
    private static final int SITES = 6;

    private static final int ROWS = 1_024 * LOOKS;

    private long now;

    /** What was told of the time left, when, and how much was read. */
    private record Told(long at, double read, @Nullable Duration left) {}

    /**
     * A check as one was measured ({@code src/bench/results.md}).
     *
     * @param reading seconds of it
     * @param parts seconds of each part that followed
     */
    private record Run(String name, long bytes, double reading, List<Double> parts) {

        @Override
        public String toString() {
            return name;
        }

        /**
         * Of which only the sum was measured, before sites had an index: its parts are as long beside each other as is usual, and that
         * index with them.
         */
        static Run of(String name, long bytes, double reading, double finishing) {
            Timings.Parts usual = TEXT.first();
            double then = usual.from(0, usual.bytes()) - usual.of(SITES, usual.bytes());
            return new Run(
                    name,
                    bytes,
                    reading,
                    usual.times().stream()
                            .map(times -> times * finishing / then)
                            .toList());
        }

        /** Of which each part was measured, in times of reading. */
        static Run of(String name, long bytes, double reading, List<Double> times) {
            return new Run(
                    name,
                    bytes,
                    reading,
                    times.stream().map(part -> part * reading).toList());
        }

        Timings.Parts taught() {
            return new Timings.Parts(parts.stream().map(part -> part / reading).toList(), bytes);
        }
    }

    static Stream<Run> measured() {
        return Stream.of(
                Run.of("1,000,000 rows on 28 November", 104L << 20, 0.9, 2.0),
                Run.of(
                        "1,500,000 rows on 28 November, other work beside",
                        138_799_905,
                        3.3,
                        List.of(0.48, 0.34, 0.41, 0.10, 0.29, 0.43, 0.30, 0.27, 0.12)),
                Run.of("4,000,000 rows on 28 November", 416L << 20, 3.8, 7.3),
                Run.of("30,000,000 rows on 28 November", 3_120L << 20, 25.9, 61.2));
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** The first twentieth of a file is read at half the speed. */
    private List<Told> check(Run run, Timings.Parts expected) {
        now = 0;
        List<Told> told = new ArrayList<>();
        Progress progress = new Progress(
                run.bytes(),
                expected,
                100,
                (rows, bytes, left, byCode, first) -> told.add(new Told(now, (double) bytes / run.bytes(), left)),
                () -> now);
        for (int look = 1; look <= LOOKS; look++) {
            double share = (double) look / LOOKS;
            now += (long) (nanos(run.reading()) / (LOOKS * 1.05) * (share < 0.05 ? 2 : 1));
            long read = (long) (run.bytes() * share);
            progress.at(look * 1_024L, () -> read, Map.of(), List.of());
        }
        progress.read(ROWS, run.bytes(), Map.of(), List.of());
        run.parts().subList(0, run.parts().size() - 1).forEach(part -> {
            now += nanos(part);
            progress.part();
        });
        now += nanos(run.parts().get(run.parts().size() - 1));
        progress.over();
        return told;
    }

    @Test
    void theFirstLookTellsAtOnceAndTheOthersNotMoreOftenThanAsked() {
        List<Told> told = check(measured().toList().get(3), TEXT.first());
        assertThat(told.get(0).at()).isLessThan(nanos(0.01));
        for (int i = 1; i < told.size() && told.get(i).read() < 1; i++) {
            assertThat(told.get(i).at() - told.get(i - 1).at()).isGreaterThanOrEqualTo(nanos(0.1));
        }
    }

    @Test
    void beforeATenthIsReadNothingIsSaidOfTheTimeLeft() {
        assertThat(check(measured().toList().get(3), TEXT.first()))
                .allSatisfy(one -> assertThat(one.left() == null).isEqualTo(one.read() < 0.1));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void theFirstLargeFileOfAnInstallationIsToldItsEndWithinAFifthAfterTheFirstTenth(Run run) {
        right(check(run, TEXT.first()));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void soIsEveryOneWhateverSizeTheLastLargeOneHad(Run run) {
        measured()
                .filter(last -> Math.min(last.bytes(), run.bytes()) >= Timings.LARGE || last.bytes() == run.bytes())
                .forEach(last -> right(check(run, last.taught())));
    }

    @Test
    void aMachineThatTakesTwiceAsLongToIndexIsBelievedWhenItIsSeenAndKnownTheNextTime() {
        Run slow = Run.of("slow", 1L << 30, 20, 120);
        List<Told> first = check(slow, TEXT.first());
        right(first.stream().filter(one -> one.at() > nanos(60)).toList());
        right(check(slow, slow.taught()));
    }

    @Test
    void rowsRateAndTimeLeftAreSaidToPeople() {
        assertThat(told(0, 0, null, null)).isEqualTo("It begins in a moment");
        assertThat(told(100_000, 5, 300_000L, null))
                .isEqualTo("100,000 rows read, 300,000 a second, 5 % of the file; how long it takes is not clear yet");
        assertThat(told(1_200_000, 60, 330_000L, 95L))
                .isEqualTo("1,200,000 rows read, 330,000 a second, 60 % of the file; about 95 seconds left");
        assertThat(told(2_000_000, 100, 200_000L, 400L))
                .isEqualTo("All 2,000,000 rows are read; now they are indexed and compared; about 7 minutes left");
        assertThat(told(2_000_000, 100, 200_000L, 1L)).endsWith("; it is nearly over");
    }

    private static String told(long rows, long bytes, @Nullable Long rate, @Nullable Long left) {
        return new Answers.ProgressAnswer(rows, bytes, 100, rate, left).told();
    }

    @Test
    void theBarShowsTimeAndNotBytes() {
        assertThat(new Answers.ProgressAnswer(1_000, 100, 100, 100L, 10L).share())
                .isEqualTo(50);
        assertThat(new Answers.ProgressAnswer(100, 9, 100, 100L, null).share()).isEqualTo(3);
        assertThat(new Answers.ProgressAnswer(0, 0, 100, null, null).share()).isZero();
    }

    /** As a person reads it until the next is told, save in the last seconds, which are told in whole ones. */
    private void right(List<Told> told) {
        double end = now;
        List<Told> late = told.stream().filter(one -> one.read() >= 0.1).toList();
        assertThat(late).isNotEmpty();
        for (int i = 0; i < late.size(); i++) {
            Told one = late.get(i);
            double until = Math.min(
                    end - nanos(5), i + 1 < late.size() ? late.get(i + 1).at() : end);
            for (double at : new double[] {one.at(), until}) {
                double left = end - at;
                if (left >= nanos(5)) {
                    double said = one.left() == null
                            ? Double.NaN
                            : one.at() + one.left().toNanos() - at;
                    assertThat(said)
                            .as("%.1f s before the end, %.0f %% read", left / 1e9, 100 * one.read())
                            .isCloseTo(left, within(left * 0.2 + nanos(0.5)));
                }
            }
        }
    }
}
