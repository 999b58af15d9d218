package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** No connection to the database is to be had: what that gives, and that it passes. */
@LinchpinTest
class PoolExhaustedDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    DataSource database;

    @LocalServerPort
    int port;

    @Test
    void withoutAConnectionNothingIsReadyEverybodyIsToldToComeBackAndAfterwardsAllIsWell() throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        long usual = pool.getConnectionTimeout();
        List<Connection> taken = new ArrayList<>();
        try {
            pool.getHikariConfigMXBean().setConnectionTimeout(300);
            takeAll(pool, taken);
            HttpResponse<String> answer = get("/api/v1/operators", official.token());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body())
                    .contains("The database does not answer just now")
                    .doesNotContain("Exception", "HikariPool", "at org.");
            assertThat(get("/actuator/health/readiness", "").statusCode()).isEqualTo(503);
            assertThat(get("/actuator/health/liveness", "").statusCode()).isEqualTo(200);
            assertThat(get("/sign-in", "").statusCode()).as("needs no database").isEqualTo(200);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
            pool.getHikariConfigMXBean().setConnectionTimeout(usual);
        }
        assertThat(get("/api/v1/operators", official.token()).statusCode()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness", "").statusCode()).isEqualTo(200);
    }

    private static void takeAll(DataSource pool, List<Connection> taken) {
        try {
            while (taken.size() < 100) {
                taken.add(pool.getConnection());
            }
        } catch (SQLException none) {
            assertThat(taken).isNotEmpty();
        }
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
