package org.linchpin.briefing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The markings there are: how a document is to be handled. They are data, so that a nation can have its own. */
@Component
class Markings {

    private final JdbcClient jdbc;

    Markings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A marking; the label of none is empty. */
    record Marking(String key, String label) {

        /** For lists to choose from. */
        public String name() {
            return label.isEmpty() ? "None" : label;
        }
    }

    List<Marking> all() {
        return jdbc.sql("select key, label from briefing_marking order by position")
                .query(Marking.class)
                .list();
    }

    String label(String key) {
        return all().stream()
                .filter(one -> one.key().equals(key))
                .map(Marking::label)
                .findFirst()
                .orElseThrow();
    }

    /** Of a key or a label, however written; nothing said is no marking. */
    Optional<Marking> of(String said) {
        String bare = bare(said);
        return all().stream()
                .filter(one ->
                        bare.equals(bare(one.key())) || (!one.label().isEmpty() && bare.equals(bare(one.label()))))
                .findFirst();
    }

    private static String bare(String said) {
        return said.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
