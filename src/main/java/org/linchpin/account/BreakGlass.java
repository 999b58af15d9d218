package org.linchpin.account;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A look beyond one's role in an emergency: one operator, one hour, a reason that the operator reads in its trail. */
@Component
class BreakGlass {

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
        int ended = jdbc.sql("update break_glass set until = now() where account_id = ? and until > now()")
                .param(viewer.id())
                .update();
        if (ended > 0) {
            trail.record("account.break-glass", viewer.username(), null, "ended");
        }
    }

    List<Open> open(Viewer viewer) {
        return jdbc.sql("""
                        select operator_code as operator, reason, until from break_glass
                        where account_id = ? and until > now() order by until
                        """).param(viewer.id()).query(Open.class).list();
    }
}
