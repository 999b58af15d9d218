package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Full files, updates and nil returns, accepted and withdrawn in every order: what counts is what was decided last. */
@LinchpinTest
class DecidingDatabaseTests {

    private static final String BASE = "asset_ref,units,manufacturer\n1,10,ABB\n2,20,ABB\n3,30,Siemens\n";

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @LocalServerPort
    private int port;

    private Api api;
    private String register;

    @BeforeEach
    void somebodyOfAUtility() {
        api = Api.on(port, Person.of(application, Role.UTILITY, "Some Utility").token());
        register = api.register("{\"name\": \"Assets\", \"assetClass\": \"ev_charger\"}");
    }

    private String submit(String csv, String query) {
        return api.submit(register, csv.getBytes(StandardCharsets.UTF_8), query).read("$.id");
    }

    private String accepted(String csv, String query) {
        String id = submit(csv, query);
        api.accept(id, "{\"removals\": \"Taken down\", \"partial\": true}").is(200);
        return id;
    }

    private long units() {
        return api.get("/exposure?by=maker").is(200).number("$.total");
    }

    private Map<String, Integer> receipt(String id) {
        return api.get("/submissions/" + id).is(200).read("$.receipt");
    }

    @Test
    void anUpdateChangesWhatItMentionsAndLeavesTheRest() {
        accepted(BASE, "?effective=2025-01-01");
        String update = submit(
                "asset_ref,units,manufacturer,status\n2,25,ABB,\n4,40,ABB,\n3,30,Siemens,removed\n1,10,ABB,\n",
                "?effective=2025-02-01&kind=update");
        assertThat(receipt(update))
                .containsEntry("added", 1)
                .containsEntry("changed", 2)
                .containsEntry("unchanged", 1)
                .containsEntry("removed", 0);
        assertThat(units()).isEqualTo(60);
        api.accept(update, "{}").is(200);
        assertThat(units()).isEqualTo(10 + 25 + 40);
        assertThat(api.get("/assets?size=10").number("$.total")).isEqualTo(4);

        String second = accepted("asset_ref,units,manufacturer\n5,5,ABB\n", "?effective=2025-03-01&kind=update");
        assertThat(units()).isEqualTo(10 + 25 + 40 + 5);
        assertThat(stockIsTheSumOfItsLines(second)).isTrue();
        String full = accepted("asset_ref,units,manufacturer\n1,10,ABB\n5,6,ABB\n", "?effective=2025-04-01");
        assertThat(receipt(full))
                .containsEntry("unchanged", 1)
                .containsEntry("changed", 1)
                .containsEntry("removed", 3);
    }

    @Test
    void whenAndHowSensitiveIsCountedThroughUpdatesAndRepeats() {
        String first = accepted(
                "asset_ref,units,manufacturer,planned_replacement_on,site_sensitivity\n"
                        + "1,10,ABB,2030-05-01,hospital\n2,20,ABB,2031-05-01,low\n3,30,ABB,,\n4,40,ABB,2030-05-01,hospital\n",
                "?effective=2025-01-01");
        assertThat(stockIsTheSumOfItsLines(first)).isTrue();
        String update = accepted(
                "asset_ref,units,manufacturer,planned_replacement_on,site_sensitivity\n"
                        + "1,10,ABB,2032-05-01,hospital\n3,30,ABB,2033-01-01,school\n",
                "?effective=2025-02-01&kind=update");
        assertThat(stockIsTheSumOfItsLines(update)).isTrue();
        String repeated = submit(
                "asset_ref,units,manufacturer,planned_replacement_on,site_sensitivity\n"
                        + "1,10,ABB,2030-05-01,hospital\n1,11,ABB,2030-05-01,hospital\n2,20,ABB,2031-05-01,low\n2,21,ABB,2039-05-01,low\n",
                "?effective=2025-03-01");
        assertThat(stockIsTheSumOfItsLines(repeated)).isTrue();
    }

    @Test
    void whatRestsOnAWithdrawnFileGoesWithIt() {
        accepted("asset_ref,units\n1,1\n", "?effective=2024-01-01");
        String base = accepted(BASE, "?effective=2025-01-01");
        String update = accepted("asset_ref,units\n9,900\n", "?effective=2025-02-01&kind=update");
        String second = accepted("asset_ref,units\n8,8000\n", "?effective=2025-03-01&kind=update");
        assertThat(units()).isEqualTo(8_960);
        api.post("/submissions/" + base + "/withdraw", "{\"why\": \"Sent by mistake\"}")
                .is(200);
        assertThat(units()).isEqualTo(1);
        for (String resting : List.of(update, second)) {
            Api.Answer answer = api.get("/submissions/" + resting);
            assertThat((String) answer.read("$.state")).isEqualTo("withdrawn");
            assertThat((String) answer.read("$.why")).contains("Sent by mistake");
        }
    }

