package org.linchpin.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.Api;
import org.linchpin.NationalRegister;
import org.linchpin.Separately;
import org.postgresql.PGConnection;

/**
 * How long a register of national size takes to be checked, recognised, counted, stored and indexed, beside a plain copy of
 * the same stored rows into the same table with the same indexes built after it, on the same server in the same run:
 * {@code ./mvnw -Pbench test -Dtest=IntakeBench -Drows=1000000,4000000,30000000 -Drounds=1}. The application has 512 MB of heap. The copy is
 * psql's {@code \copy} where psql is installed, else the driver's. DuckDB's strict load of the uploaded file stands beside
 * both.
 */
class IntakeBench {

    private static final String PASSWORD = "a-long-password-for-a-benchmark";
    private static final Map<String, String> SETTINGS = Map.of(
            "LINCHPIN_DEMO", "false",
            "LINCHPIN_UPLOAD_LIMIT", "64GB",
            "LINCHPIN_ADMIN_USERNAME", "keeper",
            "LINCHPIN_ADMIN_PASSWORD", PASSWORD);

    @TempDir
    private Path folder;

    /**
     * Seconds of one round.
     *
     * @param upload until the upload is answered
     * @param left by how much the time left was wrong at most, of the time that was left, after the first tenth
     * @param small until another operator's small file is answered while this one is checked
     * @param finishing of the intake, what came after the last row was read
     */
    private record Round(
            double upload,
            double intake,
            double finishing,
            double copy,
            double index,
            double changed,
            double same,
            double early,
            double left,
            double small,
            double duck) {

        double reference() {
            return copy + index;
        }

        double ratio() {
            return intake / reference();
        }
    }

