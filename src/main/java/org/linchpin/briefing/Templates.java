package org.linchpin.briefing;

import java.util.List;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Slice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Commissions that somebody keeps, to issue the same again with the figures of another day. */
@Component
class Templates {

    private final JdbcClient jdbc;
    private final Trail trail;

    Templates(JdbcClient jdbc, Trail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** Keeps a commission without its day, in place of one of the same name. */
    @Transactional
    public Saved save(Viewer viewer, String name, Commission commission) {
        Slice slice = commission.slice();
        Commission undated = commission.with(
                new Slice(slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses(), null, null),
                commission.sections());
        Saved saved = jdbc.sql("""
                        insert into briefing_template (name, author, commission) values (?, ?, ?)
                        on conflict (author, name) do update set commission = excluded.commission, saved_at = now()
                        returning id, name
                        """)
                .params(name, viewer.username(), Briefings.JSON.writeValueAsString(undated))
                .query(Saved.class)
                .single();
        trail.record("briefing.template", "/briefings", null, name);
        return saved;
    }

    /** A template, as its author calls it. */
    record Saved(long id, String name) {}

    List<Saved> of(Viewer viewer) {
        return jdbc.sql("select id, name from briefing_template where author = ? order by name")
                .param(viewer.username())
                .query(Saved.class)
                .list();
    }

    Commission one(Viewer viewer, long id) {
        return Briefings.JSON.readValue(
                jdbc.sql("select commission from briefing_template where author = ? and id = ?")
                        .params(viewer.username(), id)
                        .query(String.class)
                        .optional()
                        .orElseThrow(() -> BadInput.notFound("template")),
                Commission.class);
    }
}
