package org.linchpin.register;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a pass has come, what it has found and when it is expected to be over, but not more often than somebody
 * could read it.
 */
final class Progress {

    private static final int ROWS_BETWEEN_LOOKS = 1_024;
    private static final long BETWEEN_MARKS = 100_000_000;
    private static final double SECOND = 1e9;

    /** Of what is expected of the indexes, before what was seen of them says more than what was expected. */
    private static final double BELIEVED = 0.05;

    /** Which part of a file is read when there are enough rows for a trial: before anything is said of the time left. */
    private static final int BEFORE_TRIAL = 20;

    private final long bytes;
    private final Timings.Run last;
    private final long milliseconds;
    private final Listener listener;
    private final LongSupplier clock;
    private final long start;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final List<Long> parts = new ArrayList<>();
    private @Nullable Found found;
    private final AtomicBoolean trialDue = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile Timings.Trial tried = Timings.Trial.NONE;
    private boolean asked;
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
     * @param trial whether indexes are to be tried on the first rows
     * @param last how the last check of that kind went
     */
    Progress(long bytes, boolean trial, Timings.Run last, long milliseconds, Listener listener) {
        this(bytes, trial, last, milliseconds, listener, System::nanoTime);
    }

    /** @param clock nanoseconds since whenever */
    Progress(long bytes, boolean trial, Timings.Run last, long milliseconds, Listener listener, LongSupplier clock) {
        this.bytes = bytes;
        this.last = last;
        this.milliseconds = milliseconds;
        this.listener = listener;
        this.clock = clock;
        this.asked = !trial;
        this.start = clock.getAsLong();
    }

    private long after() {
        return clock.getAsLong() - start;
    }

    /** A progress that nobody looks at. */
    static Progress untold() {
        return new Progress(
                0,
                false,
                new Timings.Sort(false, false).first(),
                Long.MAX_VALUE,
                (rows, bytes, left, byCode, first) -> {});
    }

    /** After each row; the first look tells at once, for that is when somebody waits for what is wrong. */
    void at(long rows, LongSupplier read, Map<String, Long> byCode, List<Pass.Found> first) {
        if (rows % ROWS_BETWEEN_LOOKS == 0 && rows > 0) {
            mark(read);
            if (!asked && read.getAsLong() >= bytes / BEFORE_TRIAL) {
                asked = true;
                trialDue.set(true);
            }
            if (due()) {
                tell(rows, read.getAsLong(), byCode, first);
            }
        }
    }

    /** Whether it is time to try the indexes on the rows that are there by now; it is once, if there is to be a trial. */
    boolean trialDue() {
        return trialDue.getAndSet(false);
    }

    /** That was done; reading stopped for it, so how fast it was until now says nothing of how fast it will be. */
    void tried(Timings.Trial trial) {
        tried = trial;
        stopped.set(true);
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

    /** So is the last of them, and nothing is told any more: how it went. */
    Timings.Run over() {
        count();
        return new Timings.Run(
                bytes,
                found == null ? 0 : found.rows(),
                readAfter / SECOND,
                found == null
                        ? List.of()
                        : parts.stream().map(part -> part / SECOND).toList(),
                tried);
    }

    private boolean due() {
        return told == Long.MIN_VALUE || after() - told > milliseconds * 1_000_000;
    }

    private void tell(long rows, long read, Map<String, Long> byCode, List<Pass.Found> first) {
        if (milliseconds < Long.MAX_VALUE) {
            told = after();
            listener.at(rows, read, left(rows, told, read), byCode, first);
        }
    }

    private void mark(LongSupplier read) {
        long after = after();
        if (stopped.getAndSet(false)) {
            marks.clear();
        }
        if (marks.isEmpty() || after - marks.getLast().after() > BETWEEN_MARKS) {
            marks.addLast(new Mark(after, read.getAsLong()));
        }
    }

    /** Before a tenth is read nobody can say: a beginning is slow. */
    private @Nullable Duration left(long rows, long after, long read) {
        double left = readAfter > 0 ? finishing(rows) : read * 10 < bytes ? Double.NaN : reading(rows, after, read);
        return Double.isNaN(left) ? null : Duration.ofNanos((long) (left * SECOND));
    }

    /** As fast as in the last third of the time until now: what else is going on changes. */
    private double reading(long rows, long after, long read) {
        while (marks.size() > 1 && marks.getFirst().after() < after * 2 / 3) {
            marks.removeFirst();
        }
        Mark from = marks.isEmpty() || marks.getFirst().bytes() >= read ? new Mark(0, 0) : marks.getFirst();
        if (read <= from.bytes()) {
            return Double.NaN;
        }
        double aByte = (after - from.after()) / SECOND / (read - from.bytes());
        double reading = Math.max(0, bytes - read) * aByte;
        Timings.Run now = run((long) ((double) rows * bytes / read), after / SECOND + reading);
        return reading + last.expects(0, last.parts().size(), now);
    }

    /** What is still to come as it was expected, indexes as much slower or faster as those before were. */
    private double finishing(long rows) {
        Timings.Run now = run(rows, readAfter / SECOND);
        int all = last.parts().size();
        int indexed = Math.max(Timings.Run.INDEXES, all - Timings.Run.AFTER_INDEXES);
        int over = Math.min(all, parts.size());
        double rest = last.expects(Math.max(over, indexed), all, now);
        if (over >= indexed) {
            return rest;
        }
        double believed = BELIEVED * last.expects(Timings.Run.INDEXES, indexed, now);
        double seen = parts.stream()
                        .skip(Timings.Run.INDEXES)
                        .mapToLong(Long::longValue)
                        .sum()
                / SECOND;
        double slower = (seen + believed) / (last.expects(Timings.Run.INDEXES, over, now) + believed);
        return last.expects(over, indexed, now) * slower + rest;
    }

    private Timings.Run run(long rows, double reading) {
        return new Timings.Run(bytes, rows, reading, List.of(), tried);
    }
}
