package org.linchpin.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a check is expected to be over. Reading goes on evenly; what follows it (keys, indexes, comparison) takes a share
 * that is learnt from the checks before.
 */
final class Due {

    /** Checks of less say nothing of large ones. */
    private static final long WORTH_LEARNING_FROM = 10_000_000;

    private static volatile double finishing = 0.3;

    private final long bytes;
    private final long start = System.nanoTime();
    private long read;

    Due(long bytes) {
        this.bytes = bytes;
    }

    @Nullable
    OffsetDateTime at(long bytesRead) {
        if (bytesRead == 0) {
            return null;
        }
        long now = System.nanoTime();
        if (bytesRead >= bytes && read == 0) {
            read = now - start;
        }
        double reading = (now - start) * ((double) bytes / bytesRead);
        long left = (long) (reading * (1 + finishing)) - (now - start);
        return Instant.now().plusNanos(Math.max(0, left)).atOffset(ZoneOffset.UTC);
    }

    /** The check is over: how long the end of it took is worth knowing next time. */
    void over() {
        if (bytes >= WORTH_LEARNING_FROM && read > 0) {
            finishing = (finishing + (double) (System.nanoTime() - start - read) / read) / 2;
        }
    }
}
