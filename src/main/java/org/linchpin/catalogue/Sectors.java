package org.linchpin.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linchpin.recognition.Words;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sectors of critical infrastructure, found by key or name. */
@Component
public class Sectors {

    /** A sector. */
    public record Sector(String key, String name) {}

    private final List<Sector> all;
    private final Map<String, String> keys = new HashMap<>();

    Sectors(JdbcClient jdbc) {
        all = jdbc.sql("select key, name from sector order by name")
                .query(Sector.class)
                .list();
        for (Sector one : all) {
            keys.put(Words.bare(one.key()), one.key());
            keys.put(Words.bare(one.name()), one.key());
        }
    }

    public List<Sector> all() {
        return all;
    }

    public Optional<String> keyOf(String said) {
        return Optional.ofNullable(keys.get(Words.bare(said)));
    }
}
