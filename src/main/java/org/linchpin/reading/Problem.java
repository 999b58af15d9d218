package org.linchpin.reading;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a cell, a row or a file, and how to mend it.
 *
 * @param severity what follows from it
 * @param row the record of the file, the header being 1; 0 where the whole file is meant
 * @param column number of the column from 0; -1 where the whole row or file is meant
 * @param value what stands there
 * @param code a name for programs
 * @param message what is wrong
 * @param fix how to mend it
 */
public record Problem(
        Severity severity, long row, int column, @Nullable String value, String code, String message, String fix) {

    /** What follows from a problem. */
    public enum Severity {
        /** The row is not taken in. */
        HARD,
        /** The row is taken in without this cell. */
        WARNING,
        /** The file, or what its columns mean, needs a decision. */
        SETUP;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
