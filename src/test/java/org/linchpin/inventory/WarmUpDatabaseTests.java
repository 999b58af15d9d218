package org.linchpin.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.linchpin.Statements;
import org.linchpin.access.Language;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever asks first after a start waits for no cells. */
@LinchpinTest
class WarmUpDatabaseTests {

    @Autowired
    private ApplicationContext application;

    @Autowired
    private Scopes scopes;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Names names;

    @Autowired
    private Language language;

    @Autowired
    private TransactionTemplate transaction;

    @LocalServerPort
    private int port;

    /** As a service that has just started. */
    private InstalledBase started() {
        return new InstalledBase(jdbc, new CellStore(database), names, language);
    }

    private int statements(InstalledBase base, Weight weight) {
        return Statements.during(() -> scopes.within(
                Scope.all(),
                () -> Objects.requireNonNull(transaction.execute(status -> base.tally(
                        Scope.all(), Slice.all(), Dimension.CONTROLLER, weight, LookThroughRule.DECLARED)))));
    }

    @Test
    void theStockIsInMemoryBeforeTheFirstQuestion() {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Warm").token());
        Api.Answer checked = api.submit(
                api.register("{\"name\": \"Warm\", \"assetClass\": \"ev_charger\"}"),
                "asset_ref,module_manufacturer\n1,Quectel\n2,Telit\n".getBytes(StandardCharsets.UTF_8),
                "?effective=2026-01-01");
        api.accept(checked.read("$.id"), "{}").is(200);
        InstalledBase cold = started();
        InstalledBase warm = started();
        scopes.within(Scope.all(), () -> transaction.executeWithoutResult(status -> new WarmUp(scopes, warm).ready()));
        assertThat(statements(warm, Weight.ASSETS))
                .as("what is in force, and nothing else")
                .isEqualTo(1);
        assertThat(statements(cold, Weight.ASSETS)).isGreaterThan(1);
    }
}
