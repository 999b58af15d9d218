package org.linchpin.reading;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Days as people write them: in figures in whatever order, with months by name, without a day, or as spreadsheets count them. */
final class Days {

    static final int EARLIEST_YEAR = 1950;
    static final int LATEST_YEAR = 2100;

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

    /** In which order a column writes day, month and year. One decision holds for a whole column. */
    enum Order {
        DMY("day, month, year: 31/12/2025"),
        MDY("month, day, year: 12/31/2025"),
        YMD("year, month, day: 2025-12-31");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return words;
        }

        static Order of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    private Days() {}

    /** A day; null where the cell is none, or none that equipment could have been installed on. */
    static @Nullable LocalDate day(String cell, Order order) {
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
                order == Order.MDY
                        ? day(year(third), first, second)
                        : order == Order.YMD && first < 100 && third < 32 && first > 31
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
            end = Cells.lettersFrom(cell, from);
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
        int end = Cells.lettersFrom(cell, 0);
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

    /** Whether a cell is a day whichever of day and month comes first. */
    static boolean eitherWay(String cell) {
        long parts = parts(cell);
        return parts >= 0 && parts >> 60 == OPEN && (parts >> 40 & 0xFFFF) <= 12 && (parts >> 20 & 0xFFFF) <= 12;
    }
}