    @Test
    void aFileIsWithdrawnAlsoAfterLaterOnesAndStaysOnRecord() {
        String first = accepted("asset_ref,units\n1,10\n", "?effective=2025-01-01");
        String second = accepted("asset_ref,units\n1,200\n", "?effective=2025-02-01");
        String third = accepted("asset_ref,units\n1,3000\n", "?effective=2025-03-01");
        String figures = "/exposure?by=maker";
        assertThat(api.get(figures + "&asAt=2025-02-15").number("$.total")).isEqualTo(200);

        api.post("/submissions/" + second + "/withdraw", "{\"why\": \"Wrong\"}").is(200);
        assertThat(api.get(figures).number("$.total")).isEqualTo(3000);
        assertThat(api.get(figures + "&asAt=2025-02-15").number("$.total")).isEqualTo(10);
        api.post("/submissions/" + third + "/withdraw", "{\"why\": \"Wrong\"}").is(200);
        assertThat(api.get(figures).number("$.total")).isEqualTo(10);
        assertThat(api.get("/registers/" + register).<String>read("$.currentSubmission"))
                .isEqualTo(first);
        for (String withdrawn : List.of(second, third)) {
            Api.Answer kept = api.get("/submissions/" + withdrawn).is(200);
            assertThat(kept.<String>read("$.state")).isEqualTo("withdrawn");
            assertThat(kept.number("$.receipt.accepted")).isOne();
        }
        api.post("/submissions/" + first + "/withdraw", "{\"why\": \"Wrong\"}").is(200);
        assertThat(api.get(figures).number("$.total")).isZero();
    }

    @Test
    void anUpdateThatWasOvertakenIsCheckedAgain() {
        accepted(BASE, "?effective=2025-01-01");
        String update = submit("asset_ref,units\n2,25\n", "?effective=2025-03-01&kind=update");
        accepted("asset_ref,units\n7,70\n2,20\n", "?effective=2025-02-01");
        assertThat((String) api.accept(update, "{}").is(409).read("$.code")).isEqualTo("update-outdated");
        api.post("/submissions/" + update + "/check", "{}").is(200);
        assertThat((String) api.settled(update).read("$.state")).isEqualTo("checked");
        api.accept(update, "{}").is(200);
        assertThat(units()).isEqualTo(95);
    }

    @Test
    void aNilReturnSaysThatThereIsNothing() {
        accepted(BASE, "?effective=2025-01-01");
        String nil = api.post(
                        "/registers/" + register
                                + "/submissions?kind=nil&effective=2025-06-01&periodFrom=2025-01-01&periodTo=2025-06-30",
                        "text/csv",
                        new byte[0])
                .is(202)
                .read("$.id");
        assertThat((String) api.get("/submissions/" + nil).read("$.periodTo")).isEqualTo("2025-06-30");
        assertThat(receipt(nil)).containsEntry("received", 0).containsEntry("removed", 3);
        assertThat((String) api.accept(nil, "{}").is(409).read("$.code")).isEqualTo("removals-unexplained");
        api.accept(nil, "{\"removals\": \"All sold\"}").is(200);
        assertThat(units()).isZero();
        api.post("/submissions/" + nil + "/withdraw", "{\"why\": \"Not all were sold\"}")
                .is(200);
        assertThat(units()).isEqualTo(60);
    }

    @Test
    void termsThatMakeNoSenseAreRefused() {
        String address = "/registers/" + register + "/submissions?";
        byte[] body = BASE.getBytes(StandardCharsets.UTF_8);
        for (String terms : List.of(
                "kind=partial",
                "effective=1066-10-14",
                "periodFrom=2025-01-01",
                "periodFrom=2025-02-01&periodTo=2025-01-01")) {
            api.post(address + terms, "text/csv", body).is(400);
        }
    }

