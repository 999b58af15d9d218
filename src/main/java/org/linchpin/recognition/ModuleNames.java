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

    private static final int SHORTEST = 2;
    private static final int SHORTEST_MENDED = 4;
    private static final int SHORTEST_GUESSED = 6;

    private final Trie<Name> families = new Trie<>();

    /** A way of writing a family's name, compared by identity: families are many and long to compare. */
    private static final class Name {

        private final Family family;
        private final int length;
        private final boolean numbered;
        private final boolean hasDigit;

        Name(Family family, String spelling) {
            this.family = family;
            this.length = spelling.length();
            this.numbered = family.pattern().contains("-?") || NUMBERED.contains(family.prefix());
            this.hasDigit = family.prefix().chars().anyMatch(Character::isDigit);
        }
    }

    ModuleNames(List<Family> all) {
        for (Family family : all) {
            List<String> spellings = SPELLINGS.getOrDefault(family.prefix(), List.of(Words.bare(family.prefix())));
            // Every name begins with nothing at all, so a family whose name holds no letter is none to go by.
            spellings.stream()
                    .filter(spelling -> spelling.length() >= SHORTEST)
                    .forEach(spelling -> families.put(spelling, new Name(family, spelling)));
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
        List<Trie.Hit<Name>> hits = families.from(text.text(), start);
        for (int i = hits.size() - 1; i >= 0; i--) {
            Trie.Hit<Name> hit = hits.get(i);
            List<Family> fitting = new ArrayList<>(hit.values().size());
            for (Name name : hit.values()) {
                if (fits(name, text, hit.end())) {
                    fitting.add(name.family);
                }
            }
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
        Map<Name, Trie.Hit<Name>> meant = new LinkedHashMap<>();
        Error least = Error.OTHER;
        for (Trie.Hit<Name> hit : families.near(text.text(), start)) {
            if (hit.error() == Error.DIGIT) {
                continue;
            }
            for (Name name : hit.values()) {
                if (name.length >= SHORTEST_MENDED
                        && (makers.isEmpty() || vendors.among(makers, name.family))
                        && fits(name, text, hit.end())) {
                    meant.merge(name, hit, (a, b) -> a.error().compareTo(b.error()) <= 0 ? a : b);
                    least = hit.error().compareTo(least) < 0 ? hit.error() : least;
                }
            }
        }
        if (meant.isEmpty()) {
            return NOTHING;
        }
        Error likeliest = least;
        meant.values().removeIf(hit -> hit.error() != likeliest);
        int longest = meant.values().stream().mapToInt(Trie.Hit::end).max().orElse(0);
        List<Name> best = new ArrayList<>();
        meant.forEach((name, hit) -> {
            if (hit.end() == longest) {
                best.add(name);
            }
        });
        boolean oneMaker = meant.keySet().stream()
                        .map(name -> vendors.vendorOf(name.family))
                        .distinct()
                        .count()
                == 1;
        int enough = likeliest == Error.OTHER ? SHORTEST_GUESSED : SHORTEST_MENDED;
        boolean safe =
                oneMaker && (!makers.isEmpty() || best.stream().allMatch(name -> telling(name, likeliest, enough)));
        return safe
                ? new Found(best.stream().map(name -> name.family).distinct().toList(), longest, likeliest)
                : NOTHING;
    }

    /** Names that others use too are mended only where they are long and a letter is taken for its like. */
    private static boolean telling(Name name, Error error, int enough) {
        String ambiguity = String.valueOf(name.family.ambiguity());
        return ambiguity.equals("low")
                ? name.length >= enough
                : !ambiguity.equals("high") && error == Error.LOOK_ALIKE && name.length > SHORTEST_MENDED;
    }

    /**
     * A digit right after a beginning that ends in one is another model, unless the maker numbers variants so; and a
     * beginning of letters alone must not be cut out of a longer word.
     */
    private static boolean fits(Name name, Bare text, int end) {
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
            return name.numbered;
        }
        return number || name.hasDigit;
    }
}
