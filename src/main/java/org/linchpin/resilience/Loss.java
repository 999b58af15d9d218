package org.linchpin.resilience;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Interval;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Reckoning.Line;

/** What stops with a supplier, as intervals over everything that is not known. Pure arithmetic on a reckoning. */
public final class Loss {

    private Loss() {}

    /** The N-1 test of one part: whether it would keep enough with its largest supplier gone. */
    public enum Verdict {
        /** Even if all that is open were the largest supplier's, no more than tolerable would be lost. */
        HOLDS,
        /** More than tolerable would surely be lost. */
        FAILS,
        /** Too little is known to tell. */
        OPEN;

        /** By the largest share as an interval, and the tolerable loss, both between 0 and 1. */
        static Verdict of(Concentration all, double tolerable) {
            return all.cr1().high() <= tolerable + 1e-12 ? HOLDS : all.cr1().low() > tolerable + 1e-12 ? FAILS : OPEN;
        }
    }

    /**
     * Modules of one radio class and form that a supplier surely has in use, and who else offers such.
     *
     * @param makers those who do by key, with their names
     */
    public record Kind(
            String radio,
            String form,
            double units,
            int alternatives,
            int elsewhere,
            List<String> names,
            Map<String, String> makers) {}

    /**
     * How a supplier's modules could be replaced by somebody else's.
     *
     * @param locked the part of its units, between 0 and 1, for which nobody else offers a module of the same class
     * @param open units of which the class is not known
     */
    public record Substitutes(Interval locked, double open, List<Kind> kinds) {}

    public static double total(Reckoning reckoning) {
        return reckoning.lines().stream()
                .filter(Loss::counts)
                .mapToDouble(Line::amount)
                .sum();
    }

    /** The country whose law binds a supplier, as far as the statements of a reckoning tell it. */
    public static String country(Reckoning reckoning, Dimension by, String supplier) {
        return by == Dimension.COUNTRY
                ? supplier
                : reckoning.statements().values().stream()
                        .filter(one ->
                                one.holder().equals(supplier) || one.vendor().equals(supplier))
                        .map(Reckoning.Statement::country)
                        .findFirst()
                        .orElse("");
    }

    private static boolean counts(Line line) {
        return !line.outcome().equals("none");
    }

    /** What is lost, between 0 and 1, if all modules of some suppliers stop at once. */
    public static Interval without(Reckoning reckoning, Dimension by, Collection<String> suppliers) {
        double total = total(reckoning);
        return total <= 0 ? new Interval(0, 0) : share(reckoning, by, suppliers, line -> true, total);
    }

    /** The part of some lines whose key is among some keys, surely and possibly. */
    public static Interval share(
            Reckoning reckoning, Dimension by, Collection<String> among, Predicate<Line> which, double total) {
        double sure = 0;
        double possible = 0;
        for (Line line : reckoning.lines()) {
            if (counts(line) && which.test(line)) {
                Set<String> keys = reckoning.keys(line, by);
                boolean open = by.open(line.outcome(), keys);
                sure += !open && among.containsAll(keys) ? line.amount() : 0;
                possible += open || keys.stream().anyMatch(among::contains) ? line.amount() : 0;
            }
        }
        return new Interval(sure / total, possible / total);
    }

    /** Whether a line is surely a supplier's. */
    public static Predicate<Line> surelyOf(Reckoning reckoning, Dimension by, String supplier) {
        return line -> {
            Set<String> keys = reckoning.keys(line, by);
            return counts(line) && !by.open(line.outcome(), keys) && keys.equals(Set.of(supplier));
        };
    }

    /** Who could stand in for the modules that are surely a supplier's. */
    public static Substitutes substitutes(
            Reckoning reckoning, Dimension by, String supplier, String country, List<Offer> offers) {
        Map<String, Offer> byFamily = new HashMap<>();
        offers.forEach(offer -> byFamily.put(offer.family(), offer));
        Map<List<String>, Double> units = new HashMap<>();
        double open = 0;
        double total = 0;
        Predicate<Line> theirs = surelyOf(reckoning, by, supplier);
        for (Line line : reckoning.lines()) {
            if (theirs.test(line)) {
                total += line.amount();
                List<List<String>> classes = line.candidates().stream()
                        .map(candidate -> classOf(candidate.family() == null ? null : byFamily.get(candidate.family())))
                        .distinct()
                        .toList();
                boolean clear = classes.size() == 1 && !classes.get(0).contains(ModuleOffers.UNKNOWN);
                open += clear ? 0 : line.amount();
                if (clear) {
                    units.merge(classes.get(0), line.amount(), Double::sum);
                }
            }
        }
        List<Kind> kinds = units.entrySet().stream()
                .map(entry -> kind(entry.getKey(), entry.getValue(), by, supplier, country, offers))
                .sorted(Comparator.comparing((Kind kind) -> -kind.units()))
                .toList();
        double locked = kinds.stream()
                .filter(kind -> kind.alternatives() == 0)
                .mapToDouble(Kind::units)
                .sum();
        return new Substitutes(
                total <= 0 ? new Interval(0, 0) : new Interval(locked / total, (locked + open) / total), open, kinds);
    }

    private static List<String> classOf(@Nullable Offer offer) {
        return offer == null
                ? List.of(ModuleOffers.UNKNOWN, ModuleOffers.UNKNOWN)
                : List.of(offer.radioClass(), offer.formClass());
    }

    /** Whether an offer is the supplier's own; what equipment contains has nothing to do with who made the equipment. */
    private static boolean own(Offer offer, Dimension by, String supplier) {
        return switch (by) {
            case MODULE -> offer.family().equals(supplier);
            case VENDOR -> offer.vendor().equals(supplier);
            case COUNTRY -> offer.country().equals(supplier);
            case CONTROLLER -> offer.holder().equals(supplier);
            default -> false;
        };
    }

    private static Kind kind(
            List<String> wanted, double units, Dimension by, String supplier, String country, List<Offer> offers) {
        List<Offer> fitting = offers.stream()
                .filter(Offer::qualified)
                .filter(offer -> !own(offer, by, supplier))
                .filter(offer -> classOf(offer).equals(wanted))
                .toList();
        List<String> names =
                fitting.stream().map(Offer::holderName).distinct().sorted().toList();
        Map<String, String> makers = new TreeMap<>();
        fitting.forEach(offer -> makers.put(offer.holder(), offer.holderName()));
        int elsewhere = (int) fitting.stream()
                .filter(offer -> !offer.country().equals(country))
                .map(Offer::holder)
                .distinct()
                .count();
        return new Kind(wanted.get(0), wanted.get(1), units, names.size(), elsewhere, names, makers);
    }
}
