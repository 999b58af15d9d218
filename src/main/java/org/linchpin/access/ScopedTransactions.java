package org.linchpin.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Tells PostgreSQL at the beginning of each transaction whose rows it may show. The one place where a scope meets the
 * database.
 */
@Component
class ScopedTransactions implements TransactionExecutionListener {

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
        try (PreparedStatement set = connection.prepareStatement("select set_config('linchpin.scope', ?, true)")) {
            set.setString(1, scopes.current().setting());
            set.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the scope of a transaction could not be set", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
