package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linchpin.LinchpinTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;

/** Requests that the server refuses before anything of ours sees them: their answers are ours all the same. */
@LinchpinTest
class RawRequestsDatabaseTests {

    @LocalServerPort
    int port;

    static Stream<String> requests() {
        return Stream.of(
                "CONNECT 127.0.0.1:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "CONNECT /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "TRACE /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "BREW /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /a%00b HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /a%2Fb HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /a%5Cb HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /a|b HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /sign-in;x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "GET /sign-in HTTP/9.9\r\nHost: 127.0.0.1\r\n",
                "GET /sign-in HTTP/1.1\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: another\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: a b\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nbroken header\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(20_000) + "\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: gzip\r\n",
                "GET /api/v1/a%2Fb HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "TRACE /api/v1/operators HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "CONNECT /api/v1/operators HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                "no request at all\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatTheServerItselfRefusesIsAnsweredByUs(String request) throws IOException {
        String answer = answer(request);
        int end = answer.indexOf("\r\n\r\n");
        List<String> head = answer.substring(0, end).lines().toList();
        String body = answer.substring(end);
        assertThat(head.get(0)).as(answer).matches("HTTP/1.1 (4\\d\\d|501|505) ?.*");
        assertThat(head)
                .as(answer)
                .contains(
                        "Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
                        "X-Content-Type-Options: nosniff",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: same-origin",
                        "Cross-Origin-Opener-Policy: same-origin",
                        "Cross-Origin-Resource-Policy: same-origin",
                        "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .anyMatch(line -> line.startsWith("Cache-Control:") && line.contains("no-store"))
                .noneMatch(line -> line.startsWith("Server:"));
        assertThat(body).doesNotContainIgnoringCase("tomcat").doesNotContain("<style", "HTTP Status", "org.apache");
        if (request.contains(" /api/")) {
            assertThat(head).as(answer).anyMatch(line -> line.startsWith("Content-Type: application/problem+json"));
            assertThat(body).contains("\"status\":" + head.get(0).split(" ")[1]);
        } else {
            assertThat(Jsoup.parse(body).select("h1")).as(answer).hasSize(1);
            assertThat(Jsoup.parse(body).select("html[lang] main a[href=/]"))
                    .as(answer)
                    .hasSize(1);
        }
    }

    @Test
    void whatIsAnsweredByTheServerIsTheSameBehindHttps() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        Refusals.fence(response, true);
        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000 ; includeSubDomains");
        assertThat(response.getHeader("X-Frame-Options"))
                .as("what is there already stays")
                .isEqualTo("SAMEORIGIN");
    }

    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
