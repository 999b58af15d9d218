package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Holdings.Kind;
import org.linchpin.inventory.Holdings.Target;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a holder has, grouped in memory, beside the same grouped by PostgreSQL, over registers that no hand would write. */
@LinchpinTest
class HoldingsDatabaseTests {

    private static final String HEADER =
            "asset_ref,asset_class,sector,units,manufacturer,model,module_manufacturer,module_model,region,"
                    + "installed_on,planned_replacement_on,site_sensitivity,criticality,capacity_kw,people_served,status\n";
    private static final String[] KINDS = {"ev_charger", "smart_meter", "industrial_router", "camera"};
    private static final String[] SECTORS = {"energy", "transport", "water", ""};
    private static final String[] REGIONS = {"TLI", "TLC", "TLM", ""};
    private static final String[] EQUIPMENT = {
        "Acme,R1", "ACME,r1", "Acme,R2", "Élan,Ünit", "Zenith,A-1", ",", "Acme,", "Acme,\uFDFD", "Acme,\uD801\uDC44"
    };
    private static final String[] MODULES = {
        "Quectel,EC25-E", "Quectel,BG95-M3", "SIMCom,SIM7600G", "Telit,LE910C4-EU", "Fibocom,", "Ikotek,", ",EC25", ","
    };
    private static final String[] SITES = {"", "", "hospital", "low", "high", "routine"};
    private static final String[] STATES = {"", "", "", "", "in_service", "planned", "decommissioned"};

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Holdings holdings;

    @Autowired
    private Operators operators;

    @Autowired
    private Scopes scopes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @LocalServerPort
    private int port;

