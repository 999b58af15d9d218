package org.linchpin.register;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
import org.linchpin.catalogue.Wordings;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Vocabulary;
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

    private static final Logger LOG = LoggerFactory.getLogger(Checking.class);

    private final Registers registers;
    private final Submissions submissions;
    private final Operators operators;
    private final FileStore files;
    private final Vocabulary vocabulary;
    private final Wordings wordings;
    private final Mappings mappings;
    private final Comparison comparison;
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
            Comparison comparison,
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
        this.comparison = comparison;
        this.scopes = scopes;
        this.trail = trail;
        this.database = database;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.beside = new TransactionTemplate(transactions);
        this.beside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Work(Operator operator, Register register, Submission submission, Path file) {}

    /** Checks one submission of one operator; a file at fault fails it with words for its sender. */
    void check(int operator, long submission) {
        scopes.within(Scope.of(Set.of(operator)), () -> {
            Optional<Work> work = Objects.requireNonNull(transaction.execute(status -> begin(submission)));
            try {
                work.ifPresent(some -> transaction.executeWithoutResult(status -> pass(some)));
            } catch (BadInput fault) {
                fail(submission, fault.code(), fault.getMessage());
            }
        });
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
        return new Work(
                operator, register, submission, files.path(submission.file().sha256()));
    }

    private void pass(Work work) {
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
        client.sql("select open_partitions(?)").param(id).query(row -> {});
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "copy-" + id));
        CopyOutflow outflow = new CopyOutflow(connection(), writer, operator, id);
        try {
            Pass.Outcome outcome = new Pass(
                            work.file(),
                            work.submission().form(),
                            work.operator(),
                            mappings.read(work.register().mapping()),
                            new LineCheck.Defaults(
                                    work.register().assetClass(),
                                    work.register().sector()),
                            vocabulary,
                            wordings::idsOf,
                            outflow,
                            progress(id))
                    .run();
            client.sql("select attach_partitions(?)").param(id).query(row -> {});
            outcome.cube().write(jdbc, operator, id);
            settle(id, outcome);
        } finally {
            outflow.abandon();
            writer.shutdown();
        }
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

    private void settle(long id, Pass.Outcome outcome) {
        Submission submission = submissions.findById(id).orElseThrow();
        Register register = registers.findById(submission.registerId()).orElseThrow();
        Comparison.Rows rows =
                new Comparison.Rows(outcome.received(), outcome.taken(), outcome.rejected(), outcome.superseded());
        Long before = register.currentSubmission();
        Receipt receipt = comparison.receipt(submission.operatorId(), id, before, rows);
        submission.checked(receipt, mappings.written(outcome.byCode()), mappings.written(outcome.reading()), before);
        trail.record(
                "submission.check",
                "/submissions/" + id,
                submission.operatorId(),
                "%d rows, %d rejected".formatted(rows.received(), rows.rejected()));
    }

    /** Told of in a transaction of its own about once a second, so that everybody sees how far it is. */
    private Progress progress(long id) {
        return new Progress(
                1_000,
                (rows, bytes) -> beside.executeWithoutResult(status -> jdbc.update(
                        "update submission set rows_read = ?, bytes_read = ? where id = ?", rows, bytes, id)));
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

    /** Our own fault, time and again: said, so that nobody waits for ever. */
    void giveUp(int operator, long submission) {
        scopes.within(
                Scope.of(Set.of(operator)),
                () -> fail(
                        submission,
                        "unexpected",
                        "Something went wrong on our side. The file is kept; nothing of it counts"));
    }
}
