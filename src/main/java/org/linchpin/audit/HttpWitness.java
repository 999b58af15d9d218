package org.linchpin.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An address that takes a note by POST and gives all of them by GET, in order. */
final class HttpWitness implements Witness {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpWitness(URI address) {
        this.address = address;
    }

    @Override
    public void publish(String note) throws IOException {
        send(HttpRequest.newBuilder(address)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(note)));
    }

    @Override
    public String notes() throws IOException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("The witness answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String place() {
        return address.toString();
    }
}
