package org.linchpin.inventory;

import java.util.List;
import java.util.Set;

/**
 * A slice counted by one dimension, with what is not known kept apart.
 *
 * @param total what has or may have a cellular module, in the unit of the weight
 * @param identified the part of the total whose key is certain
 * @param withoutModule what is known to have none; not part of the total
 * @param unknown the part of the total that may belong to any key
 * @param counts by key, most sure first
 * @param undecided the part of the total that belongs to one of several keys
 */
public record Tally(
        double total,
        double identified,
        double withoutModule,
        double unknown,
        List<Count> counts,
        List<Undecided> undecided) {

    /**
     * One key's count.
     *
     * @param sure certainly this key's
     * @param possible this key's if every open unit that can be its were its
     */
    public record Count(String key, String name, double sure, double possible) {}

    /** An amount that belongs to one of several keys. */
    public record Undecided(Set<String> keys, double amount) {}

    /** What several keys have together: possible is what each of their sets, and the unknown, could add. */
    public Count together(Set<String> keys, String name) {
        double sure = counts.stream()
                .filter(count -> keys.contains(count.key()))
                .mapToDouble(Count::sure)
                .sum();
        double within = undecided.stream()
                .filter(set -> keys.containsAll(set.keys()))
                .mapToDouble(Undecided::amount)
                .sum();
        double touching = undecided.stream()
                .filter(set -> set.keys().stream().anyMatch(keys::contains))
                .mapToDouble(Undecided::amount)
                .sum();
        return new Count("", name, Weight.plain(sure + within), Weight.plain(sure + touching + unknown));
    }

    public boolean empty() {
        return total <= 0;
    }

    /** The identified part of the total, between 0 and 1; 0 of nothing. */
    public double coverage() {
        return empty() ? 0 : identified / total;
    }
}