    private static String register(Random random, int rows) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            csv.append("%d,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s%n"
                    .formatted(
                            i,
                            any(random, KINDS),
                            any(random, SECTORS),
                            1 + random.nextInt(90),
                            any(random, EQUIPMENT),
                            any(random, MODULES),
                            any(random, REGIONS),
                            random.nextInt(4) == 0 ? "" : 2015 + random.nextInt(6) + "-03-01",
                            random.nextInt(3) > 0 ? "" : 2027 + random.nextInt(5) + "-06-30",
                            any(random, SITES),
                            random.nextInt(3) == 0 ? "" : 1 + random.nextInt(5),
                            random.nextBoolean() ? "" : random.nextInt(400) / 8.0,
                            random.nextBoolean() ? "" : random.nextInt(5_000),
                            any(random, STATES)));
        }
        return csv.toString();
    }

    private static String any(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    private Operator owner(Random random, String name) {
        Person person = Person.of(application, Role.UTILITY, name);
        Api api = Api.on(port, person.token());
        String register = api.register("{\"name\": \"All\", \"assetClass\": \"camera\"}");
        for (String day : List.of("2024-01-31", "2026-01-31")) {
            byte[] file = register(random, 150).getBytes(StandardCharsets.UTF_8);
            Api.Answer checked = api.submit(register, file, "?effective=" + day);
            api.accept(checked.read("$.id"), "{\"partial\": true, \"removals\": \"sold\"}")
                    .is(200);
        }
        return operators.byCode(person.operator()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsGroupedInMemoryIsWhatPostgresGroups(long seed) {
        Random random = new Random(seed);
        Operator one = owner(random, "Held One " + seed);
        Instant before = Instant.now();
        Operator two = owner(random, "Held Two " + seed);
        List<Scope> sights = List.of(
                Scope.all(),
                Scope.of(Set.of(one.id())),
                Scope.of(Set.of(one.id(), two.id()), Set.of("energy", "water"), Set.of(two.id())),
                Scope.of(Set.of(one.id(), two.id()), Set.of("transport"), Set.of()),
                Scope.nothing());
        List<Slice> slices = List.of(
                Slice.all(),
                Slice.all().within(Set.of("energy", "transport"), Set.of("TLI", "TLM"), Set.of()),
                Slice.all().ofOperator(two.code()),
                new Slice(Set.of(), Set.of(), Set.of(), Set.of("camera", "smart_meter"), null, null),
                Slice.all().asAt(LocalDate.of(2025, 1, 1)),
                Slice.all().knownAt(before));
        int found = 0;
        for (Scope scope : sights) {
            for (Slice slice : slices) {
                for (Target target : targets()) {
                    List<Holding> grouped = scopes.within(scope, () -> holdings.of(scope, slice, target));
                    List<Holding> wanted = scopes.within(scope, () -> inSql(scope, slice, target));
                    assertSame(grouped, wanted, scope + " " + slice + " " + target);
                    found += grouped.size();
                }
            }
        }
        assertThat(found).isGreaterThan(5_000);
    }

    /** However much is installed: which submissions are in force, and what their words mean. */
    @ParameterizedTest
    @ValueSource(ints = {20, 2_000})
    void whatIsInMemoryIsGroupedWithTwoStatements(int rows) {
        Person person = Person.of(application, Role.UTILITY, "Held By " + rows);
        Api api = Api.on(port, person.token());
        byte[] file = register(new Random(rows), rows).getBytes(StandardCharsets.UTF_8);
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"All\", \"assetClass\": \"camera\"}"), file, "?effective=2026-01-31");
        api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
        Scope scope = Scope.of(
                Set.of(operators.byCode(person.operator()).orElseThrow().id()));
        Target target = new Target(Kind.CONTROLLER, "quectel");
        scopes.within(scope, () -> {
            assertThat(holdings.of(scope, Slice.all(), target)).isNotEmpty();
            assertThat(Statements.during(() -> holdings.of(scope, Slice.all(), target)))
                    .isEqualTo(2);
        });
    }

    private List<Target> targets() {
        String listed = jdbc.sql("select min(id) from designation where vendor_key in ('quectel', 'fibocom')")
                .query(String.class)
                .single();
        String family = jdbc.sql("select min(family_key) from candidate where vendor_key = 'quectel'")
                .query(String.class)
                .single();
        return List.of(
                new Target(Kind.CONTROLLER, "quectel"),
                new Target(Kind.VENDOR, "simcom"),
                new Target(Kind.COUNTRY, "CN"),
                new Target(Kind.MODULE, family),
                new Target(Kind.DESIGNATION, listed),
                new Target(Kind.CONTROLLER, "simcom", LookThroughRule.NAMED),
                new Target(Kind.CONTROLLER, "quectel", LookThroughRule.OFAC50),
                new Target(Kind.COUNTRY, "CN", LookThroughRule.LEGAL),
                new Target(Kind.CONTROLLER, "country:CN", LookThroughRule.JURISDICTION));
    }

    private List<Holding> inSql(Scope scope, Slice slice, Target target) {
        List<Holding> grouped =
                new TransactionTemplate(transactions).execute(status -> HoldingsInSql.of(jdbc, scope, slice, target));
        return grouped == null ? List.of() : grouped;
    }

    private static void assertSame(List<Holding> grouped, List<Holding> wanted, String about) {
        assertThat(grouped).as(about).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.size(); i++) {
            Holding mine = grouped.get(i);
            Holding theirs = wanted.get(i);
            assertThat(mine.weight()).as(about).isCloseTo(theirs.weight(), within(1e-12));
            assertThat(mine.kilowatts()).as(about).isCloseTo(theirs.kilowatts(), within(1e-9));
            assertThat(mine.people()).as(about).isCloseTo(theirs.people(), within(1e-9));
            assertThat(mine.expected()).as(about).isCloseTo(theirs.expected(), within(1e-9 * mine.possible()));
            assertThat(weighing(mine, theirs)).as(about).isEqualTo(theirs);
        }
    }

    /** Quotients are as near as they were asserted to be; everything else must be the same to the last digit. */
    private static Holding weighing(Holding one, Holding other) {
        return new Holding(
                one.operator(),
                one.assetClass(),
                one.sector(),
                one.region(),
                one.maker(),
                one.model(),
                one.forms(),
                one.generations(),
                one.year(),
                one.planned(),
                one.sensitive(),
                one.sure(),
                one.possible(),
                other.expected(),
                other.weight(),
                other.kilowatts(),
                other.people());
    }
}
