package org.linchpin.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cuts a table of sectors by controllers into atoms each of which passes the threshold. Everything that is ever told is a
 * sum of atoms, so whoever adds, subtracts or solves for the parts comes no further than to an atom. Pure.
 *
 * <p>What is too small to stand alone goes into the rest of its sector; if the rest is then too small itself, the smallest
 * that could stand alone joins it (the secondary suppression). A sector that cannot be told as a whole is not told at all,
 * not even together with others: whoever sees one of them in full would take it away. No total goes across sectors.
 *
 * <p>Told once, an atom is told anew only when the changes since pass the threshold as well, and is never divided: what is
 * learnt from two days is a sum of changes of enough operators.
 */
final class Cut {

    private final Threshold threshold;
    private final LocalDate day;
    private final List<Contribution> now;

    private Cut(Threshold threshold, LocalDate day, List<Contribution> now) {
        this.threshold = threshold;
        this.day = day;
        this.now = now;
    }

    /** What is told on a day, after what was told before. */
    static List<Atom> next(List<Atom> before, List<Contribution> now, Threshold threshold, LocalDate day) {
        Cut cut = new Cut(threshold, day, now);
        Map<String, List<Atom>> told = new TreeMap<>();
        now.forEach(one -> told.put(one.sector(), new ArrayList<>()));
        before.forEach(atom ->
                told.computeIfAbsent(atom.sector(), sector -> new ArrayList<>()).add(atom));
        List<Atom> atoms = new ArrayList<>();
        told.forEach((sector, old) -> atoms.addAll(
                old.isEmpty() ? cut.cutKeys(sector, cut.byKey(sector)).orElse(List.of()) : cut.again(sector, old)));
        return atoms;
    }

    private List<Atom> again(String sector, List<Atom> before) {
        Set<String> named = before.stream()
                .map(Atom::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Atom> atoms =
                before.stream().map(one -> again(one, named)).collect(Collectors.toCollection(ArrayList::new));
        if (before.stream().noneMatch(Atom::rest)) {
            // What came up since was never part of anything told.
            Map<String, Map<Integer, Double>> fresh = byKey(sector);
            fresh.keySet().removeAll(named);
            cutKeys(sector, fresh).ifPresent(atoms::addAll);
        }
        return atoms;
    }

    private Atom again(Atom told, Set<String> named) {
        Map<Integer, Double> counted = told.counted(now, named);
        Map<Integer, Double> changes = told.changes(counted);
        boolean tellable = threshold.passes(counted.values()) && threshold.passesAsChange(changes.values());
        return tellable ? new Atom(told.sector(), told.key(), counted, day) : told;
    }

    private Map<String, Map<Integer, Double>> byKey(String sector) {
        Map<String, Map<Integer, Double>> keys = new TreeMap<>();
        now.stream()
                .filter(one -> one.sector().equals(sector))
                .forEach(one -> keys.computeIfAbsent(one.key(), fresh -> new TreeMap<>())
                        .merge(one.operator(), one.units(), Double::sum));
        return keys;
    }

    /** The atoms of a sector; nothing where not even the whole of it can be told. */
    private Optional<List<Atom>> cutKeys(String sector, Map<String, Map<Integer, Double>> keys) {
        Map<Integer, Double> rest = new TreeMap<>();
        List<Atom> alone = new ArrayList<>();
        keys.forEach((key, units) -> {
            if (!key.isEmpty() && threshold.passes(units.values())) {
                alone.add(new Atom(sector, key, units, day));
            } else {
                units.forEach((operator, amount) -> rest.merge(operator, amount, Double::sum));
            }
        });
        alone.sort(Comparator.comparing(Atom::sum).thenComparing(Atom::key));
        while (!rest.isEmpty() && !threshold.passes(rest.values())) {
            if (alone.isEmpty()) {
                return Optional.empty();
            }
            alone.remove(0).units().forEach((operator, amount) -> rest.merge(operator, amount, Double::sum));
        }
        if (!rest.isEmpty()) {
            alone.add(new Atom(sector, "", rest, day));
        }
        return Optional.of(alone);
    }
}
