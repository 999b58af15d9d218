package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Heavy requests beside light ones: as many as like are held open, and pages are answered all the same. */
@LinchpinTest
class HeavyLoadDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @Autowired
    HeavyLoad load;

    @Autowired
    Scopes scopes;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    /** What a handler of ours says of itself. */
    static class Handlers {

        @May(value = Action.OPEN, heavy = true)
        public void heavy() {}

        @May(Action.OPEN)
        public void light() {}
    }

    /** Somebody locks a table that only the proof of the trail reads, so each proof stays where it is, with its connection. */
    @Test
    void asManyHeavyRequestsAsLikeAreHeldOpenAndPagesAreAnswered() throws Exception {
        List<Person> auditors = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            auditors.add(Person.of(application, Role.AUDITOR));
        }
        Person official = Person.of(application, Role.OFFICIAL);
        List<CompletableFuture<HttpResponse<String>>> proofs = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        environment.getProperty("spring.datasource.url"),
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"));
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("lock table trail_checkpoint in access exclusive mode");
            for (Person auditor : auditors) {
                for (int i = 0; i < 6; i++) {
                    proofs.add(client.sendAsync(
                            request("/api/v1/audit/verify", auditor), HttpResponse.BodyHandlers.ofString()));
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> load.atWork() == 4 && load.waiting() == 14);
            for (int i = 0; i < 20; i++) {
                for (String path : List.of("/api/v1/registers", "/api/v1/exposure", "/api/v1/operators")) {
                    assertThat(client.send(request(path, official), HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                            .as(path)
                            .isEqualTo(200);
                }
            }
            assertThat(proofs).noneMatch(CompletableFuture::isDone);
            connection.rollback();
        }
        for (CompletableFuture<HttpResponse<String>> proof : proofs) {
            assertThat(proof.get().statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> load.atWork() == 0 && load.waiting() == 0);
    }

    private HttpRequest request(String path, Person who) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + who.token())
                .build();
    }

    @Test
    void whoeverHasTheirShareIsToldSoAndTheOthersComeInUntilAllIsTaken() throws Exception {
        HeavyLoad small = new HeavyLoad(new HeavyLoad.Settings(2, 1, 8, Duration.ZERO), scopes);
        String one = People.newAccount(application, Role.AUDITOR, Set.of());
        String two = People.newAccount(application, Role.AUDITOR, Set.of());
        String three = People.newAccount(application, Role.AUDITOR, Set.of());
        MockHttpServletRequest first = enter(small, one, "heavy");
        refused(small, one, HttpStatus.TOO_MANY_REQUESTS);
        MockHttpServletRequest second = enter(small, two, "heavy");
        refused(small, three, HttpStatus.SERVICE_UNAVAILABLE);
        enter(small, three, "light");
        enter(small, one, "light");
        small.afterCompletion(first, new MockHttpServletResponse(), handler("heavy"), null);
        small.afterCompletion(first, new MockHttpServletResponse(), handler("heavy"), null);
        enter(small, three, "heavy");
        refused(small, one, HttpStatus.SERVICE_UNAVAILABLE);
        small.afterCompletion(second, new MockHttpServletResponse(), handler("heavy"), null);
        enter(small, one, "heavy");
        assertThat(small.atWork()).isEqualTo(2);
        assertThat(small.waiting()).isZero();
    }

    @Test
    void noMoreWaitThanMayWait() throws Exception {
        HeavyLoad none = new HeavyLoad(new HeavyLoad.Settings(1, 1, 0, Duration.ofDays(1)), scopes);
        enter(none, People.newAccount(application, Role.AUDITOR, Set.of()), "heavy");
        refused(none, People.newAccount(application, Role.AUDITOR, Set.of()), HttpStatus.SERVICE_UNAVAILABLE);
    }

    /** Whoever adds a file of rows, or a calculation, is asked to say that it is heavy. */
    @Test
    void whateverHandsOutAFileOfRowsSaysThatItIsHeavy() {
        List<String> light = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(one -> one.getValue().getBeanType().getPackageName().startsWith("org.linchpin"))
                .filter(one -> !one.getValue().getMethodAnnotation(May.class).heavy())
                .flatMap(one -> one.getKey().getPatternValues().stream())
                .filter(path -> path.contains("assets.csv")
                        || path.contains("export.csv")
                        || path.contains("annotated")
                        || path.contains("problems.csv")
                        || path.contains("/audit.")
                        || path.contains("/audit/verify")
                        || path.contains("/proof")
                        || path.contains("estimates")
                        || path.contains("/plans")
                        || path.contains("/pack"))
                .toList();
        assertThat(light).containsExactly("/api/v1/replacement/plans/compare");
    }

    private MockHttpServletRequest enter(HeavyLoad load, String username, String handler) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(People.viewer(application, username).authentication());
        MockHttpServletRequest request = new MockHttpServletRequest();
        assertThat(load.preHandle(request, new MockHttpServletResponse(), handler(handler)))
                .isTrue();
        return request;
    }

    private void refused(HeavyLoad load, String username, HttpStatus status) {
        SecurityContextHolder.getContext()
                .setAuthentication(People.viewer(application, username).authentication());
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThatThrownBy(() -> load.preHandle(new MockHttpServletRequest(), response, handler("heavy")))
                .isInstanceOfSatisfying(
                        BadInput.class, busy -> assertThat(busy.status()).isEqualTo(status));
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    private static HandlerMethod handler(String name) {
        for (Method method : Handlers.class.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return new HandlerMethod(new Handlers(), method);
            }
        }
        throw new AssertionError(name);
    }
}
