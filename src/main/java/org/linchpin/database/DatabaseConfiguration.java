package org.linchpin.database;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;

/** Gives Spring Boot the address of a database: the embedded one where no other is named. */
@AutoConfiguration(before = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
class DatabaseConfiguration {

    private static final String NO_OTHER = "'${spring.datasource.url:}'.isEmpty()";

    private record Pool(String getJdbcUrl, String getUsername, String getPassword) implements JdbcConnectionDetails {}

    private record Owner(String getJdbcUrl, String getUsername, String getPassword)
            implements FlywayConnectionDetails {}

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression(NO_OTHER)
    @ConditionalOnMissingBean(JdbcConnectionDetails.class)
    EmbeddedPostgres embeddedPostgres(Home home) {
        return EmbeddedPostgres.start(home.folder("postgresql"), home.durable());
    }

    @Bean
    @ConditionalOnExpression(NO_OTHER)
    @ConditionalOnMissingBean(JdbcConnectionDetails.class)
    JdbcConnectionDetails embeddedConnection(EmbeddedPostgres server) {
        return new Pool(server.url("postgres"), server.username(), server.password());
    }

    /** Flyway owns the tables, so it connects by itself and not through the pool, whose role owns nothing. */
    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    FlywayConnectionDetails ownerConnection(JdbcConnectionDetails database, FlywayProperties flyway) {
        return new Owner(
                either(flyway.getUrl(), database.getJdbcUrl()),
                either(flyway.getUser(), database.getUsername()),
                either(flyway.getPassword(), database.getPassword()));
    }

    /** Everybody knows its passwords, so whoever opens the pages to other machines must ask for it in so many words. */
    @Bean
    Demonstration demonstration(
            Home home, ObjectProvider<EmbeddedPostgres> embedded, ObjectProvider<ServerProperties> server) {
        ServerProperties properties = server.getIfAvailable(ServerProperties::new);
        boolean loopback =
                properties.getAddress() != null && properties.getAddress().isLoopbackAddress();
        boolean wanted = home.demo() == null ? loopback : home.demo();
        return new Demonstration(wanted && embedded.getIfAvailable() != null);
    }

    private static String either(@Nullable String first, @Nullable String second) {
        return first != null ? first : String.valueOf(second);
    }
}
