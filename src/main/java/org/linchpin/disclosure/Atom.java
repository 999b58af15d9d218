package org.linchpin.disclosure;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The smallest that is ever told: units of a sector that surely have one controller's modules, or all the rest of the
 * sector together.
 *
 * @param key of the controller; empty for the rest, which holds what is open and whatever is too small to stand alone
 * @param units by the operator's number, as they were when the sum was last told
 * @param day of that
 */
record Atom(String sector, String key, Map<Integer, Double> units, LocalDate day) {

    Atom {
        units = Map.copyOf(units);
    }

    double sum() {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    boolean rest() {
        return key.isEmpty();
    }

    /** What its operators contribute, given the other atoms of its sector. */
    Map<Integer, Double> counted(List<Contribution> now, Set<String> named) {
        Map<Integer, Double> found = new TreeMap<>();
        now.stream()
                .filter(one -> one.sector().equals(sector))
                .filter(one -> rest() ? !named.contains(one.key()) : one.key().equals(key))
                .forEach(one -> found.merge(one.operator(), one.units(), Double::sum));
        return found;
    }

    /** By how much each operator's contribution differs from what was last told. */
    Map<Integer, Double> changes(Map<Integer, Double> now) {
        Map<Integer, Double> changes = new HashMap<>(now);
        units.forEach((operator, then) -> changes.merge(operator, -then, Double::sum));
        changes.values().removeIf(change -> change == 0);
        return changes;
    }
}
