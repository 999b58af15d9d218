package org.linchpin.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.catalogue.Wordings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is learnt, withdrawn or priced anew later: as known then, every figure is what it was. */
@LinchpinTest
class AsKnownThenDatabaseTests {

    private static final String EVIDENCE = "\"source\": \"https://example.org/filing\", \"grade\": \"A\"";

    /** Years of installation let the trend and the estimate say something. */
    private static final String REGISTER = """
            asset_ref,asset_class,sector,region,units,manufacturer,model,module_model,installed_on
            m1,smart_meter,energy,TLI,600,Acme,One,%1$s-EU,2019-03-01
            m2,smart_meter,energy,TLC,300,Acme,Two,ME910C1,2020-03-01
            m3,ev_charger,energy,TLI,80,Nobody,%2$s,,2021-03-01
            m4,camera,transport,TLJ,20,Acme,Four,SIM7600,2022-03-01
            """;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Briefings briefings;

    @Autowired
    private Wordings wordings;

    @Autowired
    private Scopes scopes;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Api as(Person person) {
        return Api.on(port, person.token());
    }

    private Api as(Role role) {
        return as(Person.of(application, role));
    }

    /** One operator's register, and what is known of it: a maker with a family of its own, and a box nobody knows. */
    private final class World {

        private final Api analyst = as(Role.ANALYST);
        private final Api official = as(Role.OFFICIAL);
        private final Person owner = Person.of(application, Role.UTILITY, "Known then");
        private final String key = Long.toString(System.nanoTime(), 36);
        private final String maker = maker("first");
        private final String other = maker("second");
        private final String family;
        private final String designation;
        private final List<String> submissions = new ArrayList<>();

        World() {
            String prefix = "QX" + key.toUpperCase(Locale.ROOT);
            family = analyst.post(
                            "/catalogue/modules",
                            "{\"vendor\": \"%s\", \"prefix\": \"%s\", \"generation\": \"4G\", \"formFactor\": \"M.2\", %s}"
                                    .formatted(maker, prefix, EVIDENCE))
                    .is(201)
                    .read("$.subject");
            designation = analyst.post("/catalogue/designations", """
                            {"measure": "entity list", "jurisdiction": "GB", "authority": "Authority %s", "instrument": "List", "targetType": "entity",
                             "targetName": "%s", "vendor": "%s", "date": "2024-02-01", "status": "in_force", "effect": "named", %s}
                            """.formatted(key, maker, maker, EVIDENCE))
                    .is(201)
                    .read("$.subject");
            for (String day : List.of("2025-12-31", "2026-06-30")) {
                submissions.add(accept(REGISTER.formatted(prefix, "Box " + key), day));
            }
        }

        private String maker(String name) {
            String maker = name + "_" + key;
            analyst.post(
                            "/catalogue/vendors",
                            "{\"key\": \"%s\", \"name\": \"%s\", \"country\": \"DE\", %s}"
                                    .formatted(maker, maker, EVIDENCE))
                    .is(201);
            return maker;
        }

        private String accept(String rows, String day) {
            Api api = as(owner);
            String register =
                    api.register("{\"name\": \"Meters of %s\", \"assetClass\": \"smart_meter\"}".formatted(day));
            Api.Answer checked = api.submit(register, rows.getBytes(StandardCharsets.UTF_8), "?effective=" + day);
            api.accept(checked.read("$.id"), "{\"partial\": true}").is(200);
            return checked.read("$.id");
        }

