package org.linchpin;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The API as a client calls it, over a real connection. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("patience", 60));

    private final String home;
    private final String token;

    private Api(String home, String token) {
        this.home = home;
        this.token = token;
    }

    public static Api on(int port, String token) {
        return new Api("http://127.0.0.1:" + port + "/api/v1", token);
    }

    /** What came back. */
    public record Answer(int status, String location, String type, String body) {

        public <T> T read(String path) {
            return JsonPath.read(body, path);
        }

        public long number(String path) {
            return ((Number) read(path)).longValue();
        }

        public Answer is(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but was " + status + ": " + body);
            }
            return this;
        }
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(address(path)).GET());
    }

    public Answer post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, String type, byte[] body) {
        return post(path, type, BodyPublishers.ofByteArray(body));
    }

    public Answer post(String path, String type, BodyPublisher body) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", type)
                .POST(body));
    }

    public Answer put(String path, String json) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    public Answer patch(String path, String json) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    public Answer delete(String path) {
        return send(HttpRequest.newBuilder(address(path)).DELETE());
    }

    private URI address(String path) {
        return URI.create(home + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(
                    request.header("Authorization", "Bearer " + token).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sets a register up; its number. */
    public String register(String json) {
        return post("/registers", json).is(201).read("$.id");
    }

    /** Sends a file and waits until its check is over. */
    public Answer submit(String register, byte[] file, String query) {
        Answer sent = post("/registers/" + register + "/submissions" + query, "text/csv", file);
        if (sent.status() != 202) {
            throw new AssertionError("not taken: " + sent);
        }
        return settled(sent.read("$.id"));
    }

    /** Waits until the check of a submission is over. */
    public Answer settled(String submission) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Answer now = get("/submissions/" + submission).is(200);
            String state = now.read("$.state");
            if (!state.equals("received") && !state.equals("checking")) {
                return now;
            }
            pause();
        }
        throw new AssertionError("submission " + submission + " was not checked in " + PATIENCE);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer accept(String submission, String json) {
        return post("/submissions/" + submission + "/accept", json);
    }
}
