package org.linchpin.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.NationalRegister;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What the trail costs an intake: checks of a large register and of many small ones, with the triggers of the trail and
 * without, by turns in one run: {@code ./mvnw -Pbench test -Dtest=TrailBench -Drows=200000}.
 */
@LinchpinTest
class TrailBench {

    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final int SMALL_FILES = 20;

    @Autowired
    ApplicationContext application;

    @Autowired
    Environment environment;

    @LocalServerPort
    int port;

    private final List<String> watched = new ArrayList<>();

    @Test
    void intakeWithAndWithoutTheTrail() throws Exception {
        Person utility = Person.of(application, Role.UTILITY, "Intake");
        Api api = Api.on(port, utility.token());
        long rows = Long.getLong("rows", 200_000);
        try (Connection owner = DriverManager.getConnection(
                        environment.getProperty("spring.datasource.url"),
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"));
                Statement sql = owner.createStatement()) {
            try (ResultSet tables = sql.executeQuery("select w::text from trail_watched() w")) {
                while (tables.next()) {
                    watched.add(tables.getString(1));
                }
            }
            intake(api, sql, rows, 1);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            List<Double> smallWith = new ArrayList<>();
            List<Double> smallWithout = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                with.add(intake(api, sql, rows, 2 * i + 2));
                smallWith.add(small(api, 2 * i));
                trail(sql, "disable trigger trail_change");
                without.add(intake(api, sql, rows, 2 * i + 3));
                smallWithout.add(small(api, 2 * i + 1));
                trail(sql, "enable always trigger trail_change");
            }
            System.out.printf("%n| what | with the trail | without | ratio of medians |%n|---|---|---|---|%n");
            print("check of %,d rows".formatted(rows), with, without);
            print(SMALL_FILES + " files of one row, uploaded, checked, accepted", smallWith, smallWithout);
        }
    }

    private static void print(String what, List<Double> with, List<Double> without) {
        System.out.printf(
                "| %s | %.3f s | %.3f s | %.3f |%n", what, median(with), median(without), median(with) / median(without));
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private void trail(Statement sql, String change) throws Exception {
        for (String table : watched) {
            sql.execute("alter table " + table + " " + change);
        }
    }

    private static double intake(Api api, Statement sql, long rows, int number) throws Exception {
        String register = api.register("{\"name\": \"Meters %d\", \"assetClass\": \"smart_meter\"}".formatted(number));
        byte[] file = NationalRegister.of("t" + number, rows, number).readAllBytes();
        String id = api.submit(register, file, "?effective=2026-01-31").read("$.id");
        try (ResultSet row = sql.executeQuery(
                "select extract(epoch from checked_at - check_started_at) from submission where id = " + id)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static double small(Api api, int number) {
        long before = System.nanoTime();
        for (int i = 0; i < SMALL_FILES; i++) {
            String register = api.register(
                    "{\"name\": \"Small %d.%d\", \"assetClass\": \"smart_meter\"}".formatted(number, i));
            byte[] file = ("asset_ref,module_manufacturer\ns" + number + "." + i + ",Quectel\n").getBytes(StandardCharsets.US_ASCII);
            String id = api.post("/registers/" + register + "/submissions?effective=2026-01-31", "text/csv", file)
                    .read("$.id");
            api.accept(id, "{}").is(200);
        }
        return (System.nanoTime() - before) / 1e9;
    }
}
