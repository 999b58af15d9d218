package org.linchpin.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a second person and what became of it; approving does it, in the same transaction or not at all. */
@Component
class Approvals {

    static final String SELECT =
            "select id, matter, subject, title, why, asked_by, asked_at, state, decided_by, decided_at, decision from approval";

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final FourEyes fourEyes;
    private final ApplicationEventPublisher events;

    Approvals(JdbcClient jdbc, FourEyes fourEyes, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.fourEyes = fourEyes;
        this.events = events;
    }

    static Approval read(ResultSet row, int n) throws SQLException {
        return new Approval(
                String.valueOf(row.getLong("id")),
                row.getString("matter"),
                row.getString("subject"),
                row.getString("title"),
                row.getString("why"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class),
                row.getString("state"),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("decision"));
    }

    /** Those of which a viewer may do the same, what waits first. */
    @Transactional(readOnly = true)
    public List<Approval> all(Viewer viewer) {
        // Chosen before they are cut off: however much waits for others, nobody's own is pushed out by it.
        return jdbc.sql(SELECT
                        + " where matter = any (:theirs) order by (state = 'waiting') desc, asked_at desc, id limit "
                        + MOST)
                .param(
                        "theirs",
                        Arrays.stream(Matter.values())
                                .filter(matter -> viewer.role().may(matter.action()))
                                .map(Matter::key)
                                .toArray(String[]::new))
                .query(Approvals::read)
                .list();
    }

    private static boolean concerns(Viewer viewer, Approval approval) {
        return viewer.role().may(Matter.of(approval.matter()).action());
    }

    @Transactional
    public Approval approve(Viewer viewer, long id) {
        Approval asked = waiting(viewer, id);
        fourEyes.decide(viewer, asked.subject(), true, null);
        String terms = jdbc.sql("select terms::text from approval where id = ?")
                .param(id)
                .query(String.class)
                .single();
        events.publishEvent(
                new Approved(Matter.of(asked.matter()), asked.subject(), terms, asked.why(), asked.askedBy(), viewer));
        return one(viewer, id).orElseThrow();
    }

    @Transactional
    public Approval decline(Viewer viewer, long id, @Nullable String why) {
        Approval asked = waiting(viewer, id);
        String reason = why == null || why.isBlank() ? null : why.strip();
        if (reason == null && !asked.askedBy().equals(viewer.username()) || reason != null && reason.length() > 500) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "why",
                    null,
                    "why-length",
                    "Say why not, in up to 500 characters",
                    "Write a sentence for whoever asked")));
        }
        fourEyes.decide(viewer, asked.subject(), false, reason);
        events.publishEvent(new Declined(Matter.of(asked.matter()), asked.subject(), viewer));
        return one(viewer, id).orElseThrow();
    }

    private Approval waiting(Viewer viewer, long id) {
        Approval asked = one(viewer, id).orElseThrow(() -> BadInput.notFound("approval"));
        if (!asked.waiting()) {
            throw BadInput.conflict("approval-" + asked.state(), "This was " + asked.state() + " already");
        }
        return asked;
    }

    private Optional<Approval> one(Viewer viewer, long id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(Approvals::read)
                .optional()
                .filter(one -> concerns(viewer, one));
    }
}
