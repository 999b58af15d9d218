package org.linchpin.catalogue;

import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the reference data once more, as an update of it would, for tests of other features. */
public final class ReferenceReading {

    private ReferenceReading() {}

    public static void again(ApplicationContext application, TransactionTemplate transaction) {
        DataSource database = application.getBean(DataSource.class);
        transaction.executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(database);
            application.getBean(ReferenceData.class).migrate(new Context() {
                @Override
                public Configuration getConfiguration() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Connection getConnection() {
                    return connection;
                }
            });
        });
    }
}
