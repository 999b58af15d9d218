package org.linchpin.reading;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cells as people write them, read as numbers, days and yes or no. Nothing is guessed: what cannot be read is said. */
final class Cells {

    private static final Pattern DATE =
            Pattern.compile("(\\d{1,4})[-./ ](\\d{1,2}|[A-Za-z]{3,9})[-./ ](\\d{1,4})(?:[T ,].*)?");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern NUMBER = Pattern.compile(
            "[£$€]?\\s*([-+]?[0-9][0-9.,' \u00A0\u202F]*)\\s*(?:kWp?|kVA|V|GBP|EUR|%)?", Pattern.CASE_INSENSITIVE);
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int EARLIEST = 1950;
    private static final int LATEST = 2100;

    /** In which order a column writes day, month and year. One decision holds for a whole column. */
    enum DateOrder {
        DMY,
        MDY,
        YMD;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static DateOrder of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    private Cells() {}

    /** Whether a cell says in so many signs that nothing is known. */
    static boolean placeholder(String cell) {
        return switch (cell.length()) {
            case 0 -> true;
            case 1, 2, 3, 4, 7, 8, 9 ->
                switch (cell.toLowerCase(Locale.ROOT)) {
                    case "-",
                            "--",
                            "---",
                            "?",
                            "n/a",
                            "na",
                            "n.a.",
                            "nil",
                            "null",
                            "none",
                            "tbc",
                            "tbd",
                            "unknown",
                            "#n/a",
                            "unbekannt" -> true;
                    default -> false;
                };
            default -> cell.startsWith("0000-00-00") || cell.startsWith("1900-01-01") || cell.startsWith("01/01/1900");
        };
    }

    /** A day; null where the cell is none, or none that equipment could have been installed on. */
    static @Nullable LocalDate day(String cell, DateOrder order) {
        Matcher compact = COMPACT.matcher(cell);
        if (compact.matches()) {
            return day(number(compact.group(1)), number(compact.group(2)), number(compact.group(3)));
        }
        if (YEAR.matcher(cell).matches()) {
            return day(number(cell), 1, 1);
        }
        Matcher date = DATE.matcher(cell);
        if (!date.matches()) {
            return null;
        }
        String first = date.group(1);
        String last = date.group(3);
        int month = month(date.group(2));
        if (first.length() == 4) {
            return day(number(first), month, number(last));
        }
        if (last.length() != 4 && last.length() != 2) {
            return null;
        }
        int year = last.length() == 2 ? 2000 + number(last) : number(last);
        boolean named = !Character.isDigit(date.group(2).charAt(0));
        return order == DateOrder.MDY && !named ? day(year, number(first), month) : day(year, month, number(first));
    }

    private static int month(String said) {
        if (Character.isDigit(said.charAt(0))) {
            return number(said);
        }
        int index = MONTHS.indexOf(said.substring(0, 3).toLowerCase(Locale.ROOT));
        return index % 3 == 0 ? index / 3 + 1 : -1;
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        if (year < EARLIEST || year > LATEST) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Whether a cell can only be month before day (2), day before month (1), or says nothing of the order (0). */
    static int orderOf(String cell) {
        Matcher date = DATE.matcher(cell);
        if (!date.matches()
                || date.group(1).length() > 2
                || !Character.isDigit(date.group(2).charAt(0))) {
            return 0;
        }
        int first = number(date.group(1));
        int second = number(date.group(2));
        return first > 12 && second <= 12 ? 1 : second > 12 && first <= 12 ? 2 : 0;
    }

    /**
     * A number with point or comma, with or without thousands signs and a unit after it. Where one sign stands once
     * with exactly three digits after it, as in 1,234, it is read as thousands if it is a comma and as decimals if it is a
     * point.
     */
    static OptionalDouble number(String cell, boolean decimalComma) {
        Matcher matcher = NUMBER.matcher(cell);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String digits = matcher.group(1).replaceAll("[' \u00A0\u202F]", "");
        int comma = digits.lastIndexOf(',');
        int point = digits.lastIndexOf('.');
        boolean commaDecides =
                comma > point && (point >= 0 || decimalComma || !digits.matches("[-+]?[0-9]{1,3}(,[0-9]{3})+"));
        String plain = commaDecides ? digits.replace(".", "").replace(',', '.') : digits.replace(",", "");
        try {
            return OptionalDouble.of(Double.parseDouble(plain));
        } catch (NumberFormatException several) {
            return OptionalDouble.empty();
        }
    }

    /** Yes or no; null where the cell says neither. */
    static @Nullable Boolean yes(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "yes", "y", "true", "t", "1", "ja", "oui", "wahr" -> true;
            case "no", "n", "false", "f", "0", "nein", "non", "falsch" -> false;
            default -> null;
        };
    }
}
