package org.linchpin.register;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Problems;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
import org.linchpin.catalogue.Wordings;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.KeptForm;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Vocabulary;
import org.linchpin.scanning.Unscanned;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks a submission whole, as a job. All its rows, its problems, its stock and its receipt come into being in one
 * transaction: a check that is cut off leaves nothing, and begins again.
 */
@Component
class Checking {

    private static final int AT_ONCE = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Checking.class);

    private final Registers registers;
    private final Submissions submissions;
    private final Operators operators;
    private final FileStore files;
    private final Vocabulary vocabulary;
    private final Wordings wordings;
    private final Mappings mappings;
    private final Ledgers ledgers;
    private final Timings timings;
    private final Scopes scopes;
    private final Trail trail;
    private final DataSource database;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate beside;

    Checking(
            Registers registers,
            Submissions submissions,
            Operators operators,
            FileStore files,
            Vocabulary vocabulary,
            Wordings wordings,
            Mappings mappings,
            Ledgers ledgers,
            Timings timings,
            Scopes scopes,
            Trail trail,
            DataSource database,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        this.registers = registers;
        this.submissions = submissions;
        this.operators = operators;
        this.files = files;
        this.vocabulary = vocabulary;
        this.wordings = wordings;
        this.mappings = mappings;
        this.ledgers = ledgers;
        this.timings = timings;
        this.scopes = scopes;
        this.trail = trail;
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.beside = new TransactionTemplate(transactions);
        this.beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Work(Operator operator, Register register, Submission submission, Path file) {}

    /**
     * Checks one submission of one operator; a file at fault fails it with words for its sender.
     *
     * @throws Unscanned if it must wait for the scanner
     */
    void check(int operator, long submission) {
        scopes.within(Scope.of(Set.of(operator)), () -> {
            try {
                scan(submission);
                Optional<Work> work = Objects.requireNonNull(transaction.execute(status -> begin(submission)));
                work.ifPresent(this::pass);
            } catch (Unscanned waits) {
                hold(submission, waits.getMessage());
                throw waits;
            } catch (BadInput fault) {
                fail(submission, fault.code(), fault.getMessage());
            }
        });
    }

    /** Before anything reads the file. What was held until now is read as files before it, or as it seems to be written. */
    private void scan(long id) {
        Optional<Submission> busy = Objects.requireNonNull(transaction.execute(
                status -> submissions.findById(id).filter(one -> one.state().busy())));
        busy.ifPresent(submission -> {
            Path file = files.admitted(submission.file(), submission.operatorId());
            if (submission.held() != null) {
                FileForm form = kept(submission.registerId()).of(file);
                transaction.executeWithoutResult(status -> {
                    Submission released = submissions.findById(id).orElseThrow();
                    released.form(form);
                    released.release();
                });
            }
        });
    }

    private KeptForm kept(long register) {
        return Objects.requireNonNull(transaction.execute(status -> mappings.read(
                        registers.findById(register).orElseThrow().mapping())
                .form()));
    }

    private void hold(long id, String words) {
        transaction.executeWithoutResult(
                status -> submissions.findById(id).orElseThrow().hold(words));
    }

    /** Nothing, where there is nothing left to check. */
    private Optional<Work> begin(long id) {
        alone(id);
        return submissions
                .findById(id)
                .filter(submission -> submission.state().busy())
                .map(this::begin);
    }

    private Work begin(Submission submission) {
        submission.startChecking();
        Register register = registers.findById(submission.registerId()).orElseThrow();
        Operator operator = operators.byId(submission.operatorId()).orElseThrow();
        return new Work(operator, register, submission, files.admitted(submission.file(), submission.operatorId()));
    }

    /** What the disk takes to keep all of it is the last part. */
    private void pass(Work work) {
        long bytes = work.submission().file().bytes();
        Timings.Sort sort = new Timings.Sort(
                work.submission().form().kind() != FileForm.Kind.TEXT,
                work.submission().kind() == Kind.UPDATE);
        Progress progress = progress(work.submission().id(), bytes, timings.of(sort, bytes));
        transaction.executeWithoutResult(status -> pass(work, progress));
        timings.learn(sort, progress.over());
    }

    private void pass(Work work, Progress progress) {
        int operator = work.operator().id();
        long id = work.submission().id();
        JdbcClient client = JdbcClient.create(jdbc);
        alone(id);
        if (!submissions.findById(id).orElseThrow().state().busy()) {
            return;
        }
        client.sql("delete from stock where operator_id = ? and submission_id = ?")
                .params(operator, id)
                .update();
        client.sql("delete from difference where operator_id = ? and submission_id = ?")
                .params(operator, id)
                .update();
        client.sql("select open_partitions(?)").param(id).query(row -> {});
        Long before = registers.findById(work.register().id()).orElseThrow().currentSubmission();
        boolean update = work.submission().kind() == Kind.UPDATE && before != null;
        try (Ledger ledger = ledgers.of(before)) {
            CopyOutflow outflow = new CopyOutflow(
                    connection(),
                    id,
                    wordings::idsOf,
                    (references, refused, repeats) ->
                            Ledger.settle(references, refused, ledgers.path(id), ledger, update, repeats),
                    progress);
            try {
                Pass.Outcome outcome = new Pass(subject(work), ledgers.folder(), outflow, progress).run();
                takeOut(client, id, outflow);
                if (update) {
                    carryOver(id, Objects.requireNonNull(before), Objects.requireNonNull(ledger), outflow.cube());
                }
                progress.part();
                index(client, id, progress);
                client.sql("select attach_partitions(?)").param(id).query(row -> {});
                progress.part();
                outflow.cube().write(jdbc, operator, id);
                examples(operator, id, before, outflow.differences());
                settle(id, outcome, outflow.differences(), outflow.cube().assets(), before);
            } finally {
                outflow.abandon();
            }
        }
    }

    private static void index(JdbcClient client, long id, Progress progress) {
        int next = 1;
        while (client.sql("select index_partition(?, ?)")
                .params(id, next++)
                .query(Boolean.class)
                .single()) {
            progress.part();
        }
    }

    private Pass.Subject subject(Work work) {
        return new Pass.Subject(
                work.file(),
                work.submission().form(),
                work.operator(),
                mappings.read(work.register().mapping()),
                new LineCheck.Defaults(
                        work.register().assetClass(),
                        work.register().sector(),
                        work.submission().kind() == Kind.UPDATE),
                vocabulary);
    }

    /** Lines that repeat a reference were sent before that was known. */
    private static void takeOut(JdbcClient client, long id, CopyOutflow outflow) {
        int[] repeated = outflow.repeated();
        for (int from = 0; from < repeated.length; from += AT_ONCE) {
            Integer[] some = Arrays.stream(repeated, from, Math.min(repeated.length, from + AT_ONCE))
                    .boxed()
                    .toArray(Integer[]::new);
            client.sql("select * from take_out(?, ?)")
                    .params(id, some)
                    .query(Cube.Gone.class)
                    .list()
                    .forEach(outflow.cube()::remove);
        }
    }

    /** What an update does not mention stays as it was; what it replaces counts no longer. */
    private void carryOver(long id, long base, Ledger ledger, Cube cube) {
        cube.addStock(jdbc, operatorOf(base), base);
        JdbcClient.create(jdbc)
                .sql("select * from carry_over(?, ?, ?)")
                .params(id, base, ledger.shift())
                .query(Cube.Gone.class)
                .stream()
                .forEach(cube::remove);
    }

    private int operatorOf(long submission) {
        return submissions.findById(submission).orElseThrow().operatorId();
    }

    private void examples(int operator, long id, @Nullable Long before, Differences differences) {
        List<Differences.Example> examples = differences.examples();
        jdbc.batchUpdate(
                "insert into difference (operator_id, submission_id, kind, position, line, before_id, before_line, rejected_line) values (?, ?, ?, ?, ?, ?, ?, ?)",
                IntStream.range(0, before == null ? 0 : examples.size()).boxed().toList(),
                500,
                (statement, i) -> {
                    Differences.Example example = examples.get(i);
                    statement.setInt(1, operator);
                    statement.setLong(2, id);
                    statement.setString(3, example.kind());
                    statement.setInt(4, i);
                    statement.setObject(5, example.line(), Types.INTEGER);
                    statement.setObject(6, before, Types.BIGINT);
                    statement.setObject(7, example.before(), Types.INTEGER);
                    statement.setObject(8, example.rejected(), Types.INTEGER);
                });
    }

    /** A process that was thought dead may be alive after all: whoever comes second waits, and finds the work done. */
    private void alone(long id) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, id);
    }

    private PGConnection connection() {
        try {
            return DataSourceUtils.getConnection(database).unwrap(PGConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("the connection is none of PostgreSQL's", e);
        }
    }

    private void settle(long id, Pass.Outcome outcome, Differences differences, long counted, @Nullable Long before) {
        Submission submission = submissions.findById(id).orElseThrow();
        submission.checked(
                differences.receipt(outcome.received(), outcome.rejected(), outcome.superseded()),
                differences.standing(),
                counted,
                mappings.written(outcome.byCode()),
                mappings.written(outcome.causes()),
                mappings.written(outcome.reading()),
                before);
        trail.record(
                "submission.check",
                "/submissions/" + id,
                submission.operatorId(),
                "%d rows, %d rejected".formatted(outcome.received(), outcome.rejected()));
    }

    /** Told of in a transaction of its own about once a second, so that everybody sees how far it is. */
    private Progress progress(long id, long bytes, Timings.Run last) {
        return new Progress(
                bytes,
                timings.tries(bytes),
                last,
                1_000,
                (rows, read, left, byCode, first) -> beside.executeWithoutResult(status -> jdbc.update(
                        """
                        update submission set rows_read = ?, bytes_read = ?, due_at = ?, problems = ?::jsonb, first_problems = ?::jsonb
                        where id = ?
                        """,
                        rows,
                        read,
                        left == null ? null : OffsetDateTime.now(ZoneOffset.UTC).plus(left),
                        mappings.written(byCode),
                        mappings.written(ProblemList.items(first)),
                        id)));
    }

    /** Says why a submission could not be checked. */
    void fail(long submission, String code, String words) {
        transaction.executeWithoutResult(status -> {
            Submission failed = submissions.findById(submission).orElseThrow();
            failed.failed(code, words);
            trail.record("submission.fail", "/submissions/" + submission, failed.operatorId(), code);
        });
        LOG.info("Submission {} could not be checked: {}", submission, code);
    }

    /** It failed time and again: said, so that nobody waits for ever. */
    void giveUp(int operator, long submission, @Nullable Throwable cause) {
        boolean full = Problems.noRoom(cause);
        scopes.within(
                Scope.of(Set.of(operator)),
                () -> fail(
                        submission,
                        full ? "storage-full" : "unexpected",
                        full
                                ? "The disk is full. The file is kept and nothing of it counts; check it again once there is room"
                                : "Something went wrong on our side. The file is kept; nothing of it counts"));
    }
}
