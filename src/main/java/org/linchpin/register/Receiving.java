package org.linchpin.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Sample;
import org.linchpin.register.FileStore.StoredFile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes files in: first their bytes, then in one transaction the submission and the job that checks it. */
@Component
class Receiving {

    private static final List<State> GONE = List.of(State.REJECTED, State.WITHDRAWN, State.FAILED);
    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    private final Registers registers;
    private final Submissions submissions;
    private final FileStore files;
    private final Mappings mappings;
    private final SchedulerClient jobs;
    private final Trail trail;
    private final TransactionTemplate transaction;

    Receiving(
            Registers registers,
            Submissions submissions,
            FileStore files,
            Mappings mappings,
            SchedulerClient jobs,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.registers = registers;
        this.submissions = submissions;
        this.files = files;
        this.mappings = mappings;
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
     * Takes a file in.
     *
     * @param ask whether to wait with the check until somebody has decided about columns that nobody knows
     */
    Taken take(
            long registerId,
            @Nullable LocalDate effective,
            String fileName,
            long declaredLength,
            InputStream bytes,
            String by,
            boolean ask) {
        Register register = register(registerId);
        LocalDate day = day(effective);
        files.refuseLonger(declaredLength);
        StoredFile file = files.store(fileName, bytes);
        FileForm form = FileForm.of(files.path(file.sha256()));
        Sample sample = Sample.of(files.path(file.sha256()), form, 1);
        boolean undecided = !mappings.read(register.mapping())
                .to(sample.header())
                .undecided()
                .isEmpty();
        return Objects.requireNonNull(
                transaction.execute(status -> record(registerId, day, file, form, by, undecided, ask)));
    }

    private Taken record(
            long registerId, LocalDate day, StoredFile file, FileForm form, String by, boolean undecided, boolean ask) {
        Register register = registers.lockById(registerId).orElseThrow(() -> BadInput.notFound("register"));
        return submissions
                .findFirstByRegisterIdAndFileSha256AndStateNotIn(registerId, file.sha256(), GONE)
                .map(there -> new Taken(there, true, undecided))
                .orElseGet(() -> {
                    Submission submission = submissions.saveAndFlush(
                            new Submission(register.operatorId(), registerId, day, file, form, by));
                    if (!undecided || !ask) {
                        CheckJob.queue(jobs, submission);
                    }
                    trail.record(
                            "submission.receive",
                            "/submissions/" + submission.id(),
                            register.operatorId(),
                            file.name() + ", " + file.bytes() + " bytes, SHA-256 " + file.sha256());
                    return new Taken(submission, false, undecided);
                });
    }

    private Register register(long id) {
        return Objects.requireNonNull(
                transaction.execute(status -> registers.findById(id).orElseThrow(() -> BadInput.notFound("register"))));
    }

    private static LocalDate day(@Nullable LocalDate effective) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate day = effective == null ? today : effective;
        if (day.isBefore(EARLIEST) || day.isAfter(today.plusYears(1))) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "effective",
                    day.toString(),
                    "effective-range",
                    "The effective date must be between 1990 and a year from now",
                    "Give the day on which the register was right, such as " + today)));
        }
        return day;
    }

    /** Decides what the columns of a submission mean, keeps that with its register, and checks the file. */
    void decide(long submissionId, Mapping mapping, FileForm form) {
        transaction.executeWithoutResult(status -> {
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
            submission.form(form);
            submission.queue();
            submissions.saveAndFlush(submission);
            CheckJob.queue(jobs, submission);
            trail.record("submission.map", "/submissions/" + submissionId, submission.operatorId(), null);
        });
    }

    /** The header and first rows of a submission's file, in the form it is read in. */
    Sample sample(Submission submission, FileForm form) {
        return Sample.of(files.path(submission.file().sha256()), form, 200);
    }
}
