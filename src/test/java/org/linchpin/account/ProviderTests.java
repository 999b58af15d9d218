package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.provider.Provider;
import org.linchpin.provider.SignOn;
import org.mockito.Mockito;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;

/** The way to an identity provider that does not answer, hangs, leads elsewhere, or is somebody else. */
class ProviderTests {

    private static SignOn at(String issuer) {
        return new SignOn(
                issuer,
                "linchpin",
                null,
                "Example Agency",
                Set.of("openid"),
                "groups",
                Map.of(Role.ANALYST, Set.of("analysts")),
                "operators",
                "sectors",
                Set.of(),
                Duration.ofMillis(300),
                false,
                true);
    }

    /** Where somebody is sent who asks for the way there. */
    private static String sent(String issuer) throws Exception {
        Provider provider = new Provider(at(issuer));
        OAuth2AuthorizationRequestRedirectFilter way =
                new OAuth2AuthorizationRequestRedirectFilter(provider.wayThere());
        way.setAuthenticationFailureHandler(new Introduced(
                Mockito.mock(Introduction.class), Mockito.mock(SignedIn.class), Mockito.mock(Trail.class), provider));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/authorization/provider");
        MockHttpServletResponse response = new MockHttpServletResponse();
        way.doFilter(request, response, new MockFilterChain());
        return response.getRedirectedUrl();
    }

    @Test
    void whereNobodyListensThePageSaysThatNobodyAnswers() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(sent("http://127.0.0.1:" + port)).isEqualTo("/sign-in?away");
    }

    @Test
    void aProviderThatHangsIsGivenUpAfterAWhile() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(sent("http://127.0.0.1:" + mute.getLocalPort())).isEqualTo("/sign-in?away");
        }
    }

    @Test
    void noAnswerOfTheProviderLeadsElsewhereAndNobodyElseIsTakenForIt() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", here + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.createContext("/other/", exchange -> {
            byte[] other = "{\"issuer\": \"https://other.example\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(() -> new Provider(at(here + "/moved")).findByRegistrationId(SignOn.REGISTRATION))
                    .isInstanceOf(RuntimeException.class);
            assertThat(elsewhere.get()).isZero();
            assertThatThrownBy(() -> new Provider(at(here + "/other")).findByRegistrationId(SignOn.REGISTRATION))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("calls itself otherwise");
            assertThat(sent(here + "/other")).isEqualTo("/sign-in?refused");
        } finally {
            server.stop(0);
        }
    }
}
