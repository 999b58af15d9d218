package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The log says what happened to the program; of people, rows and secrets it says nothing. */
@LinchpinTest
@ExtendWith(OutputCaptureExtension.class)
class LogsDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void nothingThatSomebodyDoesRightOrWrongPutsPeopleRowsOrSecretsIntoTheLog(CapturedOutput log) throws Exception {
        String word = "unmistakable" + Long.toHexString(System.nanoTime());
        Person utility = Person.of(application, Role.UTILITY, word);
        Api api = Api.on(port, utility.token());
        String register = api.register("{\"name\": \"%s\"}".formatted(word));
        String rows = "asset_ref,model,units\n" + word + "," + word + ",some\n";
        String id =
                api.submit(register, rows.getBytes(StandardCharsets.UTF_8), "").read("$.id");
        api.accept(id, "{\"partial\": true}");
        api.accept(id, "{\"wrong\": \"" + word + "\"}").is(400);
        api.get("/assets?q=" + word);
        api.get("/assets?size=" + word).is(400);
        api.get("/submissions/" + word);
        mvc.perform(MockMvcRequestBuilders.request(HttpMethod.POST, "/api/v1/tokens")
                        .header("Authorization", "Basic " + basic(utility.username(), word + "-password")))
                .andReturn();
        Addresses addresses = new Addresses(application);
        addresses.post("/account/password", "current=" + word + "&password=" + word, utility.token());
        assertThatThrownBy(() -> jdbc.sql("insert into account (username, password, role) values (?, 'x', 'analyst')")
                        .param(utility.username())
                        .update())
                .as("not even what the database says of a row it refuses")
                .hasMessageNotContaining(utility.username());
        for (String secret :
                List.of(word, utility.username(), utility.token(), utility.password(), utility.operator() + " ")) {
            assertThat(log.getAll()).doesNotContain(secret);
        }
    }

    @Test
    void whoeverTriesToGetPastTheDoorsIsToldOfWithoutWhatTheySent(CapturedOutput log) throws Exception {
        mvc.perform(MockMvcRequestBuilders.get(URI.create("/assets;jsessionid=unmistakable-path")))
                .andReturn();
        mvc.perform(MockMvcRequestBuilders.post("/account/password").param("password", "unmistakable-word"))
                .andReturn();
        assertThat(log.getAll())
                .contains(
                        "A request was rejected at the door",
                        "A form without its token was refused: POST /account/password")
                .doesNotContain("unmistakable");
    }

    @Test
    void nobodyWritesALineOfTheLogByWhatTheySend(CapturedOutput log) {
        LoggerFactory.getLogger("org.linchpin.test").info("sent: {}", "one\r\n2026-01-31T00:00:00 ERROR forged");
        assertThat(log.getAll().lines().filter(line -> line.contains("forged")))
                .singleElement()
                .asString()
                .contains("sent: one | 2026");
    }

    private static String basic(String username, String password) {
        return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
