package org.linchpin.reading;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells as people write them: what says that nothing is known, and what says yes or no; {@link Days} and {@link Numbers} stand
 * beside it. Nothing is guessed: what cannot be read is said. Read sign by sign, for there are hundreds of millions of them in a
 * national register.
 */
final class Cells {

    /** What people write where nothing is known; an empty cell says the same. */
    static final Set<String> PLACEHOLDERS = Set.of(
            "-",
            "--",
            "---",
            "?",
            "??",
            ".",
            "/",
            "n/a",
            "n.a.",
            "na",
            "nan",
            "nil",
            "null",
            "none",
            "tbc",
            "tbd",
            "unknown",
            "not known",
            "not available",
            "not applicable",
            "(blank)",
            "#n/a",
            "#ref!",
            "#value!",
            "#null!",
            "unbekannt",
            "k.a.",
            "keine angabe",
            "inconnu",
            "n.d.",
            "s/d",
            "desconocido",
            "sconosciuto",
            "onbekend",
            "nieznany",
            "n.v.t.");

    /** Days that stand for no day. */
    static final Set<String> PLACEHOLDER_DAYS = Set.of(
            "0000-00-00",
            "00/00/0000",
            "00.00.0000",
            "1900-01-01",
            "01/01/1900",
            "1/1/1900",
            "01.01.1900",
            "1899-12-30",
            "1899-12-31",
            "1970-01-01",
            "01/01/1970",
            "01.01.1970",
            "9999-12-31",
            "31/12/9999",
            "31.12.9999");

    private static final int LONGEST_PLACEHOLDER = 14;
    private static final String[][] BY_LENGTH = new String[LONGEST_PLACEHOLDER + 1][];
    /** By length and first letter, so that most cells are known at once to be none. */
    private static final String[][][] BY_BEGINNING = new String[LONGEST_PLACEHOLDER + 1][128][];

    static {
        for (int length = 0; length <= LONGEST_PLACEHOLDER; length++) {
            int wanted = length;
            BY_LENGTH[length] = Stream.concat(PLACEHOLDERS.stream(), PLACEHOLDER_DAYS.stream())
                    .filter(word -> word.length() == wanted)
                    .sorted()
                    .toArray(String[]::new);
            for (char first = 0; first < 128; first++) {
                String begins = String.valueOf(first).toLowerCase(Locale.ROOT);
                BY_BEGINNING[length][first] = Stream.of(BY_LENGTH[length])
                        .filter(word -> word.startsWith(begins))
                        .toArray(String[]::new);
            }
        }
    }

    private Cells() {}

    /** Whether a cell says in so many signs that nothing is known. */
    static boolean placeholder(String cell) {
        int length = cell.length();
        if (length == 0) {
            return true;
        }
        char first = cell.charAt(0);
        if (length <= LONGEST_PLACEHOLDER && first < 128) {
            for (String word : BY_BEGINNING[length][first]) {
                if (word.equalsIgnoreCase(cell)) {
                    return true;
                }
            }
        }
        if (length < 8 || first > '9' || first < '0') {
            return false;
        }
        int day = length > 10 && midnightFollows(cell) ? 10 : length;
        return day <= LONGEST_PLACEHOLDER && standsForNoDay(cell, day);
    }

    private static boolean standsForNoDay(String cell, int length) {
        for (String day : BY_LENGTH[length]) {
            if (cell.startsWith(day)) {
                return true;
            }
        }
        return false;
    }

    /** A time of midnight after a day says no more than the day. */
    private static boolean midnightFollows(String cell) {
        return (cell.charAt(10) == ' ' || cell.charAt(10) == 'T') && cell.startsWith("00:00", 11);
    }

    /** In small letters; made anew only where it is not already. */
    static String lower(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= 'A' && c <= 'Z' || c > 127) {
                return cell.toLowerCase(Locale.ROOT);
            }
        }
        return cell;
    }

    /** Where the letters end that begin at a place. */
    static int lettersFrom(String cell, int at) {
        int end = at;
        while (end < cell.length() && Character.isLetter(cell.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Yes or no; null where the cell says neither. */
    static @Nullable Boolean yes(String cell) {
        return switch (lower(cell)) {
            case "yes",
                    "y",
                    "true",
                    "t",
                    "1",
                    "ja",
                    "j",
                    "oui",
                    "wahr",
                    "vrai",
                    "si",
                    "s\u00ED",
                    "s\u00EC",
                    "sim",
                    "tak",
                    "on" -> true;
            case "no", "n", "false", "f", "0", "nein", "non", "falsch", "faux", "nee", "n\u00E3o", "nie", "off" ->
                false;
            default -> null;
        };
    }
}
