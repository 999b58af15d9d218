package org.linchpin.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linchpin.recognition.Words;
import org.springframework.stereotype.Component;

/** The sectors of critical infrastructure, found by key or name. */
@Component
public class Sectors {

    /** A sector. */
    public record Sector(String key, String name) {}

    private final List<Sector> all;
    private final Map<String, String> keys = new HashMap<>();

    /** Reads them from the reference data itself, so that a file is judged alike with and without a database. */
    public Sectors() {
        all = ReferenceData.rows("sector").stream()
                .map(row -> new Sector(String.valueOf(row.get("key")), String.valueOf(row.get("name"))))
                .sorted(Comparator.comparing(Sector::name))
                .toList();
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
