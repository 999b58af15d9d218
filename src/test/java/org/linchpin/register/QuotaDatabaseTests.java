package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.StrictTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

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
}
