package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.StrictTest;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.account.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A quota of 100 KB a day, as {@link StrictTest} sets it. */
@StrictTest
class QuotaDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private static byte[] file(int kilobytes, char letter) {
        return ("asset_ref,notes\n1," + String.valueOf(letter).repeat(kilobytes * 1024))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anOperatorBringsInItsQuotaOfADayAndNoMoreHoweverTheBytesCome() {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Much").token());
        String register = api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        api.submit(register, file(60, 'a'), "");
        String to = "/registers/" + register + "/submissions";
        Api.Answer declared = api.post(to, "text/csv", file(60, 'b'));
        assertThat((String) declared.is(429).read("$.code")).isEqualTo("quota-day");
        Api.Answer streamed = api.post(
                to,
                "text/csv",
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file(60, 'c'))));
        assertThat((String) streamed.is(429).read("$.code")).isEqualTo("quota-day");
        assertThat(api.get("/registers/" + register + "/submissions").number("$.total"))
                .as("nothing is left behind")
                .isEqualTo(1);
        api.submit(register, file(20, 'd'), "");

        Api other = Api.on(port, Person.of(application, Role.UTILITY, "Little").token());
        other.submit(other.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"), file(60, 'b'), "");
    }

    @Test
    void whatAnOperatorKeepsHereHasAnEndToo() {
        Person person = Person.of(application, Role.UTILITY, "Keeps");
        Api api = Api.on(port, person.token());
        api.submit(api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"), file(40, 'a'), "");
        int operator = application
                .getBean(Operators.class)
                .byCode(person.operator())
                .orElseThrow()
                .id();
        Quota small = quota(DataSize.ofKilobytes(60), 10_000);
        assertThat(within(operator, () -> {
                    small.hold(operator, 10 * 1024);
                    return "";
                }))
                .isEmpty();
        assertThatThrownBy(() -> within(operator, () -> {
                    small.hold(operator, 30 * 1024);
                    return "";
                }))
                .isInstanceOfSatisfying(BadInput.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("quota-stored");
                    assertThat(refusal.status().value()).isEqualTo(413);
                });
    }

    @Test
    void aPersonSendsSoManyFilesADayAndNoMore() {
        Person person = Person.of(application, Role.UTILITY, "Busy");
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}");
        api.submit(register, file(1, 'a'), "");
        api.submit(register, file(1, 'b'), "");
        int operator = application
                .getBean(Operators.class)
                .byCode(person.operator())
                .orElseThrow()
                .id();
        SecurityContextHolder.getContext()
                .setAuthentication(People.viewer(application, person.username()).authentication());
        try {
            within(operator, () -> {
                quota(DataSize.ofGigabytes(1), 3).hold(operator, 1);
                return "";
            });
            assertThatThrownBy(() -> within(operator, () -> {
                        quota(DataSize.ofGigabytes(1), 2).hold(operator, 1);
                        return "";
                    }))
                    .isInstanceOfSatisfying(
                            BadInput.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("quota-files"));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Quota quota(DataSize stored, int files) {
        return new Quota(
                new Quota.Sizes(DataSize.ofGigabytes(1), stored, files),
                application.getBean(JdbcClient.class),
                application.getBean(Scopes.class),
                application.getBean(PlatformTransactionManager.class));
    }

    private <T> T within(int operator, Supplier<T> work) {
        return application
                .getBean(Scopes.class)
                .within(
                        Scope.of(Set.of(operator)),
                        () -> new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                                .execute(status -> work.get()));
    }
}
