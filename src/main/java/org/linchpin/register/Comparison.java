package org.linchpin.register;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a submission adds, changes and removes against the one that counts at present. */
@Component
class Comparison {

    private final JdbcClient jdbc;

    Comparison(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Difference(long added, long changed, long unchanged) {}

    /** The receipt of a submission whose rows are all there. */
    Receipt receipt(int operator, long submission, @Nullable Long before, Rows rows) {
        if (before == null) {
            return new Receipt(
                    rows.received(), rows.taken(), 0, rows.taken(), 0, 0, rows.rejected(), rows.superseded());
        }
        Difference difference = jdbc.sql("""
                        select count(*) filter (where b.asset_ref is null) as added,
                               count(*) filter (where b.content <> n.content) as changed,
                               count(*) filter (where b.content = n.content) as unchanged
                        from asset n
                        left join asset b on b.operator_id = :operator and b.submission_id = :before and b.asset_ref = n.asset_ref
                        where n.operator_id = :operator and n.submission_id = :submission
                        """)
                .param("operator", operator)
                .param("before", before)
                .param("submission", submission)
                .query(Difference.class)
                .single();
        long there = jdbc.sql("select count(*) from asset where operator_id = ? and submission_id = ?")
                .params(operator, before)
                .query(Long.class)
                .single();
        return new Receipt(
                rows.received(),
                difference.added() + difference.changed(),
                difference.unchanged(),
                difference.added(),
                difference.changed(),
                there - difference.changed() - difference.unchanged(),
                rows.rejected(),
                rows.superseded());
    }

    /** The rows of a file: {@code received = taken + rejected + superseded}. */
    record Rows(long received, long taken, long rejected, long superseded) {}
}
