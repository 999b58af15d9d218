package org.linchpin.register;

import java.time.Duration;
import java.util.ArrayDeque;
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

    /** Files of less say nothing of large ones. */
    private static final long WORTH_LEARNING_FROM = 64 << 20;

    /** How long what follows reading took (keys, indexes, comparison, the disk), as it was the last time; first as measured. */
    private static volatile Finishing finishing = new Finishing(1.9, 400 << 20);

    /**
     * What sorts takes a little more for each byte the more there are.
     *
     * @param times in times of reading
     * @param bytes of so large a file
     */
    private record Finishing(double times, long bytes) {

        double of(long other) {
            return times * Math.log(Math.max(2, other)) / Math.log(bytes);
        }
    }

    private final long bytes;
    private final long milliseconds;
    private final Listener listener;
    private final LongSupplier clock;
    private final long start;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long told = Long.MIN_VALUE;
    private long readAfter;

    private record Mark(long after, long bytes) {}

    /** Is told of rows and bytes read, of the time that is left, and of the problems found until now. */
    interface Listener {
        void at(long rows, long bytes, @Nullable Duration left, Map<String, Long> byCode, List<Pass.Found> first);
    }

    /** @param bytes how many there are to read */
    Progress(long bytes, long milliseconds, Listener listener) {
        this(bytes, milliseconds, listener, System::nanoTime);
    }

    /** @param clock nanoseconds since whenever */
    Progress(long bytes, long milliseconds, Listener listener, LongSupplier clock) {
        this.bytes = bytes;
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
        return new Progress(0, Long.MAX_VALUE, (rows, bytes, left, byCode, first) -> {});
    }

    /** After each row; the first look tells at once, for that is when somebody waits for what is wrong. */
    void at(long rows, LongSupplier read, Map<String, Long> byCode, List<Pass.Found> first) {
        if (rows % ROWS_BETWEEN_LOOKS == 0 && rows > 0) {
            mark(read);
            if (told == Long.MIN_VALUE || after() - told > milliseconds * 1_000_000) {
                tell(rows, read.getAsLong(), byCode, first);
            }
        }
    }

    /** All of the file is read. */
    void read(long rows, long read, Map<String, Long> byCode, List<Pass.Found> first) {
        readAfter = after();
        tell(rows, read, byCode, first);
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

    /** As fast as in the later half of the time until now: a beginning is slow, and what else is going on changes. */
    private @Nullable Duration left(long after, long read) {
        while (marks.size() > 1 && marks.getFirst().after() < after / 2) {
            marks.removeFirst();
        }
        Mark from = marks.isEmpty() || marks.getFirst().bytes() >= read ? new Mark(0, 0) : marks.getFirst();
        if (read <= from.bytes()) {
            return null;
        }
        double aByte = (double) (after - from.after()) / (read - from.bytes());
        double reading = Math.max(0, bytes - read) * aByte;
        double left = reading + (readAfter > 0 ? readAfter : after + reading) * finishing.of(bytes);
        return Duration.ofNanos((long) left);
    }

    /** The check is over: how long the end of it took is worth knowing next time. */
    void over() {
        if (bytes >= WORTH_LEARNING_FROM && readAfter > 0) {
            finishing = new Finishing((double) (after() - readAfter) / readAfter, bytes);
        }
    }
}
