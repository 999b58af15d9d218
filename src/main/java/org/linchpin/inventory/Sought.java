package org.linchpin.inventory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words looked for in what a row says by itself, its reference and its site: at their beginning, where an index leads, or
 * anywhere in them, where every row must be read.
 *
 * @param words as they were typed
 */
record Sought(String words, boolean anywhere) {

    /** Up to so many rows are read one by one if none begins with the words. */
    static final long FEW = 500_000;

    /** The condition over a column. The beginning is looked for as typed, in capitals, in small letters and as a name. */
    String in(String column) {
        return anywhere
                ? "%s ilike %s".formatted(column, literal(like()))
                : spellings().stream()
                        .map(one -> "%s ^@ %s".formatted(column, literal(one)))
                        .collect(Collectors.joining(" or "));
    }

    private List<String> spellings() {
        String small = words.toLowerCase(Locale.ROOT);
        int first = words.isEmpty() ? 0 : small.offsetByCodePoints(0, 1);
        String named = small.substring(0, first).toUpperCase(Locale.ROOT) + small.substring(first);
        return Stream.of(words, words.toUpperCase(Locale.ROOT), small, named)
                .distinct()
                .toList();
    }

    /** As a pattern of {@code ilike}; its own signs are taken as they are. */
    private String like() {
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** A string as SQL writes it: PostgreSQL takes every sign as it is, but the quote. */
    static String literal(String value) {
        return "'" + value.replace("'", "''").replace("\u0000", "") + "'";
    }
}
