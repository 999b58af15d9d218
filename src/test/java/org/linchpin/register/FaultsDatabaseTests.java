package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.database.Home;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Mapping;
import org.linchpin.register.FileStore.UploadLimit;
import org.linchpin.scanning.Scans;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Faults before every statement of a check and of a decision: afterwards all of it has happened, once, or none of it. */
@LinchpinTest
class FaultsDatabaseTests {

    private static final Quota.Room PLENTY = new Quota.Room(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int MORE_THAN_THERE_ARE = 200;

    /** More than are read before indexes are tried. */
    private static final int LARGE_ROWS = 3_000;

    private static final String OTHERS =
            "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null";

    @Autowired
    Scans scans;

    @Autowired
    private Operators operators;

    @Autowired
    private Scopes scopes;

    @Autowired
    private Desk desk;

    @Autowired
    private Receiving receiving;

    @Autowired
    private Checking checking;

    @Autowired
    private Deciding deciding;

    @Autowired
    private Home home;

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Environment environment;

    private Operator operator;
    private long register;
    private int files;

    /** What goes wrong. */
    enum Fault {
        /** Our own code fails. */
        EXCEPTION(1),
        /** The server ends every connection that is in the middle of something. */
        LOST_CONNECTION(1),
        /** The database finds no room. */
        FULL_DISK(1),
        /** A process of the server is killed, so that it ends all others and recovers; that takes its time. */
        KILLED_SERVER(3);

        private final int stride;

        Fault(int stride) {
            this.stride = stride;
        }
    }

    @BeforeEach
    void aRegister() {
        String code = "faulty-" + Long.toHexString(System.nanoTime());
        operator = operators.ensure(code, "Faulty", true);
        register = within(() -> desk.open(
                        new Desk.NewRegister(code, "Assets", "ev_charger", null, Mapping.none()),
                        Scope.of(Set.of(operator.id())))
                .register()
                .id());
    }

    private <T> T within(Supplier<T> work) {
        return scopes.within(Scope.of(Set.of(operator.id())), work);
    }

    private void blow(Fault fault) {
        if (fault == Fault.EXCEPTION) {
            throw new IllegalStateException("struck");
        }
        if (fault == Fault.FULL_DISK) {
            throw new TransientDataAccessResourceException(
                    "no room", new SQLException("could not extend file: No space left on device", "53100"));
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            if (fault == Fault.KILLED_SERVER) {
                killOne(statement);
            } else {
                statement.execute("select pg_terminate_backend(pid) " + OTHERS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (fault == Fault.KILLED_SERVER) {
            untilItIsBack();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
    }

    /** The server kills the process that is in the middle of something, else the one that asks; wherever the server is. */
    private static void killOne(Statement statement) throws SQLException {
        long pid;
        try (ResultSet row =
                statement.executeQuery("select coalesce((select min(pid) " + OTHERS + "), pg_backend_pid())")) {
            row.next();
            pid = row.getLong(1);
        }
        kill(statement, pid);
    }

    private static void kill(Statement statement, long pid) throws SQLException {
        // Tests do not wait for the log of what they commit, the service does: here it is written now.
        statement.execute("set synchronous_commit = on");
        statement.execute("select pg_logical_emit_message(true, 'fault', 'what was committed is written')");
        try {
            statement.execute("copy (select 1) to program 'kill -9 " + pid + "'");
        } catch (SQLException gone) {
            Assumptions.assumeFalse(
                    "42501".equals(gone.getSQLState()), "only a superuser's server can be killed, so it was not");
        }
    }

    private void untilItIsBack() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int answers = 0;
        while (answers < 2) {
            try (Connection connection = connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                answers++;
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (SQLException recovering) {
                answers = 0;
                assertThat(System.nanoTime()).as("the server recovers").isLessThan(until);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A file that waits, for it has a column that nobody knows; some of its references come twice. */
    private long received(Kind kind, int effective) {
        StringBuilder csv = new StringBuilder("asset_ref,units,capacity_kw,Colour %d\n".formatted(files));
        for (int i = 0; i < 300; i++) {
            csv.append(i % 290 + 10 * effective)
                    .append(',')
                    .append(i % 7 == 0 ? "some" : "2")
                    .append(",3.5,red\n");
        }
        files++;
        return received(kind, effective, csv);
    }

    private long received(Kind kind, int effective, CharSequence csv) {
        return within(() -> receiving
                .take(
                        register,
                        new Submission.Terms(kind, LocalDate.of(2025, effective, 1), null, null),
                        new Receiving.Sent(
                                "file.csv",
                                -1,
                                new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
                                "somebody"),
                        true)
                .submission()
                .id());
    }

    /** The pool finds out about dead connections one by one; here it is told. */
    private boolean struck(int step, Fault fault, Runnable work) {
        try {
            return Statements.struck(step, () -> blow(fault), work);
        } finally {
            try {
                database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Submission submission(long id) {
        return within(() -> desk.submission(id).submission());
    }

    /** What is in the database of a submission, as the application sees it. */
    private Map<String, Object> stored(long id) {
        return new TransactionTemplate(transactions)
                .execute(status -> within(() -> {
                    jdbc.queryForObject("select set_config('linchpin.scope', 'all', true)", String.class);
                    return jdbc.queryForMap("""
                    select (select count(*) from asset where submission_id = ?) as lines,
                           (select count(distinct asset_ref) from asset where submission_id = ?) as refs,
                           (select coalesce(sum(units), 0) from asset where submission_id = ?) as units,
                           (select coalesce(sum(units), 0) from stock where submission_id = ?) as stock,
                           (select count(*) from problem where submission_id = ?) as problems,
                           (select count(*) from difference where submission_id = ?) as differences
                    """, id, id, id, id, id, id);
                }));
    }

    @ParameterizedTest
    @EnumSource
    void aCheckIsWholeOrIsNotThere(Fault fault) {
        long base = received(Kind.FULL, 1);
        checking.check(operator.id(), base);
        within(() -> {
            deciding.accept(base, true, null, "somebody");
            return 0;
        });
        for (Kind kind : List.of(Kind.FULL, Kind.UPDATE)) {
            long undisturbed = received(kind, 2);
            checking.check(operator.id(), undisturbed);
            Receipt expected = submission(undisturbed).receipt();
            Map<String, Object> rows = stored(undisturbed);
            assertThat(rows.get("units")).hasToString(rows.get("stock").toString());
            int step = 1;
            boolean struck = true;
            while (struck) {
                long id = received(kind, 2);
                struck = struck(step, fault, () -> checking.check(operator.id(), id));
                if (submission(id).state() != State.CHECKED) {
                    assertThat(struck).isTrue();
                    assertThat(stored(id).values())
                            .as("nothing of it after step " + step)
                            .allMatch(count -> ((Number) count).longValue() == 0);
                    checking.check(operator.id(), id);
                }
                assertThat(submission(id).receipt())
                        .as(kind + " struck at step " + step)
                        .isEqualTo(expected);
                assertThat(stored(id)).isEqualTo(rows);
                step += fault.stride;
                assertThat(step).isLessThan(MORE_THAN_THERE_ARE);
            }
            assertThat(step).as("steps that were struck").isGreaterThan(10);
        }
    }

    /**
     * The indexes of a large file are tried in the middle of its check. Who makes the trial's table first, and does not say that it is
     * made, keeps the check waiting in that statement; there it is struck.
     */
    @ParameterizedTest
    @EnumSource(names = {"EXCEPTION", "LOST_CONNECTION", "KILLED_SERVER"})
    void aCheckThatIsStruckWhileItTriesIndexesIsWholeOrIsNotThere(Fault fault) throws Exception {
        long undisturbed = receivedLarge();
        checking.check(operator.id(), undisturbed);
        Map<String, Object> rows = stored(undisturbed);
        assertThat(((Number) rows.get("lines")).longValue()).isEqualTo(LARGE_ROWS);
        long id = receivedLarge();
        try (Connection other = connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("create table trial_" + id + " ()");
            CompletableFuture<Void> check = CompletableFuture.runAsync(() -> checking.check(operator.id(), id));
            long pid = triesIndexes(check);
            if (fault == Fault.EXCEPTION) {
                other.commit();
            } else {
                strike(fault, pid);
            }
            assertThatThrownBy(() -> check.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        } catch (SQLException ended) {
            assertThat(fault).as("the server ends all connections").isEqualTo(Fault.KILLED_SERVER);
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists trial_" + id);
        }
        database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        assertThat(submission(id).state().busy()).isTrue();
        assertThat(stored(id).values()).allMatch(count -> ((Number) count).longValue() == 0);
        checking.check(operator.id(), id);
        assertThat(submission(id).receipt()).isEqualTo(submission(undisturbed).receipt());
        assertThat(stored(id)).isEqualTo(rows);
    }

    /** Which process tries indexes, once it waits. */
    private long triesIndexes(CompletableFuture<Void> check) throws SQLException, InterruptedException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            while (!check.isDone()) {
                try (ResultSet row = statement.executeQuery(
                        "select pid " + OTHERS + " and query like '%try_indexes%' and wait_event_type = 'Lock'")) {
                    if (row.next()) {
                        return row.getLong(1);
                    }
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
        throw new AssertionError("the check was over without a trial of its indexes");
    }

    private void strike(Fault fault, long pid) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            if (fault == Fault.LOST_CONNECTION) {
                statement.execute("select pg_terminate_backend(" + pid + ")");
            } else {
                kill(statement, pid);
            }
        }
        if (fault == Fault.KILLED_SERVER) {
            untilItIsBack();
        }
    }

    private long receivedLarge() {
        StringBuilder csv = new StringBuilder("asset_ref,units,Colour %d\n".formatted(files++));
        for (int i = 0; i < LARGE_ROWS; i++) {
            csv.append(i).append(",2,some kind of red\n");
        }
        return received(Kind.FULL, 1, csv);
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionIsMadeOrIsNot(Fault fault) {
        long base = received(Kind.FULL, 1);
        checking.check(operator.id(), base);
        within(() -> {
            deciding.accept(base, true, null, "somebody");
            return 0;
        });
        int step = 1;
        boolean struck = true;
        while (struck) {
            long id = received(Kind.UPDATE, 2);
            checking.check(operator.id(), id);
            struck = decided(step, fault, id, State.ACCEPTED, () -> deciding.accept(id, true, null, "somebody"));
            assertThat(current()).isEqualTo(id);
            boolean alsoStruck =
                    decided(step, fault, id, State.WITHDRAWN, () -> deciding.withdraw(id, "Why not", "somebody"));
            assertThat(current()).isEqualTo(base);
            struck |= alsoStruck;
            step += fault.stride;
            assertThat(step).isLessThan(MORE_THAN_THERE_ARE);
        }
        assertThat(step).isGreaterThan(4);
    }

    /** Decides with a fault, and again where it was too early for it to count. */
    private boolean decided(int step, Fault fault, long id, State wished, Runnable decision) {
        Runnable inScope = () -> within(() -> {
            decision.run();
            return 0;
        });
        Long before = current();
        boolean struck = struck(step, fault, inScope);
        if (submission(id).state() != wished) {
            assertThat(struck).isTrue();
            assertThat(current()).as("nothing has moved").isEqualTo(before);
            inScope.run();
        }
        assertThat(submission(id).state()).isEqualTo(wished);
        return struck;
    }

    private Long current() {
        return within(() -> desk.register(register).register().currentSubmission());
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("the connection is gone");
                }
                return 'x';
            }
        };
        FileStore store = new FileStore(home, new UploadLimit(DataSize.ofMegabytes(1)), scans);
        assertThatThrownBy(() -> store.store("broken.csv", broken, PLENTY)).isInstanceOf(RuntimeException.class);
        try (Stream<Path> incoming = Files.list(home.folder("files").resolve("incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void aFullDiskIsSaidInWordsAndLeavesNothing(@TempDir Path folder) throws IOException {
        FileStore store =
                new FileStore(new Home(folder, false, true, null), new UploadLimit(DataSize.ofMegabytes(1)), scans) {
                    @Override
                    long copy(InputStream in, Path to, Quota.Room room) throws IOException {
                        Files.write(to, new byte[1_000]);
                        throw new IOException("No space left on device");
                    }
                };
        assertThatThrownBy(() -> store.store("large.csv", new ByteArrayInputStream(new byte[10]), PLENTY))
                .isInstanceOfSatisfying(BadInput.class, full -> {
                    assertThat(full.code()).isEqualTo("storage-full");
                    assertThat(full.status().value()).isEqualTo(507);
                });
        try (Stream<Path> incoming = Files.list(folder.resolve("files").resolve("incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void aDatabaseWhoseDiskIsFullFailsTheCheckInWords() {
        long id = received(Kind.FULL, 3);
        boolean struck = Statements.struck(
                6,
                () -> {
                    throw new TransientDataAccessResourceException(
                            "copy", new SQLException("could not extend file", "53100"));
                },
                () -> checking.check(operator.id(), id));
        assertThat(struck).isTrue();
        checking.giveUp(
                operator.id(),
                id,
                new IllegalStateException(new SQLException("could not extend file: No space left on device", "53100")));
        assertThat(submission(id).state()).isEqualTo(State.FAILED);
        assertThat(submission(id).failureCode()).isEqualTo("storage-full");
        within(() -> {
            receiving.again(id, FileForm.Correction.NONE);
            return 0;
        });
        assertThat(submission(id).state()).isEqualTo(State.CHECKED);
    }
}
