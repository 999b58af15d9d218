package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.Api;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
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

    @Autowired
    Environment environment;

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

    /** Also on a connection that never had one, for which a setting is missing and not empty. */
    @Test
    void aConnectionThatNeverHadAScopeSeesNothing() throws Exception {
        utilityWithRows();
        try (Connection fresh = DriverManager.getConnection(
                        environment.getProperty("spring.datasource.url"),
                        environment.getProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"));
                Statement sql = fresh.createStatement()) {
            sql.execute("set role linchpin_app");
            for (String table : List.of("register", "submission", "asset", "problem", "stock")) {
                try (ResultSet rows = sql.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    @Test
    void whoeverSeesEverythingSeesEachOperatorAndThoseThatAreStillToCome() {
        List<Integer> seen = inSight(Scope.all());
        int fresh = jdbc.sql("insert into operator (code, name) values ('still-to-come', 'Still to come') returning id")
                .query(Integer.class)
                .single();
        assertThat(seen).doesNotContain(fresh).containsAll(operators(fresh));
        assertThat(inSight(Scope.all())).contains(fresh).doesNotHaveDuplicates();
        assertThat(inSight(Scope.of(Set.of(fresh, 1)))).containsExactly(1, fresh);
        assertThat(inSight(Scope.nothing())).isEmpty();
    }

    private List<Integer> operators(int before) {
        return jdbc.sql("select id from operator where id < ?")
                .param(before)
                .query(Integer.class)
                .list();
    }

    private List<Integer> inSight(Scope scope) {
        return scopes.within(
                scope,
                () -> Objects.requireNonNull(new TransactionTemplate(transactions)
                        .execute(status -> jdbc.sql("select unnest(operators_in_sight())")
                                .query(Integer.class)
                                .list())));
    }

    /** Each question of a policy is planned, set up and answered with every statement (decision 192). */
    @ParameterizedTest
    @ValueSource(strings = {"asset", "stock"})
    void aPolicyOfRowsAsksThreeQuestions(String table) {
        utilityWithRows();
        assertThat(plan("select * from " + table + " where operator_id = 1"))
                .satisfies(plan -> assertThat(plan.lines().filter(line -> line.matches("\\s*InitPlan \\d+.*")))
                        .hasSize(3));
    }

    private void utilityWithRows() {
        Api api = Api.on(port, Person.of(application, Role.UTILITY, "Indexed").token());
        api.submit(
                api.register("{\"name\": \"R\", \"assetClass\": \"camera\"}"),
                "asset_ref,units\n1,1\n2,none\n".getBytes(StandardCharsets.UTF_8),
                "");
    }

    private String plan(String question) {
        return scopes.within(
                Scope.of(Set.of(1, 2)),
                () -> Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
                    jdbc.sql("set local enable_seqscan = off").update();
                    return String.join(
                            "\n",
                            jdbc.sql("explain " + question).query(String.class).list());
                })));
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
        utilityWithRows();
        String plan = plan("select * from " + table);
        assertThat(plan)
                .as("with seqscan off a table without a usable index would still show Seq Scan")
                .contains("Index")
                .containsPattern("(Index Cond|Recheck Cond): \\(" + condition);
    }
}
