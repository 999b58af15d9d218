package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of a kind costs to exchange: by which parameters.
 *
 * @param operator the owner whose own statements are in it; null where none are
 * @param visit null where no visit is needed
 * @param basis which parameters are borrowed from another kind
 */
record Rate(
        String assetClass,
        String name,
        SwapClass swap,
        @Nullable String operator,
        @Nullable Parameter unit,
        @Nullable Parameter visit,
        @Nullable Parameter disposal,
        Parameter life,
        String basis) {

    List<Parameter> parameters() {
        return new ArrayList<>(
                Stream.of(unit, visit, disposal).filter(Objects::nonNull).toList());
    }

    /** Whether the owner's own numbers, or ones with a source, make up what a unit costs. */
    boolean own() {
        List<Parameter> all = Stream.of(unit, visit).filter(Objects::nonNull).toList();
        return !all.isEmpty() && all.stream().allMatch(one -> one.grade().equals(Parameter.OWN));
    }

    /** A book makes each rate once, and sums over many holdings look rates up: they are told apart as things. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
