package org.linchpin;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from sending one statement of ownership until the national figure shows it, at two sizes of the
 * installed base: {@code ./mvnw -Pbench test -Dtest=OwnershipBench -Dsmall=100000 -Dlarge=5000000}. The reference is the same
 * figure asked again without a change.
 */
class OwnershipBench {

    private static final String PASSWORD = "a-long-password-for-a-benchmark";
    private static final int OPERATORS = 10;
    private static final int COUNTED = 15;

    private record Times(double edit, double figure, double reference) {}

    @Test
    void oneStatementAtTwoSizes() throws Exception {
        long small = Long.getLong("small", 100_000);
        long large = Long.getLong("large", 5_000_000);
        System.out.println("| assets | statement made | next national figure | together | the figure without a change |");
        System.out.println("|---|---|---|---|---|");
        for (long assets : List.of(small, large)) {
            Times times = measure(assets);
            System.out.printf(
                    "| %,d | %.0f ms | %.0f ms | %.0f ms | %.1f ms |%n",
                    assets, times.edit(), times.figure(), times.edit() + times.figure(), times.reference());
        }
    }

    private static Times measure(long assets) throws Exception {
        Map<String, String> environment = Map.of(
                "LINCHPIN_DEMO", "false", "LINCHPIN_ADMIN_USERNAME", "keeper", "LINCHPIN_ADMIN_PASSWORD", PASSWORD);
        try (Separately linchpin = Separately.start(environment)) {
            Api keeper = linchpin.api("keeper", PASSWORD);
            keeper.post("/users", user("reader", "analyst", "")).is(201);
            for (int i = 0; i < OPERATORS; i++) {
                load(linchpin, keeper, "operator-" + i, assets / OPERATORS, i);
            }
            return edits(linchpin.api("reader", PASSWORD));
        }
    }

    private static void load(Separately linchpin, Api keeper, String code, long rows, int seed) {
        keeper.post("/operators", "{\"code\": \"%s\", \"name\": \"%s\"}".formatted(code, code)).is(201);
        keeper.post("/users", user(code, "utility", "\"" + code + "\"")).is(201);
        Api utility = linchpin.api(code, PASSWORD);
        String register = utility.register("{\"name\": \"All\", \"assetClass\": \"smart_meter\"}");
        String id = utility.post(
                        "/registers/" + register + "/submissions?effective=2026-06-30",
                        "text/csv",
                        BodyPublishers.ofInputStream(() -> NationalRegister.of(code, rows, seed)))
                .is(202)
                .read("$.id");
        utility.settled(id);
        utility.accept(id, "{\"partial\": true}").is(200);
    }

    private static String user(String name, String role, String operators) {
        return "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\", \"operators\": [%s]}"
                .formatted(name, PASSWORD, role, operators);
    }

    /** Medians of several edits, each reversed before the next. */
    private static Times edits(Api analyst) {
        String said = """
                {"child": "fibocom", "parent": "quectel", "relation": "equity", "percent": 60,
                 "source": "made up for the benchmark", "grade": "A"}
                """;
        double[] edit = new double[COUNTED];
        double[] figure = new double[COUNTED];
        double[] reference = new double[COUNTED];
        for (int i = 0; i < COUNTED; i++) {
            long start = System.nanoTime();
            long id = analyst.post("/catalogue/ownership", said).is(201).number("$.id");
            long made = System.nanoTime();
            Api.Answer after = analyst.get("/exposure?by=controller").is(200);
            long shown = System.nanoTime();
            analyst.get("/exposure?by=controller").is(200);
            long again = System.nanoTime();
            if (after.body().contains("\"fibocom\"")) {
                throw new IllegalStateException("the figure does not show the statement: " + after.body());
            }
            edit[i] = (made - start) / 1e6;
            figure[i] = (shown - made) / 1e6;
            reference[i] = (again - shown) / 1e6;
            analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
        }
        return new Times(median(edit), median(figure), median(reference));
    }

    private static double median(double[] taken) {
        Arrays.sort(taken);
        return taken[taken.length / 2];
    }
}
