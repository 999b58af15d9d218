package org.linchpin.reading;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells as people write them, read as numbers, days and yes or no. Nothing is guessed: what cannot be read is said. Read sign by
 * sign, for there are hundreds of millions of them in a national register.
 */
final class Cells {

    static final int EARLIEST_YEAR = 1950;
    static final int LATEST_YEAR = 2100;

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

    /** First letters of months in the languages that registers come in, without accents. */
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("gen", 1),
            Map.entry("ene", 1),
            Map.entry("sty", 1),
            Map.entry("feb", 2),
            Map.entry("fev", 2),
            Map.entry("lut", 2),
            Map.entry("mar", 3),
            Map.entry("mrt", 3),
            Map.entry("mae", 3),
            Map.entry("apr", 4),
            Map.entry("avr", 4),
            Map.entry("abr", 4),
            Map.entry("kwi", 4),
            Map.entry("may", 5),
            Map.entry("mai", 5),
            Map.entry("mei", 5),
            Map.entry("mag", 5),
            Map.entry("maj", 5),
            Map.entry("jun", 6),
            Map.entry("giu", 6),
            Map.entry("cze", 6),
            Map.entry("jul", 7),
            Map.entry("lug", 7),
            Map.entry("lip", 7),
            Map.entry("aug", 8),
            Map.entry("aou", 8),
            Map.entry("ago", 8),
            Map.entry("sie", 8),
            Map.entry("sep", 9),
            Map.entry("set", 9),
            Map.entry("wrz", 9),
            Map.entry("oct", 10),
            Map.entry("okt", 10),
            Map.entry("ott", 10),
            Map.entry("out", 10),
            Map.entry("paz", 10),
            Map.entry("nov", 11),
            Map.entry("lis", 11),
            Map.entry("dec", 12),
            Map.entry("dez", 12),
            Map.entry("dic", 12),
            Map.entry("gru", 12));

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final long EXACT = 1L << 53;

    /** In which order a column writes day, month and year. One decision holds for a whole column. */
    enum DateOrder {
        DMY("day, month, year: 31/12/2025"),
        MDY("month, day, year: 12/31/2025"),
        YMD("year, month, day: 2025-12-31");

        private final String words;

        DateOrder(String words) {
            this.words = words;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return words;
        }

        static DateOrder of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
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

    private static String lower(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c >= 'A' && c <= 'Z' || c > 127) {
                return cell.toLowerCase(Locale.ROOT);
            }
        }
        return cell;
    }

    /** A day; null where the cell is none, or none that equipment could have been installed on. */
    static @Nullable LocalDate day(String cell, DateOrder order) {
        long parts = parts(cell);
        if (parts < 0) {
            return null;
        }
        int first = (int) (parts >> 40 & 0xFFFF);
        int second = (int) (parts >> 20 & 0xFFFF);
        int third = (int) (parts & 0xFFFF);
        return switch ((int) (parts >> 60)) {
            case YEAR_ALONE -> day(first, 1, 1);
            case YEAR_FIRST -> day(first, second, third);
            case MONTH_NAMED -> day(year(third), second, first);
            case MONTH_AND_YEAR -> day(second, first, 1);
            case YEAR_AND_MONTH -> day(first, second, 1);
            case SERIAL -> serial(first * 10_000 + second);
            default ->
                order == DateOrder.MDY
                        ? day(year(third), first, second)
                        : order == DateOrder.YMD && first < 100 && third < 32 && first > 31
                                ? day(year(first), second, third)
                                : day(year(third), second, first);
        };
    }

    private static final int OPEN = 0;
    private static final int YEAR_ALONE = 1;
    private static final int YEAR_FIRST = 2;
    private static final int MONTH_NAMED = 3;
    private static final int MONTH_AND_YEAR = 4;
    private static final int YEAR_AND_MONTH = 5;
    private static final int SERIAL = 6;

    private static long parts(int shape, int first, int second, int third) {
        return (long) shape << 60 | (long) first << 40 | (long) second << 20 | third;
    }

    /** The three numbers of a day in the order in which they stand, and how they must be taken; below zero where it is no day. */
    private static long parts(String cell) {
        int at = digitsFrom(cell, 0);
        if (at == 0) {
            return named(cell);
        }
        int first = number(cell, 0, at);
        if (at == cell.length()) {
            return at == 8
                    ? parts(YEAR_FIRST, first / 10_000, first / 100 % 100, first % 100)
                    : at == 4
                            ? parts(YEAR_ALONE, first, 0, 0)
                            : at == 5 && first > FIRST_SERIAL && first < LAST_SERIAL
                                    ? parts(SERIAL, first / 10_000, first % 10_000, 0)
                                    : -1;
        }
        if (at > 4 || !separates(cell.charAt(at))) {
            return -1;
        }
        int from = skip(cell, at);
        int second;
        int end = digitsFrom(cell, from);
        boolean named = end == from;
        if (named) {
            end = lettersFrom(cell, from);
            second = month(cell, from, end);
            if (second < 0) {
                return -1;
            }
        } else {
            second = number(cell, from, end);
        }
        if (end == cell.length()) {
            return named && at == 4 || at == 4 && end - from <= 2
                    ? parts(YEAR_AND_MONTH, first, second, 0)
                    : end - from == 4 && at <= 2 ? parts(MONTH_AND_YEAR, first, second, 0) : -1;
        }
        if (!separates(cell.charAt(end))) {
            return -1;
        }
        int start = skip(cell, end);
        int last = digitsFrom(cell, start);
        if (last == start
                || last - start == 3
                || last - start > 4
                || last < cell.length() && !timeFollows(cell, last)) {
            return -1;
        }
        int third = number(cell, start, last);
        if (at == 4) {
            return last - start <= 2 ? parts(YEAR_FIRST, first, second, third) : -1;
        }
        return at == 3 || end - from > 2 && !named
                ? -1
                : parts(named ? MONTH_NAMED : OPEN, first, second, withYear(third, last - start));
    }

    private static final int FIRST_SERIAL = 18_264;
    private static final int LAST_SERIAL = 73_415;

    /** Spreadsheets count days from the 30th of December 1899. */
    private static LocalDate serial(int days) {
        return LocalDate.of(1899, 12, 30).plusDays(days);
    }

    /** March 5, 2019, or March 2019. */
    private static long named(String cell) {
        int end = lettersFrom(cell, 0);
        int month = end < 3 ? -1 : month(cell, 0, end);
        if (month < 0 || end == cell.length() || !separates(cell.charAt(end))) {
            return -1;
        }
        int from = skip(cell, end);
        int to = digitsFrom(cell, from);
        if (to == cell.length()) {
            return to - from == 4 ? parts(MONTH_AND_YEAR, month, number(cell, from, to), 0) : -1;
        }
        int start = to - from > 2 || to == from || !separates(cell.charAt(to)) ? -1 : skip(cell, to);
        int last = start < 0 ? -1 : digitsFrom(cell, start);
        return start >= 0 && last - start == 4 && (last == cell.length() || timeFollows(cell, last))
                ? parts(MONTH_NAMED, number(cell, from, to), month, number(cell, start, last))
                : -1;
    }

    /** A year of two digits is told from one of four by where it stands, not by how large it is. */
    private static int withYear(int said, int digits) {
        return digits <= 2 ? said : said + FOUR_DIGITS;
    }

    private static final int FOUR_DIGITS = 20_000;

    private static int year(int said) {
        return said >= FOUR_DIGITS ? said - FOUR_DIGITS : said > 99 ? said : said < 70 ? 2000 + said : 1900 + said;
    }

    private static boolean separates(char c) {
        return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',' || c == '\u5E74' || c == '\u6708';
    }

    private static boolean timeFollows(String cell, int at) {
        char c = cell.charAt(at);
        return c == 'T' || c == ' ' || c == ',' || c == '\u65E5' || c == '.' && at + 1 == cell.length();
    }

    /** Behind a separator, and the blank after it as in "5. March". */
    private static int skip(String cell, int at) {
        int next = at + 1;
        while (next < cell.length() && cell.charAt(next) == ' ') {
            next++;
        }
        return next;
    }

    private static int digitsFrom(String cell, int at) {
        int end = at;
        while (end < cell.length() && cell.charAt(end) >= '0' && cell.charAt(end) <= '9') {
            end++;
        }
        return end - at > 8 ? at : end;
    }

    private static int lettersFrom(String cell, int at) {
        int end = at;
        while (end < cell.length() && Character.isLetter(cell.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int month(String cell, int from, int to) {
        if (to - from < 3) {
            return -1;
        }
        String bare = Normalizer.normalize(cell.substring(from, to), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        // In French the sixth and the seventh month part at their fourth letter.
        return bare.startsWith("juin")
                ? 6
                : bare.startsWith("juil") ? 7 : MONTHS.getOrDefault(bare.substring(0, Math.min(3, bare.length())), -1);
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static int number(String cell, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + cell.charAt(i) - '0';
        }
        return number;
    }

    /** Whether a cell can only be month before day (2), day before month (1), or says nothing of the order (0). */
    static int orderOf(String cell) {
        long parts = parts(cell);
        if (parts < 0 || parts >> 60 != OPEN) {
            return 0;
        }
        int first = (int) (parts >> 40 & 0xFFFF);
        int second = (int) (parts >> 20 & 0xFFFF);
        return first > 12 && second <= 12 ? 1 : second > 12 && first <= 12 ? 2 : 0;
    }

    /** Whether the order of day and month matters to a cell at all. */
    static boolean ordered(String cell) {
        long parts = parts(cell);
        return parts >= 0 && parts >> 60 == OPEN;
    }

    /**
     * A number with point or comma, with or without thousands signs; what follows it is its unit. The sign that is not the column's
     * decimal one divides thousands, unless it cannot: 3,7 is no number of thousands.
     *
     * @param decimal the sign that the column writes before decimals
     * @return not a number where the cell is none
     */
    static double number(String cell, char decimal) {
        return number(cell, 0, unitAt(cell), decimal);
    }

    /** Where the number ends and its unit begins. */
    private static int unitAt(String cell) {
        int end = cell.length();
        while (end > 0 && !digit(cell.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** The unit behind a number, in small letters; empty where there is none. */
    static String unit(String cell) {
        int at = unitAt(cell);
        if (at == cell.length()) {
            return "";
        }
        String unit = cell.substring(at).strip().toLowerCase(Locale.ROOT);
        return unit.equals(".") || unit.equals(",") || unit.equals(".-") ? "" : unit;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static double number(String cell, int start, int end, char decimal) {
        int from = start;
        while (from < end && (cell.charAt(from) == ' ' || "\u00A3$\u20AC".indexOf(cell.charAt(from)) >= 0)) {
            from++;
        }
        boolean negative = from < end && cell.charAt(from) == '-';
        if (negative || from < end && cell.charAt(from) == '+') {
            from++;
        }
        char sign = decimalSign(cell, from, end, decimal);
        long digits = 0;
        int decimals = -1;
        int count = 0;
        for (int i = from; i < end; i++) {
            char c = cell.charAt(i);
            if (digit(c)) {
                if (count < 18) {
                    digits = digits * 10 + c - '0';
                    count += digits == 0 ? 0 : 1;
                    decimals += decimals >= 0 ? 1 : 0;
                } else if (decimals < 0) {
                    return Double.NaN;
                }
            } else if (c == sign && decimals < 0) {
                decimals = 0;
            } else if (c == 'e' || c == 'E') {
                return exponent(cell, from, end, negative);
            } else if (decimals >= 0 || !divides(cell, i, end, c)) {
                return Double.NaN;
            }
        }
        if (from == end) {
            return Double.NaN;
        }
        int scale = Math.max(decimals, 0);
        double value = scale == 0
                ? digits
                : scale < POWERS_OF_TEN.length && digits < EXACT
                        ? digits / POWERS_OF_TEN[scale]
                        : digits * Math.pow(10, -scale);
        return negative ? -value : value;
    }

    private static double exponent(String cell, int from, int end, boolean negative) {
        try {
            double value = Double.parseDouble(cell.substring(from, end).replace(',', '.'));
            return negative ? -value : value;
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    /** Thousands are divided by comma, point, apostrophe or blank, and three digits follow. */
    private static boolean divides(String cell, int at, int end, char c) {
        return (c == ',' || c == '.' || c == '\'' || c == '\u2019' || c == ' ' || c == '\u00A0' || c == '\u202F')
                && at + 3 < end
                && digit(cell.charAt(at + 1))
                && digit(cell.charAt(at + 2))
                && digit(cell.charAt(at + 3))
                && (at + 4 == end || !digit(cell.charAt(at + 4)));
    }

    /** The sign before the decimals of this number: usually the column's, but 3,7 is read among points as well. */
    private static char decimalSign(String cell, int from, int end, char decimal) {
        int comma = -1;
        int commas = 0;
        int point = -1;
        int points = 0;
        for (int i = from; i < end; i++) {
            char c = cell.charAt(i);
            if (c == ',') {
                comma = i;
                commas++;
            } else if (c == '.') {
                point = i;
                points++;
            }
        }
        if (commas == 0 && points == 0) {
            return decimal;
        }
        if (commas > 0 && points > 0) {
            return comma > point ? ',' : '.';
        }
        char only = commas > 0 ? ',' : '.';
        int times = commas + points;
        if (times > 1) {
            return only == ',' ? '.' : ',';
        }
        return only == decimal || !divides(cell, Math.max(comma, point), end, only) || Math.max(comma, point) - from > 3
                ? only
                : decimal;
    }

    /** What a number says of its column's decimal sign: a comma, a point, or nothing (0). */
    static char decimalOf(String cell) {
        int end = unitAt(cell);
        if (Double.isNaN(number(cell, '.')) && Double.isNaN(number(cell, ','))) {
            return 0;
        }
        int comma = cell.lastIndexOf(',', end);
        int point = cell.lastIndexOf('.', end);
        if (comma < 0 && point < 0) {
            return 0;
        }
        if (comma >= 0 && point >= 0) {
            return comma > point ? ',' : '.';
        }
        char only = comma >= 0 ? ',' : '.';
        int at = Math.max(comma, point);
        if (cell.indexOf(only) != at) {
            return only == ',' ? '.' : ',';
        }
        return divides(cell, at, end, only) ? 0 : only;
    }

    /**
     * The number among words, as in "Type 2, 22 kW": the first that has one of the units behind it, multiplied as that unit does, else the
     * first; not a number where there is none.
     */
    static double numberWithin(String words, char decimal, Map<String, Double> units) {
        double first = Double.NaN;
        for (int i = 0; i < words.length(); i++) {
            if (digit(words.charAt(i)) && (i == 0 || !Character.isLetterOrDigit(words.charAt(i - 1)))) {
                int end = i;
                while (end < words.length()
                        && (digit(words.charAt(end))
                                || (words.charAt(end) == '.' || words.charAt(end) == ',')
                                        && end + 1 < words.length()
                                        && digit(words.charAt(end + 1)))) {
                    end++;
                }
                boolean negative = i > 0
                        && words.charAt(i - 1) == '-'
                        && (i == 1 || !Character.isLetterOrDigit(words.charAt(i - 2)));
                double value = number(words, i, end, decimal) * (negative ? -1 : 1);
                int from = end < words.length() && words.charAt(end) == ' ' ? end + 1 : end;
                Double factor = units.get(lower(words.substring(from, lettersFrom(words, from))));
                if (factor != null) {
                    return value * factor;
                }
                first = Double.isNaN(first) ? value : first;
                i = end;
            }
        }
        return first;
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
