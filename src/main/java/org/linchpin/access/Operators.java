package org.linchpin.access;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The directory of operators: codes and names, no rows of theirs. */
@Component
public class Operators {

    private static final String SELECT = "select id, code, name, invented from operator ";

    private final JdbcClient jdbc;

    Operators(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Operator> byCode(String code) {
        return jdbc.sql(SELECT + "where code = ?")
                .param(code)
                .query(Operator.class)
                .optional();
    }

    public Optional<Operator> byId(int id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Operator.class).optional();
    }

    /** Those whose rows the scope holds, by name. */
    public List<Operator> within(Scope scope) {
        return all().stream().filter(operator -> scope.holds(operator.id())).toList();
    }

    public List<Operator> all() {
        return jdbc.sql(SELECT + "order by name, code").query(Operator.class).list();
    }

    /** The operator of that code, made if there is none. */
    public Operator ensure(String code, String name, boolean invented) {
        return add(code, name, invented).or(() -> byCode(code)).orElseThrow();
    }

    /** The new operator, or nothing where the code is taken. */
    public Optional<Operator> add(String code, String name, boolean invented) {
        return jdbc.sql("""
                        insert into operator (code, name, invented) values (?, ?, ?) on conflict (code) do nothing
                        returning id, code, name, invented
                        """).params(code, name, invented).query(Operator.class).optional();
    }
}
