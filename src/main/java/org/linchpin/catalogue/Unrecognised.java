package org.linchpin.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Listing;
import org.linchpin.access.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The words that identify no maker yet, those with most units at stake first: where a day of research helps most. */
@Component
class Unrecognised {

    private final JdbcClient jdbc;

    Unrecognised(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A wording and what hangs on it in the viewer's scope. */
    record Line(
            int id,
            String maker,
            String model,
            String orderCode,
            String moduleMaker,
            String module,
            String outcome,
            String reason,
            long units,
            int assetClasses) {}

    @Transactional(readOnly = true)
    Listing<Line> most(Scope scope, int size, @Nullable String after) {
        int skipped = position(after);
        List<Line> lines = jdbc.sql("""
                        select w.id, w.maker, w.model, w.order_code, w.module_maker, w.module, w.outcome, w.reason,
                               sum(b.units) as units, count(distinct b.asset_class) as asset_classes
                        from installed_base b join wording w on w.id = b.wording_id
                        where w.outcome in ('unknown', 'ambiguous') and (:everything or b.operator_id = any (:scope))
                        group by w.id order by units desc, w.id limit :limit offset :skipped
                        """)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .param("limit", size + 1)
                .param("skipped", skipped)
                .query(Line.class)
                .list();
        long total = jdbc.sql("""
                        select count(distinct b.wording_id) from installed_base b join wording w on w.id = b.wording_id
                        where w.outcome in ('unknown', 'ambiguous') and (:everything or b.operator_id = any (:scope))
                        """)
                .param("everything", scope.everything())
                .param("scope", scope.operators().toArray(Integer[]::new))
                .query(Long.class)
                .single();
        return Listing.of(lines, size, total, line -> String.valueOf(skipped + size));
    }

    private static int position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,7}")) {
            throw Listing.unknown(after);
        }
        return Integer.parseInt(after);
    }
}
