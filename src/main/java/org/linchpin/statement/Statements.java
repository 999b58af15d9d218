package org.linchpin.statement;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Listing;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.approval.Approved;
import org.linchpin.approval.Declined;
import org.linchpin.approval.FourEyes;
import org.linchpin.approval.Matter;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Entry;
import org.linchpin.catalogue.Resolutions;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Relation;
import org.linchpin.ownership.Tie;
import org.linchpin.ownership.Ties;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes, decides and reverses statements. Whoever may edit the catalogue makes them stand; whoever may not proposes. What a
 * statement changes is written in the transaction that records it; words are recognised again right after.
 */
@Component
class Statements {

    private static final int MOST = 200;
    private static final String ACCEPT = "accept";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Entries entries;
    private final Resolutions resolutions;
    private final Wordings wordings;
    private final Ties ties;
    private final Trail trail;
    private final Effects effects;
    private final FourEyes fourEyes;
    private final Scopes scopes;
    private final TransactionTemplate transaction;

    Statements(
            JdbcClient jdbc,
            JsonMapper json,
            Entries entries,
            Resolutions resolutions,
            Wordings wordings,
            Ties ties,
            Trail trail,
            Effects effects,
            FourEyes fourEyes,
            Scopes scopes,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.entries = entries;
        this.resolutions = resolutions;
        this.wordings = wordings;
        this.ties = ties;
        this.trail = trail;
        this.effects = effects;
        this.fourEyes = fourEyes;
        this.scopes = scopes;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Records a statement; it stands at once if its author decides, else it is proposed. */
    Statement make(Viewer viewer, Draft draft) {
        boolean may = viewer.may(Action.EDIT_CATALOGUE);
        boolean second = may && draft.kind() == Kind.OWNERSHIP && far(viewer, scope -> effect(viewer, scope, draft));
        boolean decides = may && !second;
        Statement made = done(() -> {
            Statement fresh = insert(viewer, draft, decides);
            if (second) {
                fourEyes.ask(viewer, ask(fresh, ACCEPT, draft.why()));
            }
            if (decides) {
                apply(fresh);
            }
            trail.record(
                    decides ? "statement.make" : "statement.propose", "statements/" + fresh.id(), null, fresh.title());
            return fresh;
        });
        if (decides) {
            recognise(made);
        }
        return made;
    }

    /** Whether more of the nation moves than one person may move, whatever of it they see, and a second one is demanded. */
    private boolean far(Viewer viewer, Function<Scope, Effects.Effect> effect) {
        return fourEyes.demanded(viewer, Matter.STATEMENT, Scope.nothing())
                && scopes.within(Scope.all(), () -> effect.apply(Scope.all())).points() > fourEyes.points();
    }

    private static FourEyes.Ask ask(Statement statement, String verb, @Nullable String why) {
        return new FourEyes.Ask(
                Matter.STATEMENT,
                address(statement.id()),
                (verb.equals(ACCEPT) ? "" : "Reverse: ") + statement.title(),
                Scope.nothing(),
                null,
                why,
                "{\"verb\": \"" + verb + "\"}");
    }

    private static String address(long id) {
        return "/catalogue/statements/" + id;
    }

    /** A second person has approved what moves a figure far. */
    @EventListener
    void approved(Approved approved) {
        if (approved.matter() == Matter.STATEMENT) {
            Statement done = approved.terms().contains(ACCEPT)
                    ? accepted(approved.by(), approved.number(), approved.why())
                    : reversed(approved.by(), approved.number(), approved.why());
            recognise(done);
        }
    }

    @EventListener
    void declined(Declined declined) {
        if (declined.matter() == Matter.STATEMENT && one(declined.number()).proposed()) {
            decide(declined.by(), declined.number(), "declined", null);
        }
    }

    /** Several statements about ties at once: all of them are made, or none. */
    List<Statement> make(Viewer viewer, List<Draft> drafts) {
        boolean may = viewer.may(Action.EDIT_CATALOGUE);
        boolean second = may && far(viewer, scope -> effect(viewer, scope, drafts));
        boolean decides = may && !second;
        return done(() -> {
            List<Statement> made =
                    drafts.stream().map(draft -> insert(viewer, draft, decides)).toList();
            if (decides) {
                applyTies(made);
            } else if (second) {
                made.forEach(fresh -> fourEyes.ask(viewer, ask(fresh, ACCEPT, fresh.why())));
            }
            made.forEach(fresh -> trail.record(
                    decides ? "statement.make" : "statement.propose", "statements/" + fresh.id(), null, fresh.title()));
            return made;
        });
    }

    private void applyTies(List<Statement> made) {
        made.forEach(fresh -> applyTie(fresh, sources(fresh)));
        ties.followAgain();
    }

    /** What several statements about ties would move together. */
    Effects.Effect effect(Viewer viewer, List<Draft> drafts) {
        return effect(viewer, viewer.scope(), drafts);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, List<Draft> drafts) {
        return effects.of(
                scope,
                () -> applyTies(drafts.stream()
                        .map(draft -> insert(viewer, draft, true))
                        .toList()),
                false,
                Set.of());
    }

    /** Whoever proposed and may decide by now is still one person. */
    Statement accept(Viewer viewer, long id, @Nullable String why) {
        Statement proposed = one(id);
        if (proposed.proposed()
                && proposed.about() == Kind.OWNERSHIP
                && proposed.author().equals(viewer.username())
                && far(viewer, scope -> effect(viewer, scope, proposed))) {
            done(() -> {
                fourEyes.demand(viewer, ask(proposed, ACCEPT, why));
                return proposed;
            });
        }
        Statement accepted = accepted(viewer, id, why);
        recognise(accepted);
        return accepted;
    }

    private Statement accepted(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            require(id, "proposed", "Only a proposal can be accepted");
            fourEyes.decide(viewer, address(id), true, why);
            decide(viewer, id, "standing", why);
            Statement now = one(id);
            apply(now);
            trail.record("statement.accept", "statements/" + id, null, why);
            return now;
        });
    }

    Statement decline(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            require(id, "proposed", "Only a proposal can be declined");
            fourEyes.decide(viewer, address(id), false, why);
            decide(viewer, id, "declined", why);
            trail.record("statement.decline", "statements/" + id, null, why);
            return one(id);
        });
    }

    /** Takes a standing statement back; what was held true before it is held true again. */
    Statement reverse(Viewer viewer, long id, @Nullable String why) {
        Statement standing = one(id);
        if (standing.standing()
                && standing.about() == Kind.OWNERSHIP
                && far(viewer, scope -> effect(viewer, scope, standing))) {
            done(() -> {
                fourEyes.demand(viewer, ask(standing, "reverse", why));
                return standing;
            });
        }
        Statement reversed = reversed(viewer, id, why);
        recognise(reversed);
        return reversed;
    }

    private Statement reversed(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            Statement standing = require(id, "standing", "Only a statement that stands can be reversed");
            endStanding(id, viewer.username(), why);
            undo(standing);
            trail.record("statement.reverse", "statements/" + id, null, why);
            return one(id);
        });
    }

    /** What a statement that is not made yet would move. */
    Effects.Effect effect(Viewer viewer, Draft draft) {
        return effect(viewer, viewer.scope(), draft);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, Draft draft) {
        return effects.of(
                scope,
                () -> apply(insert(viewer, draft, true)),
                recognised(draft.kind()),
                alike(draft.kind(), draft.subject()));
    }

    /** What accepting a proposal, or reversing what stands, would move. */
    Effects.Effect effect(Viewer viewer, Statement statement) {
        return effect(viewer, viewer.scope(), statement);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, Statement statement) {
        Runnable write = statement.proposed()
                ? () -> apply(statement)
                : () -> {
                    endStanding(statement.id(), viewer.username(), null);
                    undo(statement);
                };
        return effects.of(scope, write, recognised(statement.about()), alike(statement.about(), statement.subject()));
    }

    private static boolean recognised(Kind kind) {
        return kind.entry().map(Entry::recognised).orElse(false);
    }

    private Set<Integer> alike(Kind kind, String subject) {
        return kind == Kind.WORDING ? wordings.alike(subject) : Set.of();
    }

    private Statement insert(Viewer viewer, Draft draft, boolean decides) {
        long id = jdbc.sql("""
            insert into statement (kind, subject, body, valid_from, valid_to, source, grade, why, author, replaces, state,
                                   decided_by, decided_at)
            values (:kind, :subject, cast(:body as jsonb), :from, :to, :source, :grade, :why, :author, :replaces,
                    case when :decides then 'standing' else 'proposed' end,
                    case when :decides then :author end, case when :decides then now() end)
            returning id
            """)
                .param("kind", draft.kind().key())
                .param("subject", draft.subject())
                .param("body", json.writeValueAsString(new TreeMap<>(draft.body())))
                .param("from", draft.validFrom())
                .param("to", draft.validTo())
                .param("source", draft.source())
                .param("grade", draft.grade())
                .param("why", draft.why())
                .param("author", viewer.username())
                .param("replaces", draft.replaces())
                .param("decides", decides)
                .query(Long.class)
                .single();
        return one(id);
    }

    private void decide(Viewer viewer, long id, String state, @Nullable String why) {
        jdbc.sql("update statement set state = :state, decided_by = :who, decided_at = now(), decision = :why"
                        + " where id = :id")
                .param("state", state)
                .param("who", viewer.username())
                .param("why", why)
                .param("id", id)
                .update();
    }

    private void endStanding(long id, String by, @Nullable String why) {
        jdbc.sql("update statement set state = 'reversed', reversed_by = :by, reversed_at = now(), reversal ="
                        + " :why where id = :id")
                .param("by", by)
                .param("why", why)
                .param("id", id)
                .update();
    }

    private Statement require(long id, String state, String refusal) {
        Statement found = jdbc.sql("select * from statement where id = ? for update")
                .param(id)
                .query(this::read)
                .optional()
                .orElseThrow(() -> BadInput.notFound("statement"));
        if (!found.state().equals(state)) {
            throw BadInput.conflict("statement-" + found.state(), refusal + "; this one is " + found.state());
        }
        return found;
    }

    private void apply(Statement statement) {
        List<String> sources = sources(statement);
        Optional<Entry> entry = statement.about().entry();
        if (entry.isPresent()) {
            if (holdsToday(statement)) {
                keep(entry.get(), statement, sources);
            }
            changed(entry.get());
        } else if (statement.about() == Kind.OWNERSHIP) {
            applyTie(statement, sources);
            ties.followAgain();
        } else {
            resolutions.keep(statement.subject(), resolution(statement, sources), statement.id());
            wordings.stale();
        }
    }

    private void keep(Entry entry, Statement statement, List<String> sources) {
        entries.keep(
                entry,
                statement.subject(),
                statement.body(),
                Draft.confidence(statement.grade()),
                sources,
                statement.id());
    }

    private void changed(Entry entry) {
        if (entry.recognised()) {
            wordings.stale();
        }
        if (entry == Entry.VENDOR || entry == Entry.DESIGNATION) {
            ties.followAgain();
        }
    }

    private void applyTie(Statement statement, List<String> sources) {
        if (statement.replaces() != null && !ties.retract(statement.replaces(), statement.id())) {
            throw BadInput.conflict("tie-replaced", "What this statement corrects no longer stands; look again");
        }
        Map<String, Object> body = statement.body();
        String child = String.valueOf(body.get("child"));
        String parent = String.valueOf(body.get("parent"));
        Relation relation = Relation.of(String.valueOf(body.get("relation"))).orElseThrow();
        Optional<String> percent = text(body, "percent");
        ties.record(
                new Tie(
                        0,
                        child,
                        parent,
                        relation,
                        percent.map(BigDecimal::new).orElse(null),
                        statement.validFrom(),
                        statement.validTo(),
                        Draft.confidence(statement.grade()),
                        sources),
                party(child, "child", body),
                party(parent, "parent", body),
                new Ties.Details(
                        text(body, "childName").orElse(null),
                        text(body, "percentBasis").orElse(null),
                        text(body, "counts").orElse(null),
                        text(body, "note").orElse(null)),
                statement.author(),
                statement.id());
        ties.excess(child).filter(any -> relation.hasShare()).ifPresent(excess -> {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "percent",
                    percent.orElse(null),
                    "more-than-all",
                    "With this, %s%% of %s would be owned%s"
                            .formatted(
                                    excess.percent().stripTrailingZeros().toPlainString(),
                                    child,
                                    excess.day().equals(LocalDate.MIN) ? "" : " on " + excess.day()),
                    "Correct or end the holding that this one takes the place of")));
        });
    }

    private Ties.Party party(String key, String end, Map<String, Object> body) {
        return ties.party(key)
                .orElseGet(() -> Ties.Party.of(
                        key,
                        text(body, end + "Name").orElse(key),
                        text(body, end + "Country").orElse(null)));
    }

    private static Optional<String> text(Map<String, Object> body, String field) {
        return Optional.ofNullable(body.get(field)).map(String::valueOf);
    }

    private static Resolutions.Resolution resolution(Statement statement, List<String> sources) {
        return new Resolutions.Resolution(
                Resolutions.Decision.valueOf(
                        text(statement.body(), "decision").orElseThrow().toUpperCase(Locale.ROOT)),
                text(statement.body(), "vendor").orElse(null),
                text(statement.body(), "module").orElse(""),
                statement.grade(),
                sources,
                statement.author(),
                statement.recordedAt().toLocalDate());
    }

    private void undo(Statement statement) {
        Optional<Entry> entry = statement.about().entry();
        if (entry.isPresent()) {
            about(statement.about(), statement.subject()).stream()
                    .filter(one -> one.standing() && holdsToday(one))
                    .findFirst()
                    .ifPresentOrElse(
                            before -> keep(entry.get(), before, sources(before)),
                            () -> entries.giveBack(entry.get(), statement.subject()));
            changed(entry.get());
        } else if (statement.about() == Kind.OWNERSHIP) {
            if (!ties.stands(statement.id())) {
                throw BadInput.conflict("tie-replaced", "A later statement corrects this one; reverse that one first");
            }
            ties.reverse(statement.id());
            ties.followAgain();
        } else {
            resolutions.drop(statement.id());
            wordings.stale();
        }
    }

    private void recognise(Statement statement) {
        if (statement.about() == Kind.WORDING) {
            wordings.recogniseAgain(wordings.alike(statement.subject()));
        } else if (recognised(statement.about())) {
            wordings.recogniseAgain();
        }
    }

    private static boolean holdsToday(Statement statement) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String from = statement.validFrom();
        String to = statement.validTo();
        return (from == null || !Drafting.firstDay(from).isAfter(today))
                && (to == null || Drafting.firstDay(to).isAfter(today));
    }

    private List<String> sources(Statement statement) {
        if (entries.knowsSource(statement.source())) {
            return List.of(statement.source());
        }
        String id = "ST" + statement.id();
        entries.addSource(id, statement.source(), statement.author());
        return List.of(id);
    }

    Optional<Statement> find(long id) {
        return jdbc.sql("select * from statement where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    Statement one(long id) {
        return find(id).orElseThrow(() -> BadInput.notFound("statement"));
    }

    /** All statements about a thing, the latest first. */
    List<Statement> about(Kind kind, String subject) {
        return jdbc.sql("select * from statement where kind = ? and subject = ? order by id desc")
                .params(kind.key(), subject)
                .query(this::read)
                .list();
    }

    /** The latest statements, those that wait for a decision first, as many as a page shows. */
    List<Statement> latest(@Nullable String vendor, boolean words) {
        return latest(vendor, words, MOST, null).items();
    }

    /**
     * The latest statements, those that wait for a decision first.
     *
     * @param vendor only those that are about a vendor, or name it; null for all
     * @param words whether decisions about words of registers are among them
     * @param after the number of the last one seen; null from the first on
     */
    Listing<Statement> latest(@Nullable String vendor, boolean words, int size, @Nullable Long after) {
        String those = """
            from statement
            where (:words or kind <> 'wording')
              and (cast(:vendor as text) is null or kind = 'vendor' and subject = :vendor
                   or :vendor in (body ->> 'child', body ->> 'parent', body ->> 'vendor', body ->> 'owner'))
            """;
        long total = jdbc.sql("select count(*) " + those)
                .param("vendor", vendor)
                .param("words", words)
                .query(Long.class)
                .single();
        List<Statement> some = jdbc.sql("select * " + those + """
              and (cast(:after as bigint) is null
                   or (state = 'proposed', id) < (select state = 'proposed', id from statement where id = :after))
            order by (state = 'proposed') desc, id desc limit :size
            """)
                .param("vendor", vendor)
                .param("words", words)
                .param("after", after)
                .param("size", size + 1)
                .query(this::read)
                .list();
        return Listing.of(some, size, total, one -> String.valueOf(one.id()));
    }

    /**
     * All statements in the order in which they were made, page after page.
     *
     * @param vendor only those that are about a vendor, or name it; null for all
     * @param words whether decisions about words of registers are among them
     */
    Listing<Line> lines(@Nullable String vendor, boolean words, int size, @Nullable String after) {
        List<Line> some = jdbc.sql("""
            select id, kind, subject, state, body::text as says, valid_from, valid_to, source, grade, why, author, recorded_at,
                   decided_by, decided_at, decision, reversed_by, reversed_at, reversal
            from statement
            where (:words or kind <> 'wording') and id > :after
              and (cast(:vendor as text) is null or kind = 'vendor' and subject = :vendor
                   or :vendor in (body ->> 'child', body ->> 'parent', body ->> 'vendor', body ->> 'owner'))
            order by id limit :size
            """)
                .param("vendor", vendor)
                .param("words", words)
                .param("after", after == null ? 0L : Long.parseLong(after))
                .param("size", size + 1)
                .query(Line.class)
                .list();
        return Listing.of(some, size, some.size(), line -> String.valueOf(line.id()));
    }

    /** A statement as a line of a file; its confidence is its grade. */
    record Line(
            long id,
            String kind,
            String subject,
            String state,
            String says,
            @Nullable String validFrom,
            @Nullable String validTo,
            String source,
            String grade,
            @Nullable String why,
            String author,
            OffsetDateTime recordedAt,
            @Nullable String decidedBy,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String decision,
            @Nullable String reversedBy,
            @Nullable OffsetDateTime reversedAt,
            @Nullable String reversal) {}

    private <T> T done(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private Statement read(ResultSet row, int n) throws SQLException {
        long replaces = row.getLong("replaces");
        boolean fresh = row.wasNull();
        return new Statement(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("subject"),
                json.readValue(row.getString("body"), new TypeReference<TreeMap<String, Object>>() {}),
                row.getString("valid_from"),
                row.getString("valid_to"),
                row.getString("source"),
                row.getString("grade"),
                row.getString("why"),
                row.getString("author"),
                row.getObject("recorded_at", OffsetDateTime.class),
                fresh ? null : Long.valueOf(replaces),
                row.getString("state"),
                row.getString("decided_by"),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getString("decision"),
                row.getString("reversed_by"),
                row.getObject("reversed_at", OffsetDateTime.class),
                row.getString("reversal"));
    }
}
