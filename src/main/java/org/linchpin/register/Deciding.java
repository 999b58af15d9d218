package org.linchpin.register;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.approval.Approved;
import org.linchpin.approval.FourEyes;
import org.linchpin.approval.Matter;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Accepts, rejects and withdraws submissions: a pointer moves, no row does. */
@Component
class Deciding {

    /**
     * Who leaves out a greater share of what was there before says why.
     *
     * @param share between 0 and 1 ({@code LINCHPIN_REMOVALS_SHARE})
     */
    @ConfigurationProperties("linchpin.removals")
    record Guard(@DefaultValue("0.1") double share) {

        Guard {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("linchpin.removals.share lies between 0 and 1");
            }
        }
    }

    private final Registers registers;
    private final Submissions submissions;
    private final Ledgers ledgers;
    private final Mappings mappings;
    private final JdbcClient jdbc;
    private final Trail trail;
    private final Guard guard;
    private final FourEyes fourEyes;

    Deciding(
            Registers registers,
            Submissions submissions,
            Ledgers ledgers,
            Mappings mappings,
            JdbcClient jdbc,
            Trail trail,
            Guard guard,
            FourEyes fourEyes) {
        this.fourEyes = fourEyes;
        this.registers = registers;
        this.submissions = submissions;
        this.ledgers = ledgers;
        this.mappings = mappings;
        this.jdbc = jdbc;
        this.trail = trail;
        this.guard = guard;
    }

    double removedWithoutReason() {
        return guard.share();
    }

    /**
     * Lets a submission count from its effective date on.
     *
     * @param partial whether the good rows are to count although others were rejected, or columns are undecided
     * @param removals why much of what was there before is gone
     */
    @Transactional
    void accept(long id, boolean partial, @Nullable String removals, Viewer viewer) {
        accept(
                id,
                partial,
                removals,
                viewer.username(),
                (submission, receipt) -> fourEyes.demand(viewer, ask(submission, receipt, partial, removals)));
    }

    /** A second person has approved what is over the guard. */
    @EventListener
    void approved(Approved approved) {
        if (approved.matter() == Matter.REMOVALS) {
            accept(approved.number(), approved.terms().contains("true"), approved.why(), approved.askedBy());
        }
    }

    /** The same without a second person: it is theirs, or nobody asks for one. */
    @Transactional
    void accept(long id, boolean partial, @Nullable String removals, String by) {
        accept(id, partial, removals, by, (submission, receipt) -> {});
    }

    private FourEyes.Ask ask(Submission submission, Receipt receipt, boolean partial, @Nullable String removals) {
        return new FourEyes.Ask(
                Matter.REMOVALS,
                "/submissions/" + submission.id(),
                "%s of %s, without %,d assets of the file before%s"
                        .formatted(
                                submission.file().name(),
                                submission.effective(),
                                receipt.removed(),
                                receipt.someInRejectedRows()
                                        ? ", %,d of them in rows that were rejected"
                                                .formatted(receipt.removedRejected())
                                        : ""),
                Scope.of(Set.of(submission.operatorId())),
                submission.operatorId(),
                removals,
                "{\"partial\": " + partial + "}");
    }

    private void accept(
            long id,
            boolean partial,
            @Nullable String removals,
            String by,
            BiConsumer<Submission, Receipt> overTheGuard) {
        Submission submission = locked(id);
        if (submission.state() != State.CHECKED) {
            throw conflict(submission, "accepted");
        }
        Register register = registers.findById(submission.registerId()).orElseThrow();
        stands(submission, register);
        Receipt receipt = current(submission, register);
        Map<String, Long> problems = mappings.counts(submission.problems());
        boolean undecided = Mapping.open(problems.keySet());
        long broken = receipt.rejected() - problems.getOrDefault(LineCheck.LEFT_OUT, 0L);
        if (!partial && (broken > 0 || undecided)) {
            throw BadInput.conflict(
                    "has-problems",
                    broken > 0
                            ? broken + " rows cannot be taken in. Mend the file, or accept the good rows alone"
                            : "Nobody has said what some columns mean. Map them or set them aside, or accept without them");
        }
        if (receipt.taken() == 0 && submission.kind() != Kind.NIL) {
            throw BadInput.conflict("no-rows", "No row of the file can be taken in");
        }
        if (receipt.removedShare() > guard.share() && (removals == null || removals.isBlank())) {
            throw BadInput.conflict("removals-unexplained", unexplained(receipt));
        }
        if (receipt.removedShare() > guard.share()) {
            overTheGuard.accept(submission, receipt);
        }
        submission.accept(by, receipt, register.currentSubmission(), removals);
        submissions.saveAndFlush(submission);
        // Who accepts a file has accepted what its columns were taken for, and the next one is compared with it.
        if (submission.kind() == Kind.FULL) {
            register.mapping(submission.reading());
        }
        point(register);
        trail.record("submission.accept", "/submissions/" + id, submission.operatorId(), removals);
    }

    private static String unexplained(Receipt receipt) {
        String gone = "%,d assets (%.0f%% of the register)".formatted(receipt.removed(), receipt.removedShare() * 100);
        if (receipt.someInRejectedRows()) {
            return gone
                    + " would no longer be in it, %,d of them because their rows were rejected. Mend those rows, or say why"
                            .formatted(receipt.removedRejected());
        }
        return receipt.removedRejected() == null
                ? gone + " are missing from this file or in rows that were rejected. Say why"
                : gone + " are missing from this file. Say why";
    }

    /** An update stands on what counted when it was checked, and on nothing else. */
    private void stands(Submission submission, Register register) {
        if (submission.kind() != Kind.UPDATE) {
            return;
        }
        Long base = submission.basedOn();
        if (!Objects.equals(base, register.currentSubmission())) {
            throw BadInput.conflict(
                    "update-outdated",
                    "Another file counts by now than the one that this update was checked against. Check it again");
        }
        if (base != null && submissions.findById(base).orElseThrow().effective().isAfter(submission.effective())) {
            throw BadInput.conflict(
                    "update-too-early",
                    "The update is right on an earlier day than the file that it brings up to date");
        }
    }

    /** The receipt against what counts now, should another submission have been accepted since the check. */
    private Receipt current(Submission submission, Register register) {
        Receipt receipt = Objects.requireNonNull(submission.receipt());
        Long now = register.currentSubmission();
        return Objects.equals(now, submission.comparedWith())
                ? receipt
                : ledgers.between(submission.id(), now)
                        .receipt(receipt.received(), receipt.rejected(), receipt.superseded());
    }

    /** Refuses a submission for good; its rows go, its file stays. */
    @Transactional
    void reject(long id, @Nullable String why, String by) {
        Submission submission = locked(id);
        if (submission.state() != State.CHECKED
                && submission.state() != State.FAILED
                && submission.state() != State.RECEIVED) {
            throw conflict(submission, "rejected");
        }
        jdbc.sql("select drop_partitions(?)").param(id).query(row -> {});
        jdbc.sql("delete from stock where operator_id = ? and submission_id = ?")
                .params(submission.operatorId(), id)
                .update();
        jdbc.sql("delete from difference where operator_id = ? and submission_id = ?")
                .params(submission.operatorId(), id)
                .update();
        ledgers.forget(id);
        submission.reject(by, why == null ? "" : why);
        trail.record("submission.reject", "/submissions/" + id, submission.operatorId(), why);
    }

    /** Takes an accepted submission out of every figure; the one before it counts again. */
    @Transactional
    void withdraw(long id, @Nullable String why, String by) {
        Submission submission = locked(id);
        if (submission.state() != State.ACCEPTED) {
            throw conflict(submission, "withdrawn");
        }
        if (why == null || why.isBlank()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "why",
                    why,
                    "why-missing",
                    "Say why the submission is withdrawn",
                    "Write a sentence for the trail")));
        }
        withdraw(submission, why, by);
        point(registers.findById(submission.registerId()).orElseThrow());
        trail.record("submission.withdraw", "/submissions/" + id, submission.operatorId(), why);
    }

    /** What rests on a submission is withdrawn with it. */
    private void withdraw(Submission submission, String why, String by) {
        for (Submission update : submissions.findByBasedOnAndState(submission.id(), State.ACCEPTED)) {
            withdraw(update, "The submission it brings up to date was withdrawn: " + why, by);
            trail.record("submission.withdraw", "/submissions/" + update.id(), update.operatorId(), why);
        }
        submission.withdraw(by, why);
        submissions.saveAndFlush(submission);
    }

    /** How many accepted updates rest on a submission, one upon the other. */
    @Transactional(readOnly = true)
    public int restingOn(long id) {
        return submissions.findByBasedOnAndState(id, State.ACCEPTED).stream()
                .mapToInt(update -> 1 + restingOn(update.id()))
                .sum();
    }

    /** Of the accepted submissions the one with the latest effective date counts. */
    private void point(Register register) {
        register.currentSubmission(
                submissions
                        .findByRegisterIdAndStateOrderByEffectiveDescAcceptedAtDesc(register.id(), State.ACCEPTED)
                        .stream()
                        .map(Submission::id)
                        .findFirst()
                        .orElse(null));
    }

    /** The submission, and nobody else decides about its register meanwhile. */
    private Submission locked(long id) {
        long register = submissions.registerOf(id).orElseThrow(() -> BadInput.notFound("submission"));
        Objects.requireNonNull(registers.lockById(register).orElse(null));
        return submissions.findById(id).orElseThrow(() -> BadInput.notFound("submission"));
    }

    private static BadInput conflict(Submission submission, String wished) {
        return BadInput.conflict(
                "state-" + submission.state().key(),
                "The submission is " + submission.state().key() + ", so it cannot be " + wished);
    }
}
