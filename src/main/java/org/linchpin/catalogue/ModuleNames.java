package org.linchpin.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linchpin.catalogue.Knowledge.Family;

/** Module families by the beginning of their names; the longest beginning that fits wins. */
final class ModuleNames {

    private final Map<String, List<Family>> byPrefix = new HashMap<>();
    private int longest;
    private int shortest = Integer.MAX_VALUE;

    ModuleNames(List<Family> families) {
        for (Family family : families) {
            // Two families of the reference data name a range by its first member; their common beginning serves both.
            String prefix = family.pattern().startsWith("^AIR72[0-9]") ? "AIR72" : Words.bare(family.prefix());
            byPrefix.computeIfAbsent(prefix, any -> new ArrayList<>()).add(family);
            longest = Math.max(longest, prefix.length());
            shortest = Math.min(shortest, prefix.length());
        }
    }

    /**
     * The families that a module's name begins like; several where makers share a name. A digit right after a beginning
     * that ends in one is another model, unless the maker numbers variants so.
     */
    List<Family> of(String bare) {
        for (int length = Math.min(longest, bare.length()); length >= shortest; length--) {
            List<Family> found = byPrefix.get(bare.substring(0, length));
            if (found != null) {
                int end = length;
                List<Family> fitting =
                        found.stream().filter(family -> fits(family, bare, end)).toList();
                if (!fitting.isEmpty()) {
                    return fitting;
                }
            }
        }
        return List.of();
    }

    private static boolean fits(Family family, String bare, int end) {
        boolean runsOn =
                end < bare.length() && Character.isDigit(bare.charAt(end)) && Character.isDigit(bare.charAt(end - 1));
        return !runsOn || family.pattern().contains("-?") || NUMBERED.contains(family.prefix());
    }

    /** Wavecom's and Openluat's variants go on with a digit. */
    private static final Set<String> NUMBERED = Set.of("Q24", "Q26", "Air720", "Air780");
}
