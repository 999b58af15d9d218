package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LinchpinTest
class RowLevelSecurityDatabaseTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scopes scopes;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    @Test
    void theApplicationWorksAsARoleThatOwnsNothing() {
        assertThat(jdbc.sql("select current_user::text").query(String.class).single())
                .isEqualTo("linchpin_app");
        assertThat(jdbc.sql("select count(*) from pg_class where relowner = 'linchpin_app'::regrole")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() ->
                        jdbc.sql("alter table asset disable row level security").update())
                .hasRootCauseMessage("ERROR: must be owner of table asset");
    }

    /** By the columns that say whose a row is, or of which file; a table that needs none says so in its comment. */
    @Test
    void everyTableWithAnOperatorsRowsHasAForcedPolicy() {
        List<String> open = jdbc.sql("""
                        select distinct c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                          and a.attname in ('operator_id', 'operators', 'operator_code', 'submission_id', 'register_id', 'asset_ref')
                        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
                          and coalesce(obj_description(c.oid, 'pg_class'), '') not like '%so it has no policy%'
                          and not (c.relrowsecurity and c.relforcerowsecurity
                                   and exists (select from pg_policy p where p.polrelid = c.oid))
                        """).query(String.class).list();
        assertThat(open).isEmpty();
    }

    @Test
    void withoutAScopeNothingIsSeen() {
        assertThat(jdbc.sql("select count(*) from register").query(Long.class).single())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        register   | \\(operator_id >= .* AND \\(operator_id <=
        submission | \\(operator_id >= .* AND \\(operator_id <=
        asset      | operator_id = ANY
        problem    | operator_id = ANY
        stock      | operator_id = ANY
        """)
    void aPolicyIsAnsweredByAnIndex(String table, String condition) {
        // Tables in parts have none, and so no index, until somebody brought something in.
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Indexed").token());
        api.submit(
                api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                "asset_ref,units\n1,1\n2,none\n".getBytes(StandardCharsets.UTF_8),
                "");
        String plan = scopes.within(
                Scope.of(Set.of(1, 2)),
                () -> Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
                    jdbc.sql("set local enable_seqscan = off").update();
                    return String.join(
                            "\n",
                            jdbc.sql("explain select * from " + table)
                                    .query(String.class)
                                    .list());
                })));
        assertThat(plan)
                .as("with seqscan off a table without a usable index would still show Seq Scan")
                .contains("Index")
                .containsPattern("(Index Cond|Recheck Cond): \\(" + condition);
    }
}
