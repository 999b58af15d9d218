package org.linchpin.register;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a pass has come, what it has found and when it is expected to be over, but not more often than somebody
 * could read it.
 */
final class Progress {

    private static final int ROWS_BETWEEN_LOOKS = 1_024;
    private static final long BETWEEN_MARKS = 100_000_000;

    /** Of what is expected after reading, before what was seen of it says more than what was expected. */
    private static final double BELIEVED = 0.05;

    private final long bytes;
    private final Timings.Parts expected;
    private final long milliseconds;
    private final Listener listener;
    private final LongSupplier clock;
    private final long start;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final List<Long> parts = new ArrayList<>();
    private @Nullable Found found;
    private long told = Long.MIN_VALUE;
    private long readAfter;

    private record Mark(long after, long bytes) {}

    /** What was found when all was read. */
    private record Found(long rows, long bytes, Map<String, Long> byCode, List<Pass.Found> first) {}

    /** Is told of rows and bytes read, of the time that is left where that can be told, and of the problems found until now. */
    interface Listener {
        void at(long rows, long bytes, @Nullable Duration left, Map<String, Long> byCode, List<Pass.Found> first);
    }

    /**
     * @param bytes how many there are to read
     * @param expected what comes after reading
     */
    Progress(long bytes, Timings.Parts expected, long milliseconds, Listener listener) {
        this(bytes, expected, milliseconds, listener, System::nanoTime);
    }

    /** @param clock nanoseconds since whenever */
    Progress(long bytes, Timings.Parts expected, long milliseconds, Listener listener, LongSupplier clock) {
        this.bytes = bytes;
        this.expected = expected;
        this.milliseconds = milliseconds;
        this.listener = listener;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    private long after() {
        return clock.getAsLong() - start;
    }

    /** A progress that nobody looks at. */
    static Progress untold() {
        return new Progress(
                0, new Timings.Parts(List.of(), 2), Long.MAX_VALUE, (rows, bytes, left, byCode, first) -> {});
    }

    /** After each row; the first look tells at once, for that is when somebody waits for what is wrong. */
    void at(long rows, LongSupplier read, Map<String, Long> byCode, List<Pass.Found> first) {
        if (rows % ROWS_BETWEEN_LOOKS == 0 && rows > 0) {
            mark(read);
            if (due()) {
                tell(rows, read.getAsLong(), byCode, first);
            }
        }
    }

    /** All of the file is read. */
    void read(long rows, long read, Map<String, Long> byCode, List<Pass.Found> first) {
        readAfter = after();
        found = new Found(rows, read, byCode, first);
        tell(rows, read, byCode, first);
    }

    /** One more of the parts that follow reading is over. */
    void part() {
        count();
        if (found != null && due()) {
            tell(found.rows(), found.bytes(), found.byCode(), found.first());
        }
    }

    private void count() {
        parts.add(
                after() - readAfter - parts.stream().mapToLong(Long::longValue).sum());
    }

    /** So is the last of them, and nothing is told any more. How long each took in times of reading, for the next one. */
    Timings.Parts over() {
        count();
        return new Timings.Parts(
                readAfter == 0
                        ? List.of()
                        : parts.stream().map(part -> (double) part / readAfter).toList(),
                bytes);
    }

    private boolean due() {
        return told == Long.MIN_VALUE || after() - told > milliseconds * 1_000_000;
    }

    private void tell(long rows, long read, Map<String, Long> byCode, List<Pass.Found> first) {
        if (milliseconds < Long.MAX_VALUE) {
            told = after();
            listener.at(rows, read, left(told, read), byCode, first);
        }
    }

    private void mark(LongSupplier read) {
        long after = after();
        if (marks.isEmpty() || after - marks.getLast().after() > BETWEEN_MARKS) {
            marks.addLast(new Mark(after, read.getAsLong()));
        }
    }

    /** Before a tenth is read nobody can say: a beginning is slow. */
    private @Nullable Duration left(long after, long read) {
        double left = readAfter > 0 ? finishing() : read * 10 < bytes ? Double.NaN : reading(after, read);
        return Double.isNaN(left) ? null : Duration.ofNanos((long) left);
    }

    /** As fast as in the last third of the time until now: what else is going on changes. */
    private double reading(long after, long read) {
        while (marks.size() > 1 && marks.getFirst().after() < after * 2 / 3) {
            marks.removeFirst();
        }
        Mark from = marks.isEmpty() || marks.getFirst().bytes() >= read ? new Mark(0, 0) : marks.getFirst();
        if (read <= from.bytes()) {
            return Double.NaN;
        }
        double aByte = (double) (after - from.after()) / (read - from.bytes());
        double reading = Math.max(0, bytes - read) * aByte;
        return reading + (after + reading) * expected.from(0, bytes);
    }

    /** What is still to come as it was expected, as much slower or faster as what came before. */
    private double finishing() {
        double left = expected.from(parts.size(), bytes);
        double all = expected.from(0, bytes);
        double seen = parts.stream().mapToLong(Long::longValue).sum() / (double) readAfter;
        return readAfter * left * (seen + BELIEVED * all) / (all - left + BELIEVED * all);
    }
}
