package org.linchpin.register;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** How far a submission has come. */
enum State {
    /** Stored; waits to be checked, or to be told what its columns mean. */
    RECEIVED,
    CHECKING,
    /** Checked whole; waits for somebody to accept or reject it. */
    CHECKED,
    /** Counts, from its effective date on, until a later one takes its place. */
    ACCEPTED,
    REJECTED,
    /** Was accepted, and counts no longer. */
    WITHDRAWN,
    /** Could not be read. */
    FAILED;

    /** The name in the API, on pages and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What somebody is told of it, and what comes next. */
    public String words() {
        return switch (this) {
            case RECEIVED -> "here, not yet checked";
            case CHECKING -> "is being checked";
            case CHECKED -> "waits for a decision";
            case ACCEPTED -> "accepted";
            case REJECTED -> "rejected";
            case WITHDRAWN -> "withdrawn";
            case FAILED -> "could not be read";
        };
    }

    /** Waits for its check, or is being checked. */
    public boolean busy() {
        return this == RECEIVED || this == CHECKING;
    }

    /** States as the database writes them. */
    @Converter
    static class Key implements AttributeConverter<State, String> {

        @Override
        public String convertToDatabaseColumn(State state) {
            return state.key();
        }

        @Override
        public State convertToEntityAttribute(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