        /** Something of everything that figures rest on. */
        void learn() {
            Integer box = jdbc.sql("select id from wording where model = ?")
                    .param("Box " + key)
                    .query(Integer.class)
                    .single();
            analyst.post(
                            "/catalogue/unrecognised/" + box,
                            "{\"decision\": \"maker\", \"vendor\": \"%s\", %s}".formatted(other, EVIDENCE))
                    .is(201);
            analyst.put(
                            "/catalogue/modules/" + family,
                            "{\"vendor\": \"%s\", \"generation\": \"2G\", \"formFactor\": \"soldered\", %s}"
                                    .formatted(other, EVIDENCE))
                    .is(201);
            analyst.put("/catalogue/vendors/" + maker, "{\"name\": \"Renamed %s\", %s}".formatted(key, EVIDENCE))
                    .is(201);
            analyst.put("/catalogue/designations/" + designation, "{\"status\": \"repealed\", %s}".formatted(EVIDENCE))
                    .is(201);
            analyst.post(
                            "/catalogue/ownership",
                            "{\"child\": \"%s\", \"parent\": \"quectel\", \"relation\": \"equity\", \"percent\": 80, %s}"
                                    .formatted(maker, EVIDENCE))
                    .is(201);
            as(owner)
                    .post("/submissions/" + submissions.get(1) + "/withdraw", "{\"why\": \"Wrong file\"}")
                    .is(200);
            jdbc.sql(
                            "update cost_parameter set likely = likely * 1.01 where likely is not null and high >= likely * 1.01")
                    .update();
        }

        /** Prices are everybody's: other tests want them as they were. */
        void priceAsBefore() {
            jdbc.sql("""
                    update cost_parameter p set likely = (w.line ->> 'likely')::numeric
                    from (select distinct on (line ->> 'key') line from was_known where relation = 'cost_parameter'
                          order by line ->> 'key', known_from) w where w.line ->> 'key' = p.key
                    """).update();
        }

        /** Every figure there is about this operator, by its question. */
        Map<String, Object> figures(String clock) {
            Map<String, Object> figures = new LinkedHashMap<>();
            String of = "operator=" + owner.operator() + clock;
            for (String by : List.of(
                    "maker",
                    "module",
                    "vendor",
                    "controller",
                    "country",
                    "sector",
                    "region",
                    "operator",
                    "assetClass",
                    "grade",
                    "year",
                    "generation")) {
                ask(figures, "/exposure?by=" + by + "&" + of);
            }
            for (String rule : List.of("named", "legal", "majority", "ofac50", "jurisdiction")) {
                ask(figures, "/exposure?by=controller&lookThrough=" + rule + "&" + of);
            }
            ask(figures, "/exposure/trend?by=controller&key=" + maker + "&" + of);
            ask(figures, "/exposure/unknowns?by=controller&key=" + maker + "&" + of);
            ask(figures, "/exposure/unknowns/hhi?by=controller&" + of);
            ask(figures, "/resilience?by=controller&key=" + maker + "&" + of);
            ask(figures, "/assets?" + of);
            ask(figures, "/assets?controller=" + maker + "&" + of);
            ask(figures, "/assets.csv?" + of);
            ask(figures, "/exposure/trend.csv?by=controller&key=" + maker + "&" + of);
            ask(figures, "/exposure/flow.csv?" + of);
            ask(figures, "/exposure/unknowns.csv?by=controller&key=" + maker + "&" + of);
            ask(figures, "/exposure/unknowns/hhi.csv?by=controller&" + of);
            ask(figures, "/resilience.csv?by=controller&key=" + maker + "&" + of);
            for (String target : List.of(
                    "\"controller\": \"" + maker + "\"",
                    "\"module\": \"" + family + "\"",
                    "\"designation\": \"" + designation + "\"")) {
                String question = """
                        {"slice": {"operator": ["%s"]%s}, "target": {%s}, "startYear": 2027, "finishYear": 2032, "draws": 1000, "seed": 7}
                        """.formatted(
                                owner.operator(),
                                clock.isEmpty() ? "" : ", \"knownAt\": \"" + clock.substring(9) + "\"",
                                target);
                figures.put(
                        "estimate of " + target, timeless(figured(official.post("/replacement/estimates", question))));
                figures.put(
                        "plan of " + target,
                        timeless(figured(official.post(
                                "/replacement/plans",
                                question.replace("\"draws\": 1000, \"seed\": 7", "\"budgetByYear\": 20000")))));
            }
            return figures;
        }

        private void ask(Map<String, Object> figures, String address) {
            figures.put(
                    address.replaceAll("&knownAt=.*", ""),
                    timeless(official.get(address).is(200)));
        }

