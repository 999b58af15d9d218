package org.linchpin.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linchpin.catalogue.Knowledge.Equipment;

/** Equipment by maker and model, each with what was found inside, by batch or order code where that decides. */
final class EquipmentModels {

    private static final Pattern SERIES = Pattern.compile("^([A-Z]{2,}[0-9])[0-9]{2}$");

    private final Map<String, List<Equipment>> byModel = new HashMap<>();
    private final Map<String, List<Equipment>> bySeries = new HashMap<>();
    private final Map<String, String> makers = new LinkedHashMap<>();

    EquipmentModels(List<Equipment> all) {
        for (Equipment one : all) {
            makers.putIfAbsent(Words.bareName(one.maker()), one.maker());
            for (String model : names(one.model())) {
                byModel.computeIfAbsent(Words.bare(model), any -> new ArrayList<>())
                        .add(one);
                Matcher series = SERIES.matcher(Words.bare(model));
                if (series.matches()) {
                    bySeries.computeIfAbsent(Words.bareName(one.maker()) + series.group(1), any -> new ArrayList<>())
                            .add(one);
                }
            }
        }
    }

    /** A model as written, each of several with a slash between, and the code in brackets. */
    private static List<String> names(String model) {
        List<String> names = new ArrayList<>(List.of(model.split(" / ")));
        names.add(model);
        Matcher brackets = Pattern.compile("^(.+?) ?\\((.+)\\)$").matcher(model);
        if (brackets.matches()) {
            names.add(brackets.group(1));
            names.add(brackets.group(2));
        }
        return names.stream().distinct().toList();
    }

    /** Rows of a model; of one batch alone where the order code names it. */
    List<Equipment> of(String maker, String model, String orderCode) {
        String said = Words.bareName(maker);
        String name = Words.bare(model);
        if (!said.isEmpty() && name.startsWith(said)) {
            name = name.substring(said.length());
        }
        List<Equipment> rows = byModel.getOrDefault(name, List.of()).stream()
                .filter(row -> sameMaker(said, Words.bareName(row.maker()), model))
                .toList();
        String code = Words.bare(orderCode);
        List<Equipment> exact = rows.stream()
                .filter(row -> row.variant() != null && !code.isEmpty() && names(code, row.variant()))
                .toList();
        return exact.isEmpty() ? rows : exact;
    }

    private static boolean names(String code, String variant) {
        String bare = Words.bare(variant);
        return bare.equals(code) || bare.equals("BATCH" + code) || (code.length() >= 5 && bare.startsWith(code));
    }

    /** A maker's name may be short for the one we know; without any, only an unmistakable model will do. */
    private static boolean sameMaker(String said, String known, String model) {
        return said.isEmpty()
                ? Words.bare(model).matches("(?=.*[0-9])(?=.*[A-Z]).{5,}")
                : known.startsWith(said) || said.startsWith(known);
    }

    /** What siblings of the same series were found to contain. */
    List<Equipment> siblings(Equipment one) {
        Matcher series = SERIES.matcher(Words.bare(one.model()));
        return series.matches()
                ? bySeries.getOrDefault(Words.bareName(one.maker()) + series.group(1), List.of())
                : List.of();
    }

    /** A maker's name as we write it, or as said. */
    String maker(String said) {
        return makers.getOrDefault(Words.bareName(said), said);
    }
}
