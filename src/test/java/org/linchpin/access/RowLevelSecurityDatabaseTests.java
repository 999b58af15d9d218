package org.linchpin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@LinchpinTest
class RowLevelSecurityDatabaseTests {

    @Autowired
    JdbcClient jdbc;

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

    @Test
    void everyTableWithAnOperatorsRowsHasAForcedPolicy() {
        List<String> open = jdbc.sql("""
                        select c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'operator_id' and not a.attisdropped
                        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
                          and c.relname <> 'account_operator'
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
}
