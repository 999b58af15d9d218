package org.linchpin.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.catalogue.ReferenceReading;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements made, proposed, decided and reversed over the API, and what they do to figures. */
@LinchpinTest
class StatementDatabaseTests {

    private static final String EVIDENCE = "\"source\": \"https://example.org/filing\", \"grade\": \"A\"";

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private int made;

    private Api as(Role role) {
        return Api.on(port, Person.of(application, role).token());
    }

    /** A maker nobody else uses, with a family of its own. */
    private String maker(Api analyst) {
        String key = "maker_" + Long.toString(System.nanoTime(), 36) + made++;
        analyst.post(
                        "/catalogue/vendors",
                        "{\"key\": \"%s\", \"name\": \"%s\", \"country\": \"DE\", %s}".formatted(key, key, EVIDENCE))
                .is(201);
        return key;
    }

    private Person utility(String csv) {
        Person person = Person.of(application, Role.UTILITY, "Stating");
        Api api = Api.on(port, person.token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                csv.getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        return person;
    }

    private static List<Map<String, Object>> items(Api.Answer figures) {
        return figures.read("$.items");
    }

    private Object figures(Person person) {
        Api api = Api.on(port, person.token());
        return List.of(
                items(api.get("/exposure?by=controller").is(200)),
                items(api.get("/exposure?by=controller&lookThrough=majority").is(200)),
                items(api.get("/exposure?by=country").is(200)),
                items(api.get("/exposure?by=module").is(200)));
    }

    private long sure(Api.Answer figures, String key) {
        return items(figures).stream()
                .filter(item -> item.get("key").equals(key))
                .mapToLong(item -> ((Number) item.get("sure")).longValue())
                .findFirst()
                .orElse(0);
    }

    private static String tie(String child, String parent, String percent, String more) {
        return "{\"child\": \"%s\", \"parent\": \"%s\", \"relation\": \"equity\", \"percent\": %s, %s%s}"
                .formatted(child, parent, percent, more, EVIDENCE);
    }

    /** Case 1 of the founding article's tests: 40 Quectel, 10 Ikotek, 20 SIMCom, 5 Longsung, 10 Telit, 15 unknown. */
    @Test
    void frontsAndSubsidiariesAreCountedToTheirGroup() {
        Person person = utility("""
            asset_ref,units,module_manufacturer
            1,40,Quectel
            2,10,Ikotek
            3,20,SIMCom
            4,5,Longsung
            5,10,Telit
            6,15,
            """);
        Api api = Api.on(port, person.token());
        assertThat(sure(api.get("/exposure?by=vendor&lookThrough=named"), "quectel"))
                .isEqualTo(40);
        Api.Answer owners = api.get("/exposure?by=controller").is(200);
        assertThat(sure(owners, "quectel")).isEqualTo(50);
        assertThat(sure(owners, "sunsea")).isEqualTo(25);
        Map<String, Object> china = items(api.get("/exposure?by=country").is(200)).stream()
                .filter(item -> item.get("key").equals("CN"))
                .findFirst()
                .orElseThrow();
        assertThat(china.get("shareLow")).isEqualTo(0.75);
        assertThat(china.get("shareHigh")).isEqualTo(0.9);
    }

    /** Case 6: a unit of Telit's former automotive business is not Telit's. */
    @Test
    void theBusinessThatWasSoldIsCountedToItsBuyerFromThenOn() {
        List<Map<String, Object>> led = as(Role.OFFICIAL)
                .get("/catalogue/vendors/telit_auto_titan")
                .is(200)
                .read("$.lookThrough");
        assertThat(led)
                .filteredOn(one -> one.get("rule").equals("declared"))
                .singleElement()
                .satisfies(one -> assertThat(one.get("holder")).isEqualTo("tus_international"));
    }

    @Test
    void anEditShowsInTheNextFigureAndItsReversalRestoresEveryFigure() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String group = maker(analyst);
        Person person = utility("asset_ref,units,module_manufacturer\n1,70,%s\n2,30,Telit\n".formatted(maker));
        Object before = figures(person);
        String rows = rows();
        String id = ""
                + analyst.post("/catalogue/ownership", tie(maker, group, "60", ""))
                        .is(201)
                        .number("$.id");
        Api api = Api.on(port, person.token());
        assertThat(sure(api.get("/exposure?by=controller"), group)).isEqualTo(70);
        assertThat(sure(api.get("/exposure?by=controller&lookThrough=named"), maker))
                .isEqualTo(70);
        assertThat(api.get("/exposure?by=controller").number("$.total")).isEqualTo(100);
        assertThat(rows()).isEqualTo(rows);
        analyst.post("/catalogue/statements/" + id + "/reverse", "{\"why\": \"wrong firm\"}")
                .is(200);
        assertThat(figures(person)).isEqualTo(before);
        assertThat(rows()).isEqualTo(rows);
    }

