package org.linchpin.replacement;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Units and designs by the rate they are paid at, and the sum for any choice of parameters. Pounds.
 *
 * <p>gross = (Σ units × (unit + visit × (1 + failed) + disposal) + designs × (certification + firmware)) × (1 + overhead), after
 * the formula of the reference data's cost notes; a design's share is certification ÷ units of that host design.
 */
final class Bill {

    /** An element of the cost. */
    enum Element {
        UNIT("unit", "New unit or part"),
        VISIT("visit", "Visits"),
        FAILED_VISITS("failed_visits", "Visits that fail and are repeated"),
        DISPOSAL("disposal", "Disposal"),
        CERTIFICATION("certification", "Certifying each host design anew"),
        FIRMWARE("firmware", "Adapting the firmware of each host design"),
        OVERHEAD("overhead", "Running the programme");

        private final String key;
        private final String label;

        Element(String key, String label) {
            this.key = key;
            this.label = label;
        }

        String key() {
            return key;
        }

        String label() {
            return label;
        }
    }

    private final Common common;
    private final Map<Rate, Line.Count> counts = new LinkedHashMap<>();

    /** Parameters that every kind of equipment has in common. */
    record Common(Parameter failed, Parameter certification, Parameter firmware, Parameter overhead) {}

    Bill(Common common) {
        this.common = common;
    }

    void add(Rate rate, Line.Count count, double times) {
        counts.put(rate, counts.getOrDefault(rate, Line.Count.NONE).plus(count, times));
    }

    Map<Rate, Line.Count> counts() {
        return counts;
    }

    double units() {
        return counts.values().stream().mapToDouble(Line.Count::units).sum();
    }

    double designs() {
        return counts.values().stream().mapToDouble(Line.Count::designs).sum();
    }

    /** Every parameter that the sum depends on, in a fixed order. */
    Set<Parameter> parameters() {
        Set<Parameter> used = new LinkedHashSet<>();
        counts.keySet().forEach(rate -> used.addAll(rate.parameters()));
        if (counts.keySet().stream().anyMatch(rate -> rate.visit() != null)) {
            used.add(common.failed());
        }
        if (designs() > 0) {
            used.add(common.certification());
            used.add(common.firmware());
        }
        if (!used.isEmpty()) {
            used.add(common.overhead());
        }
        return used;
    }

    double of(Element element, ToDoubleFunction<Parameter> value) {
        return switch (element) {
            case UNIT -> sum(value, Rate::unit);
            case VISIT -> sum(value, Rate::visit);
            case FAILED_VISITS -> sum(value, Rate::visit) * value.applyAsDouble(common.failed()) / 100;
            case DISPOSAL -> sum(value, Rate::disposal);
            case CERTIFICATION -> designs() * value.applyAsDouble(common.certification());
            case FIRMWARE -> designs() * value.applyAsDouble(common.firmware());
            case OVERHEAD -> direct(value) * value.applyAsDouble(common.overhead()) / 100;
        };
    }

    private interface Price {
        @Nullable
        Parameter of(Rate rate);
    }

    private double sum(ToDoubleFunction<Parameter> value, Price price) {
        double sum = 0;
        for (Map.Entry<Rate, Line.Count> entry : counts.entrySet()) {
            Parameter parameter = price.of(entry.getKey());
            if (parameter != null) {
                sum += entry.getValue().units() * value.applyAsDouble(parameter);
            }
        }
        return sum;
    }

    private double direct(ToDoubleFunction<Parameter> value) {
        return sum(value, Rate::unit)
                + sum(value, Rate::visit) * (1 + value.applyAsDouble(common.failed()) / 100)
                + sum(value, Rate::disposal)
                + designs() * (value.applyAsDouble(common.certification()) + value.applyAsDouble(common.firmware()));
    }

    double gross(ToDoubleFunction<Parameter> value) {
        return direct(value) * (1 + value.applyAsDouble(common.overhead()) / 100);
    }
}
