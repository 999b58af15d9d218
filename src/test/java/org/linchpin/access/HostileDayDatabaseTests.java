package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** What a day does to a server that nobody planned: crowds that trickle, clocks that jump, numbers that are too large. */
@LinchpinTest
@ExtendWith(OutputCaptureExtension.class)
class HostileDayDatabaseTests {

    private static final int CROWD = 500;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    /** Half of them never finish the head of their request, half send a file byte by byte; they hold no connection to the database. */
    @Test
    void fiveHundredSlowClientsKeepNobodyElseWaiting(CapturedOutput log) throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Slow");
        String register =
                Api.on(port, utility.token()).register("{\"name\": \"Slow\", \"assetClass\": \"traffic_controller\"}");
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(i % 2 == 0 ? slowHead() : slowFile(register, utility.token()));
            }
            for (int round = 0; round < 3; round++) {
                for (Socket one : crowd) {
                    trickle(one);
                }
                assertThat(get("/sign-in", "")).isEqualTo(200);
                assertThat(get("/api/v1/registers", utility.token())).isEqualTo(200);
                assertThat(get("/actuator/health/readiness", "")).isEqualTo(200);
            }
            Api.Answer checked = Api.on(port, utility.token())
                    .submit(register, "asset_ref,model\n1,R1\n".getBytes(StandardCharsets.UTF_8), "");
            assertThat(checked.<String>read("$.state")).isEqualTo("checked");
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
        assertThat(get("/api/v1/registers", utility.token())).isEqualTo(200);
        assertThat(log.getAll()).as("that they leave is nobody's fault here").doesNotContain("Unexpected failure");
    }

    private Socket slowHead() throws IOException {
        return opened("GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
    }

    private Socket slowFile(String register, String token) throws IOException {
        return opened("POST /api/v1/registers/" + register
                + "/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nasset_ref,model\n");
    }

    private Socket opened(String first) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        out.write(first.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static void trickle(Socket one) {
        try {
            one.getOutputStream().write('1');
            one.getOutputStream().flush();
        } catch (IOException closed) {
            // The server has had enough of it, which is its good right.
        }
    }

    private int get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** A clock that jumps ahead by a time is the same as stored moments that lie as much further back. */
    @ParameterizedTest(name = "the clock jumps by {0} and the token of an hour gives {1}")
    @CsvSource({"59 minutes, 200", "61 minutes, 401", "-3 days, 200", "-1 minute, 200"})
    void aTokenLastsByTheClockWhicheverWayItJumps(String jump, int expected) {
        Person utility = Person.of(application, Role.UTILITY, "Clocked");
        jdbc.sql("""
                        update access_token set expires_at = now() + interval '1 hour' - cast(:jump as interval),
                               created_at = now() - cast(:jump as interval), last_used_at = now() - cast(:jump as interval)
                        where account_id = (select id from account where username = :name)
                        """).param("jump", jump).param("name", utility.username()).update();
        assertThat(Api.on(port, utility.token()).get("/registers").status()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "the clock jumps by {0} and the session gives {1}")
    @CsvSource({"11 hours 59 minutes, 200", "12 hours 1 minute, 302", "-3 days, 200", "-1 minute, 200"})
    void aSessionLastsTwelveHoursByTheClockWhicheverWayItJumps(String jump, int expected) throws Exception {
        Person official = Person.of(application, Role.OFFICIAL);
        MockHttpSession session = People.signIn(application, official.username());
        assertThat(status(session, "/assets")).isEqualTo(200);
        jdbc.sql("""
                        update session set began_at = began_at - cast(:jump as interval), last_used_at = last_used_at - cast(:jump as interval)
                        where account_id = (select id from account where username = :name)
                        """).param("jump", jump).param("name", official.username()).update();
        assertThat(status(session, "/assets")).isEqualTo(expected);
        assertThat(session.isInvalid()).isEqualTo(expected == 302);
    }

    @ParameterizedTest(name = "the clock jumps by {0} and opened glass gives {1}")
    @CsvSource({"59 minutes, 200", "61 minutes, 403", "-3 days, 200"})
    void openedGlassClosesByTheClockWhicheverWayItJumps(String jump, int expected) throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Glass");
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        MockHttpSession session = People.signIn(application, administrator.username());
        assertThat(status(session, "/assets")).isEqualTo(403);
        mvc.perform(post("/account/break-glass")
                .session(session)
                .with(csrf())
                .param("operator", utility.operator())
                .param("reason", "a fire at the control centre of this operator"));
        assertThat(status(session, "/assets")).isEqualTo(200);
        jdbc.sql("""
                        update break_glass set began_at = began_at - cast(:jump as interval), until = until - cast(:jump as interval)
                        where account_id = (select id from account where username = :name)
                        """)
                .param("jump", jump)
                .param("name", administrator.username())
                .update();
        assertThat(status(session, "/assets")).isEqualTo(expected);
    }

    private int status(MockHttpSession session, String path) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(path).session(session))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    /** The largest numbers that a row may hold, often enough to leave every number of 32 bits behind. */
    @Test
    void sumsOfTheLargestNumbersAreExact() {
        Person utility = Person.of(application, Role.UTILITY, "Largest");
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"Largest\", \"assetClass\": \"smart_meter\"}");
        StringBuilder csv = new StringBuilder("asset_ref,units,module_manufacturer,capacity_kw,people_served\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i).append(",100000000,Quectel,1000,1000\n");
        }
        Api.Answer checked = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        assertThat(api.get("/exposure?by=vendor").is(200).number("$.total")).isEqualTo(6_000_000_000L);
        assertThat(api.get("/assets?size=1").number("$.total")).isEqualTo(60);
        Api.Answer estimate = api.post("/replacement/estimates", "{\"target\": {\"controller\": \"quectel\"}}");
        assertThat(estimate.is(200).number("$.gross.p50")).isGreaterThan(6_000_000_000L);
    }
}
