package org.linchpin.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mapping that is being changed. */
final class Draft {

    final Map<String, String> columns;
    final Map<String, String> constants;
    final Map<String, String> dates;
    final Map<String, String> decimal;
    final Map<String, String> units;
    final List<String> numbers;
    final List<Mapping.LeftOut> leaveOut;
    private final Map<String, Map<String, String>> values = new LinkedHashMap<>();
    private final List<String> header;
    private KeptForm form;

    Draft(Mapping mapping) {
        columns = new LinkedHashMap<>(mapping.columns());
        constants = new LinkedHashMap<>(mapping.constants());
        dates = new LinkedHashMap<>(mapping.dates());
        decimal = new LinkedHashMap<>(mapping.decimal());
        units = new LinkedHashMap<>(mapping.units());
        numbers = new ArrayList<>(mapping.numbers());
        leaveOut = new ArrayList<>(mapping.leaveOut());
        mapping.values().forEach((column, words) -> values.put(column, new LinkedHashMap<>(words)));
        header = mapping.header();
        form = mapping.form();
    }

    /** What words of a column stand for, besides those that were known. */
    Draft words(String column, Map<String, String> meanings) {
        values.computeIfAbsent(column, key -> new LinkedHashMap<>()).putAll(meanings);
        return this;
    }

    /** What is kept of how files are written. */
    Draft form(KeptForm kept) {
        form = kept;
        return this;
    }

    Mapping mapping() {
        return new Mapping(columns, constants, values, dates, decimal, units, numbers, leaveOut, header, form)
                .checked();
    }
}
