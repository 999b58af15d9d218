package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A witness that is somebody else's server: it takes notes by POST, gives all of them by GET, and may refuse. */
class HttpWitnessTests {

    private final StringBuilder kept = new StringBuilder();
    private HttpServer server;
    private int status = 200;
    private int elsewhere;

    @BeforeEach
    void somebodyElsesServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/notes", exchange -> {
            if (exchange.getRequestMethod().equals("POST") && status == 200) {
                kept.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] answer = kept.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere++;
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void itEnds() {
        server.stop(0);
    }

    private HttpWitness witness() {
        return new HttpWitness(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/notes"));
    }

    @Test
    void whatIsPublishedComesBackInItsOrder() throws IOException {
        witness().publish("one\n");
        witness().publish("two\n");
        assertThat(witness().notes()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aRefusalIsToldSoThatTheNoteIsOfferedAgain() {
        status = 503;
        assertThatThrownBy(() -> witness().publish("one\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }

    @Test
    void nobodySendsItElsewhere() {
        status = 307;
        assertThatThrownBy(() -> witness().publish("one\n")).isInstanceOf(IOException.class);
        assertThat(elsewhere).isZero();
    }
}