    /** Every row of assets and stock, with the transaction that wrote it. */
    private String rows() {
        return jdbc.sql("""
            select (select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from asset) || ' '
                || (select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from stock)
            """).query(String.class).single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"maker", "module", "vendor", "controller", "country", "generation", "grade", "sector", "year"})
    void everyFigureIsAnsweredAsKnownBeforeAMakerWasKnown(String by) {
        Person person = utility("asset_ref,units,module_manufacturer\n1,70,%s\n".formatted(maker(as(Role.ANALYST))));
        Api api = Api.on(port, person.token());
        assertThat(api.get("/exposure?knownAt=2020-01-01&by=" + by).is(200).number("$.total"))
                .isZero();
        assertThat(api.get("/exposure?by=" + by).is(200).number("$.total")).isEqualTo(70);
    }

    @Test
    void aFigureAsKnownEarlierRestsOnTheOwnershipKnownThen() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String group = maker(analyst);
        Person person = utility("asset_ref,units,module_manufacturer\n1,70,%s\n".formatted(maker));
        Instant then = jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        analyst.post("/catalogue/ownership", tie(maker, group, "60", "\"validFrom\": \"2024\", "))
                .is(201);
        Api api = Api.on(port, person.token());
        assertThat(sure(api.get("/exposure?by=controller"), group)).isEqualTo(70);
        assertThat(sure(api.get("/exposure?by=controller&knownAt=" + then), maker))
                .isEqualTo(70);
    }

    @Test
    void aCorrectionTakesThePlaceOfALineAndItsReversalPutsTheLineBack() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        analyst.post("/catalogue/ownership", tie(maker, maker(analyst), "30", "\"validFrom\": \"2020-05\", "))
                .is(201);
        List<Map<String, Object>> ties =
                analyst.get("/catalogue/vendors/" + maker).is(200).read("$.ownership");
        Object line = ties.get(0).get("id");
        String id = ""
                + analyst.put("/catalogue/ownership/" + line, "{\"percent\": 80, " + EVIDENCE + "}")
                        .is(201)
                        .number("$.id");
        assertThat(percents(analyst, maker)).containsExactly(80.0);
        assertThat(analyst.get("/catalogue/vendors/" + maker).<List<String>>read("$.ownership[*].validFrom"))
                .containsExactly("2020-05");
        analyst.put("/catalogue/ownership/" + line, "{\"percent\": 70, " + EVIDENCE + "}")
                .is(404);
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
        assertThat(percents(analyst, maker)).containsExactly(30.0);
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(409);
    }

    private static List<Double> percents(Api api, String vendor) {
        return api.get("/catalogue/vendors/" + vendor).is(200).read("$.ownership[*].percent");
    }

    @Test
    void nobodyCanBeOwnedMoreThanOnce() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        analyst.post("/catalogue/ownership", tie(maker, maker(analyst), "60", ""))
                .is(201);
        Api.Answer refused = analyst.post("/catalogue/ownership", tie(maker, maker(analyst), "40.0001", ""))
                .is(400);
        assertThat(refused.body()).contains("more-than-all").contains("100.0001%");
        assertThat(percents(analyst, maker)).containsExactly(60.0);
    }

    @Test
    void anOfficialProposesAndAnAnalystDecides() {
        Api official = as(Role.OFFICIAL);
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        Api.Answer proposed = official.post("/catalogue/ownership", tie(maker, maker(analyst), "60", ""))
                .is(201);
        assertThat(proposed.<String>read("$.state")).isEqualTo("proposed");
        assertThat(percents(official, maker)).isEmpty();
        String address = "/catalogue/statements/" + proposed.number("$.id");
        official.post(address + "/accept", "{}").is(403);
        analyst.post(address + "/accept", "{\"why\": \"the register says so\"}").is(200);
        assertThat(percents(official, maker)).containsExactly(60.0);
        analyst.post(address + "/decline", "{}").is(409);
        as(Role.UTILITY)
                .post("/catalogue/ownership", tie(maker, maker(analyst), "10", ""))
                .is(403);
    }

    @Test
    void theHistoryOfAMakerIsReadPageByPageWithProposalsFirst() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        for (String status : List.of("active", "dormant", "sold")) {
            analyst.put("/catalogue/vendors/" + maker, "{\"status\": \"%s\", %s}".formatted(status, EVIDENCE))
                    .is(201);
        }
        as(Role.OFFICIAL)
                .put("/catalogue/vendors/" + maker, "{\"status\": \"gone\", %s}".formatted(EVIDENCE))
                .is(201);
        List<Integer> seen = new ArrayList<>();
        List<String> states = new ArrayList<>();
        String next = "";
        while (next != null) {
            Api.Answer page = analyst.get("/catalogue/statements?vendor=" + maker + "&size=2" + next)
                    .is(200);
            assertThat(page.number("$.total")).isEqualTo(5);
            seen.addAll(page.read("$.items[*].id"));
            states.addAll(page.read("$.items[*].state"));
            String after = page.read("$.next");
            next = after == null ? null : "&after=" + after;
        }
        assertThat(states).containsExactly("proposed", "standing", "standing", "standing", "standing");
        assertThat(seen.subList(1, 5)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(seen).doesNotHaveDuplicates();
        analyst.get("/catalogue/statements?after=x").is(400);
    }

    @Test
    void whatAStatementSaysCannotBeChangedEvenInTheDatabase() {
        maker(as(Role.ANALYST));
        assertThatThrownBy(
                        () -> jdbc.sql("update statement set source = 'other'").update())
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> jdbc.sql("delete from statement").update()).hasMessageContaining("never deleted");
    }

    @Test
    void aVendorSaidAnewComesBackAsItWasWhenTheStatementIsReversed() {
        Api analyst = as(Role.ANALYST);
        Object before = analyst.get("/catalogue/vendors/neoway").is(200).read("$.vendor");
        String id = ""
                + analyst.put("/catalogue/vendors/neoway", "{\"statusNote\": \"Seen anew\", " + EVIDENCE + "}")
                        .is(201)
                        .number("$.id");
        assertThat(analyst.get("/catalogue/vendors/neoway").<String>read("$.vendor.statusNote"))
                .isEqualTo("Seen anew");
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
        assertThat(analyst.get("/catalogue/vendors/neoway").<Object>read("$.vendor"))
                .isEqualTo(before);
    }

    @Test
    void aFamilyStatedIsRecognisedAtOnceAndNoLongerOnceReversed() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String prefix = "QX" + maker.substring(maker.length() - 5).toUpperCase(Locale.ROOT);
        String id = ""
                + analyst.post(
                                "/catalogue/modules",
                                "{\"vendor\": \"%s\", \"prefix\": \"%s\", %s}".formatted(maker, prefix, EVIDENCE))
                        .is(201)
                        .number("$.id");
        Person person = utility("asset_ref,module_model\n1,%s-EU\n".formatted(prefix));
        Api api = Api.on(port, person.token());
        assertThat(sure(api.get("/exposure?by=controller"), maker)).isEqualTo(1);
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
        assertThat(sure(api.get("/exposure?by=controller"), maker)).isZero();
        assertThat(api.get("/exposure?by=controller").number("$.unknown")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is shown beforehand, counts at once and is reversible")
    @CsvSource({"maker, 25", "module, 25", "none, 0"})
    void aDecisionAboutWordsIsShownBeforehandCountsAtOnceAndIsReversible(String decision, long sure) {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String box = "Box " + System.nanoTime();
        Person person = utility("asset_ref,units,manufacturer,model\n1,25,Nobody,%s\n".formatted(box));
        Object before = figures(person);
        Integer wording = jdbc.sql("select id from wording where model = ?")
                .param(box)
                .query(Integer.class)
                .single();
        String said = "{\"decision\": \"%s\", \"vendor\": \"%s\", \"module\": \"ZZ1\", %s}"
                .formatted(decision, maker, EVIDENCE);
        Api.Answer effect = analyst.post("/catalogue/unrecognised/" + wording + "?preview=true", said)
                .is(200);
        assertThat(effect.number("$.unknownBefore") - effect.number("$.unknownAfter"))
                .isEqualTo(25);
        assertThat(effect.number("$.totalBefore") - effect.number("$.totalAfter"))
                .isEqualTo(25 - sure);
        assertThat(figures(person)).isEqualTo(before);
        String id = ""
                + analyst.post("/catalogue/unrecognised/" + wording, said)
                        .is(201)
                        .number("$.id");
        Api.Answer after =
                Api.on(port, person.token()).get("/exposure?by=controller").is(200);
        assertThat(sure(after, maker)).isEqualTo(sure);
        assertThat(after.number("$.unknown")).isZero();
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
        assertThat(figures(person)).isEqualTo(before);
    }

    @Test
    void theEffectShownBeforehandIsWhatTheFiguresThenSay() {
        Api analyst = as(Role.ANALYST);
        String maker = maker(analyst);
        String group = maker(analyst);
        utility("asset_ref,units,module_manufacturer\n1,33,%s\n".formatted(maker));
        String said = tie(maker, group, "51", "");
        Api.Answer effect =
                analyst.post("/catalogue/ownership?preview=true", said).is(200);
        List<Map<String, Object>> moves = effect.read("$.moves");
        analyst.post("/catalogue/ownership", said).is(201);
        Api.Answer figures = analyst.get("/exposure?by=controller").is(200);
        assertThat(moves)
                .hasSize(2)
                .allSatisfy(move -> assertThat(((Number) move.get("sureAfter")).longValue())
                        .isEqualTo(sure(figures, (String) move.get("holder"))));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | child-unknown",
                "{\"child\": \"quectel\", \"parent\": \"quectel\"} | parent-itself",
                "{\"child\": \"quectel\", \"parent\": \"nobody_at_all\"} | parent-unknown",
                "{\"child\": \"quectel\", \"parent\": \"sunsea\", \"relation\": \"friend\"} | relation-unknown",
                "{\"child\": \"quectel\", \"parent\": \"sunsea\", \"relation\": \"equity\", \"percent\": 101} |"
                        + " percent-range",
                "{\"child\": \"quectel\", \"parent\": \"sunsea\", \"relation\": \"equity\", \"percent\": {\"a\": 1}} |"
                        + " type",
                "{\"child\": \"quectel\", \"parent\": \"sunsea\", \"relation\": \"licence\"} | source-missing",
                "{\"validFrom\": \"2026-13-01\"} | date-form",
                "{\"validFrom\": \"2026\", \"validTo\": \"2025\"} | dates-order",
                "{\"grade\": \"Z\"} | grade-unknown",
                "{\"unheardOf\": 1} | field-unknown",
            })
    void whatIsWrongIsSaidAtItsField(String body, String code) {
        assertThat(as(Role.ANALYST).post("/catalogue/ownership", body).is(400).body())
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((", "-", "E", "移远"})
    void aFamilyIsNotStatedByAPrefixThatEveryNameCouldBeginWith(String prefix) {
        Api.Answer refused = as(Role.ANALYST)
                .post(
                        "/catalogue/modules",
                        "{\"vendor\": \"quectel\", \"prefix\": \"%s\", %s}".formatted(prefix, EVIDENCE))
                .is(400);
        assertThat((List<String>) refused.read("$.problems[*].column")).contains("prefix");
    }

    @Test
    void referenceDataReadAgainLeavesAnAnalystsStatementAlone() throws Exception {
        Api analyst = as(Role.ANALYST);
        String id = ""
                + analyst.put("/catalogue/vendors/lierda", "{\"statusNote\": \"Ours\", " + EVIDENCE + "}")
                        .is(201)
                        .number("$.id");
        Object ties = analyst.get("/catalogue/ownership?size=1000").read("$.items[*].id");
        TransactionTemplate transaction = application.getBean(TransactionTemplate.class);
        ReferenceReading.again(application, transaction);
        assertThat(analyst.get("/catalogue/vendors/lierda").<String>read("$.vendor.statusNote"))
                .isEqualTo("Ours");
        assertThat(analyst.get("/catalogue/ownership?size=1000").<Object>read("$.items[*].id"))
                .isEqualTo(ties);
        analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200);
    }

    @Test
    void whatWordsDoNotMeanIsTakenOffAndComesBackWhenThatIsReversed() {
        Api analyst = as(Role.ANALYST);
        String code = "N" + System.nanoTime();
        Person person = utility("asset_ref,units,module_model,order_code\n1,40,MC60,%s\n".formatted(code));
        Object before = figures(person);
        Integer wording = jdbc.sql("select id from wording where order_code = ?")
                .param(code)
                .query(Integer.class)
                .single();
        String said = "{\"decision\": \"not\", \"vendor\": \"quectel\", " + EVIDENCE + "}";
        List<Map<String, Object>> moves = analyst.post("/catalogue/unrecognised/" + wording + "?preview=true", said)
                .is(200)
                .read("$.moves");
        assertThat(moves)
                .filteredOn(move -> move.get("holder").equals("telit_cinterion"))
                .singleElement()
                .satisfies(move -> assertThat(((Number) move.get("sureAfter")).longValue()
                                - ((Number) move.get("sureBefore")).longValue())
                        .isEqualTo(40));
        assertThat(figures(person)).isEqualTo(before);
        Api.Answer made =
                analyst.post("/catalogue/unrecognised/" + wording, said).is(201);
        Api.Answer after =
                Api.on(port, person.token()).get("/exposure?by=controller").is(200);
        assertThat(sure(after, "telit_cinterion")).isEqualTo(40);
        assertThat(after.body()).doesNotContain("\"quectel\"");
        assertThat(analyst.get("/catalogue/statements/" + made.number("$.id"))
                        .is(200)
                        .body())
                .contains("\"author\"", "https://example.org/filing", "recordedAt");
        analyst.post("/catalogue/statements/" + made.number("$.id") + "/reverse", "{}")
                .is(200);
        assertThat(figures(person)).isEqualTo(before);
    }

    /** Edits of several kinds, taken back in any order that the rules allow. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyEditsAndTheirReversalsRestoreEveryFigure(long seed) {
        Random random = new Random(seed);
        Api analyst = as(Role.ANALYST);
        List<String> makers = List.of(maker(analyst), maker(analyst), maker(analyst));
        String box = "Seeded " + System.nanoTime();
        Person person = utility(
                "asset_ref,units,manufacturer,model,module_manufacturer\n1,70,,,%s\n2,30,,,%s\n3,20,Nobody,%s,\n"
                        .formatted(makers.get(0), makers.get(1), box));
        Integer wording = jdbc.sql("select id from wording where model = ?")
                .param(box)
                .query(Integer.class)
                .single();
        Object before = figures(person);
        List<Long> made = new ArrayList<>();
        boolean moved = false;
        for (int i = 0; i < 8; i++) {
            String one = makers.get(random.nextInt(3));
            String other = makers.get(random.nextInt(3));
            Api.Answer answer = switch (random.nextInt(4)) {
                case 0 ->
                    analyst.post("/catalogue/ownership", tie(one, other, String.valueOf(random.nextInt(101)), ""));
                case 1 ->
                    analyst.put(
                            "/catalogue/vendors/" + one,
                            "{\"country\": \"%s\", %s}".formatted(random.nextBoolean() ? "FR" : "SE", EVIDENCE));
                case 2 ->
                    analyst.post(
                            "/catalogue/unrecognised/" + wording,
                            "{\"decision\": \"maker\", \"vendor\": \"%s\", %s}".formatted(one, EVIDENCE));
                default ->
                    analyst.post(
                            "/catalogue/equipment",
                            "{\"key\": \"k%d\", \"maker\": \"Nobody\", \"model\": \"%s\", \"hasCellular\": \"yes\", \"vendor\": \"%s\", %s}"
                                    .formatted(System.nanoTime(), box, one, EVIDENCE));
            };
            if (answer.status() == 201) {
                made.add(answer.number("$.id"));
                moved |= !figures(person).equals(before);
            }
        }
        assertThat(moved)
                .as("the edits move figures, or the test shows nothing")
                .isTrue();
        Collections.shuffle(made, random);
        made.forEach(id ->
                analyst.post("/catalogue/statements/" + id + "/reverse", "{}").is(200));
        assertThat(figures(person)).as("seed %d", seed).isEqualTo(before);
    }
}
