package org.linchpin.replacement;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.linchpin.inventory.Holdings.Designs;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.replacement.CostBook.Book;
import org.linchpin.replacement.CostBook.Role;

/**
 * How many units, visits and designs there are to pay for, and the sum for any choice of parameters. Pounds.
 *
 * <p>gross = (Σ units × (unit + visit × (1 + failed)) + designs × (certification + firmware)) × (1 + overhead), after the
 * formula of the reference data's cost notes.
 */
final class Bill {

    private final Book book;
    private final Map<String, Double> units = new LinkedHashMap<>();
    private final Map<String, Double> early = new HashMap<>();
    private final Map<String, Map<String, Double>> unitsBySector = new TreeMap<>();
    private final TreeMap<Integer, Map<String, Double>> unitsByYear = new TreeMap<>();
    private long designs;

    /** @param amount which units of a holding count: the sure or the possible ones */
    Bill(
            Book book,
            Programme programme,
            boolean replaces,
            List<Holding> holdings,
            List<Designs> designs,
            ToDoubleFunction<Holding> amount,
            ToDoubleFunction<Designs> designsOf) {
        this.book = book;
        for (Holding holding : holdings) {
            double count = amount.applyAsDouble(holding);
            if (count > 0) {
                add(programme, holding, count);
            }
        }
        for (Designs one : designs) {
            if (replaces && role(one.assetClass()).ownDesign() && units.containsKey(one.assetClass())) {
                this.designs += (long) designsOf.applyAsDouble(one);
            }
        }
    }

    private void add(Programme programme, Holding holding, double count) {
        String kind = holding.assetClass();
        double life = role(kind).life().likely();
        programme.years(holding.year(), life).forEach((year, share) -> {
            double replaced = count * share;
            units.merge(kind, replaced, Double::sum);
            early.merge(kind, replaced * programme.broughtForward(holding.year(), life, year), Double::sum);
            unitsByYear.computeIfAbsent(year, y -> new HashMap<>()).merge(kind, replaced, Double::sum);
            unitsBySector
                    .computeIfAbsent(holding.sector(), s -> new HashMap<>())
                    .merge(kind, replaced, Double::sum);
        });
    }

    Role role(String assetClass) {
        return Objects.requireNonNull(book.roles().get(assetClass), assetClass);
    }

    long designs() {
        return designs;
    }

    double units() {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    Map<String, Map<String, Double>> unitsBySector() {
        return unitsBySector;
    }

    TreeMap<Integer, Map<String, Double>> unitsByYear() {
        return unitsByYear;
    }

    /** Every parameter that the sum depends on, in a fixed order. */
    Set<Parameter> parameters() {
        Set<Parameter> used = new LinkedHashSet<>();
        units.keySet().forEach(kind -> {
            used.add(role(kind).unit());
            Parameter visit = role(kind).visit();
            if (visit != null) {
                used.add(visit);
            }
        });
        used.add(book.get(CostBook.FAILED_VISITS));
        if (designs > 0) {
            used.add(book.get(CostBook.CERTIFICATION));
            used.add(book.get(CostBook.FIRMWARE));
        }
        used.add(book.get(CostBook.OVERHEAD));
        return used;
    }

    double unitCost(ToDoubleFunction<Parameter> value) {
        return unitCost(units, value);
    }

    double visitCost(ToDoubleFunction<Parameter> value) {
        return visitCost(units, value);
    }

    double failedVisits(ToDoubleFunction<Parameter> value) {
        return visitCost(value) * value.applyAsDouble(book.get(CostBook.FAILED_VISITS)) / 100;
    }

    double certification(ToDoubleFunction<Parameter> value) {
        return designs == 0 ? 0 : designs * value.applyAsDouble(book.get(CostBook.CERTIFICATION));
    }

    double firmware(ToDoubleFunction<Parameter> value) {
        return designs == 0 ? 0 : designs * value.applyAsDouble(book.get(CostBook.FIRMWARE));
    }

    private double unitCost(Map<String, Double> counts, ToDoubleFunction<Parameter> value) {
        return counts.entrySet().stream()
                .mapToDouble(entry -> entry.getValue()
                        * value.applyAsDouble(role(entry.getKey()).unit()))
                .sum();
    }

    private double visitCost(Map<String, Double> counts, ToDoubleFunction<Parameter> value) {
        return counts.entrySet().stream()
                .mapToDouble(entry -> {
                    Parameter visit = role(entry.getKey()).visit();
                    return visit == null ? 0 : entry.getValue() * value.applyAsDouble(visit);
                })
                .sum();
    }

    /** What comes off and on again: units and visits with the failed ones, and overhead on them. */
    double field(Map<String, Double> counts, ToDoubleFunction<Parameter> value) {
        double failed = 1 + value.applyAsDouble(book.get(CostBook.FAILED_VISITS)) / 100;
        return (unitCost(counts, value) + visitCost(counts, value) * failed) * overhead(value);
    }

    double overhead(ToDoubleFunction<Parameter> value) {
        return 1 + value.applyAsDouble(book.get(CostBook.OVERHEAD)) / 100;
    }

    double gross(ToDoubleFunction<Parameter> value) {
        return field(units, value) + (certification(value) + firmware(value)) * overhead(value);
    }

    double broughtForward(ToDoubleFunction<Parameter> value) {
        return field(early, value);
    }
}
