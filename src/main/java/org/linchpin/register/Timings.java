package org.linchpin.register;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long checks take on this machine after their file is read: as the last file of that kind and about that size took. */
@Component
class Timings {

    /** Files of less say nothing of others. */
    private static final long WORTH_LEARNING_FROM = 64 << 20;

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
        Parts first() {
            return workbook
                    ? new Parts(List.of(0.05, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.01), 20 << 20)
                    : new Parts(List.of(0.45, 0.33, 0.36, 0.08, 0.28, 0.36, 0.30, 0.08, 0.08), 400 << 20);
        }
    }

    /**
     * Parts of a check after reading, in their order, each in times of reading: rows stored and their key, one for each index,
     * attached, counted and kept.
     *
     * @param bytes of how large a file
     */
    record Parts(List<Double> times, long bytes) {

        Parts {
            times = List.copyOf(times);
        }

        /** What sorts takes a little more for each byte the more there are. */
        double of(int part, long other) {
            return part < times.size() ? times.get(part) * Math.log(Math.max(2, other)) / Math.log(bytes) : 0;
        }

        double from(int part, long other) {
            return IntStream.range(part, times.size())
                    .mapToDouble(i -> of(i, other))
                    .sum();
        }
    }

    /** What is known of files of a sort, by the one that is nearest in size. */
    Parts of(Sort sort, long bytes) {
        return jdbc.sql("""
                        select bytes, parts from check_timing where workbook = ? and carries = ?
                          and (bytes >= ? or abs(magnitude - ?) <= 1)
                        order by abs(magnitude - ?), magnitude desc limit 1
                        """)
                .params(sort.workbook(), sort.carries(), LARGE, magnitude(bytes), magnitude(bytes))
                .query((row, i) ->
                        new Parts(List.of((Double[]) row.getArray("parts").getArray()), row.getLong("bytes")))
                .optional()
                .filter(parts -> parts.times().size() == sort.first().times().size())
                .orElseGet(sort::first);
    }

    /** A check is over: how long its parts took is worth knowing next time. */
    void learn(Sort sort, Parts parts) {
        if (parts.bytes() < WORTH_LEARNING_FROM || parts.times().isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into check_timing (workbook, carries, magnitude, bytes, parts) values (?, ?, ?, ?, ?)
                        on conflict (workbook, carries, magnitude)
                            do update set bytes = excluded.bytes, parts = excluded.parts, measured_at = now()
                        """)
                .params(
                        sort.workbook(),
                        sort.carries(),
                        magnitude(parts.bytes()),
                        parts.bytes(),
                        parts.times().toArray(Double[]::new))
                .update();
    }

    private static int magnitude(long bytes) {
        return Long.SIZE - Long.numberOfLeadingZeros(bytes);
    }
}
