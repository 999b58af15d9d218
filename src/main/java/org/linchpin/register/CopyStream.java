package org.linchpin.register;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.bulk.CopyBuffer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent into the partitions of a submission over one connection: one COPY that goes on until another table or
 * another column has its turn, so that PostgreSQL never waits for the next.
 */
final class CopyStream {

    /** Enough to tell the indexes apart, and a fifth of a second for all of them. */
    private static final int TRIED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(CopyStream.class);

    private final PGConnection connection;
    private final long submission;
    private @Nullable CopyIn open;
    private String into = "";
    private String columns = "";

    CopyStream(PGConnection connection, long submission) {
        this.connection = connection;
        this.submission = submission;
    }

    /** The partitions were made in this transaction, so rows may be written as if they had always been there. */
    void send(String table, String filled, CopyBuffer rows) {
        if (rows.size() == 0) {
            return;
        }
        try {
            CopyIn copy = open;
            if (copy == null || !into.equals(table) || !columns.equals(filled)) {
                end();
                copy = connection
                        .getCopyAPI()
                        .copyIn("copy %s_%d (%s) from stdin (format binary, freeze)"
                                .formatted(table, submission, filled));
                copy.writeToCopy(CopyBuffer.BEGIN, 0, CopyBuffer.BEGIN.length);
                open = copy;
                into = table;
                columns = filled;
            }
            rows.writeTo(copy);
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be copied into " + table + "_" + submission, e);
        }
    }

    void end() {
        CopyIn copy = open;
        if (copy == null) {
            return;
        }
        try {
            copy.writeToCopy(CopyBuffer.END, 0, CopyBuffer.END.length);
            copy.endCopy();
            open = null;
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be copied into " + into + "_" + submission, e);
        }
    }

    /** Builds the indexes of some of the assets that came until now, and throws them away: how long each took. */
    Timings.Trial tryIndexes() {
        end();
        try (PreparedStatement statement =
                ((Connection) connection).prepareStatement("select tried, seconds from try_indexes(?, ?)")) {
            statement.setLong(1, submission);
            statement.setInt(2, TRIED);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Timings.Trial(row.getLong("tried"), List.of((Double[])
                        row.getArray("seconds").getArray()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the indexes of submission " + submission + " could not be tried", e);
        }
    }

    /** Nothing more comes for the assets: their key is built. */
    void key() {
        end();
        try (Statement statement = ((Connection) connection).createStatement()) {
            statement.execute("select key_partition(" + submission + ")");
        } catch (SQLException e) {
            throw new IllegalStateException("the key of submission " + submission + " could not be built", e);
        }
    }

    /** A connection in the middle of a COPY would take nothing else, not even the end of its transaction. */
    void cancel() {
        CopyIn copy = open;
        if (copy == null || !copy.isActive()) {
            return;
        }
        try {
            copy.cancelCopy();
        } catch (SQLException gone) {
            LOG.debug("The copy into {}_{} could not be called off", into, submission, gone);
        }
    }
}
