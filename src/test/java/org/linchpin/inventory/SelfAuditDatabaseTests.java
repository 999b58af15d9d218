package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
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
                ("asset_ref,units,module_manufacturer,region,installed_on,capacity_kw,people_served,criticality,status\n"
                                + "1,3,Quectel,TLI,2020-01-01,7.4,12,3,\n2,1,Telit,,,,,,\n3,9,Quectel,TLI,2020-05-05,1.1,,3,planned\n")
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
}
