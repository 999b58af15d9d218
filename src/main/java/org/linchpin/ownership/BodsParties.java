package org.linchpin.ownership;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Which organisation a record of a file is: one held here where its name names just one, else a new one of its own, told
 * apart by its official number or by its publisher's. A person is never taken for another of the same name.
 */
final class BodsParties {

    static final String OWN = "linchpin-party-";
    private static final String NEW = "bods:";
    private static final int LONGEST_SLUG = 60;
    private static final Set<String> STATES = Set.of("state", "stateBody");

    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** An organisation that is held here, and what else it is called. */
    record Held(String key, String name, List<@Nullable String> others) {}

    BodsParties(List<Held> held) {
        for (Held one : held) {
            names.put(one.key(), one.name());
            if (!one.key().startsWith(NEW) && !one.key().startsWith("person:")) {
                learn(one.key(), one.name());
                one.others().forEach(other -> learn(one.key(), other));
            }
        }
    }

    static BodsParties of(JdbcClient jdbc) {
        return new BodsParties(jdbc.sql("select key, name, legal_name, legal_name_local, aliases from organisation")
                .query((row, number) -> {
                    List<@Nullable String> others = new ArrayList<>(Ties.list(row, "aliases"));
                    others.add(row.getString("legal_name"));
                    others.add(row.getString("legal_name_local"));
                    return new Held(row.getString("key"), row.getString("name"), others);
                })
                .list());
    }

    private void learn(String key, @Nullable String name) {
        if (name != null && !plain(name).isEmpty()) {
            byName.computeIfAbsent(plain(name), any -> new HashSet<>()).add(key);
        }
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .trim();
    }

    /** The party of a record; empty where the record names nobody. */
    Optional<Ties.Party> of(JsonNode statement) {
        JsonNode details = statement.path("recordDetails");
        String record = statement.path("recordId").asString();
        boolean person = statement.path("recordType").asString().equals("person");
        String name = person
                ? details.path("names").path(0).path("fullName").asString("")
                : details.path("name").asString("");
        if (record.startsWith(OWN) && names.containsKey(record.substring(OWN.length()))) {
            String key = record.substring(OWN.length());
            return Optional.of(Ties.Party.of(key, names.getOrDefault(key, name)));
        }
        if (name.isBlank()) {
            return Optional.empty();
        }
        Set<String> held = person ? Set.of() : byName.getOrDefault(plain(name), Set.of());
        if (held.size() == 1) {
            String key = held.iterator().next();
            return Optional.of(Ties.Party.of(key, names.getOrDefault(key, name)));
        }
        String kind = person
                ? "person:"
                : STATES.contains(details.path("entityType").path("type").asString()) ? "state:" : NEW;
        String country = details.path("jurisdiction").path("code").asString("");
        return Optional.of(new Ties.Party(
                kind + slug(name) + "-" + digest(identity(statement, details, record)),
                name.strip(),
                Ties.Party.kind(kind),
                country.length() < 2 ? null : country.substring(0, 2).toUpperCase(Locale.ROOT)));
    }

    boolean held(String key) {
        return names.containsKey(key);
    }

    /** An official number tells best who somebody is; failing that, the publisher's own. */
    private static String identity(JsonNode statement, JsonNode details, String record) {
        for (JsonNode number : details.path("identifiers")) {
            if (number.has("id") && number.has("scheme")) {
                return number.path("scheme").asString() + " "
                        + number.path("id").asString();
            }
        }
        return statement
                        .path("publicationDetails")
                        .path("publisher")
                        .path("name")
                        .asString("") + " " + record;
    }

    private static String slug(String name) {
        String slug = plain(name).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return slug.isEmpty() ? "party" : slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
    }

    private static String digest(String identity) {
        return HexFormat.of().formatHex(Sha256.of(identity.getBytes(StandardCharsets.UTF_8)), 0, 4);
    }
}
