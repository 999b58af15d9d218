package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a check took is known to the next one, also after a start. */
@LinchpinTest
class TimingsDatabaseTests {

    private static final Timings.Sort TEXT = new Timings.Sort(false, false);
    private static final long MEGABYTE = 1 << 20;

    @Autowired
    private Timings timings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    @AfterEach
    void forget() {
        jdbc.sql("delete from check_timing").update();
    }

    private static Timings.Parts took(double times, long bytes) {
        return new Timings.Parts(Collections.nCopies(TEXT.first().times().size(), times), bytes);
    }

    @Test
    void untilSomethingWasMeasuredHereItIsAsItWasElsewhere() {
        assertThat(timings.of(TEXT, 1_000 * MEGABYTE)).isEqualTo(TEXT.first());
    }

    @Test
    void theNearestInSizeIsBelievedAndTheLastOfThatSize() {
        timings.learn(TEXT, took(0.1, 300 * MEGABYTE));
        timings.learn(TEXT, took(0.3, 3_000 * MEGABYTE));
        timings.learn(TEXT, took(0.4, 3_100 * MEGABYTE));
        assertThat(timings.of(TEXT, 400 * MEGABYTE)).isEqualTo(took(0.1, 300 * MEGABYTE));
        assertThat(timings.of(TEXT, 2_500 * MEGABYTE)).isEqualTo(took(0.4, 3_100 * MEGABYTE));
        assertThat(timings.of(new Timings.Sort(true, false), 400 * MEGABYTE))
                .as("a workbook is no text")
                .isEqualTo(new Timings.Sort(true, false).first());
    }

    @Test
    void aSmallFileSaysNothingOfALargeOne() {
        timings.learn(TEXT, took(0.7, MEGABYTE));
        timings.learn(TEXT, took(0.6, 100 * MEGABYTE));
        assertThat(timings.of(TEXT, 3_000 * MEGABYTE)).isEqualTo(TEXT.first());
        assertThat(timings.of(TEXT, MEGABYTE)).isEqualTo(TEXT.first());
        assertThat(timings.of(TEXT, 150 * MEGABYTE)).isEqualTo(took(0.6, 100 * MEGABYTE));
    }

    @Test
    void whatHasOtherPartsThanTodayIsForgotten() {
        timings.learn(TEXT, new Timings.Parts(List.of(0.5), 300 * MEGABYTE));
        assertThat(timings.of(TEXT, 300 * MEGABYTE)).isEqualTo(TEXT.first());
    }

    /** Every index that a partition is asked for is built before it is attached, and has its part in what is expected. */
    @Test
    void everyIndexHasItsPart() {
        Api api =
                Api.on(port, Person.of(application, Role.UTILITY, "Timed Works").token());
        String id = api.submit(
                        api.register("{\"name\": \"Chargers\", \"assetClass\": \"ev_charger\"}"),
                        "asset_ref,units\n1,1\n2,3\n".getBytes(StandardCharsets.UTF_8),
                        "")
                .read("$.id");
        int indexes = jdbc.sql(
                        "select count(*) from pg_index where indrelid = ('asset_' || ?)::regclass and not indisprimary")
                .param(id)
                .query(Integer.class)
                .single();
        assertThat(TEXT.first().times()).hasSize(1 + indexes + 2);
        assertThat(new Timings.Sort(true, false).first().times()).hasSize(1 + indexes + 2);
        assertThat(jdbc.sql("""
                        select count(*) from pg_inherits
                        where inhrelid in (select indexrelid from pg_index where indrelid = ('asset_' || ?)::regclass)
                        """).param(id).query(Integer.class).single())
                .as(
                        "all but the one that keeps references apart, and the key with them, stand under an index of the parent")
                .isEqualTo(indexes);
    }
}
