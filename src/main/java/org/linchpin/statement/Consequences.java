package org.linchpin.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linchpin.access.BadInput;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Entry;
import org.linchpin.catalogue.Resolutions;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Relation;
import org.linchpin.ownership.Tie;
import org.linchpin.ownership.Ties;
import org.springframework.stereotype.Component;

/** What follows from a statement: lines of the catalogue, ties and meanings of words, and how they were before it. */
@Component
class Consequences {

    private final Statements statements;
    private final Entries entries;
    private final Resolutions resolutions;
    private final Wordings wordings;
    private final Ties ties;

    Consequences(Statements statements, Entries entries, Resolutions resolutions, Wordings wordings, Ties ties) {
        this.statements = statements;
        this.entries = entries;
        this.resolutions = resolutions;
        this.wordings = wordings;
        this.ties = ties;
    }

    /** Several statements about ties at once, followed once. */
    void applyTies(List<Statement> made) {
        made.forEach(fresh -> applyTie(fresh, sources(fresh)));
        ties.followAgain();
    }

    /** Writes what a statement says where it is read. */
    void apply(Statement statement) {
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

    /** What was held true before a statement is held true again. */
    void undo(Statement statement) {
        Optional<Entry> entry = statement.about().entry();
        if (entry.isPresent()) {
            statements.about(statement.about(), statement.subject()).stream()
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

    /** Words that a statement touches mean something else from now on; after its transaction, for all of them may be read. */
    void recognise(Statement statement) {
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
        return (from == null || !Tie.firstDay(from).isAfter(today))
                && (to == null || Tie.firstDay(to).isAfter(today));
    }

    private List<String> sources(Statement statement) {
        if (entries.knowsSource(statement.source())) {
            return List.of(statement.source());
        }
        String id = "ST" + statement.id();
        entries.addSource(id, statement.source(), statement.author());
        return List.of(id);
    }

    /** Whether words may mean something else once such a thing is stated. */
    static boolean recognised(Kind kind) {
        return kind.entry().map(Entry::recognised).orElse(false);
    }

    /** The wordings that a decision about words speaks of. */
    Set<Integer> alike(Kind kind, String subject) {
        return kind == Kind.WORDING ? wordings.alike(subject) : Set.of();
    }
}
