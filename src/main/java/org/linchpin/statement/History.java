package org.linchpin.statement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was said of one thing, side by side: the reference data first, then each statement in the order it was made.
 *
 * @param versions who said it, one a column
 * @param rows a field each, with what every version says of it
 */
record History(List<Version> versions, List<Row> rows) {

    /** The reference data, or a statement. */
    record Version(@Nullable Statement statement, Map<String, Object> body) {}

    /** What one version says of a field, and whether that differs from the version before. */
    record Said(String words, boolean differs) {}

    record Row(String label, List<Said> said) {}

    /** @param statements the oldest first */
    static History of(Kind kind, @Nullable Map<String, Object> reference, List<Statement> statements) {
        List<Version> versions = new ArrayList<>();
        if (reference != null) {
            versions.add(new Version(null, reference));
        }
        statements.forEach(one -> versions.add(new Version(one, one.body())));
        Set<String> fields = new LinkedHashSet<>(kind.fields());
        fields.removeIf(
                field -> versions.stream().noneMatch(version -> version.body().containsKey(field)));
        return new History(
                versions, fields.stream().map(field -> row(field, versions)).toList());
    }

    private static Row row(String field, List<Version> versions) {
        List<Said> said = new ArrayList<>();
        for (Version version : versions) {
            String words = words(version.body().get(field));
            boolean differs =
                    !said.isEmpty() && !said.get(said.size() - 1).words().equals(words);
            said.add(new Said(words, differs));
        }
        return new Row(label(field), said);
    }

    /** What a form calls a field: Legal name. */
    static String label(String field) {
        String words = field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A value as people read it; numbers without idle noughts. */
    static String words(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join("; ", list.stream().map(String::valueOf).toList());
        }
        String words = value == null ? "" : String.valueOf(value);
        return words.matches("-?[0-9]+\\.[0-9]+") ? words.replaceAll("0+$", "").replaceAll("\\.$", "") : words;
    }
}
