package org.linchpin.register;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a submission says of a register. */
enum Kind {
    /** All there is: what it does not mention is gone. */
    FULL,
    /** What is new or says something new: all else stays as it was. */
    UPDATE,
    /** There is nothing. */
    NIL;

    /** The name in the API and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** Kinds as the database writes them. */
    @Converter
    static class Key implements AttributeConverter<Kind, String> {

        @Override
        public String convertToDatabaseColumn(Kind kind) {
            return kind.key();
        }

        @Override
        public Kind convertToEntityAttribute(String key) {
            return of(key).orElseThrow();
        }
    }
}
