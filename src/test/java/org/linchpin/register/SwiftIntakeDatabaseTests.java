package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Nobody waits longer than their file needs: a small one is answered at once, whatever else is going on. */
@LinchpinTest
class SwiftIntakeDatabaseTests {

    private static final int LARGE = 300_000;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api large;
    private Api small;

    @BeforeEach
    void twoUtilities() {
        large = Api.on(port, Person.of(application, Role.UTILITY, "A Nation").token());
        small = Api.on(port, Person.of(application, Role.UTILITY, "A Village").token());
    }

    /** Meters, the first of them in a region that nobody knows. */
    private static byte[] meters(int rows, String notes) {
        StringBuilder csv = new StringBuilder("asset_ref,manufacturer,model,region,installed_on,site,notes\n");
        for (int i = 0; i < rows; i++) {
            csv.append("m-")
                    .append(i)
                    .append(",Maker ")
                    .append(i % 7)
                    .append(",Model ")
                    .append(i % 90);
            csv.append(i == 0 ? ",Atlantis" : ",London")
                    .append(",20")
                    .append(10 + i % 15)
                    .append("-03-0")
                    .append(1 + i % 9);
            csv.append(",Site ").append(i % 5_000).append(',').append(notes).append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Api.Answer send(Api api, byte[] file) {
        String register = api.register("{\"name\": \"Meters\", \"assetClass\": \"smart_meter\"}");
        return api.post("/registers/" + register + "/submissions", "text/csv", file)
                .is(202);
    }

    @Test
    void aFileOfFiveThousandLongRowsIsCheckedWhenItIsAnswered() {
        Api.Answer answer = send(small, meters(5_000, "word ".repeat(100)));
        assertThat((String) answer.read("$.state")).isEqualTo("checked");
        assertThat(answer.number("$.receipt.received")).isEqualTo(5_000);
        assertThat(answer.number("$.problems.byCode['region-unknown']")).isOne();
    }

    @Test
    void aSmallFileIsAnsweredWhileALargeOneOfSomebodyElseIsAtWork() {
        String first = send(large, meters(LARGE, "of a nation")).read("$.id");
        Api.Answer answer = send(small, meters(500, "of a village"));
        String other = large.get("/submissions/" + first).read("$.state");
        assertThat((String) answer.read("$.state")).isEqualTo("checked");
        assertThat(other).isIn("received", "checking");
        assertThat(large.settled(first).number("$.receipt.accepted")).isEqualTo(LARGE);
    }
}