        /** A figure, or that nobody has any such unit: what was learnt may have taken the last one away. */
        private static Api.Answer figured(Api.Answer answer) {
            return answer.is(answer.body().contains("\"nobody-has\"") ? 400 : 200);
        }

        /** Without the clock that the answer shows. */
        private static String timeless(Api.Answer answer) {
            return answer.body()
                    .replaceAll("[?&]knownAt=[^\",&\\s]*", "")
                    .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "a moment");
        }
    }

    private Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    @Test
    void aYearLaterABriefingIsTheSameToTheByteAndEveryFigureWhatItWas() {
        World world = new World();
        String id = BriefingDatabaseTests.issued(world.official, """
                {"title": "Meters of one operator", "scope": {"operator": ["%s"]}, "marking": "OFFICIAL",
                 "sections": ["national picture", {"kind": "sector", "key": "energy"}, {"kind": "vendor", "key": "%s"},
                              "ownership difference", "trend", "replacement", "countries", "equipment", "confidence"]}
                """.formatted(world.owner.operator(), world.maker));
        Map<String, Object> before = world.figures("");
        Instant then = now();
        assertThat(world.figures("&knownAt=" + then)).isEqualTo(before);
        try {
            world.learn();
            Map<String, Object> after = world.figures("");
            assertThat(after.keySet().stream().filter(one -> !after.get(one).equals(before.get(one))))
                    .as("what was learnt changes figures of every kind, else this test shows nothing")
                    .anyMatch(one -> one.startsWith("/exposure?by=vendor"))
                    .anyMatch(one -> one.startsWith("/exposure?by=generation"))
                    .anyMatch(one -> one.startsWith("/exposure/trend"))
                    .anyMatch(one -> one.startsWith("/resilience"))
                    .anyMatch(one -> one.startsWith("/assets"))
                    .anyMatch(one -> one.startsWith("estimate"))
                    .anyMatch(one -> one.startsWith("plan"));
            Map<String, Object> again = world.figures("&knownAt=" + then);
            before.forEach((question, answer) ->
                    assertThat(again.get(question)).as(question).isEqualTo(answer));
            scopes.within(Scope.all(), () -> {
                for (Format format : Format.values()) {
                    assertThat(briefings.recounted(Long.parseLong(id), format))
                            .as(format.key())
                            .isEqualTo(briefings.bytes(Long.parseLong(id), format));
                }
            });
        } finally {
            world.priceAsBefore();
        }
    }

    @Test
    void recognisingAgainWithNothingNewKeepsNoHistory() {
        World world = new World();
        String kept = "select (select count(*) from wording_past) + (select count(*) from candidate_past)";
        wordings.recogniseAgain();
        Long before = jdbc.sql(kept).query(Long.class).single();
        Long version = jdbc.sql("select version from knowledge_version")
                .query(Long.class)
                .single();
        wordings.recogniseAgain();
        assertThat(jdbc.sql(kept).query(Long.class).single()).isEqualTo(before);
        assertThat(jdbc.sql("select version from knowledge_version")
                        .query(Long.class)
                        .single())
                .as("nobody counts again")
                .isEqualTo(version);
        world.learn();
        world.priceAsBefore();
        assertThat(jdbc.sql(kept).query(Long.class).single()).isGreaterThan(before);
    }

    @Test
    void noMomentIsFixedWhileKnowledgeChanges() {
        Boolean[] fixed = new Boolean[2];
        scopes.within(Scope.all(), () -> {
            var transactions = application.getBean(PlatformTransactionManager.class);
            var changing = new TransactionTemplate(transactions);
            var apart = new TransactionTemplate(transactions);
            apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            changing.executeWithoutResult(status -> {
                jdbc.sql("update region set population_note = 'while it changes' where code = 'TLI'")
                        .update();
                apart.executeWithoutResult(reading -> fixed[0] = fixed());
                status.setRollbackOnly();
            });
            apart.executeWithoutResult(reading -> fixed[1] = fixed());
        });
        assertThat(fixed).containsExactly(false, true);
    }

    private boolean fixed() {
        return jdbc.sql("select fixed_moment()")
                .query(OffsetDateTime.class)
                .optional()
                .isPresent();
    }
}
