package org.linchpin;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** How long one input may keep a reader busy, by the processor's time, so that a busy machine is no hang. */
public final class Patience {

    private static final long MOST = TimeUnit.SECONDS.toNanos(2);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Work that may fail as it likes. */
    public interface Work {
        void run() throws Exception;
    }

    private Patience() {}

    public static void within(Work work) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        long took = THREADS.getCurrentThreadCpuTime() - before;
        if (took > MOST) {
            throw new AssertionError("One input kept a reader busy for " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
        }
    }
}
