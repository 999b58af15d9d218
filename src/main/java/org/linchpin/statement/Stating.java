package org.linchpin.statement;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.approval.Approved;
import org.linchpin.approval.Declined;
import org.linchpin.approval.FourEyes;
import org.linchpin.approval.Matter;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes, decides and reverses statements. Whoever may edit the catalogue makes them stand; whoever may not proposes. What a
 * statement changes is written in the transaction that records it; words are recognised again right after.
 */
@Component
class Stating {

    private static final String ACCEPT = "accept";

    private final Statements statements;
    private final Consequences consequences;
    private final Effects effects;
    private final FourEyes fourEyes;
    private final Scopes scopes;
    private final Trail trail;
    private final TransactionTemplate transaction;

    Stating(
            Statements statements,
            Consequences consequences,
            Effects effects,
            FourEyes fourEyes,
            Scopes scopes,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.statements = statements;
        this.consequences = consequences;
        this.effects = effects;
        this.fourEyes = fourEyes;
        this.scopes = scopes;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Records a statement; it stands at once if its author decides, else it is proposed. */
    Statement make(Viewer viewer, Draft draft) {
        boolean may = viewer.may(Action.EDIT_CATALOGUE);
        boolean second = may && draft.kind() == Kind.OWNERSHIP && far(viewer, scope -> effect(viewer, scope, draft));
        boolean decides = may && !second;
        Statement made = done(() -> {
            Statement fresh = statements.insert(viewer, draft, decides);
            if (second) {
                fourEyes.ask(viewer, ask(fresh, ACCEPT, draft.why()));
            }
            if (decides) {
                consequences.apply(fresh);
            }
            trail.record(
                    decides ? "statement.make" : "statement.propose", "statements/" + fresh.id(), null, fresh.title());
            return fresh;
        });
        if (decides) {
            consequences.recognise(made);
        }
        return made;
    }

    /** Whether more of the nation moves than one person may move, whatever of it they see, and a second one is demanded. */
    private boolean far(Viewer viewer, Function<Scope, Effects.Effect> effect) {
        return fourEyes.demanded(viewer, Matter.STATEMENT, Scope.nothing())
                && scopes.within(Scope.all(), () -> effect.apply(Scope.all())).points() > fourEyes.points();
    }

    /** Leaves to a second person what would move a figure far. */
    private void demandSecond(Viewer viewer, Statement statement, String verb, @Nullable String why) {
        if (statement.about() == Kind.OWNERSHIP && far(viewer, scope -> effect(viewer, scope, statement))) {
            done(() -> {
                fourEyes.demand(viewer, ask(statement, verb, why));
                return statement;
            });
        }
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
            consequences.recognise(done);
        }
    }

    @EventListener
    void declined(Declined declined) {
        if (declined.matter() == Matter.STATEMENT
                && statements.one(declined.number()).proposed()) {
            statements.decide(declined.by(), declined.number(), "declined", null);
        }
    }

    /** Several statements about ties at once: all of them are made, or none. */
    List<Statement> make(Viewer viewer, List<Draft> drafts) {
        boolean may = viewer.may(Action.EDIT_CATALOGUE);
        boolean second = may && far(viewer, scope -> effect(viewer, scope, drafts));
        boolean decides = may && !second;
        return done(() -> {
            List<Statement> made = drafts.stream()
                    .map(draft -> statements.insert(viewer, draft, decides))
                    .toList();
            if (decides) {
                consequences.applyTies(made);
            } else if (second) {
                made.forEach(fresh -> fourEyes.ask(viewer, ask(fresh, ACCEPT, fresh.why())));
            }
            made.forEach(fresh -> trail.record(
                    decides ? "statement.make" : "statement.propose", "statements/" + fresh.id(), null, fresh.title()));
            return made;
        });
    }

    /** What several statements about ties would move together. */
    Effects.Effect effect(Viewer viewer, List<Draft> drafts) {
        return effect(viewer, viewer.scope(), drafts);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, List<Draft> drafts) {
        return effects.of(
                scope,
                () -> consequences.applyTies(drafts.stream()
                        .map(draft -> statements.insert(viewer, draft, true))
                        .toList()),
                false,
                Set.of());
    }

    /** Whoever proposed and may decide by now is still one person. */
    Statement accept(Viewer viewer, long id, @Nullable String why) {
        Statement proposed = statements.one(id);
        if (proposed.proposed() && proposed.author().equals(viewer.username())) {
            demandSecond(viewer, proposed, ACCEPT, why);
        }
        Statement accepted = accepted(viewer, id, why);
        consequences.recognise(accepted);
        return accepted;
    }

    private Statement accepted(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            statements.require(id, "proposed", "Only a proposal can be accepted");
            fourEyes.decide(viewer, address(id), true, why);
            statements.decide(viewer, id, "standing", why);
            Statement now = statements.one(id);
            consequences.apply(now);
            trail.record("statement.accept", "statements/" + id, null, why);
            return now;
        });
    }

    Statement decline(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            statements.require(id, "proposed", "Only a proposal can be declined");
            fourEyes.decide(viewer, address(id), false, why);
            statements.decide(viewer, id, "declined", why);
            trail.record("statement.decline", "statements/" + id, null, why);
            return statements.one(id);
        });
    }

    /** Takes a standing statement back; what was held true before it is held true again. */
    Statement reverse(Viewer viewer, long id, @Nullable String why) {
        Statement standing = statements.one(id);
        if (standing.standing()) {
            demandSecond(viewer, standing, "reverse", why);
        }
        Statement reversed = reversed(viewer, id, why);
        consequences.recognise(reversed);
        return reversed;
    }

    private Statement reversed(Viewer viewer, long id, @Nullable String why) {
        return done(() -> {
            Statement standing = statements.require(id, "standing", "Only a statement that stands can be reversed");
            statements.endStanding(id, viewer.username(), why);
            consequences.undo(standing);
            trail.record("statement.reverse", "statements/" + id, null, why);
            return statements.one(id);
        });
    }

    /** What a statement that is not made yet would move. */
    Effects.Effect effect(Viewer viewer, Draft draft) {
        return effect(viewer, viewer.scope(), draft);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, Draft draft) {
        return effects.of(
                scope,
                () -> consequences.apply(statements.insert(viewer, draft, true)),
                Consequences.recognised(draft.kind()),
                consequences.alike(draft.kind(), draft.subject()));
    }

    /** What accepting a proposal, or reversing what stands, would move. */
    Effects.Effect effect(Viewer viewer, Statement statement) {
        return effect(viewer, viewer.scope(), statement);
    }

    private Effects.Effect effect(Viewer viewer, Scope scope, Statement statement) {
        Runnable write = statement.proposed()
                ? () -> consequences.apply(statement)
                : () -> {
                    statements.endStanding(statement.id(), viewer.username(), null);
                    consequences.undo(statement);
                };
        return effects.of(
                scope,
                write,
                Consequences.recognised(statement.about()),
                consequences.alike(statement.about(), statement.subject()));
    }

    private <T> T done(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
