package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Not yours takes as long as not there: another operator's numbers and numbers that nobody has, by turns in random order,
 * compared by rank (Mann and Whitney): {@code ./mvnw -Psoak test -Dtest=NotYoursSoak}.
 */
@LinchpinTest
class NotYoursSoak {

    private static final int TIMES = Integer.getInteger("times", 1_500);
    private static final int WARM = 300;

    /** How far the share of pairs in which theirs took longer may lie from a half; a stopwatch on a network sees far less. */
    private static final double HARDLY = 0.06;

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    @Test
    void anotherOperatorsNumberTakesAsLongAsOneThatNobodyHas() {
        Person owner = Person.of(application, Role.UTILITY, "Owner");
        Api owning = Api.on(port, owner.token());
        String register = owning.register("{\"name\": \"Theirs\", \"assetClass\": \"smart_meter\"}");
        String submission = owning.submit(register, "asset_ref,model\n1,R1\n".getBytes(StandardCharsets.UTF_8), "")
                .read("$.id");
        Api other = Api.on(port, Person.of(application, Role.UTILITY, "Other").token());
        for (String[] question : new String[][] {
            {"/registers/", register, ""},
            {"/registers/", register, "/submissions"},
            {"/submissions/", submission, ""},
            {"/submissions/", submission, "/problems"},
            {"/submissions/", submission, "/receipt"}
        }) {
            String path = question[0] + "%s" + question[2];
            List<Long> theirs = new ArrayList<>();
            List<Long> nobodys = new ArrayList<>();
            Random order = new Random(1);
            for (int i = -WARM; i < TIMES; i++) {
                boolean first = order.nextBoolean();
                for (boolean one : new boolean[] {first, !first}) {
                    String number =
                            one ? question[1] : String.valueOf(100_000_000_000_000L + order.nextInt(1_000_000_000));
                    long before = System.nanoTime();
                    other.get(path.formatted(number)).is(404);
                    long took = System.nanoTime() - before;
                    if (i >= 0) {
                        (one ? theirs : nobodys).add(took);
                    }
                }
            }
            double longer = longer(theirs, nobodys);
            System.out.printf(
                    "| `%s` | %.2f ms | %.2f ms | %.3f |%n",
                    path.formatted("{id}"), median(theirs) / 1e6, median(nobodys) / 1e6, longer);
            assertThat(longer).as(path).isBetween(0.5 - HARDLY, 0.5 + HARDLY);
        }
    }

    /** The share of pairs, one of each, in which the first took longer. */
    private static double longer(List<Long> one, List<Long> other) {
        List<Long> sorted = new ArrayList<>(other);
        Collections.sort(sorted);
        long pairs = 0;
        for (long took : one) {
            int at = Collections.binarySearch(sorted, took);
            pairs += at < 0 ? -at - 1 : at;
        }
        return (double) pairs / one.size() / other.size();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
