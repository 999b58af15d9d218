package org.linchpin.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** What the server refuses before anything of ours sees it is answered in our words and behind the same fence as all else. */
final class Refusals extends ErrorReportValve {

    private static final Map<String, String> FENCE = Map.of(
            "Content-Security-Policy",
            Problems.CONTENT,
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            Problems.PERMISSIONS,
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-cache, no-store, max-age=0, must-revalidate");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%2$s</title><link rel="stylesheet" href="/app.css"></head>
            <body><main class="wrap main"><h1>%2$s</h1><p>%3$s</p><p><a href="/">%4$s</a></p></main></body>
            </html>
            """;

    private final transient Language language;
    private final transient JsonMapper json;

    private Refusals(Language language, JsonMapper json) {
        this.language = language;
        this.json = json;
    }

    /** Last of those who arrange the server, so that its own report finds that all is said. */
    @Component
    @Order
    static class Arrangement implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        private final Language language;
        private final JsonMapper json;

        Arrangement(Language language, JsonMapper json) {
            this.language = language;
            this.json = json;
        }

        @Override
        public void customize(TomcatServletWebServerFactory server) {
            server.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new Refusals(language, json)));
        }
    }

    /** Puts up what is missing of the fence: an answer to what was refused at the door passed none of those who put it up. */
    static void fence(HttpServletResponse response, boolean secure) {
        FENCE.forEach((name, value) -> put(response, name, value));
        if (secure) {
            put(response, "Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
    }

    private static void put(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            fence(response, request.isSecure());
            String address = request.getRequestURI();
            boolean api = address != null && Problems.isApi(address);
            byte[] body = api ? problem(code) : page(code);
            response.setContentType(
                    api ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MimeTypeUtils.TEXT_HTML_VALUE + ";charset=UTF-8");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("Whoever asked is gone", gone);
        }
    }

    private byte[] problem(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        return json.writeValueAsBytes(Problems.of(
                status == null ? HttpStatus.BAD_REQUEST : status,
                status == null ? "Bad Request" : status.getReasonPhrase()));
    }

    private byte[] page(int code) {
        String kind = code < HttpStatus.INTERNAL_SERVER_ERROR.value() ? "4xx" : "5xx";
        return PAGE.formatted(
                        language.locale().toLanguageTag(),
                        language.say("refused." + kind),
                        language.say("refused." + kind + ".next"),
                        language.say("refused.first"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
