package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        jdbc.sql("delete from check_timing").update();
    }

    private static Timings.Run took(double seconds, long bytes) {
        return new Timings.Run(
                bytes,
                bytes / 100,
                10,
                Collections.nCopies(TEXT.first().parts().size(), seconds),
                new Timings.Trial(200_000, List.of(0.1, seconds / 100)));
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
        timings.learn(TEXT, new Timings.Run(300 * MEGABYTE, 1_000_000, 10, List.of(0.5), Timings.Trial.NONE));
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
        assertThat(TEXT.first().parts()).hasSize(1 + indexes + 2);
        assertThat(new Timings.Sort(true, false).first().parts()).hasSize(1 + indexes + 2);
        assertThat(jdbc.sql("""
                        select count(*) from pg_inherits
                        where inhrelid in (select indexrelid from pg_index where indrelid = ('asset_' || ?)::regclass)
                        """).param(id).query(Integer.class).single())
                .as(
                        "all but the one that keeps references apart, and the key with them, stand under an index of the parent")
                .isEqualTo(indexes);
    }

    /** Each index is tried on what is there when a twentieth is read, of rows that repeat a reference as well; then the rest follows. */
    @Test
    void theIndexesOfALargeFileAreTriedWhileItIsRead() throws Exception {
        Api api =
                Api.on(port, Person.of(application, Role.UTILITY, "Tried Works").token());
        Path file = folder.resolve("large.csv");
        int rows = 34_000;
        String remark = "x".repeat(2_000);
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("asset_ref,units,remark\n0,2,\n");
            for (int i = 0; i < rows; i++) {
                csv.write(i + ",1," + remark + "\n");
            }
        }
        String register = api.register("{\"name\": \"Chargers\", \"assetClass\": \"ev_charger\"}");
        String id = api.post("/registers/" + register + "/submissions", "text/csv", BodyPublishers.ofFile(file))
                .is(202)
                .read("$.id");
        Api.Answer checked = api.settled(id);
        assertThat(checked.number("$.receipt.added")).isEqualTo(rows);
        assertThat(checked.number("$.receipt.rejected")).isEqualTo(1);
        Timings.Run run = timings.of(TEXT, Files.size(file));
        for (int looks = 0; run.rows() != rows + 1 && looks < 200; looks++) {
            Thread.sleep(50);
            run = timings.of(TEXT, Files.size(file));
        }
        assertThat(run.rows())
                .as("what it took is kept a moment after it is over")
                .isEqualTo(rows + 1);
        assertThat(run.parts()).hasSameSizeAs(TEXT.first().parts());
        assertThat(run.trial().seconds())
                .hasSize(TEXT.first().parts().size() - 3)
                .allMatch(seconds -> seconds > 0);
        assertThat(run.trial().rows()).isBetween(1L, (long) rows);
        assertThat(jdbc.sql("select to_regclass('trial_' || ?) is null")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .as("nothing of it stays")
                .isTrue();
    }
}
