package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.NationalRegister;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;

/** How many rows of a national register are read and checked in a second on one core, beside FastCSV reading them alone. */
class ReadingBench {

    private static final int ROWS = Integer.getInteger("rows", 2_000_000);
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    private interface Run {
        long rows() throws IOException;
    }

    @Test
    void rowsReadAndCheckedInASecond() throws IOException {
        Path file = folder.resolve("register.csv");
        try (NationalRegister register = NationalRegister.of("M", ROWS, 1)) {
            Files.copy(register, file);
        }
        Vocabulary words = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
        for (int round = 0; round < ROUNDS; round++) {
            double reference = rate("FastCSV, every cell made a String", () -> withFastCsv(file));
            double read = rate("TextRows, every cell made a String", () -> read(file));
            double checked = rate("read and checked", () -> checked(file, words));
            System.out.printf(
                    "ratios to FastCSV: read %.2f, read and checked %.2f%n", read / reference, checked / reference);
        }
    }

    private static double rate(String what, Run run) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(run.rows()).isEqualTo(ROWS);
        double rate = ROWS / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
        System.out.printf("%-36s %,12.0f rows a second of its core%n", what, rate);
        return rate;
    }

    private static long withFastCsv(Path file) throws IOException {
        long rows = -1;
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(file)) {
            for (CsvRecord record : records) {
                rows += record.getFieldCount() > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    private static long read(Path file) throws IOException {
        long rows = 0;
        try (Rows each = Rows.of(file, FileForm.usual())) {
            while (each.next()) {
                for (int i = 0; i < each.size(); i++) {
                    each.cell(i);
                }
                rows++;
            }
        }
        return rows;
    }

    private static long checked(Path file, Vocabulary words) throws IOException {
        FileForm form = FormFinder.of(file);
        int[] problems = {0};
        LineCheck check = LineCheck.of(
                Sample.of(file, form),
                form,
                new Operator(1, "bench", "Bench", true),
                Mapping.none(),
                words,
                new LineCheck.Defaults(null, null, false),
                problem -> problems[0]++);
        long rows = 0;
        long refused = 0;
        try (Rows each = Rows.of(file, form)) {
            while (each.next()) {
                rows++;
                refused += check.check(each) == null ? 1 : 0;
            }
        }
        // As many as the register is made with.
        assertThat(refused).isEqualTo(ROWS / 10_000);
        assertThat(problems[0]).isEqualTo(ROWS / 10_000 + ROWS / 1_000);
        return rows;
    }
}
