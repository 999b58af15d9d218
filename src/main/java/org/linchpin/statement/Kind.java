package org.linchpin.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.catalogue.Entry;

/** What statements are about. */
enum Kind {
    VENDOR(Entry.VENDOR),
    MODULE(Entry.MODULE),
    EQUIPMENT(Entry.EQUIPMENT),
    DESIGNATION(Entry.DESIGNATION),
    /** A tie between two organisations. */
    OWNERSHIP(null),
    /** What words mean. */
    WORDING(null);

    /** Fields that every statement has, whatever it is about. */
    static final List<String> OF_ALL = List.of("validFrom", "validTo", "source", "grade", "why");

    private static final List<String> OF_OWNERSHIP = List.of(
            "child",
            "childName",
            "childCountry",
            "parent",
            "parentName",
            "parentCountry",
            "relation",
            "percent",
            "percentBasis",
            "counts",
            "note",
            "record");
    private static final List<String> OF_WORDING = List.of("decision", "vendor", "module");

    private final @Nullable Entry entry;

    Kind(@Nullable Entry entry) {
        this.entry = entry;
    }

    /** The lines of the catalogue it is about; empty for ties and words. */
    Optional<Entry> entry() {
        return Optional.ofNullable(entry);
    }

    /** The name in the database and in the API. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How addresses call its things. */
    String things() {
        return this == EQUIPMENT ? "equipment" : key() + "s";
    }

    /** What an address calls vendors, modules, equipment or designations. */
    static Kind named(String things) {
        return Arrays.stream(values())
                .filter(kind -> kind.things().equals(things))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind is called " + things));
    }

    static Optional<Kind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** The fields that a body may have. */
    List<String> fields() {
        return entry().map(line -> Stream.concat(
                                Stream.of(line.keyField()),
                                line.fields().stream().map(Entry.Field::name))
                        .toList())
                .orElse(this == OWNERSHIP ? OF_OWNERSHIP : OF_WORDING);
    }
}
