package org.linchpin.access;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose rows may be seen: everybody's, or those of some operators, perhaps in some sectors alone.
 *
 * @param everything whether all operators' rows may be seen, whatever their sector
 * @param operators the numbers of the operators of whom rows may be seen; empty if {@code everything}
 * @param sectors the only sectors whose rows may be seen; empty where every sector's may
 * @param whole if there are sectors, those of the operators whose rows may be seen all the same in every sector
 */
public record Scope(boolean everything, Set<Integer> operators, Set<String> sectors, Set<Integer> whole)
        implements Serializable {

    public Scope {
        operators = Set.copyOf(operators);
        sectors = Set.copyOf(sectors);
        whole = Set.copyOf(whole);
        if (everything && !(operators.isEmpty() && sectors.isEmpty())) {
            throw new IllegalArgumentException("a scope is everything or a set of operators, not both");
        }
        if (!operators.containsAll(whole) || (sectors.isEmpty() && !whole.isEmpty())) {
            throw new IllegalArgumentException("only of operators in sight can more be seen than some sectors");
        }
    }

    public static Scope all() {
        return new Scope(true, Set.of(), Set.of(), Set.of());
    }

    public static Scope of(Collection<Integer> operators) {
        return new Scope(false, Set.copyOf(operators), Set.of(), Set.of());
    }

    /** Operators' rows in some sectors, and of some of them in every sector. */
    public static Scope of(Collection<Integer> operators, Collection<String> sectors, Collection<Integer> whole) {
        return new Scope(false, Set.copyOf(operators), Set.copyOf(sectors), Set.copyOf(whole));
    }

    public static Scope nothing() {
        return of(Set.of());
    }

    /** What {@link #setting} said. */
    public static Scope read(String setting) {
        if (setting.equals("all")) {
            return all();
        }
        List<String> parts = Arrays.asList(setting.split("\\|", -1));
        return parts.size() < 3
                ? of(numbers(parts.get(0)))
                : of(numbers(parts.get(0)), words(parts.get(1)).collect(Collectors.toSet()), numbers(parts.get(2)));
    }

    private static Set<Integer> numbers(String joined) {
        return words(joined).map(Integer::valueOf).collect(Collectors.toSet());
    }

    private static Stream<String> words(String joined) {
        return Arrays.stream(joined.split(",")).filter(word -> !word.isEmpty());
    }

    /** Whether anything of an operator may be seen. */
    public boolean holds(int operator) {
        return everything || operators.contains(operator);
    }

    /** Whether some sectors alone may be seen. */
    public boolean confined() {
        return !sectors.isEmpty();
    }

    /** The sectors that may be seen of an operator; empty where all may. */
    public Set<String> sectorsOf(int operator) {
        return whole.contains(operator) ? Set.of() : sectors;
    }

    /** The value of {@code linchpin.scope}, which row-level security reads. */
    public String setting() {
        if (everything) {
            return "all";
        }
        String seen = joined(operators.stream().sorted());
        return sectors.isEmpty()
                ? seen
                : seen + "|" + joined(sectors.stream().sorted()) + "|"
                        + joined(whole.stream().sorted());
    }

    private static String joined(Stream<?> parts) {
        return parts.map(String::valueOf).collect(Collectors.joining(","));
    }
}
