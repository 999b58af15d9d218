package org.linchpin.reading;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind a number, and by how much it multiplies; not a number where it is no unit of that column. */
final class Units {

    /** Kilowatts are what is stored. */
    static final Map<String, Double> OF_CAPACITY = Map.ofEntries(
            Map.entry("kw", 1.0),
            Map.entry("kwp", 1.0),
            Map.entry("kva", 1.0),
            Map.entry("w", 0.001),
            Map.entry("wp", 0.001),
            Map.entry("va", 0.001),
            Map.entry("watt", 0.001),
            Map.entry("watts", 0.001),
            Map.entry("mw", 1_000.0),
            Map.entry("mwp", 1_000.0),
            Map.entry("mva", 1_000.0));

    private static final Map<String, Double> OF_COST = Map.of("gbp", 1.0, "\u00A3", 1.0, "pounds", 1.0);

    private static final Set<String> OTHER_MONEY = Set.of(
            "$", "\u20AC", "\u00A5", "eur", "euro", "euros", "usd", "dollar", "dollars", "chf", "pln", "sek", "nok",
            "dkk", "czk", "huf", "jpy", "cny", "krw", "aud", "cad");

    private static final Map<String, Double> OF_DEGREES = Map.of(
            "\u00B0", 1.0, "n", 1.0, "e", 1.0, "\u00B0n", 1.0, "\u00B0e", 1.0, "s", -1.0, "w", -1.0, "\u00B0s", -1.0,
            "\u00B0w", -1.0);

    private static final Map<String, Double> OF_PIECES = Map.of(
            "pcs",
            1.0,
            "pc",
            1.0,
            "units",
            1.0,
            "unit",
            1.0,
            "stk",
            1.0,
            "st\u00FCck",
            1.0,
            "people",
            1.0,
            "customers",
            1.0,
            "x",
            1.0,
            "ea",
            1.0);

    private Units() {}

    /** For each template column what its cells' units multiply by. */
    @SuppressWarnings("unchecked")
    static Memo<Double>[] memos() {
        TemplateColumn[] columns = TemplateColumn.values();
        Memo<Double>[] memos = (Memo<Double>[]) new Memo<?>[columns.length];
        for (TemplateColumn column : columns) {
            memos[column.ordinal()] = new Memo<>(cell -> factor(column, cell));
        }
        return memos;
    }

    /** What the unit in a cell multiplies by; not a number where it is none of the column's. */
    static Double factor(TemplateColumn column, String cell) {
        boolean pounds = cell.charAt(0) == '\u00A3';
        boolean otherMoney = cell.charAt(0) == '$' || cell.charAt(0) == '\u20AC';
        if (otherMoney || pounds && column != TemplateColumn.UNIT_COST) {
            return Double.NaN;
        }
        String unit = Numbers.unit(cell).replace(" ", "");
        if (unit.isEmpty()) {
            return 1.0;
        }
        return of(column).getOrDefault(unit, Double.NaN);
    }

    /**
     * What a bare number of a column counts by the unit that its header names: "Capacity (MW)", "power_w". Not a number for money of
     * another country; null where the header says nothing.
     */
    static @Nullable Double ofHeader(TemplateColumn column, String header) {
        if (column != TemplateColumn.CAPACITY_KW && column != TemplateColumn.UNIT_COST) {
            return null;
        }
        for (String word : header.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{Sc}]+")) {
            Double factor = of(column).get(word);
            if (factor != null) {
                return factor;
            }
            if (column == TemplateColumn.UNIT_COST && OTHER_MONEY.contains(word)) {
                return Double.NaN;
            }
        }
        return null;
    }

    /** The units of a column, in small letters, and what they multiply by. */
    static Map<String, Double> of(TemplateColumn column) {
        return switch (column) {
            case CAPACITY_KW -> OF_CAPACITY;
            case UNIT_COST -> OF_COST;
            case LATITUDE, LONGITUDE -> OF_DEGREES;
            default -> OF_PIECES;
        };
    }
}
