package org.linchpin.register;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells how far a pass has come and what it has found, but not more often than somebody could read it. */
final class Progress {

    private static final int ROWS_BETWEEN_LOOKS = 1_024;

    private final long milliseconds;
    private final Listener listener;
    private long told;

    /** Is told of rows and bytes read, and of the problems found until now. */
    interface Listener {
        void at(long rows, long bytes, Map<String, Long> byCode, List<Pass.Found> first);
    }

    Progress(long milliseconds, Listener listener) {
        this.milliseconds = milliseconds;
        this.listener = listener;
    }

    /** A progress that nobody looks at. */
    static Progress untold() {
        return new Progress(Long.MAX_VALUE, (rows, bytes, byCode, first) -> {});
    }

    /** After each row; the first look tells at once, for that is when somebody waits for what is wrong. */
    void at(long rows, LongSupplier bytes, Map<String, Long> byCode, List<Pass.Found> first) {
        if (rows % ROWS_BETWEEN_LOOKS == 0 && rows > 0 && System.currentTimeMillis() - told > milliseconds) {
            read(rows, bytes.getAsLong(), byCode, first);
        }
    }

    /** All of the file is read. */
    void read(long rows, long bytes, Map<String, Long> byCode, List<Pass.Found> first) {
        if (milliseconds < Long.MAX_VALUE) {
            told = System.currentTimeMillis();
            listener.at(rows, bytes, byCode, first);
        }
    }
}