    @Test
    void repeatedReferencesLeaveTheStockTheSumOfItsLines() {
        Random random = new Random(11);
        StringBuilder csv =
                new StringBuilder("asset_ref,units,capacity_kw,people_served,criticality,installed_on,status\n");
        for (int i = 0; i < 20_000; i++) {
            csv.append(random.nextInt(15_000)).append(',').append(1 + random.nextInt(2));
            csv.append(',').append(random.nextInt(3) == 0 ? "" : random.nextInt(100) / 10.0);
            csv.append(',').append(random.nextInt(50)).append(',').append(1 + random.nextInt(5));
            csv.append(',').append(2000 + random.nextInt(20)).append(random.nextInt(9) == 0 ? ",planned" : ",");
            csv.append('\n');
        }
        Api.Answer checked = api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "");
        assertThat(checked.number("$.receipt.rejected")).isGreaterThan(1_000);
        assertThat(stockIsTheSumOfItsLines(checked.read("$.id"))).isTrue();
    }

    /** The stock of a submission is what one counts in its lines, cell by cell. */
    private boolean stockIsTheSumOfItsLines(String submission) {
        String counted = """
                select wording_id, asset_class, sector, region, extract(year from installed_on)::smallint, criticality,
                       extract(year from planned_replacement_on)::smallint, sensitive_site(site_sensitivity), count(*)::bigint, sum(units)::bigint, round(sum(coalesce(capacity_kw, 0))::numeric, 3), sum(coalesce(people_served, 0))::bigint
                from asset where submission_id = %1$s and status = 'in_service'
                group by 1, 2, 3, 4, 5, 6, 7, 8
                """;
        String stored = """
                select wording_id, asset_class, sector, region, installed_year, criticality, planned_year, sensitive_site, assets, units,
                       round(kilowatts::numeric, 3), people
                from stock where submission_id = %1$s
                """;
        String sql = "select count(*) from ((%s except %s) union all (%s except %s)) x"
                .formatted(counted, stored, stored, counted)
                .formatted(submission);
        return Boolean.TRUE.equals(new TransactionTemplate(transactions).execute(status -> {
            jdbc.queryForObject("select set_config('linchpin.scope', 'all', true)", String.class);
            return jdbc.queryForObject(sql, Long.class) == 0;
        }));
    }

    @RepeatedTest(3)
    void ofTwoThatDecideAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        String id = submit(BASE, "?effective=2025-01-01");
        List<Integer> states = together(
                () -> api.accept(id, "{}").status(),
                () -> api.post("/submissions/" + id + "/reject", "{}").status(),
                () -> api.accept(id, "{}").status());
        assertThat(states.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(states.stream().filter(status -> status == 409)).hasSize(2);

        String second = accepted("asset_ref,units\n1,1\n", "?effective=2025-02-01");
        List<Integer> again = together(
                () -> api.post("/submissions/" + second + "/withdraw", "{\"why\": \"a\"}")
                        .status(),
                () -> api.post("/submissions/" + second + "/withdraw", "{\"why\": \"b\"}")
                        .status());
        assertThat(again).containsExactly(200, 409);
    }

    /** Whoever comes first, an update never counts without the file that it rests on. */
    @RepeatedTest(5)
    void ofAcceptingAnUpdateAndWithdrawingItsBaseAtOnceNeitherLeavesTheOtherHalf() throws Exception {
        String base = accepted(BASE, "?effective=2025-01-01");
        String update = submit("asset_ref,units\n1,9\n", "?effective=2025-02-01&kind=update");
        List<Integer> states = together(
                () -> api.accept(update, "{}").status(),
                () -> api.post("/submissions/" + base + "/withdraw", "{\"why\": \"a\"}")
                        .status());
        assertThat(states).isIn(List.of(200, 200), List.of(200, 409));
        assertThat((String) api.get("/submissions/" + base).read("$.state")).isEqualTo("withdrawn");
        assertThat((String) api.get("/submissions/" + update).read("$.state"))
                .isEqualTo(states.get(1) == 409 ? "checked" : "withdrawn");
        assertThat((Object) api.get("/registers/" + register).read("$.currentSubmission"))
                .isNull();
    }

    @RepeatedTest(3)
    void ofTwoFilesSentAndAcceptedAtOnceBothAreKeptAndTheLaterDayCounts() throws Exception {
        String address = "/registers/" + register + "/submissions?effective=2025-0";
        List<Integer> sent = together(
                () -> api.post(address + "1-01", "text/csv", "asset_ref\n1\n".getBytes(StandardCharsets.UTF_8))
                        .status(),
                () -> api.post(address + "2-01", "text/csv", "asset_ref\n1\n2\n".getBytes(StandardCharsets.UTF_8))
                        .status());
        assertThat(sent).containsExactly(202, 202);
        List<String> ids = api.get("/registers/" + register + "/submissions").read("$.items[*].id");
        assertThat(together(
                        () -> api.accept(ids.get(0), "{\"removals\": \"Sold\"}").status(),
                        () -> api.accept(ids.get(1), "{\"removals\": \"Sold\"}").status()))
                .containsExactly(200, 200);
        String current = api.get("/registers/" + register).read("$.currentSubmission");
        assertThat((String) api.get("/submissions/" + current).read("$.effective"))
                .isEqualTo("2025-02-01");
        assertThat(api.get("/assets").number("$.total")).isEqualTo(2);
    }

    @RepeatedTest(3)
    void theSameFileSentTwiceAtOnceIsOneSubmission() throws Exception {
        byte[] body = BASE.getBytes(StandardCharsets.UTF_8);
        String address = "/registers/" + register + "/submissions";
        List<Integer> states = together(
                () -> api.post(address, "text/csv", body).status(),
                () -> api.post(address, "text/csv", body).status());
        assertThat(states).containsExactly(200, 202);
        assertThat(api.get(address).number("$.total")).isEqualTo(1);
    }

    /** Does all of it at the same moment; what came of it, in ascending order. */
    private static List<Integer> together(Callable<Integer>... calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.length);
        ExecutorService pool = Executors.newFixedThreadPool(calls.length);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (Callable<Integer> call : calls) {
                running.add(pool.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<Integer> states = new ArrayList<>();
            for (Future<Integer> one : running) {
                states.add(one.get());
            }
            states.sort(Comparator.naturalOrder());
            return states;
        } finally {
            pool.shutdown();
        }
    }
}
