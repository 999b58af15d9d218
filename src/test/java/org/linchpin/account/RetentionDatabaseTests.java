package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linchpin.StrictTest;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.audit.Proof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is forgotten of people and when; the rules are those of {@link StrictTest}. */
@StrictTest
class RetentionDatabaseTests {

    private static final OffsetDateTime NOW = OffsetDateTime.now(ZoneOffset.UTC);

    @Autowired
    ApplicationContext application;

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Scopes scopes;

    @Autowired
    PlatformTransactionManager transactions;

    private String account(Role role, int unusedForDays) {
        String name = People.newAccount(application, role, Set.of());
        jdbc.sql("update account set created_at = :then, last_used_at = :then where username = :name")
                .param("then", NOW.minusDays(unusedForDays))
                .param("name", name)
                .update();
        return name;
    }

    private Map<String, Object> row(String name) {
        return jdbc.sql("select * from account where username = ?")
                .param(name)
                .query()
                .singleRow();
    }

    @Test
    void anAccountNobodyUsesIsClosedAndTheLastWhoCouldLetAnybodyInIsNot() {
        String idle = account(Role.OFFICIAL, 401);
        String busy = account(Role.OFFICIAL, 399);
        String administrator = account(Role.ADMINISTRATOR, 2000);
        String token = People.token(application, idle);
        retention.forget(NOW);
        assertThat(row(idle)).containsEntry("enabled", false);
        assertThat(row(busy)).containsEntry("enabled", true);
        assertThat(row(administrator)).containsEntry("enabled", true);
        assertThat(application.getBean(Tokens.class).viewer(token)).isEmpty();
    }

    @Test
    void aClosedAccountIsErasedAfterItsTimeAndItsNameAndAddressesAreNowhereAnyLonger() {
        String gone = account(Role.UTILITY, 10);
        String recent = account(Role.UTILITY, 10);
        int id = (Integer) row(gone).get("id");
        jdbc.sql("update account set outside = ?, secret = '\\x00' where username = ?")
                .params("https://id.example " + gone, gone)
                .update();
        inFull(() -> {
            jdbc.sql("""
                            insert into trail (kind, username, action, subject, detail, address) values
                                ('act', :name, 'account.sign-in', :name, '192.0.2.77', '192.0.2.77'),
                                ('act', 'somebody', 'approval.approve', '/approvals/1', 'asked for by ' || :name, '192.0.2.1'),
                                ('act', 'somebody', 'approval.approve', '/approvals/2', 'asked for by x' || :name, '192.0.2.1')
                            """).param("name", gone).update();
            jdbc.sql("insert into export_receipt (username, file, address) values (?, 'assets.csv', '/assets')")
                    .param(gone)
                    .update();
        });
        for (String name : new String[] {gone, recent}) {
            application.getBean(Enrolment.class).close(name);
        }
        jdbc.sql("update account set closed_at = ? where username = ?")
                .params(NOW.minusDays(91), gone)
                .update();
        jdbc.sql(
                        "insert into session (digest, account_id, address, agent) select sha256(convert_to(username, 'UTF8')), id, '192.0.2.77', 'Her own browser' from account where username = ?")
                .param(gone)
                .update();
        String password = String.valueOf(row(gone).get("password"));
        retention.forget(NOW);
        Map<String, Object> left =
                jdbc.sql("select * from account where id = ?").param(id).query().singleRow();
        assertThat(String.valueOf(left.get("username"))).startsWith("erased-");
        assertThat(left.get("outside")).isNull();
        assertThat(left.get("secret")).isNull();
        assertThat(left.get("erased_at")).isNotNull();
        assertThat(left.get("password")).isNotEqualTo(password);
        assertThat(row(recent).get("erased_at")).isNull();

        Proof.forgets(application);
        inFull(() -> {
            for (String word : new String[] {gone, "192.0.2.77", "Her own browser", "id.example"}) {
                assertThat(whereIs(word)).as(word).isEmpty();
            }
            assertThat(jdbc.sql(
                                    "select detail from trail where detail like 'asked for by %' and subject in ('/approvals/1', '/approvals/2') order by id desc limit 2")
                            .query(String.class)
                            .list())
                    .as("a longer name that ends alike is somebody else's")
                    .containsExactly("asked for by x" + gone, "asked for by " + left.get("username"));
        });
        assertThat(Proof.findings(application)).isEmpty();
    }

    /** Every table that holds a word, but for names that it is the end of. */
    private List<String> whereIs(String word) {
        return jdbc
                .sql(
                        "select c.oid::regclass::text from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and has_table_privilege(c.oid, 'select')")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("select exists (select from " + table + " r where r::text ~ :word)")
                        .param("word", "(?<![a-z0-9._@-])" + word.replace(".", "\\."))
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private void inFull(Runnable work) {
        scopes.within(Scope.all(), () -> {
            new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
            return 0;
        });
    }

    @Test
    void endedSessionsAndOutlivedTokensAreForgotten() {
        String name = account(Role.OFFICIAL, 0);
        String token = People.token(application, name);
        int id = (Integer) row(name).get("id");
        jdbc.sql(
                        "insert into session (digest, account_id, address, agent, began_at) values (sha256('old'), :id, '192.0.2.7', 'B', :old), (sha256('new'), :id, '192.0.2.7', 'B', :new)")
                .param("id", id)
                .param("old", NOW.minusDays(31))
                .param("new", NOW.minusDays(29))
                .update();
        jdbc.sql("update access_token set expires_at = ? where account_id = ?")
                .params(NOW.minusDays(1), id)
                .update();
        retention.forget(NOW);
        assertThat(jdbc.sql("select count(*) from session where account_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from access_token where account_id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(application.getBean(Tokens.class).viewer(token)).isEmpty();
    }
}
