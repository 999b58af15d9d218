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
 * {@code ./mvnw -Pbench test -Dtest=IntakeBench -Drows=1000000 -Drounds=3}. The application has 512 MB of heap. The copy is
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

    /** Seconds of one round. */
    private record Round(double intake, double copy, double index, double changed, double same, double early, double duck) {

        double reference() {
            return copy + index;
        }
    }

    @Test
    void besideAPlainCopy() throws Exception {
        long rows = Long.getLong("rows", 1_000_000);
        int rounds = Integer.getInteger("rounds", 3);
        List<Round> measured = new ArrayList<>();
        try (Separately linchpin = Separately.start(SETTINGS)) {
            Api keeper = linchpin.api("keeper", PASSWORD);
            keeper.post("/operators", "{\"code\": \"nation\", \"name\": \"Nation\"}").is(201);
            keeper.post("/users", """
                            {"username": "sender", "password": "%s", "role": "utility", "operators": ["nation"]}
                            """.formatted(PASSWORD)).is(201);
            round(linchpin, 200_000, 0);
            for (int i = 1; i <= rounds; i++) {
                measured.add(round(linchpin, rows, i));
            }
        }
        System.out.printf(
                "%n| rows | intake | \\copy | indexes | intake / (\\copy + indexes) | 1 %% changed / first | same bytes again | first problems shown | DuckDB |%n");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        System.out.printf(
                "| %,d | %.1f s (%,.0f rows/s) | %.1f s | %.1f s | **%.2f** (%s) | %.2f | %.2f s | %.2f s | %.1f s |%n",
                rows,
                median(measured.stream().mapToDouble(Round::intake)),
                rows / median(measured.stream().mapToDouble(Round::intake)),
                median(measured.stream().mapToDouble(Round::copy)),
                median(measured.stream().mapToDouble(Round::index)),
                median(measured.stream().mapToDouble(round -> round.intake() / round.reference())),
                measured.stream()
                        .map(round -> "%.2f".formatted(round.intake() / round.reference()))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(""),
                median(measured.stream().mapToDouble(round -> round.changed() / round.intake())),
                median(measured.stream().mapToDouble(Round::same)),
                median(measured.stream().mapToDouble(Round::early)),
                median(measured.stream().mapToDouble(Round::duck)));
    }

    private static double median(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Round round(Separately linchpin, long rows, int number) throws Exception {
        Path file = folder.resolve("register.csv");
        Path changed = folder.resolve("changed.csv");
        try (InputStream csv = NationalRegister.of("m" + number, rows, number)) {
            Files.copy(csv, file);
        }
        change(file, changed);
        Api api = linchpin.api("sender", PASSWORD);
        String register = api.register("{\"name\": \"Meters %d\", \"assetClass\": \"smart_meter\"}".formatted(number));
        String address = "/registers/" + register + "/submissions";
        String first = send(api, address + "?effective=2025-01-01", file);
        double early = firstProblems(api, first);
        settled(api, first);
        api.accept(first, "{\"partial\": true}").is(200);

        long before = System.nanoTime();
        api.post(address, "text/csv", BodyPublishers.ofFile(file)).is(200);
        double same = seconds(before);
        String second = send(api, address + "?effective=2026-01-01", changed);
        settled(api, second);
        double[] reference;
        double intake;
        double again;
        try (Connection database = database(linchpin)) {
            intake = checked(database, first);
            again = checked(database, second);
            reference = reference(linchpin, database, first);
        }
        double duck = duck(file);
        api.post("/submissions/" + second + "/reject", "{}").is(200);
        Round round = new Round(intake, reference[0], reference[1], again, same, early, duck);
        System.out.println(round);
        Files.delete(file);
        Files.delete(changed);
        return round;
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

    private static void settled(Api api, String submission) throws InterruptedException {
        Api.Answer answer = api.get("/submissions/" + submission);
        while (List.of("received", "checking").contains(answer.<String>read("$.state"))) {
            Thread.sleep(200);
            answer = api.get("/submissions/" + submission);
        }
        if (!answer.<String>read("$.state").equals("checked")) {
            throw new AssertionError(answer.body());
        }
    }

    private static Connection database(Separately linchpin) throws IOException, SQLException {
        Path postgres = linchpin.home().resolve("postgresql");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres"
                        .formatted(Files.readString(postgres.resolve("port")).trim()),
                "linchpin",
                Files.readString(postgres.resolve("password")));
    }

    private static double checked(Connection database, String submission) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select extract(epoch from checked_at - check_started_at) from submission where id = " + submission)) {
            row.next();
            return row.getDouble(1);
        }
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
            long start = System.nanoTime();
            copy(linchpin, database, stored);
            double copy = seconds(start);
            start = System.nanoTime();
            statement.execute("alter table reference add primary key (operator_id, submission_id, line)");
            statement.execute("create unique index on reference (asset_ref)");
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
