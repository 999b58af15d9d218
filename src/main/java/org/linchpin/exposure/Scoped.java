package org.linchpin.exposure;

import java.util.Set;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Slice;

/** The filter that an answer stands for, and whether every operator's rows were counted. */
public record Scoped(
        boolean everything, Set<String> sector, Set<String> region, Set<String> operator, Set<String> assetClass) {

    public static Scoped of(Viewer viewer, Slice slice) {
        return new Scoped(
                viewer.scope().everything(), slice.sectors(), slice.regions(), slice.operators(), slice.assetClasses());
    }
}
