package org.linchpin.account;

import java.sql.Array;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A look beyond one's role in an emergency: one operator, one hour, a reason. Whoever acts for the operator is told on every
 * page for a week, and reads in its trail what was looked at.
 */
@Component
class BreakGlass {

    /** Of the account {@code a}: who looked at rows of its operators in the last days, the latest first. */
    static final String LATELY = """
            (select array_agg(array[b.username, o.name, g.reason, %s, %s] order by g.began_at desc)
             from break_glass g join account b on b.id = g.account_id join operator o on o.code = g.operator_code
             join account_operator ao on ao.operator_id = o.id and ao.account_id = a.id
             where g.began_at > now() - interval '7 days')
            """.formatted(moment("g.began_at"), moment("g.until"));

    private static final int SHORTEST_REASON = 20;

    private final JdbcClient jdbc;
    private final Operators operators;
    private final Trail trail;

    BreakGlass(JdbcClient jdbc, Operators operators, Trail trail) {
        this.jdbc = jdbc;
        this.operators = operators;
        this.trail = trail;
    }

    /** What is open for somebody now. */
    public record Open(String operator, String reason, OffsetDateTime until) {}

    /** Who looked at the rows of an operator beyond their role, lately. */
    public record Broken(String username, String operator, String reason, OffsetDateTime began, OffsetDateTime until) {}

    private static String moment(String column) {
        return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')".formatted(column);
    }

    /** What {@link #LATELY} found. */
    static List<Broken> read(@Nullable Array found) throws SQLException {
        return found == null
                ? List.of()
                : Arrays.stream((String[][]) found.getArray())
                        .map(one -> new Broken(
                                one[0], one[1], one[2], OffsetDateTime.parse(one[3]), OffsetDateTime.parse(one[4])))
                        .toList();
    }

    @Transactional
    void breakFor(Viewer viewer, String code, String reason) {
        List<Fault> faults = new ArrayList<>();
        Optional<Operator> operator = operators.byCode(code.trim());
        if (operator.isEmpty()) {
            faults.add(Fault.field(
                    "operator",
                    code,
                    "operator-unknown",
                    "There is no operator with this code",
                    "Enter the operator’s code"));
        }
        String why = reason.trim();
        if (why.codePoints().count() < SHORTEST_REASON
                || why.length() > 500
                || why.chars().anyMatch(Character::isISOControl)) {
            faults.add(Fault.field(
                    "reason",
                    null,
                    "reason-length",
                    "The reason must have 20 to 500 characters in one line",
                    "Say what happened and what you need to see; the operator reads it"));
        }
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        jdbc.sql(
                        "insert into break_glass (account_id, operator_code, reason, until) values (?, ?, ?, now() + interval '1 hour')")
                .params(viewer.id(), operator.orElseThrow().code(), why)
                .update();
        trail.record(
                "account.break-glass", viewer.username(), operator.orElseThrow().id(), "for one hour", why);
    }

    /** Whoever has seen what they needed ends it before the hour is over. */
    void mend(Viewer viewer) {
        List<String> ended = jdbc.sql(
                        "update break_glass set until = now() where account_id = ? and until > now() returning operator_code")
                .param(viewer.id())
                .query(String.class)
                .list();
        for (String code : Set.copyOf(ended)) {
            trail.record(
                    "account.break-glass",
                    viewer.username(),
                    operators.byCode(code).orElseThrow().id(),
                    "ended");
        }
    }

    List<Open> open(Viewer viewer) {
        return jdbc.sql("""
                        select operator_code as operator, reason, until from break_glass
                        where account_id = ? and until > now() order by until
                        """).param(viewer.id()).query(Open.class).list();
    }
}
