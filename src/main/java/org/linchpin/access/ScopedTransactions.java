package org.linchpin.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Tells PostgreSQL at the beginning of each transaction whose rows it may show, and in whose name it works, for the
 * trail. The one place where a scope meets the database.
 */
@Component
class ScopedTransactions implements TransactionExecutionListener {

    private static final String SETTINGS = """
            select set_config('linchpin.scope', ?, true), set_config('linchpin.who', ?, true), set_config('linchpin.from', ?, true),
                   set_config('linchpin.token', ?, true), set_config('linchpin.trail', ?, true)
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ScopedTransactions.class);

    private final DataSource database;
    private final Scopes scopes;

    ScopedTransactions(DataSource database, Scopes scopes) {
        this.database = database;
        this.scopes = scopes;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure != null) {
            return;
        }
        Connection connection = DataSourceUtils.getConnection(database);
        try (PreparedStatement set = connection.prepareStatement(SETTINGS)) {
            Viewer viewer = scopes.viewer();
            Origin origin = Origin.current();
            set.setString(1, scopes.current().setting());
            set.setString(2, viewer == null ? "system" : viewer.username());
            set.setString(3, Objects.requireNonNullElse(origin.address(), ""));
            set.setString(4, Objects.requireNonNullElse(origin.token(), ""));
            set.setString(5, scopes.trail());
            set.execute();
        } catch (SQLException | RuntimeException e) {
            // What a listener throws leaves the transaction bound to its thread for ever. So this connection ends, and
            // whatever is asked of it next fails and rolls back: nothing is ever done without a scope.
            LOG.warn("The scope of a transaction could not be set", e);
            transaction.setRollbackOnly();
            end(connection);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            LOG.debug("The connection had ended already", gone);
        }
    }
}
