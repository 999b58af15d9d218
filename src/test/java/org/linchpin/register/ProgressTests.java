package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is told of a check while it is at work, by a clock that the test turns. */
class ProgressTests {

    private static final long BYTES = 1_000_000_000;
    private static final int ROWS = 1_024 * 10_000;

    private long now;

    /** What was told of the time left, and when. */
    private record Told(long at, Duration left) {}

    /** A check whose reading takes 100 seconds, the first twentieth of the file at half the speed, and what follows so long. */
    private List<Told> check(Duration following) {
        List<Told> told = new ArrayList<>();
        Progress progress = new Progress(
                BYTES,
                1_000,
                (rows, bytes, left, byCode, first) -> told.add(new Told(now, Objects.requireNonNull(left))),
                () -> now);
        for (int rows = 1_024; rows <= ROWS; rows += 1_024) {
            double share = (double) rows / ROWS;
            now += Duration.ofSeconds(100).toNanos() / 10_000 * (share < 0.05 ? 2 : 1);
            long read = (long) (BYTES * share);
            progress.at(rows, () -> read, Map.of(), List.of());
        }
        progress.read(ROWS, BYTES, Map.of(), List.of());
        now += following.toNanos();
        progress.over();
        return told;
    }

    @Test
    void theFirstLookTellsAtOnceAndTheOthersOnceASecond() {
        List<Told> told = check(Duration.ofSeconds(80));
        assertThat(told.get(0).at()).isLessThan(Duration.ofMillis(30).toNanos());
        for (int i = 1; i < told.size() - 1; i++) {
            assertThat(told.get(i).at() - told.get(i - 1).at()).isGreaterThanOrEqualTo(1_000_000_000);
        }
        assertThat(told).hasSizeBetween(100, 110);
    }

    @Test
    void theTimeLeftIsRightWithinAFifthAfterTheFirstTenthOnceACheckWasSeenToItsEnd() {
        check(Duration.ofSeconds(40));
        for (int following : new int[] {40, 45}) {
            now = 0;
            List<Told> told = check(Duration.ofSeconds(following));
            long end = now;
            assertThat(told)
                    .filteredOn(one -> one.at() > Duration.ofSeconds(15).toNanos())
                    .isNotEmpty()
                    .allSatisfy(one -> {
                        double left = end - one.at();
                        assertThat((double) one.left().toNanos()).isCloseTo(left, within(left * 0.2));
                    });
        }
    }
}
