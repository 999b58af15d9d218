package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Whoever goes away in the middle of a download leaves no connection to the database behind. */
@LinchpinTest
class BrokenOffDownloadDatabaseTests {

    /** Two for each connection of the pool: were they kept, nobody could be answered. */
    private static final int DOWNLOADS = 20;

    private static final int ROWS = 60_000;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private DataSource database;

    @LocalServerPort
    private int port;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsStoppedIsNotReadToItsEnd() throws SQLException {
        try (Connection connection = database.getConnection()) {
            CopyOut endless = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select generate_series(1::bigint, 9000000000000000000)) to stdout");
            assertThat(endless.readFromCopy())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("1\n");
            AssetFile.stop(endless, connection);
            assertThat(endless.isActive()).isFalse();
            try (Statement next = connection.createStatement();
                    ResultSet answer = next.executeQuery("select 7")) {
                assertThat(answer.next()).isTrue();
                assertThat(answer.getInt(1)).isEqualTo(7);
            }
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void clientsThatGoAwayLeaveNoDownloadRunning() throws IOException, InterruptedException {
        Person person = Person.of(application, Role.UTILITY, "Goes Away");
        Api api = Api.on(port, person.token());
        String words = "word ".repeat(20);
        StringBuilder csv = new StringBuilder("asset_ref,manufacturer,site,module_manufacturer\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i).append(",Halden,").append(words).append(i).append(",Quectel\n");
        }
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Large\", \"assetClass\": \"camera\"}"),
                csv.toString().getBytes(StandardCharsets.UTF_8),
                "");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        String operator = person.operator();
        for (int i = 0; i < DOWNLOADS; i++) {
            goAway("/api/v1/assets.csv?sort=units&operator=" + operator, person.token());
        }
        while (states(api).contains("being written")) {
            Thread.sleep(20);
        }
        assertThat(states(api)).hasSize(DOWNLOADS).containsOnly("broken off");
        assertThat(api.get("/assets?operator=" + operator).is(200).number("$.total"))
                .isEqualTo(ROWS);
    }

    private static List<String> states(Api api) {
        return api.get("/exports").is(200).read("$.items[*].state");
    }

    /** Reads a little of the answer and closes the connection, the rest unread. */
    private void goAway(String address, String token) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setReceiveBufferSize(4096);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(address, token)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(2000), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("operator,asset_ref");
        }
    }
}
