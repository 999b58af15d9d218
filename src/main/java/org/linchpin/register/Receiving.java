package org.linchpin.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Sample;
import org.linchpin.register.FileStore.StoredFile;
import org.linchpin.scanning.Malicious;
import org.linchpin.scanning.Unscanned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes files in: first their bytes, then in one transaction the submission and the job that checks it. */
@Component
class Receiving {

    private static final List<State> GONE = List.of(State.REJECTED, State.WITHDRAWN, State.FAILED);
    private static final long CHECKED_AT_ONCE = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    private final Registers registers;
    private final Submissions submissions;
    private final FileStore files;
    private final Quota quota;
    private final Mappings mappings;
    private final Ledgers ledgers;
    private final Checking checking;
    private final SchedulerClient jobs;
    private final Trail trail;
    private final TransactionTemplate transaction;

    Receiving(
            Registers registers,
            Submissions submissions,
            FileStore files,
            Quota quota,
            Mappings mappings,
            Ledgers ledgers,
            Checking checking,
            SchedulerClient jobs,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.registers = registers;
        this.submissions = submissions;
        this.files = files;
        this.quota = quota;
        this.mappings = mappings;
        this.ledgers = ledgers;
        this.checking = checking;
        this.jobs = jobs;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of an upload.
     *
     * @param again whether these bytes were there already
     * @param undecided whether somebody has yet to say what some columns mean
     */
    record Taken(Submission submission, boolean again, boolean undecided) {}

    /**
     * A file as it is sent.
     *
     * @param length how many bytes it says to have; -1 where it does not
     */
    record Sent(String name, long length, InputStream bytes, String by) {}

    /**
     * A file that is here.
     *
     * @param undecided whether somebody has yet to say what some columns mean
     * @param check whether to check it without waiting for that
     * @param held why nothing reads it yet; null if it may be read
     */
    private record Arrived(
            StoredFile file,
            FileForm form,
            boolean undecided,
            boolean check,
            @Nullable String held) {

        static Arrived held(StoredFile file, @Nullable String why) {
            return new Arrived(file, FileForm.usual(), false, true, why);
        }

        boolean small() {
            return file.bytes() <= CHECKED_AT_ONCE;
        }
    }

    /**
     * Takes a file in. A small one is scanned and checked before the answer; a large one by a job.
     *
     * @param ask whether to wait with the check until somebody has decided about columns that nobody knows
     */
    Taken take(long registerId, Submission.Terms terms, Sent sent, boolean ask) {
        Register register = register(registerId);
        Quota.Room room = quota.of(register.operatorId());
        files.refuseLonger(sent.length(), room);
        StoredFile file = files.store(sent.name(), sent.bytes(), room);
        Arrived arrived;
        try {
            arrived = arrived(register, terms.kind(), file, ask);
        } catch (Malicious refused) {
            refuse(register.operatorId(), registerId, terms, file, sent.by(), refused);
            throw refused;
        }
        Taken taken =
                Objects.requireNonNull(transaction.execute(status -> record(registerId, terms, arrived, sent.by())));
        if (arrived.small() && arrived.held() == null && arrived.check() && !taken.again()) {
            checkNow(taken.submission());
        }
        return taken;
    }

    /** Whether somebody has yet to say something of a submission before its check can be trusted. */
    boolean undecided(Submission submission, Mapping mapping) {
        FileForm form = submission.form();
        return undecided(mapping, submission.kind(), form, sample(submission, form));
    }

    private static boolean undecided(Mapping mapping, Kind kind, FileForm form, Sample sample) {
        Mapping.Applied applied = mapping.to(sample);
        return (kind == Kind.UPDATE ? applied.sparing() : applied).open()
                || !mapping.form().changes(form).isEmpty();
    }

    private Arrived arrived(Register register, Kind kind, StoredFile file, boolean ask) {
        if (file.bytes() > CHECKED_AT_ONCE && files.scanned()) {
            return Arrived.held(file, "It is being looked through for known malicious content");
        }
        Path path;
        try {
            path = files.admitted(file, register.operatorId());
        } catch (Unscanned waits) {
            return Arrived.held(file, waits.getMessage());
        }
        Mapping mapping = mappings.read(register.mapping());
        FileForm form = mapping.form().of(path);
        boolean undecided = undecided(mapping, kind, form, Sample.of(path, form));
        return new Arrived(file, form, undecided, !undecided || !ask, null);
    }

    /** What is refused is on record, with what it was and who sent it, and takes up room like any other file. */
    private void refuse(
            int operator, long registerId, Submission.Terms terms, StoredFile file, String by, Malicious refused) {
        transaction.executeWithoutResult(status -> {
            Submission submission = new Submission(operator, registerId, terms, file, FileForm.usual(), by);
            submission.failed(refused.code(), refused.getMessage());
            submissions.saveAndFlush(submission);
            trail.record("submission.refuse", "/submissions/" + submission.id(), operator, refused.finding());
        });
    }

    private Taken record(long registerId, Submission.Terms terms, Arrived arrived, String by) {
        StoredFile file = arrived.file();
        Register register = registers.lockById(registerId).orElseThrow(() -> BadInput.notFound("register"));
        return submissions
                .findFirstByRegisterIdAndKindAndFileSha256AndStateNotIn(registerId, terms.kind(), file.sha256(), GONE)
                .map(there -> new Taken(there, true, arrived.undecided()))
                .orElseGet(() -> {
                    quota.hold(register.operatorId(), file.bytes());
                    Submission received =
                            new Submission(register.operatorId(), registerId, terms, file, arrived.form(), by);
                    if (arrived.held() != null) {
                        received.hold(arrived.held());
                    }
                    Submission submission = submissions.saveAndFlush(received);
                    if (arrived.check()) {
                        CheckJob.queue(jobs, submission, arrived.small());
                    }
                    trail.record(
                            "submission.receive",
                            "/submissions/" + submission.id(),
                            register.operatorId(),
                            file.name() + ", " + file.bytes() + " bytes, SHA-256 " + file.sha256());
                    return new Taken(submission, false, arrived.undecided());
                });
    }

    /** Its job is there already, for the case that we do not come to the end. */
    private void checkNow(Submission submission) {
        try {
            checking.check(submission.operatorId(), submission.id());
            CheckJob.done(jobs, submission);
        } catch (RuntimeException left) {
            LOG.warn("The check of submission {} is left to its job", submission.id(), left);
        }
    }

    /** Takes note that a register has nothing: a submission without a file, ready to be accepted. */
    Submission nothing(long registerId, Submission.Terms terms, String by) {
        Submission nil = Objects.requireNonNull(transaction.execute(status -> {
            Register register = registers.lockById(registerId).orElseThrow(() -> BadInput.notFound("register"));
            Submission submission = submissions.saveAndFlush(new Submission(
                    register.operatorId(),
                    registerId,
                    terms,
                    files.store("nil return", InputStream.nullInputStream(), quota.of(register.operatorId())),
                    FileForm.usual(),
                    by));
            Long before = register.currentSubmission();
            submission.checked(new Receipt(0, 0, 0, 0, 0, 0, 0L, 0, 0), 0, 0, "{}", "[]", "{}", before);
            submissions.saveAndFlush(submission);
            submission.checked(
                    ledgers.between(submission.id(), before).receipt(0, 0, 0), 0, 0, "{}", "[]", "{}", before);
            trail.record("submission.receive", "/submissions/" + submission.id(), register.operatorId(), "nil return");
            return submission;
        }));
        return nil;
    }

    /** Checks a submission again, against what counts by now, read as somebody says. */
    void again(long id, FileForm.Correction correction) {
        Submission again = Objects.requireNonNull(transaction.execute(status -> {
            Submission submission = submissions.findById(id).orElseThrow(() -> BadInput.notFound("submission"));
            if (submission.kind() == Kind.NIL
                    || submission.state() != State.CHECKED && submission.state() != State.FAILED) {
                throw BadInput.conflict(
                        "state-" + submission.state().key(),
                        "The submission is " + submission.state().key() + ", so it cannot be checked again");
            }
            if (!correction.equals(FileForm.Correction.NONE)) {
                Path file = files.admitted(submission.file(), submission.operatorId());
                submission.form(submission.form().corrected(file, correction));
                keep(submission, file);
            }
            submission.queue();
            submissions.saveAndFlush(submission);
            CheckJob.queue(jobs, submission, submission.file().bytes() <= CHECKED_AT_ONCE);
            trail.record("submission.recheck", "/submissions/" + id, submission.operatorId(), null);
            return submission;
        }));
        if (again.file().bytes() <= CHECKED_AT_ONCE) {
            checkNow(again);
        }
    }

    /** Who says how one file is written says it of the next ones as well. */
    private void keep(Submission submission, Path file) {
        Register register = registers.lockById(submission.registerId()).orElseThrow();
        Mapping mapping = mappings.read(register.mapping());
        register.mapping(mappings.written(mapping.withForm(mapping.form().after(file, submission.form()))));
    }

    private Register register(long id) {
        return Objects.requireNonNull(
                transaction.execute(status -> registers.findById(id).orElseThrow(() -> BadInput.notFound("register"))));
    }

    /** What a sender says of a file, once it makes sense. */
    static Submission.Terms terms(
            @Nullable String kind, @Nullable LocalDate effective, @Nullable LocalDate from, @Nullable LocalDate to) {
        List<BadInput.Fault> faults = new ArrayList<>();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate day = effective == null ? today : effective;
        Optional<Kind> known = Kind.of(kind == null || kind.isBlank() ? Kind.FULL.key() : kind);
        if (known.isEmpty()) {
            faults.add(BadInput.Fault.field(
                    "kind",
                    kind,
                    "kind-unknown",
                    "kind must be full, update or nil",
                    "full for the whole register, update for what changed, nil if there is nothing"));
        }
        if (day.isBefore(EARLIEST) || day.isAfter(today.plusYears(1))) {
            faults.add(BadInput.Fault.field(
                    "effective",
                    day.toString(),
                    "effective-range",
                    "The effective date must be between 1990 and a year from now",
                    "Give the day on which the register was right, such as " + today));
        }
        if (from != null && to != null && from.isAfter(to) || (from == null) != (to == null)) {
            faults.add(BadInput.Fault.field(
                    "periodTo",
                    to == null ? null : to.toString(),
                    "period-order",
                    "A period has a first and a last day, in this order",
                    "Give both days, or neither"));
        }
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new Submission.Terms(known.orElseThrow(), day, from, to);
    }

    /** Decides what the columns of a submission mean, keeps that with its register, and checks the file. */
    void decide(long submissionId, Mapping mapping) {
        decide(submissionId, mapping, submission -> {});
    }

    /** Decides how a submission is written as well, which is kept likewise. */
    void decide(long submissionId, Mapping mapping, FileForm form) {
        decide(submissionId, mapping, submission -> {
            submission.form(form);
            keep(submission, files.admitted(submission.file(), submission.operatorId()));
        });
    }

    private void decide(long submissionId, Mapping mapping, Consumer<Submission> more) {
        Submission decided = Objects.requireNonNull(transaction.execute(status -> {
            Submission submission =
                    submissions.findById(submissionId).orElseThrow(() -> BadInput.notFound("submission"));
            if (submission.state() != State.RECEIVED
                    && submission.state() != State.CHECKED
                    && submission.state() != State.FAILED) {
                throw BadInput.conflict(
                        "not-to-be-mapped",
                        "The submission is " + submission.state().key() + "; its columns are settled");
            }
            Register register = registers.lockById(submission.registerId()).orElseThrow();
            register.mapping(mappings.written(mapping.checked()));
            more.accept(submission);
            submission.queue();
            submissions.saveAndFlush(submission);
            CheckJob.queue(jobs, submission, submission.file().bytes() <= CHECKED_AT_ONCE);
            trail.record("submission.map", "/submissions/" + submissionId, submission.operatorId(), null);
            return submission;
        }));
        if (decided.file().bytes() <= CHECKED_AT_ONCE) {
            checkNow(decided);
        }
    }

    /** The sheets of a submission's workbook. */
    List<String> sheets(Submission submission) {
        return submission.form().sheets(files.admitted(submission.file(), submission.operatorId()));
    }

    /** A submission's file read as somebody says, in place of how it is read at present. */
    FileForm corrected(Submission submission, FileForm.Correction correction) {
        return submission.form().corrected(files.admitted(submission.file(), submission.operatorId()), correction);
    }

    /** The header and first rows of a submission's file, in the form it is read in. */
    Sample sample(Submission submission, FileForm form) {
        return Sample.of(files.admitted(submission.file(), submission.operatorId()), form);
    }
}
