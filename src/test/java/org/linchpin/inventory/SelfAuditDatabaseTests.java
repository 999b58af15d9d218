package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.reading.Vocabulary;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** The stock is counted again from the rows, and whoever tampers with it is found. */
@LinchpinTest
class SelfAuditDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private SelfAudit audit;

    @Autowired
    private Scopes scopes;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MockMvc mvc;

    @LocalServerPort
    private int port;

    private String accepted() {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Audited").token());
        byte[] file =
                ("asset_ref,units,module_manufacturer,region,installed_on,capacity_kw,people_served,criticality,status,"
                                + "planned_replacement_on,site_sensitivity\n"
                                + "1,3,Quectel,TLI,2020-01-01,7.4,12,3,,2031-12-31,Hospital\n2,1,Telit,,,,,,,,low\n"
                                + "3,9,Quectel,TLI,2020-05-05,1.1,,3,planned,2030-01-01,\n4,1,Quectel,TLI,2020-01-01,,,3,,2031-01-01,school\n")
                        .getBytes(StandardCharsets.UTF_8);
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Audited\", \"assetClass\": \"ev_charger\"}"), file, "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{}").is(200);
        return checked.read("$.id");
    }

    private void add(String submission, int units) {
        scopes.within(
                Scope.all(),
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                                update stock set units = units + :units
                                where (operator_id, submission_id, cell) in
                                    (select operator_id, submission_id, min(cell) from stock where submission_id = :id group by 1, 2)
                                """)
                        .param("units", units)
                        .param("id", Long.parseLong(submission))
                        .update()));
    }

    @Test
    void whatIsCountedWhileRowsStreamInIsWhatCountingTheRowsGivesAndAPlantedDifferenceIsFound() {
        String submission = accepted();
        long before = audit.run().differences();
        assertThat(before).isZero();
        add(submission, 1);
        SelfAudit.Result planted = audit.run();
        add(submission, -1);
        assertThat(planted.differences()).isEqualTo(before + 1);
        assertThat(planted.submissions()).isPositive();
        assertThat(audit.run().differences()).isEqualTo(before);
    }

    @Test
    void theAdministratorReadsTheResultAndRunsItAgain() throws Exception {
        accepted();
        Person administrator = Person.of(application, Role.ADMINISTRATOR);
        mvc.perform(post("/administration/self-audit")
                        .with(administrator.signedIn(application))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
        String page = mvc.perform(get("/administration").with(administrator.signedIn(application)))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("submissions in force, counted again from their rows");
    }

    @Test
    void theDatabaseReadsAnOwnersWordForASiteAsWeDo() {
        Stream.concat(
                        Vocabulary.wordsForOrdinarySites().stream(),
                        Stream.of("", "  ", "Hospital", "HIGH", "Low", " low ", "not Sensitive", "5", "kritisch"))
                .forEach(said -> assertThat(jdbc.sql("select sensitive_site(?)")
                                .param(said)
                                .query(Boolean.class)
                                .optional()
                                .orElse(null))
                        .as(said)
                        .isEqualTo(Vocabulary.sensitiveSite(said)));
    }

    /** The statements of the migration, over stock that is as it was before. */
    @Test
    void stockOfAnEarlierVersionIsCountedAgainWhereRowsSayWhenHowSensitiveOrFractionsOfAKilowatt() throws IOException {
        String submission = accepted();
        String written = Files.readString(Path.of("db", "migration", "V195__kilowatts_as_written.sql"));
        String migration = Files.readString(Path.of("db", "migration", "V115__owners_dates_and_sites.sql"));
        String again = migration.substring(migration.indexOf("create temporary table told"));
        String stock = """
                select string_agg(concat_ws(' ', wording_id, region, installed_year, criticality, planned_year, sensitive_site, assets,
                                            units, kilowatts, people), ', ' order by wording_id, region, planned_year, units)
                from stock where submission_id = %s
                """.formatted(submission);
        scopes.within(
                Scope.all(),
                () -> transaction.executeWithoutResult(status -> {
                    String now = jdbc.sql(stock).query(String.class).single();
                    jdbc.sql("""
                                    with gone as (delete from stock where submission_id = %1$s returning *)
                                    insert into stock (operator_id, submission_id, cell, wording_id, asset_class, sector, region, installed_year,
                                                       criticality, assets, units, kilowatts, people)
                                    select operator_id, submission_id, min(cell) + 1000, wording_id, asset_class, sector, region, installed_year,
                                           criticality, sum(assets), sum(units), sum(kilowatts), sum(people)
                                    from gone group by 1, 2, 4, 5, 6, 7, 8, 9
                                    """.formatted(submission)).update();
                    assertThat(jdbc.sql(stock).query(String.class).single()).isNotEqualTo(now);
                    for (String statement : again.split(";\\n")) {
                        jdbc.sql(statement).update();
                    }
                    assertThat(jdbc.sql(stock).query(String.class).single())
                            .as("what half the precision makes of 7.4")
                            .contains("7.400000095");
                    jdbc.sql(written.substring(written.indexOf("do $$"))).update();
                    assertThat(jdbc.sql(stock).query(String.class).single()).isEqualTo(now);
                    status.setRollbackOnly();
                }));
    }
}
