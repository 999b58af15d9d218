package org.linchpin.reading;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** What stands for a reference in the row below a table that sums it up; where a name follows, the sum may be of a part of it. */
    private static final Set<String> SUMS = Set.of(
            "total",
            "totals",
            "grand total",
            "sum",
            "summe",
            "gesamt",
            "gesamtsumme",
            "total g\u00E9n\u00E9ral",
            "somme",
            "totaal",
            "totale",
            "suma",
            "razem",
            "total general",
            "\u5408\u8BA1",
            "\u603B\u8BA1",
            "\u5408\u8A08",
            "\uD569\uACC4");

    /** What stands there for the sum of a part. */
    private static final List<String> PART_SUMS = List.of(
            "subtotal",
            "sub-total",
            "sub total",
            "zwischensumme",
            "teilsumme",
            "sous-total",
            "sous total",
            "subtotaal",
            "subtotale",
            "totale parziale",
            "suma cz\u0119\u015Bciowa",
            "\u5C0F\u8BA1",
            "\u5C0F\u8A08",
            "\uC18C\uACC4");

    /** Words that begin the name of a sum and of many a place. */
    private static final List<String> PERHAPS_SUMS =
            List.of("total", "totals", "grand total", "gesamtsumme", "totaal", "totale", "razem");

    private static final int LONGEST_SUM = 60;
    private static final String FIRST_OF_SUMS = Stream.of(SUMS, PART_SUMS)
            .flatMap(Collection::stream)
            .flatMap(
                    word -> Stream.of(word.substring(0, 1), word.substring(0, 1).toUpperCase(Locale.ROOT)))
            .distinct()
            .collect(Collectors.joining());

    /** Whether a reference is none, but says that its row sums up others. */
    enum Sum {
        NONE,
        /** Nothing else stands there. */
        WORD,
        /** The sum of a part that is named: Subtotal West. */
        PART,
        /** The sum of a part, or a name: Total West. */
        PERHAPS
    }

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

    /** Asked of every row: two letters tell of nearly all references that they are none of these. */
    static Sum sum(String ref) {
        if (ref.length() < 2
                || ref.length() > LONGEST_SUM
                || FIRST_OF_SUMS.indexOf(ref.charAt(0)) < 0
                || !Character.isLetter(ref.charAt(1))) {
            return Sum.NONE;
        }
        String said = lower(ref);
        String word = said.endsWith(":") || said.endsWith("\uFF1A")
                ? said.substring(0, said.length() - 1).strip()
                : said;
        if (SUMS.contains(word) || PART_SUMS.contains(word)) {
            return Sum.WORD;
        }
        if (PART_SUMS.stream().anyMatch(part -> goesOn(said, part))) {
            return Sum.PART;
        }
        return PERHAPS_SUMS.stream().anyMatch(part -> goesOn(said, part))
                        && said.chars().noneMatch(Character::isDigit)
                ? Sum.PERHAPS
                : Sum.NONE;
    }

    private static boolean goesOn(String said, String word) {
        return said.length() > word.length()
                && said.startsWith(word)
                && " :\uFF1A\u3000".indexOf(said.charAt(word.length())) >= 0;
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