    @Test
    void besideAPlainCopy() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String rows : System.getProperty("rows", "1000000").split(",")) {
            lines.add(installation(Long.parseLong(rows), Integer.getInteger("rounds", 3)));
        }
        System.out.printf(
                "%n| rows | upload | intake | of it after reading | \\copy | indexes | intake / (\\copy + indexes) | 1 %% changed / first | same bytes again | first problems | time left of the first file wrong by | small file beside it | DuckDB |%n");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        lines.forEach(System.out::print);
    }

    /** Each size in an installation of its own, whose first large file it is. */
    private String installation(long rows, int rounds) throws Exception {
        List<Round> measured = new ArrayList<>();
        try (Separately linchpin = Separately.start(SETTINGS)) {
            Api keeper = linchpin.api("keeper", PASSWORD);
            for (String operator : List.of("nation", "village")) {
                keeper.post("/operators", "{\"code\": \"%s\", \"name\": \"%s\"}".formatted(operator, operator))
                        .is(201);
                keeper.post("/users", """
                                {"username": "of-%s", "password": "%s", "role": "utility", "operators": ["%s"]}
                                """.formatted(operator, PASSWORD, operator)).is(201);
            }
            round(linchpin, 200_000, 0);
            for (int i = 1; i <= rounds; i++) {
                measured.add(round(linchpin, rows, i));
            }
        }
        return String.format(
                "| %,d | %.1f s | %.1f s (%,.0f rows/s) | %.1f s | %.1f s | %.1f s | **%.2f** (%s) | %.2f | %.2f s | %.2f s | %.0f %% | %.2f s | %.1f s |%n",
                rows,
                median(measured, Round::upload),
                median(measured, Round::intake),
                rows / median(measured, Round::intake),
                median(measured, Round::finishing),
                median(measured, Round::copy),
                median(measured, Round::index),
                median(measured, Round::ratio),
                measured.stream()
                        .map(round -> "%.2f".formatted(round.ratio()))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(""),
                median(measured, round -> round.changed() / round.intake()),
                median(measured, Round::same),
                median(measured, Round::early),
                100 * measured.get(0).left(),
                median(measured, Round::small),
                median(measured, Round::duck));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Round round(Separately linchpin, long rows, int number) throws Exception {
        Path file = folder.resolve("register-" + number + ".csv");
        Path changed = folder.resolve("changed-" + number + ".csv");
        if (!Files.exists(file)) {
            try (InputStream csv = NationalRegister.of("m" + number, rows, number)) {
                Files.copy(csv, file);
            }
            change(file, changed);
        }
        quietDisk();
        Api api = linchpin.api("of-nation", PASSWORD);
        String register = api.register("{\"name\": \"Meters %d\", \"assetClass\": \"smart_meter\"}".formatted(number));
        String address = "/registers/" + register + "/submissions";
        long before = System.nanoTime();
        String first = send(api, address + "?effective=2025-01-01", file);
        double upload = seconds(before);
        double early = firstProblems(api, first);
        List<Left> told = settled(api, first);
        System.out.printf("taken in; the time left was wrong by %.0f %%: %s%n", 100 * wrongBy(told), thinned(told));
        // What a check taught is written a moment after it is over.
        Thread.sleep(1_000);
        recorded(linchpin);
        api.accept(first, "{\"partial\": true}").is(200);

        quietDisk();
        before = System.nanoTime();
        api.post(address, "text/csv", BodyPublishers.ofFile(file)).is(200);
        double same = seconds(before);
        Api village = linchpin.api("of-village", PASSWORD);
        String second = send(api, address + "?effective=2026-01-01", changed);
        double small = small(village, number);
        settled(api, second);
        double[] reference;
        double intake;
        double again;
        try (Connection database = database(linchpin)) {
            intake = checked(database, first);
            again = checked(database, second);
            System.out.printf("intake %.1f s, with 1 %% changed %.1f s%n", intake, again);
            reference = reference(linchpin, database, first);
            System.out.printf("copy %.1f s, indexes %.1f s%n", reference[0], reference[1]);
        }
        double duck = duck(file);
        api.post("/submissions/" + second + "/reject", "{}").is(200);
        Round round = new Round(
                upload,
                intake,
                finishing(told),
                reference[0],
                reference[1],
                again,
                same,
                early,
                wrongBy(told),
                small,
                duck);
        System.out.println(round);
        Files.delete(file);
        Files.delete(changed);
        return round;
    }

    /** Until a small file of another operator is checked and answered, while the large one is at work. */
    private static double small(Api village, int number) throws IOException {
        String register = village.register("{\"name\": \"Pumps %d\", \"assetClass\": \"smart_meter\"}".formatted(number));
        byte[] rows = NationalRegister.of("v" + number, 5_000, number + 100).readAllBytes();
        long before = System.nanoTime();
        Api.Answer answer = village.post("/registers/" + register + "/submissions", "text/csv", rows).is(202);
        double took = seconds(before);
        if (!answer.<String>read("$.state").equals("checked")) {
            throw new AssertionError("a small file waits: " + answer.body());
        }
        return took;
    }

    /**
     * What the application told of the time left.
     *
     * @param at seconds since the first was told
     * @param read the share of the file that was read
     */
    private record Left(double at, double read, double seconds) {}

    /** Seconds are told in whole ones, so the last few of them say nothing of how right they are. */
    private static double wrongBy(List<Left> told) {
        double end = told.get(told.size() - 1).at();
        return told.stream()
                .filter(left -> left.read() >= 0.1 && end - left.at() >= 5)
                .mapToDouble(left -> Math.max(0, Math.abs(left.seconds() - (end - left.at())) - 0.5) / (end - left.at()))
                .max()
                .orElse(0);
    }

    private static List<String> thinned(List<Left> told) {
        double end = told.get(told.size() - 1).at();
        return IntStream.range(0, told.size())
                .filter(i -> i % Math.max(1, told.size() / 20) == 0)
                .mapToObj(told::get)
                .map(left -> "%.0f %% read: %.0f s said, %.1f s were"
                        .formatted(100 * left.read(), left.seconds(), end - left.at()))
                .toList();
    }

    private static double finishing(List<Left> told) {
        double read = told.stream().filter(left -> left.read() >= 1).mapToDouble(Left::at).min().orElse(0);
        return told.get(told.size() - 1).at() - read;
    }

    /** The same register with another site in every hundredth row. */
    private static void change(Path file, Path changed) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(changed, StandardCharsets.US_ASCII))) {
            long[] row = {0};
            lines.forEach(line -> {
                out.write(row[0] % 100 == 99 ? line.replace(",Site ", ",New site ") : line);
                out.write('\n');
                row[0]++;
            });
        }
    }

    private static String send(Api api, String address, Path file) throws IOException {
        return api.post(address, "text/csv", BodyPublishers.ofFile(file)).is(202).read("$.id");
    }

    /** From the answer to the upload until something that was found can be read. */
    private static double firstProblems(Api api, String submission) throws InterruptedException {
        long start = System.nanoTime();
        while (api.get("/submissions/" + submission + "/problems?size=1").number("$.total") == 0) {
            Thread.sleep(20);
            String state = api.get("/submissions/" + submission).read("$.state");
            if (!state.equals("received") && !state.equals("checking")) {
                break;
            }
        }
        return seconds(start);
    }

    private static List<Left> settled(Api api, String submission) throws InterruptedException {
        long start = System.nanoTime();
        List<Left> told = new ArrayList<>();
        Api.Answer answer = api.get("/submissions/" + submission);
        while (List.of("received", "checking").contains(answer.<String>read("$.state"))) {
            Number left = answer.read("$.progress.secondsLeft");
            if (left != null) {
                told.add(new Left(
                        seconds(start),
                        (double) answer.number("$.progress.bytes") / answer.number("$.progress.of"),
                        left.doubleValue()));
            }
            Thread.sleep(100);
            answer = api.get("/submissions/" + submission);
        }
        if (!answer.<String>read("$.state").equals("checked")) {
            throw new AssertionError(answer.body());
        }
        told.add(new Left(seconds(start), 1, 0));
        return told;
    }

    private static Connection database(Separately linchpin) throws IOException, SQLException {
        Path postgres = linchpin.home().resolve("postgresql");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                        .formatted(Files.readString(postgres.resolve("port")).trim()),
                "linchpin",
                Files.readString(postgres.resolve("password")));
    }

    /** What was written before is on the disk, so that nobody pays for it who comes next. */
    private static void quietDisk() throws Exception {
        new ProcessBuilder("sync").start().waitFor();
    }

    private static double checked(Connection database, String submission) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select extract(epoch from checked_at - check_started_at) from submission where id = " + submission)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** How the last checks went, as {@code src/test/resources/register/checks.tsv} has them: what, bytes, rows, seconds of reading, seconds of
     * each part after it, rows of the trial, seconds of each of its indexes. */
    private static void recorded(Separately linchpin) throws IOException, SQLException {
        try (Connection database = database(linchpin);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        select concat_ws(E'\t', format('%s rows on %s', to_char(lines, 'FM999,999,999'), to_char(measured_at, 'FMDD FMMonth YYYY')),
                            bytes, lines, round(reading::numeric, 3),
                            (select string_agg(round(part::numeric, 3)::text, ' ' order by n) from unnest(parts) with ordinality as p(part, n)),
                            tried,
                            (select string_agg(round(part::numeric, 4)::text, ' ' order by n) from unnest(trial) with ordinality as p(part, n)))
                        from check_timing order by bytes
                        """)) {
            while (row.next()) {
                System.out.println("recorded: " + row.getString(1));
            }
        }
    }

    /** What makes the indexes of a partition on the reference, whatever they are by now. */
    private static List<String> indexes(Statement statement, String partition) throws SQLException {
        List<String> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select indexname, indexdef from pg_indexes where tablename = '" + partition + "'")) {
            while (rows.next()) {
                all.add(rows.getString(2)
                        .replace("INDEX " + rows.getString(1) + " ON", "INDEX ON")
                        .replace("." + partition + " ", ".reference "));
            }
        }
        return all;
    }

    /** Seconds of the copy, and of the indexes. */
    private double[] reference(Separately linchpin, Connection database, String submission) throws Exception {
        Path stored = folder.resolve("stored.csv");
        try (Statement statement = database.createStatement();
                OutputStream out = Files.newOutputStream(stored)) {
            statement.execute("checkpoint");
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy asset_" + submission + " to stdout (format csv)", out);
            statement.execute("drop table if exists reference");
            statement.execute("create table reference (like asset_" + submission + " including defaults including storage)");
            statement.execute("checkpoint");
            quietDisk();
            long start = System.nanoTime();
            copy(linchpin, database, stored);
            double copy = seconds(start);
            start = System.nanoTime();
            for (String same : indexes(statement, "asset_" + submission)) {
                statement.execute(same);
            }
            statement.execute("analyze reference");
            double index = seconds(start);
            statement.execute("drop table reference");
            return new double[] {copy, index};
        } finally {
            Files.deleteIfExists(stored);
        }
    }

    private static void copy(Separately linchpin, Connection database, Path stored) throws Exception {
        Path psql = Path.of("/usr/bin/psql");
        if (!Files.isExecutable(psql)) {
            try (InputStream in = Files.newInputStream(stored)) {
                database.unwrap(PGConnection.class).getCopyAPI().copyIn("copy reference from stdin (format csv)", in, 1 << 16);
            }
            return;
        }
        Path postgres = linchpin.home().resolve("postgresql");
        ProcessBuilder builder = new ProcessBuilder(
                psql.toString(),
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-p",
                Files.readString(postgres.resolve("port")).trim(),
                "-U",
                "linchpin",
                "-d",
                "postgres",
                "-c",
                "\\copy reference from '" + stored + "' (format csv)");
        builder.environment().put("PGPASSWORD", Files.readString(postgres.resolve("password")));
        Process process = builder.redirectErrorStream(true).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            String text = said.lines().reduce("", (a, b) -> a + b);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(text);
            }
        }
    }

    /** DuckDB reads every cell as its type and refuses what does not fit; it keeps no key and checks nothing else. */
    private double duck(Path file) throws IOException {
        Path database = folder.resolve("duck.db");
        long start = System.nanoTime();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "create table register as select * from read_csv('%s', strict_mode = true, sample_size = 20480)".formatted(file));
            return seconds(start);
        } catch (SQLException missing) {
            System.out.println("DuckDB was not measured: " + missing.getMessage());
            return Double.NaN;
        } finally {
            Files.deleteIfExists(database);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
