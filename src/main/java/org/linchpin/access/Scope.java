package org.linchpin.access;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose rows may be seen: everybody's, or those of some operators.
 *
 * @param everything whether all operators' rows may be seen
 * @param operators the numbers of the operators whose rows may be seen; empty if {@code everything}
 */
public record Scope(boolean everything, Set<Integer> operators) implements Serializable {

    public Scope {
        operators = Set.copyOf(operators);
        if (everything && !operators.isEmpty()) {
            throw new IllegalArgumentException("a scope is everything or a set of operators, not both");
        }
    }

    public static Scope all() {
        return new Scope(true, Set.of());
    }

    public static Scope of(Collection<Integer> operators) {
        return new Scope(false, Set.copyOf(operators));
    }

    public static Scope nothing() {
        return new Scope(false, Set.of());
    }

    public boolean holds(int operator) {
        return everything || operators.contains(operator);
    }

    /** The value of {@code linchpin.scope}, which row-level security reads. */
    public String setting() {
        return everything
                ? "all"
                : operators.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }
}
