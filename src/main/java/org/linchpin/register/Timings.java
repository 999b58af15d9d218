package org.linchpin.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long checks take on this machine after their file is read: as the last file of that kind and about that size took. */
@Component
class Timings {

    /** Files of less say nothing of others, and their indexes are not tried. */
    static final long WORTH_LEARNING_FROM = 64 << 20;

    /** Files of less say nothing of larger ones. */
    static final long LARGE = 256 << 20;

    private final JdbcClient jdbc;

    Timings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Files that take alike.
     *
     * @param workbook whether it is one, which takes long to read
     * @param carries whether what it does not mention is carried over
     */
    record Sort(boolean workbook, boolean carries) {

        /** Before anything was measured here: as was measured elsewhere, see the benchmarks. */
        Run first() {
            return workbook
                    ? new Run(20 << 20, 200_000, 10, List.of(0.5, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.1), Trial.NONE)
                    : new Run(
                            355 << 20,
                            4_000_000,
                            3.63,
                            List.of(1.125, 1.270, 1.379, 0.327, 1.234, 1.597, 2.214, 0.181, 0.254),
                            Trial.NONE);
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

        static final Trial NONE = new Trial(0, List.of());

        Trial {
            seconds = List.copyOf(seconds);
        }

        /** Whether it was about the index that is built in that part of a check. */
        boolean of(int part) {
            return rows >= WORTH_BELIEVING_FROM && part >= Run.INDEXES && part < Run.INDEXES + seconds.size();
        }

        /** Seconds, were many rows sorted as fast as few. */
        double foretells(int part, long many) {
            return seconds.get(part - Run.INDEXES) * sorted(many) / sorted(rows);
        }

        private static double sorted(long rows) {
            return rows * Math.log(Math.max(2, rows));
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
         * Seconds that a part of another check takes. An index as long as its trial says, and as much longer than that as here, for many rows
         * are not sorted as fast as few; what was not tried as long beside reading as here.
         */
        double expects(int part, Run other) {
            if (part >= parts.size()) {
                return 0;
            }
            if (trial.of(part) && other.trial().of(part)) {
                return other.trial().foretells(part, other.rows()) * (parts.get(part) / trial.foretells(part, rows));
            }
            return parts.get(part)
                    * (other.reading() / reading)
                    * (Math.log(Math.max(2, other.bytes())) / Math.log(Math.max(2, bytes)));
        }

        double expects(int from, int to, Run other) {
            double seconds = 0;
            for (int part = from; part < to; part++) {
                seconds += expects(part, other);
            }
            return seconds;
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
