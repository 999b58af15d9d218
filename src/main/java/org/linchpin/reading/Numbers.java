package org.linchpin.reading;

import java.util.Locale;
import java.util.Map;

/** Numbers as people write them: with point or comma, with or without thousands signs, with their unit, or among words. */
final class Numbers {

    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final long EXACT = 1L << 53;

    private Numbers() {}

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

    static boolean digit(char c) {
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
                Double factor = units.get(Cells.lower(words.substring(from, Cells.lettersFrom(words, from))));
                if (factor != null) {
                    return value * factor;
                }
                first = Double.isNaN(first) ? value : first;
                i = end;
            }
        }
        return first;
    }
}
