package org.linchpin.approval;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.database.Demonstration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether somebody may do a thing alone. What takes a second person is written down as asked for; it is done when another
 * one who may do it too, and sees all that it rests on, approves it or does it.
 */
@Component
public class FourEyes {

    /** The code of what is missing. */
    public static final String NEEDED = "second-person-needed";

    /** When a second person is demanded. */
    enum Demand {
        NEVER,
        /** Where there is another account that could approve; whoever is alone is not locked out. */
        WHERE_POSSIBLE,
        ALWAYS
    }

    /**
     * What takes two people.
     *
     * @param demand never, where-possible or always ({@code LINCHPIN_FOUR_EYES_DEMAND}); unless set never in a
     *     demonstration, else where possible
     * @param points by how many percentage points of all units a statement of ownership may move a holder's share without
     *     a second person ({@code LINCHPIN_FOUR_EYES_POINTS})
     * @param markings keys of the markings that are sensitive ({@code LINCHPIN_FOUR_EYES_MARKINGS})
     */
    @ConfigurationProperties("linchpin.four-eyes")
    record Settings(
            @Nullable Demand demand,
            @DefaultValue("1") double points,
            @DefaultValue("official-sensitive") List<String> markings) {

        Settings {
            markings = List.copyOf(markings);
            if (!(points >= 0 && points <= 100)) {
                throw new IllegalArgumentException("linchpin.four-eyes.points lies between 0 and 100");
            }
        }
    }

    /**
     * A thing to be done.
     *
     * @param subject its address
     * @param scope on whose rows it rests
     * @param operator whose trail it stands in; null for nobody's
     * @param terms what else is needed to do it, as JSON
     */
    public record Ask(
            Matter matter,
            String subject,
            String title,
            Scope scope,
            @Nullable Integer operator,
            @Nullable String why,
            String terms) {}

    private final Settings settings;
    private final JdbcClient jdbc;
    private final Trail trail;
    private final Demand demand;
    private final TransactionTemplate apart;

    FourEyes(
            Settings settings,
            Demonstration demonstration,
            JdbcClient jdbc,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.trail = trail;
        this.demand = settings.demand() != null
                ? settings.demand()
                : demonstration.on() ? Demand.NEVER : Demand.WHERE_POSSIBLE;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Demand demand() {
        return demand;
    }

    public double points() {
        return settings.points();
    }

    public List<String> sensitive() {
        return settings.markings();
    }

    /** Whether a viewer may not do a thing of this kind alone. */
    public boolean demanded(Viewer viewer, Matter matter, Scope scope) {
        return demand == Demand.ALWAYS || demand == Demand.WHERE_POSSIBLE && another(viewer, matter, scope);
    }

    /** Whether there is somebody else who could approve. */
    private boolean another(Viewer viewer, Matter matter, Scope scope) {
        return jdbc.sql("""
                        select exists (
                            select from account a where a.enabled and not a.demonstration and a.id <> :me and a.role in (:roles)
                              and not exists (select from account_sector s where s.account_id = a.id)
                              and (select case when count(*) = 0 then a.role not in ('utility', 'utility_reader')
                                               else not :everything and array_agg(o.operator_id) @> cast(:operators as int[]) end
                                   from account_operator o where o.account_id = a.id))
                        """)
                .param("me", viewer.id())
                .param("roles", matter.roles())
                .param("everything", scope.everything())
                .param("operators", scope.operators().toArray(Integer[]::new))
                .query(Boolean.class)
                .single();
    }

    /**
     * Goes on where one person suffices, or where another has asked for the same and this is the second; else writes down
     * what is asked, and refuses: 409 with what is missing.
     */
    public void demand(Viewer viewer, Ask ask) {
        if (!demanded(viewer, ask.matter(), ask.scope())) {
            return;
        }
        Optional<Approval> there = waiting(ask.subject());
        if (there.isEmpty()) {
            Approval asked = apart.execute(status -> ask(viewer, ask));
            throw missing(String.valueOf(asked == null ? "" : asked.id()), "It now waits for a second person.");
        }
        if (there.get().askedBy().equals(viewer.username())) {
            throw missing(there.get().id(), "You asked for it; it waits for a second person.");
        }
        settle(viewer, there.get(), "approved", null);
    }

    private static BadInput missing(String id, String state) {
        return new BadInput(
                HttpStatus.CONFLICT,
                NEEDED,
                "This takes two people. " + state + " Whoever may do the same finds it under Waiting",
                List.of(BadInput.Fault.field(
                        "approval",
                        id,
                        NEEDED,
                        "This takes two people. " + state,
                        "Another person who may do the same approves it: POST /api/v1/approvals/" + id
                                + "/approve, or the page /approvals")));
    }

    /** Writes down what is asked, for a second person to decide. */
    public Approval ask(Viewer viewer, Ask ask) {
        long id = jdbc.sql("""
                        insert into approval (matter, subject, title, everything, operators, why, terms, asked_by)
                        values (:matter, :subject, :title, :everything, :operators, :why, cast(:terms as jsonb), :who)
                        returning id
                        """)
                .param("matter", ask.matter().key())
                .param("subject", ask.subject())
                .param("title", ask.title())
                .param("everything", ask.scope().everything())
                .param("operators", ask.scope().operators().stream().sorted().toArray(Integer[]::new))
                .param("why", ask.why())
                .param("terms", ask.terms())
                .param("who", viewer.username())
                .query(Long.class)
                .single();
        trail.record("approval.ask", ask.subject(), ask.operator(), ask.title(), ask.why());
        return waiting(ask.subject()).orElseThrow(() -> new IllegalStateException("approval " + id));
    }

    /** What waits for a second person about a thing. */
    @Transactional(readOnly = true)
    public Optional<Approval> waiting(String subject) {
        return jdbc.sql(Approvals.SELECT + " where subject = ? and state = 'waiting'")
                .param(subject)
                .query(Approvals::read)
                .optional();
    }

    /**
     * Somebody decides about a thing, by whatever way they came: if it waits, they must not be the one who asked, unless
     * to give it up.
     */
    public void decide(Viewer viewer, String subject, boolean yes, @Nullable String decision) {
        waiting(subject).ifPresent(there -> {
            boolean own = there.askedBy().equals(viewer.username());
            if (yes && own) {
                throw missing(there.id(), "You asked for it; it waits for a second person.");
            }
            settle(viewer, there, yes ? "approved" : own ? "withdrawn" : "declined", decision);
        });
    }

    void settle(Viewer viewer, Approval there, String state, @Nullable String decision) {
        Optional<Integer[]> settled = jdbc.sql("""
                        update approval set state = :state, decided_by = :who, decided_at = now(), decision = :decision
                        where id = :id and state = 'waiting' returning operators
                        """)
                .param("state", state)
                .param("who", viewer.username())
                .param("decision", decision)
                .param("id", Long.valueOf(there.id()))
                .query((row, n) -> (Integer[]) row.getArray("operators").getArray())
                .optional();
        Integer[] operators = settled.orElseThrow(
                () -> BadInput.conflict("overtaken", "Somebody else decided this a moment ago; look again"));
        String detail = there.title() + ", asked by " + there.askedBy();
        if (operators.length == 0) {
            trail.record("approval." + state, there.subject(), null, detail, decision);
        }
        for (Integer operator : operators) {
            trail.record("approval." + state, there.subject(), operator, detail, decision);
        }
    }
}
