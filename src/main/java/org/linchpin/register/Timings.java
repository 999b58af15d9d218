package org.linchpin.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How long checks take on this machine after their file is read: as the last file of that kind and about that size took. */
@Component
class Timings {

    /** Files of less say nothing of others. */
    static final long WORTH_LEARNING_FROM = 64 << 20;

    /** Files of less say nothing of larger ones. */
    static final long LARGE = 256 << 20;

    private final JdbcClient jdbc;
    private final Trials trials;

    Timings(JdbcClient jdbc, Trials trials) {
        this.jdbc = jdbc;
        this.trials = trials;
    }

    /** @param from the indexes of files of this size are tried before they are built, which is too much ado for smaller ones */
    @ConfigurationProperties("linchpin.trials")
    record Trials(@DefaultValue("64MB") DataSize from) {}

    /** Whether the indexes of a file of so many bytes are tried on its first rows. */
    boolean tries(long bytes) {
        return bytes >= trials.from().toBytes();
    }

    /**
     * Files that take alike.
     *
     * @param workbook whether it is one, which takes long to read
     * @param carries whether what it does not mention is carried over
     */
    record Sort(boolean workbook, boolean carries) {

        /** Before anything was measured here: the mean of what was measured elsewhere of 30 million rows, see the benchmarks. */
        Run first() {
            return workbook
                    ? new Run(20 << 20, 200_000, 10, List.of(0.5, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.1), Trial.NONE)
                    : new Run(
                            2_815_359_622L,
                            30_000_000,
                            36.267,
                            List.of(14.42, 10.453, 11.178, 2.326, 7.677, 12.829, 17.762, 0.279, 0.684),
                            new Trial(100_000, List.of(0.0434, 0.0321, 0.0119, 0.0239, 0.0403, 0.0501)));
        }
    }

    /**
     * Each index, built on some rows of a file before its own are built.
     *
     * @param rows on how many
     * @param seconds of each index
     */
    record Trial(long rows, List<Double> seconds) {

        /** Of fewer rows it says nothing of many. */
        private static final long WORTH_BELIEVING_FROM = 20_000;

        /** A trial lasts some hundredths of a second, and what goes on beside it makes it so many times as long now and then. */
        private static final double CHANCE = 1.6;

        /** Nor is the middle of all of them exact: so many times as long or less, they say nothing of the machine. */
        private static final double CLEARLY = 1.25;

        static final Trial NONE = new Trial(0, List.of());

        Trial {
            seconds = List.copyOf(seconds);
        }

        private boolean of(int part) {
            return rows >= WORTH_BELIEVING_FROM && part >= Run.INDEXES && part < Run.INDEXES + seconds.size();
        }

        /**
         * How many times as long an index takes for a row as it did in another trial: as the middle one of all, for that is the machine,
         * unless its own trial clearly says otherwise, for that is what the file says.
         */
        private double against(Trial other, int part) {
            double[] times = IntStream.range(
                            0, Math.min(seconds.size(), other.seconds().size()))
                    .mapToDouble(i -> seconds.get(i) / rows / (other.seconds().get(i) / other.rows()))
                    .toArray();
            double own = times[part - Run.INDEXES];
            double[] sorted = Arrays.stream(times).sorted().toArray();
            double middle = sorted[(sorted.length - 1) / 2];
            double machine = middle > 1 / CLEARLY && middle < CLEARLY ? 1 : middle;
            return own > middle / CHANCE && own < middle * CHANCE ? machine : own;
        }
    }

    /**
     * How a check went.
     *
     * @param bytes of its file
     * @param rows of its file
     * @param reading seconds of it
     * @param parts seconds of what came after, in order: rows stored and their key, one for each index, attached, counted and kept
     */
    record Run(long bytes, long rows, double reading, List<Double> parts, Trial trial) {

        /** The first part that is an index. */
        static final int INDEXES = 1;

        /** Parts that come after them. */
        static final int AFTER_INDEXES = 2;

        Run {
            parts = List.copyOf(parts);
        }

        /**
         * Seconds that a part of another check takes. A row of an index takes as long as here, times what the trials say; what was not tried
         * lasts as long beside reading as here; and what comes after the indexes does not grow with the rows.
         */
        double expects(int part, Run other) {
            if (part >= parts.size() - AFTER_INDEXES) {
                return parts.get(part);
            }
            return parts.get(part)
                    * (trial.of(part) && other.trial().of(part)
                            ? (double) other.rows() / rows * other.trial().against(trial, part)
                            : other.reading() / reading);
        }

        double expects(int from, int to, Run other) {
            return IntStream.range(from, Math.min(to, parts.size()))
                    .mapToDouble(part -> expects(part, other))
                    .sum();
        }
    }

    /** What is known of files of a sort, by the one that is nearest in size. */
    Run of(Sort sort, long bytes) {
        return jdbc.sql("""
                        select bytes, lines, reading, parts, tried, trial from check_timing where workbook = ? and carries = ?
                          and (bytes >= ? or abs(magnitude - ?) <= 1)
                        order by abs(magnitude - ?), magnitude desc limit 1
                        """)
                .params(sort.workbook(), sort.carries(), LARGE, magnitude(bytes), magnitude(bytes))
                .query((row, i) -> new Run(
                        row.getLong("bytes"),
                        row.getLong("lines"),
                        row.getDouble("reading"),
                        seconds(row, "parts"),
                        new Trial(row.getLong("tried"), seconds(row, "trial"))))
                .optional()
                .filter(run -> run.parts().size() == sort.first().parts().size())
                .orElseGet(sort::first);
    }

    private static List<Double> seconds(ResultSet row, String column) throws SQLException {
        return List.of((Double[]) row.getArray(column).getArray());
    }

    /** A check is over: how long its parts took is worth knowing next time. */
    void learn(Sort sort, Run run) {
        if (run.bytes() < WORTH_LEARNING_FROM || run.rows() == 0 || run.parts().isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into check_timing (workbook, carries, magnitude, bytes, lines, reading, parts, tried, trial)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (workbook, carries, magnitude)
                            do update set bytes = excluded.bytes, lines = excluded.lines, reading = excluded.reading, parts = excluded.parts,
                                tried = excluded.tried, trial = excluded.trial, measured_at = now()
                        """)
                .params(
                        sort.workbook(),
                        sort.carries(),
                        magnitude(run.bytes()),
                        run.bytes(),
                        run.rows(),
                        run.reading(),
                        run.parts().toArray(Double[]::new),
                        run.trial().rows(),
                        run.trial().seconds().toArray(Double[]::new))
                .update();
    }

    private static int magnitude(long bytes) {
        return Long.SIZE - Long.numberOfLeadingZeros(bytes);
    }
}
