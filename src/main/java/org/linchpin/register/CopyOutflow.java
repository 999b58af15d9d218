package org.linchpin.register;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.linchpin.reading.Problem;
import org.postgresql.PGConnection;

/**
 * Rows and problems on their way into a submission's own partitions. A full buffer is copied by another thread while the
 * next one fills, so that PostgreSQL works beside us; at most two exist, so memory is bounded.
 */
final class CopyOutflow implements Outflow {

    private static final int FULL = 4 << 20;
    private static final int LONGEST_VALUE = 200;
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
    private CopyBuffer assets = new CopyBuffer();
    private CopyBuffer problems = new CopyBuffer();
    private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);
    private long position;

    CopyOutflow(PGConnection connection, Executor other, int operator, long submission) {
        this.connection = connection;
        this.other = other;
        this.operator = operator;
        this.submission = submission;
    }

    @Override
    public void add(Line line, int wording) {
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
                .big(line.content())
                .text(line.assetRef())
                .words(line.postcode())
                .words(line.site())
                .words(line.siteSensitivity())
                .words(line.connectivity())
                .words(line.notes());
        flushIfFull();
    }

    @Override
    public void add(Problem problem, @Nullable String header) {
        problems.row(11)
                .integer(operator)
                .big(submission)
                .big(++position)
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
    private static @Nullable String shown(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String start = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
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
        assets = new CopyBuffer();
        problems = new CopyBuffer();
        before = CompletableFuture.runAsync(
                () -> {
                    copy("asset", ASSET_COLUMNS, fullAssets);
                    copy("problem", PROBLEM_COLUMNS, fullProblems);
                },
                other);
    }

    private void copy(String table, String columns, CopyBuffer rows) {
        if (rows.empty()) {
            return;
        }
        String sql = "copy %s_%d (%s) from stdin (format binary)".formatted(table, submission, columns);
        try {
            connection.getCopyAPI().copyIn(sql, new ByteArrayInputStream(rows.finished()), 1 << 16);
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be copied into " + table + "_" + submission, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            before.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
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
