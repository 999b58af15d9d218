package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The rows behind the figures, by any condition, and their file with its count and hash. */
@LinchpinTest
class ExplorerDatabaseTests {

    private static final String REGISTER = """
            asset_ref,manufacturer,model,module_manufacturer,module_model,sector,region,installed_on
            1,Halden,H1,Quectel,EC25-E,Energy,TLI,2024-03-01
            2,Halden,H2,Quectel,M95,Energy,TLM,2016-03-01
            3,Norrland,N1,Telit,LE910C4-EU,Transport,TLM,2025-03-01
            4,Norrland,N9,,,Transport,TLM,
            """;

    @Autowired
    private ApplicationContext application;

    @LocalServerPort
    private int port;

    private Api withRegister(String name) {
        Person person = Person.of(application, Role.UTILITY, name);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"Rows\", \"assetClass\": \"smart_meter\"}");
        Api.Answer checked = api.submit(register, REGISTER.getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return api;
    }

    @Test
    void everyConditionFindsItsRowsWithTheExactTotal() {
        Api api = withRegister("Conditions");
        Map.of(
                        "", 4,
                        "controller=quectel", 2,
                        "vendor=telit_cinterion", 1,
                        "generation=2G", 1,
                        "year=2016", 1,
                        "year=0", 1,
                        "maker=norrland", 2,
                        "grade=%3F", 1,
                        "sector=energy&region=TLM", 1,
                        "controller=quectel&year=2024&region=TLI", 1)
                .forEach((query, total) -> assertThat(
                                api.get("/assets?" + query).is(200).number("$.total"))
                        .as(query)
                        .isEqualTo((long) total));
        assertThat(api.get("/assets?year=x").is(400).body()).contains("year must be a whole number");
        assertThat(api.get("/assets?year=12345").is(400).body()).contains("at most 4 digits");
    }

    /** A row as the test keeps it. */
    private record Row(int register, int line, String ref, int units, String installed, String site, String model) {

        boolean answers(String words) {
            return Stream.of(ref, site)
                            .anyMatch(text -> text.toLowerCase(Locale.ROOT).startsWith(words))
                    || model.toLowerCase(Locale.ROOT).contains(words);
        }
    }

    /** Small enough for ties everywhere: in units, in days and in whether there is a day at all. */
    private static List<Row> rows(int register, SplittableRandom random) {
        List<Row> rows = new ArrayList<>();
        for (int line = 2; line < 42; line++) {
            rows.add(new Row(
                    register,
                    line,
                    "Ref-" + random.nextInt(10) + "-" + register + "-" + line,
                    1 + random.nextInt(4),
                    random.nextInt(3) == 0
                            ? ""
                            : "20%d-06-0%d".formatted(10 + random.nextInt(3), 1 + random.nextInt(2)),
                    random.nextInt(3) == 0 ? "" : "Mill %d%% road".formatted(random.nextInt(12)),
                    "H" + random.nextInt(3)));
        }
        return rows;
    }

    @Test
    void everyOrderGivesEveryRowOncePageByPageWhateverIsLookedFor() {
        Person person = Person.of(application, Role.UTILITY, "Orders");
        Api api = Api.on(port, person.token());
        SplittableRandom random = new SplittableRandom(20261128);
        List<Row> all = new ArrayList<>();
        // Numbers of submissions are drawn, so the second file may come before the first.
        List<Long> submissions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<Row> rows = rows(i, random);
            all.addAll(rows);
            StringBuilder csv =
                    new StringBuilder("asset_ref,manufacturer,model,units,installed_on,site,region,status\n");
            rows.forEach(row -> csv.append("%s,Halden,%s,%d,%s,%s,TLI,%s\n"
                    .formatted(
                            row.ref(),
                            row.model(),
                            row.units(),
                            row.installed(),
                            row.site(),
                            row.line() % 5 == 0 ? "planned" : "in_service")));
            String register = api.register("{\"name\": \"Orders %d\", \"assetClass\": \"smart_meter\"}".formatted(i));
            Api.Answer checked =
                    api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-01");
            api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
            submissions.add(Long.valueOf(checked.<String>read("$.id")));
        }
        Comparator<Row> file = Comparator.comparing((Row row) -> submissions.get(row.register()))
                .thenComparing(Row::line);
        Map<String, Comparator<Row>> orders = Map.of(
                "file", file,
                "asset_ref", Comparator.comparing(Row::ref),
                "units", Comparator.comparing(Row::units).reversed().thenComparing(file),
                "installed_on",
                        Comparator.comparing((Row row) -> row.installed().isEmpty() ? "9" : row.installed())
                                .thenComparing(file));
        Map<String, Predicate<Row>> filters = Map.of(
                "", row -> true,
                "&q=ref-3", row -> row.answers("ref-3"),
                "&q=h2", row -> row.answers("h2"),
                "&q=mill+1", row -> row.answers("mill 1"),
                "&q=MILL+1%25", row -> row.answers("mill 1%"),
                "&year=2011", row -> row.installed().startsWith("2011"),
                "&year=0&q=mill", row -> row.installed().isEmpty() && row.answers("mill"));
        orders.forEach((order, comparator) ->
                filters.forEach((filter, predicate) -> assertThat(walk(api, "/assets?size=7&sort=" + order + filter))
                        .as(order + filter)
                        .containsExactlyElementsOf(all.stream()
                                .filter(predicate)
                                .sorted(comparator)
                                .map(Row::ref)
                                .toList())));
        assertThat(walk(api, "/assets?size=7&q=road"))
                .as("none begins with it")
                .isEqualTo(all.stream()
                        .filter(row -> row.site().contains("road"))
                        .sorted(file)
                        .map(Row::ref)
                        .toList());
        assertThat(walk(api, "/assets?size=7&q=%25"))
                .as("no pattern")
                .hasSameSizeAs(
                        all.stream().filter(row -> row.site().contains("%")).toList());
    }

    /** The references on all pages; every page says the same total, that of the references. */
    private static List<String> walk(Api api, String path) {
        List<String> refs = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        String after = "";
        while (after != null) {
            Api.Answer page =
                    api.get(path + (after.isEmpty() ? "" : "&after=" + after)).is(200);
            refs.addAll(page.<List<String>>read("$.items[*].assetRef"));
            totals.add(page.number("$.total"));
            after = page.read("$.next");
        }
        assertThat(totals).as(path).containsOnly((long) refs.size());
        return refs;
    }
}
