package org.linchpin.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The reference data straight from its files, for tests that need no database. */
final class KnowledgeFiles {

    private KnowledgeFiles() {}

    private static <T> List<T> map(String file, Function<Map<String, String>, T> row) {
        return ReferenceData.lines(file).stream().map(row).toList();
    }

    private static String opt(Map<String, String> line, String column) {
        String value = line.get(column);
        return value == null || value.isEmpty() ? null : value;
    }

    private static List<String> list(Map<String, String> line, String column) {
        return Arrays.stream(line.get(column).split(";"))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
