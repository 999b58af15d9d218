package org.linchpin.register;

/** Tells how far a pass has come, but not more often than somebody could read it. */
final class Progress {

    private static final int ROWS_BETWEEN_LOOKS = 1_024;

    private final long milliseconds;
    private final Listener listener;
    private long told;

    /** Is told of rows and bytes read. */
    interface Listener {
        void at(long rows, long bytes);
    }

    Progress(long milliseconds, Listener listener) {
        this.milliseconds = milliseconds;
        this.listener = listener;
        this.told = System.currentTimeMillis();
    }

    /** After each row. */
    void at(long rows, long bytes) {
        if (rows % ROWS_BETWEEN_LOOKS == 0 && System.currentTimeMillis() - told > milliseconds) {
            told = System.currentTimeMillis();
            listener.at(rows, bytes);
        }
    }
}
