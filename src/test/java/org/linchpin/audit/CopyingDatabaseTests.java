package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Trail;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trail is kept a second time, elsewhere: nothing is lost on the way, and the copy proves itself. */
@LinchpinTest
class CopyingDatabaseTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sealer sealer;

    @Autowired
    Trail trail;

    @TempDir
    Path folder;

    private String firstKey;

    @BeforeEach
    void signed() throws IOException {
        firstKey = sealer.key().words();
        lines(3);
    }

    private void lines(int many) throws IOException {
        for (int i = 0; i < many; i++) {
            trail.record("test.copy", "/copied", null, "äöü\n" + i);
        }
        Proof.signs(sealer, jdbc);
    }

    @Test
    void whatIsSignedArrivesInItsOrderAcrossAnExchangeOfTheKeyAndProvesItself() throws IOException {
        Path place = folder.resolve("elsewhere");
        Copying copying = new Copying(new Chain(jdbc), place.toString());
        sealer.copy(copying);
        sealer.copy(copying);
        assertThat(verify(place)).as("and nothing twice").isEqualTo("0 The trail holds");
        long before = held(place);
        lines(2);
        sealer.exchange();
        lines(2);
        sealer.copy(copying);
        assertThat(held(place)).isGreaterThanOrEqualTo(before + 5);
        assertThat(verify(place)).as("with the key noted at first").isEqualTo("0 The trail holds");
        assertThat(Files.readAllLines(place.resolve("trail.jsonl")))
                .hasSize((int) new Chain(jdbc).copied(place.toString()));
        List<String> lines = new ArrayList<>(Files.readAllLines(place.resolve("trail.jsonl")));
        lines.set(lines.size() - 2, lines.get(lines.size() - 2).replace("\"kind\":\"", "\"kind\":\"x"));
        Files.write(place.resolve("trail.jsonl"), lines);
        assertThat(verify(place)).as("altered there").isEqualTo("1 The trail does NOT hold");
    }

    @Test
    void whatIsRefusedIsSentAgainAndWhatWasTakenTwiceIsNoFault() throws IOException {
        Map<String, StringBuilder> taken = new ConcurrentHashMap<>();
        int[] status = {503};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status[0] != 503) {
                taken.computeIfAbsent(exchange.getRequestURI().getPath(), path -> new StringBuilder())
                        .append(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        try {
            Copying copying = new Copying(
                    new Chain(jdbc), "http://127.0.0.1:" + server.getAddress().getPort() + "/log");
            assertThatThrownBy(() -> sealer.copy(copying)).isInstanceOf(UncheckedIOException.class);
            assertThat(taken).isEmpty();
            status[0] = 500;
            assertThatThrownBy(() -> sealer.copy(copying))
                    .as("taken, and then the answer was lost")
                    .isInstanceOf(UncheckedIOException.class);
            status[0] = 200;
            sealer.copy(copying);
        } finally {
            server.stop(0);
        }
        for (String file : List.of("trail.jsonl", "checkpoints")) {
            Files.writeString(folder.resolve(file), taken.get("/log/" + file).toString());
        }
        long lines = held(folder);
        assertThat(Files.readAllLines(folder.resolve("trail.jsonl")).size())
                .as("the first part came twice")
                .isGreaterThan((int) lines);
        assertThat(verify(folder)).isEqualTo("0 The trail holds");
    }

    @Test
    void whoeverForgesHowFarTheCopyIsLeavesAGapThatItsProofShows() throws IOException {
        Path place = folder.resolve("forged");
        Copying copying = new Copying(new Chain(jdbc), place.toString());
        sealer.copy(copying);
        lines(3);
        assertThat(jdbc.sql("update trail_copy set size = size + 2 where place = ?")
                        .param(place.toString())
                        .update())
                .isEqualTo(1);
        sealer.copy(copying);
        assertThat(verify(place)).isEqualTo("1 The trail does NOT hold");
    }

    private static long held(Path place) throws IOException {
        return Files.readAllLines(place.resolve("trail.jsonl")).stream()
                .distinct()
                .count();
    }

    private String verify(Path place) throws IOException {
        Path key = folder.resolve("audit.pub");
        Files.writeString(key, firstKey);
        return Proof.command(place.resolve("trail.jsonl"), place.resolve("checkpoints"), key);
    }
}
