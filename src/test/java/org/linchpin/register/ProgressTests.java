package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    private long now;

    /** What was told of the time left, when, and how much was read. */
    private record Told(long at, double read, @Nullable Duration left) {}

    /** A check as it was recorded. */
    private record Recorded(String name, Timings.Run run) {

        static Recorded of(String line) {
            String[] cells = line.split("\t", -1);
            return new Recorded(
                    cells[0],
                    new Timings.Run(
                            Long.parseLong(cells[1]),
                            Long.parseLong(cells[2]),
                            Double.parseDouble(cells[3]),
                            seconds(cells[4]),
                            new Timings.Trial(Long.parseLong(cells[5]), seconds(cells[6]))));
        }

        private static List<Double> seconds(String cell) {
            return Stream.of(cell.split(" "))
                    .filter(one -> !one.isEmpty())
                    .map(Double::valueOf)
                    .toList();
        }

        /** The same where an index, or each (null), takes so many times as long, and so does its trial. */
        Recorded with(String name, @Nullable Integer index, double times) {
            return new Recorded(
                    this + ", " + name,
                    new Timings.Run(
                            run.bytes(),
                            run.rows(),
                            run.reading(),
                            times(run.parts(), 0, index, times),
                            new Timings.Trial(
                                    run.trial().rows(), times(run.trial().seconds(), 1, index, times))));
        }

        private static List<Double> times(List<Double> seconds, int first, @Nullable Integer index, double times) {
            return IntStream.range(0, seconds.size())
                    .mapToObj(i -> i + first > 0 && i + first <= SITES && (index == null || i + first == index)
                            ? seconds.get(i) * times
                            : seconds.get(i))
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Printed in this form by {@code IntakeBench}. */
    static Stream<Recorded> recorded() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/register/checks.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Recorded::of);
    }

    static Stream<Recorded> elsewhere() throws IOException {
        return recorded()
                .filter(one -> one.run().bytes() >= Timings.LARGE)
                .flatMap(one -> Stream.of(
                        one.with("indexes half as long", null, 0.5),
                        one.with("indexes twice as long", null, 2),
                        one.with("hardly any sites", SITES, 0.1)));
    }

    private static Recorded longest() throws IOException {
        return recorded().max(Comparator.comparing(one -> one.run().bytes())).orElseThrow();
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    /** The first twentieth of a file is read at half the speed; a little later reading stops, while its indexes are tried. */
    private List<Told> check(Timings.Run run, Timings.Run last) {
        now = 0;
        List<Told> told = new ArrayList<>();
        Progress progress = new Progress(
                run.bytes(),
                true,
                last,
                100,
                (rows, bytes, left, byCode, first) -> told.add(new Told(now, (double) bytes / run.bytes(), left)),
                () -> now);
        for (int look = 1; look <= LOOKS; look++) {
            double share = (double) look / LOOKS;
            now += (long) (nanos(run.reading()) / (LOOKS * 1.09) * (share < 0.05 ? 2 : 1));
            long read = (long) (run.bytes() * share);
            progress.at(run.rows() * look / LOOKS / 1_024 * 1_024, () -> read, Map.of(), List.of());
            if (share >= 0.08 && progress.trialDue()) {
                now += (long) (nanos(run.reading()) / 1.09 * 0.04);
                progress.tried(run.trial());
            }
        }
        progress.read(run.rows(), run.bytes(), Map.of(), List.of());
        run.parts().subList(0, run.parts().size() - 1).forEach(part -> {
            now += nanos(part);
            progress.part();
        });
        now += nanos(run.parts().get(run.parts().size() - 1));
        Timings.Run over = progress.over();
        assertThat(over.bytes()).isEqualTo(run.bytes());
        assertThat(over.rows()).isEqualTo(run.rows());
        assertThat(over.trial()).isEqualTo(run.trial());
        return told;
    }

    @Test
    void theFirstLookTellsAtOnceAndTheOthersNotMoreOftenThanAsked() throws IOException {
        List<Told> told = check(longest().run(), TEXT.first());
        assertThat(told.get(0).at()).isLessThan(nanos(0.01));
        for (int i = 1; i < told.size() && told.get(i).read() < 1; i++) {
            assertThat(told.get(i).at() - told.get(i - 1).at()).isGreaterThanOrEqualTo(nanos(0.1));
        }
    }

    @Test
    void beforeATenthIsReadNothingIsSaidOfTheTimeLeft() throws IOException {
        assertThat(check(longest().run(), TEXT.first()))
                .allSatisfy(one -> assertThat(one.left() == null).isEqualTo(one.read() < 0.1));
    }

    @Test
    void aNewInstallationKnowsTheMeanOfTheLargestRecordedChecks() throws IOException {
        long rows = longest().run().rows();
        List<Timings.Run> largest =
                recorded().map(Recorded::run).filter(run -> run.rows() == rows).toList();
        assertThat(TEXT.first().rows()).isEqualTo(rows);
        assertMean(List.of(TEXT.first().reading()), largest, run -> List.of(run.reading()));
        assertMean(TEXT.first().parts(), largest, Timings.Run::parts);
        assertMean(TEXT.first().trial().seconds(), largest, run -> run.trial().seconds());
    }

    private static void assertMean(
            List<Double> known, List<Timings.Run> runs, Function<Timings.Run, List<Double>> seconds) {
        for (int i = 0; i < known.size(); i++) {
            int part = i;
            double mean = runs.stream()
                    .mapToDouble(run -> seconds.apply(run).get(part))
                    .average()
                    .orElseThrow();
            assertThat(known.get(i)).isCloseTo(mean, within(0.0006));
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theFirstLargeFileOfAnInstallationIsToldItsEndWithinAFifthAfterTheFirstTenth(Recorded one) {
        right(check(one.run(), TEXT.first()));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void soItIsOnAMachineThatSortsOtherwiseAndWhereTheFileSaysOtherThings(Recorded one) {
        right(check(one.run(), TEXT.first()));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void soIsEveryOneWhateverSizeTheLastLargeOneHad(Recorded one) throws IOException {
        recorded()
                .map(Recorded::run)
                .filter(last -> Math.min(last.bytes(), one.run().bytes()) >= Timings.LARGE
                        || last.bytes() == one.run().bytes())
                .forEach(last -> right(check(one.run(), last)));
    }

    @Test
    void indexesThatTakeTwiceAsLongAsTheirTrialsSaidAreBelievedWhenTheyAreSeenAndKnownTheNextTime() throws IOException {
        Timings.Run tried = longest().run();
        Timings.Run slow = new Timings.Run(
                tried.bytes(),
                tried.rows(),
                tried.reading(),
                longest().with("slow", null, 2).run().parts(),
                tried.trial());
        long index = nanos(slow.reading()
                + slow.parts().get(0)
                + slow.parts().get(1)
                + slow.parts().get(2));
        List<Told> first = check(slow, TEXT.first());
        right(first.stream().filter(one -> one.at() > index).toList());
        right(check(slow, slow));
    }

    @Test
    void aSmallFileIsNotTried() {
        Progress progress = new Progress(1 << 20, false, TEXT.first(), 100, (rows, bytes, left, byCode, first) -> {});
        progress.at(1_024, () -> 1 << 19, Map.of(), List.of());
        assertThat(progress.trialDue()).isFalse();
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
