package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.linchpin.reading.Problem;
import org.linchpin.recognition.Wording;
import org.postgresql.PGConnection;

/**
 * Rows and problems on their way into a submission's own partitions, counted into the cube as they pass. A full buffer is
 * copied by another thread while the next one fills, so that PostgreSQL works beside us; at most two exist, so memory is
 * bounded.
 */
final class CopyOutflow implements Outflow {

    private static final int FULL = 4 << 20;
    private static final int LONGEST_VALUE = 200;
    /** Problems of one row are numbered within it, so that all stand in the order of rows whenever they are found. */
    private static final int PROBLEMS_A_ROW = 1 << 13;

    private static final String ASSET_COLUMNS =
            "operator_id, submission_id, line, wording_id, asset_class, sector, region, units, installed_on,"
                    + " planned_replacement_on, capacity_kw, people_served, criticality, remote_control, status, unit_cost, latitude,"
                    + " longitude, content, asset_ref, postcode, site, site_sensitivity, connectivity, notes";
    private static final String PROBLEM_COLUMNS =
            "operator_id, submission_id, position, severity, line, col, header, value, code, message, fix";

    private final PGConnection connection;
    private final Executor other;
    private final int operator;
    private final long submission;
    private final Function<Collection<Wording>, Map<Wording, Integer>> wordings;
    private final Settling settling;
    private final Map<Wording, Integer> known = new HashMap<>();
    private final Cube cube = new Cube();
    private CopyBuffer assets = new CopyBuffer(1 << 16);
    private CopyBuffer problems = new CopyBuffer(1 << 12);
    private CopyBuffer otherAssets = new CopyBuffer(1 << 16);
    private CopyBuffer otherProblems = new CopyBuffer(1 << 12);
    private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
    private long lastRow = -1;
    private int withinRow;
    private @Nullable Differences differences;
    private int[] repeated = new int[0];
    private int repeats;

    /** Goes through the references of a file; what is found against the submission before. */
    interface Settling {
        Differences settle(References references, References.Repeats repeats);
    }

    CopyOutflow(
            PGConnection connection,
            Executor other,
            int operator,
            long submission,
            Function<Collection<Wording>, Map<Wording, Integer>> wordings,
            Settling settling) {
        this.connection = connection;
        this.other = other;
        this.operator = operator;
        this.submission = submission;
        this.wordings = wordings;
        this.settling = settling;
    }

    @Override
    public void lines(List<Line> lines) {
        Set<Wording> fresh = new HashSet<>();
        for (Line line : lines) {
            if (!known.containsKey(line.wording())) {
                fresh.add(line.wording());
            }
        }
        if (!fresh.isEmpty()) {
            known.putAll(wordings.apply(fresh));
        }
        for (Line line : lines) {
            int wording = Objects.requireNonNull(known.get(line.wording()));
            add(line, wording);
            if (line.counts()) {
                cube.add(line, wording);
            }
        }
    }

    private void add(Line line, int wording) {
        assets.row(25)
                .integer(operator)
                .big(submission)
                .integer(line.row())
                .integer(wording)
                .text(line.assetClass())
                .text(line.sector())
                .text(line.region())
                .integer(line.units())
                .day(line.installedOn())
                .day(line.plannedReplacementOn())
                .real(line.capacityKw())
                .integer(line.peopleServed())
                .small(line.criticality())
                .flag(line.remoteControl())
                .text(line.status())
                .big(line.unitCost())
                .twice(line.latitude())
                .twice(line.longitude())
                .big(line.says())
                .text(line.assetRef())
                .words(line.postcode())
                .words(line.site())
                .words(line.siteSensitivity())
                .words(line.connectivity())
                .words(line.notes());
        flushIfFull();
    }

    @Override
    public void problem(Problem problem, @Nullable String header) {
        withinRow = problem.row() == lastRow ? withinRow + 1 : repeats > 0 ? PROBLEMS_A_ROW - 1 : 0;
        lastRow = problem.row();
        problems.row(11)
                .integer(operator)
                .big(submission)
                .big(problem.row() * PROBLEMS_A_ROW + withinRow)
                .text(problem.severity().key())
                .big(problem.row())
                .integer(problem.column() < 0 ? null : problem.column() + 1)
                .text(header)
                .text(shown(problem.value()))
                .text(problem.code())
                .text(shown(problem.message()))
                .text(problem.fix());
        flushIfFull();
    }

    /** PostgreSQL holds no NUL, and nobody reads a value that fills a page. */
    static @Nullable String shown(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return value;
        }
        int cut = Character.isHighSurrogate(value.charAt(Math.min(LONGEST_VALUE, value.length()) - 1)) ? 1 : 0;
        String start = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - cut) + "…" : value;
        return start.replace('\0', '\u2400');
    }

    private void flushIfFull() {
        if (assets.size() + problems.size() > FULL) {
            flush();
        }
    }

    private void flush() {
        await();
        CopyBuffer fullAssets = assets;
        CopyBuffer fullProblems = problems;
        assets = otherAssets.emptied();
        problems = otherProblems.emptied();
        otherAssets = fullAssets;
        otherProblems = fullProblems;
        before = CompletableFuture.runAsync(
                () -> {
                    copy("asset", ASSET_COLUMNS, fullAssets);
                    copy("problem", PROBLEM_COLUMNS, fullProblems);
                },
                other);
    }

    /** The partitions were made in this transaction, so rows may be written as if they had always been there. */
    private void copy(String table, String columns, CopyBuffer rows) {
        if (rows.empty()) {
            return;
        }
        String sql = "copy %s_%d (%s) from stdin (format binary, freeze)".formatted(table, submission, columns);
        try {
            connection.getCopyAPI().copyIn(sql, rows.finished(), 1 << 16);
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be copied into " + table + "_" + submission, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL builds the key while we go through the references. */
    @Override
    public void settle(References references, References.Repeats tell) {
        flush();
        before = before.thenRunAsync(this::key, other);
        differences = settling.settle(references, (first, line, same) -> {
            if (repeats == repeated.length) {
                repeated = Arrays.copyOf(repeated, Math.max(64, repeats * 2));
            }
            repeated[repeats++] = line;
            tell.found(first, line, same);
        });
    }

    private void key() {
        try (Statement statement = ((Connection) connection).createStatement()) {
            statement.execute("select key_partition(" + submission + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("the key of submission " + submission + " could not be built", e);
        }
    }

    private void await() {
        try {
            before.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** What the lines are against those of the submission before. */
    Differences differences() {
        return Objects.requireNonNull(differences);
    }

    Cube cube() {
        return cube;
    }

    /** The lines that were sent and then found to repeat a reference. */
    int[] repeated() {
        return Arrays.copyOf(repeated, repeats);
    }

    /** Copies what is left and waits until all of it has arrived. */
    @Override
    public void finish() {
        flush();
        await();
    }

    /** Waits for the other thread without caring what becomes of it: the connection is about to be given back. */
    void abandon() {
        before.handle((done, failure) -> null).join();
    }
}
