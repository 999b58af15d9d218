package org.linchpin.register;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much processor time it takes to find the lines of a file that repeat a reference, and to keep the ledger, as files grow:
 * {@code ./mvnw -Pbench test -Dtest=DuplicatesBench}. Every tenth line repeats one.
 */
class DuplicatesBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int[] LINES = {100_000, 1_000_000, 4_000_000, 30_000_000};

    @TempDir
    private Path folder;

    @Test
    void asFilesGrow() throws IOException {
        settle(1_000_000);
        System.out.printf("%n| lines | repeats found | dealt into parts | found and kept | nanoseconds a line |%n|---|---|---|---|---|%n");
        for (int lines : LINES) {
            settle(lines);
        }
    }

    private void settle(int lines) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        long[] repeats = {0};
        Path ledger = folder.resolve("ledger");
        try (References references = new References(folder)) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int line = 1; line <= lines; line++) {
                int of = line % 10 == 0 ? 1 + random.nextInt(line - 1) : line;
                references.add(hash(of), hash(of + 7L), line);
            }
            double dealt = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            start = THREADS.getCurrentThreadCpuTime();
            Ledger.settle(references, null, ledger, null, false, (first, line, same) -> repeats[0]++);
            double settled = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf(
                    "| %,d | %,d | %.2f s | %.2f s | %.0f |%n",
                    lines,
                    repeats[0],
                    dealt,
                    settled,
                    (dealt + settled) * 1e9 / lines);
        }
        Files.delete(ledger);
    }

    private static long hash(long number) {
        long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
