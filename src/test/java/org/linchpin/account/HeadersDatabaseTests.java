package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;

/** What browsers are told with every answer, whatever door it comes through. */
@LinchpinTest
class HeadersDatabaseTests {

    @Autowired
    MockMvc mvc;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/roles",
                "/nowhere",
                "/api/v1/operators",
                "/api/v1/tokens",
                "/api/openapi.json",
                "/actuator/health",
                "/app.css"
            })
    void everyAnswerIsFenced(String path) throws Exception {
        MockHttpServletResponse answer =
                mvc.perform(get(path).secure(true)).andReturn().getResponse();
        assertThat(answer.getHeader("Content-Security-Policy"))
                .contains(
                        "default-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "object-src 'none'",
                        "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.getHeader("Permissions-Policy")).contains("camera=()");
        assertThat(answer.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000 ; includeSubDomains");
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.getHeader("Server")).isNull();
    }

    @Test
    void whatIsShownToSomebodyIsKeptNowhere() throws Exception {
        for (String path : List.of("/sign-in", "/api/v1/operators")) {
            assertThat(mvc.perform(get(path)).andReturn().getResponse().getHeader("Cache-Control"))
                    .as(path)
                    .contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PATCH"})
    void methodsThatNobodyNeedsAreRefused(String method) throws Exception {
        int status = mvc.perform(request(HttpMethod.valueOf(method), "/api/v1/operators"))
                .andReturn()
                .getResponse()
                .getStatus();
        assertThat(status).isBetween(400, 499);
    }

    @Test
    void theSessionsCookieIsForThisSiteAndNotForScripts() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("linchpin=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.body()).doesNotContain("jsessionid");
    }

    @Test
    void behindAProxyTheCookieHasItsStrictestForm() throws Exception {
        MockServletContext context = new MockServletContext();
        new Doors(null, null, null, null).strictestCookie().onStartup(context);
        assertThat(context.getSessionCookieConfig().getName()).isEqualTo("__Host-linchpin");
        assertThat(context.getSessionCookieConfig().isSecure()).isTrue();
        assertThat(context.getSessionCookieConfig().getPath()).isEqualTo("/");
        assertThat(context.getSessionCookieConfig().getDomain()).isNull();
    }
}
