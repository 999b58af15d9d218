package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Trie.Error;
import org.linchpin.recognition.Words.Bare;

/** Module families by the beginning of their names, in one trie; the longest beginning that fits wins. */
final class ModuleNames {

    /** Series whose members go on with a digit: Q2686, RC7611, AR7586. */
    private static final Set<String> NUMBERED = Set.of("Q24", "Q26", "RC76", "AR755", "AR758", "Air720", "Air780");

    /** Families that are written in more than one way; a range of models goes by what all of them begin with. */
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "Air720", List.of("AIR72"),
            "Type 1SC", List.of("TYPE1SC", "1SC", "LBAD0XX1SC"),
            "XBee3 Cellular", List.of("XBEE3CELLULAR", "XBEECELLULAR"),
            "FCUN69", List.of("FCUN69", "CFUN69"));

    private static final int SHORTEST_MENDED = 4;
    private static final int SHORTEST_GUESSED = 6;

    private final Trie<Family> families = new Trie<>();

    ModuleNames(List<Family> all) {
        for (Family family : all) {
            List<String> spellings = SPELLINGS.getOrDefault(family.prefix(), List.of(Words.bare(family.prefix())));
            spellings.forEach(spelling -> families.put(spelling, family));
        }
    }

    /**
     * Families that a name begins like.
     *
     * @param families several where makers share a name
     * @param end where the beginning ends in the text
     * @param error what had to be mended for it
     */
    record Found(List<Family> families, int end, Error error) {}

    private static final Found NOTHING = new Found(List.of(), 0, Error.NONE);

    /** The families that a module's name begins like. */
    List<Family> of(String bare) {
        return at(new Bare(bare, 1), 0).families();
    }

    /** The families that begin at a place in a text. */
    Found at(Bare text, int start) {
        List<Trie.Hit<Family>> hits = families.from(text.text(), start);
        for (int i = hits.size() - 1; i >= 0; i--) {
            Trie.Hit<Family> hit = hits.get(i);
            List<Family> fitting = hit.values().stream()
                    .filter(family -> fits(family, text, hit.end()))
                    .toList();
            if (!fitting.isEmpty()) {
                return new Found(fitting, hit.end(), Error.NONE);
            }
        }
        return NOTHING;
    }

    /**
     * The families meant if one typing error is mended, and only where that is safe: all that are one error away have the
     * same maker, or the maker is stated beside the name.
     *
     * @param makers the makers stated; empty where none is
     */
    Found near(Bare text, int start, Set<String> makers, VendorNames vendors) {
        Map<Family, Trie.Hit<Family>> meant = new LinkedHashMap<>();
        Error least = Error.OTHER;
        for (Trie.Hit<Family> hit : families.near(text.text(), start)) {
            for (Family family : hit.values()) {
                if (length(family) >= SHORTEST_MENDED
                        && (makers.isEmpty() || vendors.among(makers, family))
                        && fits(family, text, hit.end())) {
                    meant.merge(family, hit, (a, b) -> a.error().compareTo(b.error()) <= 0 ? a : b);
                    least = hit.error().compareTo(least) < 0 ? hit.error() : least;
                }
            }
        }
        Error likeliest = least;
        meant.values().removeIf(hit -> hit.error() != likeliest);
        int longest = meant.values().stream().mapToInt(Trie.Hit::end).max().orElse(0);
        List<Family> best = new ArrayList<>();
        meant.forEach((family, hit) -> {
            if (hit.end() == longest) {
                best.add(family);
            }
        });
        boolean oneMaker =
                meant.keySet().stream().map(vendors::vendorOf).distinct().count() == 1;
        int enough = likeliest == Error.OTHER ? SHORTEST_GUESSED : SHORTEST_MENDED;
        boolean safe = oneMaker
                && (!makers.isEmpty()
                        || best.stream()
                                .allMatch(family -> length(family) >= enough && "low".equals(family.ambiguity())));
        return safe ? new Found(best, longest, likeliest) : NOTHING;
    }

    private static int length(Family family) {
        return Words.bare(family.prefix()).length();
    }

    /**
     * A digit right after a beginning that ends in one is another model, unless the maker numbers variants so; and a
     * beginning of letters alone must not be cut out of a longer word.
     */
    private static boolean fits(Family family, Bare text, int end) {
        if (end >= text.text().length() || text.startsAt(end)) {
            return true;
        }
        char next = text.text().charAt(end);
        char last = text.text().charAt(end - 1);
        if (next > 'Z') {
            return false;
        }
        boolean number = Character.isDigit(next);
        if (number && Character.isDigit(last)) {
            return family.pattern().contains("-?") || NUMBERED.contains(family.prefix());
        }
        return number || family.prefix().chars().anyMatch(Character::isDigit);
    }
}
