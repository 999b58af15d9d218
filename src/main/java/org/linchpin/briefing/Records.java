package org.linchpin.briefing;

import java.time.ZoneOffset;
import java.util.List;
import org.linchpin.briefing.Document.Statement;
import org.linchpin.inventory.InstalledBase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is on record about a holder: who is counted to it and why, and which official lists name it. */
@Component
class Records {

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A mention on an official list: a list names, it does not judge. */
    record Mention(
            String id,
            String jurisdiction,
            String authority,
            String instrument,
            String date,
            String status,
            String effect) {

        Statement statement(String name) {
            return new Statement(
                    name,
                    "Named by " + authority + ", " + instrument + " (" + status.replace('_', ' ') + "): " + effect,
                    date,
                    "designation " + id);
        }
    }

    /** The lists that name a holder, as known at a moment. */
    List<Mention> mentions(String holder, InstalledBase.Clocks clocks) {
        return jdbc.sql("""
                        select id, jurisdiction, authority, instrument, date, status, effect
                        from designation_at(:knownAt)
                        where vendor_key = :holder and target_type = 'entity' order by date desc, id
                        """)
                .param("holder", holder)
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query(Mention.class)
                .list();
    }

    /** Makers and brands that a rule counts to a holder on a day, as known at a moment, each with the chain in words. */
    List<Statement> counted(String holder, String rule, InstalledBase.Clocks clocks) {
        return jdbc.sql("""
                        select o.name, l.path from look_through_at(:asAt, :knownAt) l join organisation_at(:knownAt) o on o.key = l.vendor_key
                        where l.holder_key = :holder and l.rule = :rule and l.vendor_key <> l.holder_key
                        order by o.name, l.vendor_key
                        """)
                .param("holder", holder)
                .param("rule", rule)
                .param("asAt", clocks.asAt())
                .param("knownAt", clocks.knownAt().atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Statement(row.getString("name"), row.getString("path"), "", "ownership, rule " + rule))
                .list();
    }

    /** Whether any of some operators was made up for a demonstration. */
    boolean invented(List<String> operators) {
        return jdbc.sql("select exists (select 1 from operator where invented and code = any (?))")
                .param(operators.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }
}
