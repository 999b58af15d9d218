package org.linchpin.plan;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long an estimate of 100,000 draws and a plan take over a nation of thirty million assets, from the question to the
 * answer; the first round fetches the cells into memory. Registers come in small and as any upload does; then their stock is multiplied over regions, years, planned dates
 * and sites, because nothing that is asked here reads the rows of assets. What the draws alone take, beside a loop a draw, is
 * {@code MonteCarloBench}. {@code ./mvnw -Pbench test -Dtest=NationalReplacementBench}; a small form to see that it runs:
 * {@code -Downers=2 -Dmodels=20 -Dassets=1000000 -Ddraws=10000}.
 */
@LinchpinTest
class NationalReplacementBench {

    private static final int OWNERS = Integer.getInteger("owners", 20);
    private static final int MODELS = Integer.getInteger("models", 400);
    private static final int YEARS = 10;
    private static final long ASSETS = Long.getLong("assets", 30_000_000);
    private static final int DRAWS = Integer.getInteger("draws", 100_000);
    private static final String[] KINDS = {
        "smart_meter", "ev_charger", "traffic_controller", "water_meter", "street_light"
    };
    private static final String[] MODULES = {
        "Quectel,EC25-E", "Quectel,BG95-M3", "Telit,LE910C1-EU", ",", "SIMCom,SIM7600G", "u-blox,SARA-R410M", "Fibocom,L610"
    };

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    @Test
    void estimateAndPlanOfANation() {
        for (int owner = 0; owner < OWNERS; owner++) {
            register(owner);
        }
        new TransactionTemplate(transactions).executeWithoutResult(status -> multiply());
        Person official = Person.of(application, Role.OFFICIAL);
        Api api = Api.on(port, official.token());
        String target = "{\"target\": {\"controller\": \"quectel\"}, \"startYear\": 2027, \"finishYear\": 2036";
        for (int round = 0; round < 3; round++) {
            time(
                    "estimate of %,d draws".formatted(DRAWS),
                    () -> api.post("/replacement/estimates", target + ", \"draws\": " + DRAWS + "}")
                            .is(200));
            time("page of the estimate", () -> page(official));
            time("plan", () -> api.post("/replacement/plans", target + ", \"budgetByYear\": 10000000000}")
                    .is(200));
        }
    }

    private void register(int owner) {
        Person person = Person.of(application, Role.UTILITY, "Nation " + owner);
        Api api = Api.on(port, person.token());
        String register = api.register(
                "{\"name\": \"All\", \"assetClass\": \"" + KINDS[owner % KINDS.length] + "\"}");
        StringBuilder csv = new StringBuilder(
                "asset_ref,manufacturer,model,module_manufacturer,module_model,region,installed_on,criticality\n");
        for (int model = 0; model < MODELS; model++) {
            csv.append("%d,Maker %d,Model %d,%s,TLI,2020-01-01,%d%n"
                    .formatted(model, model % 40, model, MODULES[(model + owner) % MODULES.length], 1 + model % 5));
        }
        Api.Answer checked =
                api.submit(register, csv.toString().getBytes(StandardCharsets.UTF_8), "?effective=2026-01-31");
        api.accept(checked.read("$.id"), "{}").is(200);
    }

    /** With its other options and the cost of beginning later. */
    private void page(Person person) {
        try {
            mvc.perform(get("/replacement?target=controller:quectel&startYear=2027&finishYear=2036")
                            .with(person.signedIn(application)))
                    .andExpect(status().isOk());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void multiply() {
        jdbc.queryForObject("select set_config('linchpin.scope', 'all', true)", String.class);
        Long cells = jdbc.queryForObject("select count(*) from stock", Long.class);
        Integer regions = jdbc.queryForObject("select count(*) from region", Integer.class);
        long each = ASSETS / (cells == null || regions == null ? 1 : cells * regions * YEARS);
        jdbc.update("""
                insert into stock (operator_id, submission_id, cell, wording_id, asset_class, sector, region, installed_year,
                                   criticality, planned_year, sensitive_site, assets, units, kilowatts, people)
                select s.operator_id, s.submission_id, s.cell + 1000000 * (1 + row_number() over (partition by s.submission_id, s.cell)),
                       s.wording_id, s.asset_class, s.sector, r.code, 2015 + y, s.criticality,
                       case when y % 3 = 0 then 2027 + y end, case when y % 4 = 0 then true end, ?, ?, 0, 0
                from stock s cross join region r cross join generate_series(1, ?) y
                """, each, each, YEARS);
        jdbc.execute("analyze stock");
        System.out.printf(
                Locale.UK,
                "NationalReplacementBench: %,d cells of %,d assets%n",
                jdbc.queryForObject("select count(*) from stock", Long.class),
                jdbc.queryForObject("select sum(assets)::bigint from stock", Long.class));
    }

    private static void time(String what, Runnable asked) {
        long begun = System.nanoTime();
        asked.run();
        System.out.printf(Locale.UK, "NationalReplacementBench: %s %.2f s%n", what, (System.nanoTime() - begun) / 1e9);
    }
}
