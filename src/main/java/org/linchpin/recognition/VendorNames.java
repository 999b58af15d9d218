package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Knowledge.Identifier;
import org.linchpin.recognition.Knowledge.Vendor;

/** Vendors by every name they are known under, in English and Chinese, and whose business each is today. */
final class VendorNames {

    /** Words that many makers' names contain and that tell none apart. */
    private static final Set<String> GENERIC = Set.of(
            "WIRELESS",
            "SOLUTION",
            "TECH",
            "COMM",
            "COMMUNICATION",
            "COMMUNICATIONS",
            "ELECTRONIC",
            "ELECTRONICS",
            "GROUP",
            "MODULE",
            "MODULES",
            "MODEM",
            "IOT",
            "M2M",
            "INTERNATIONAL",
            "SHANGHAI",
            "SHENZHEN",
            "CHINA",
            "CN",
            "USA",
            "SEMICONDUCTOR",
            "MANUFACTURING",
            "HOLDING",
            "HOLDINGS",
            "NETWORKS",
            "SCIENCE",
            "SMART",
            "INTELLIGENT",
            "THE",
            "MADE",
            "BY",
            "LTE",
            "4G",
            "5G",
            "CELLULAR",
            "SYSTEMS",
            "EUROPE",
            "UK");

    /** Words of everyday speech, which stand for a maker only beside the rest of its name. */
    private static final Set<String> EVERYDAY = Set.of("EAGLE", "TRIDENT", "GLOBAL", "BUSINESS", "FORMER", "MOBILE");

    /** Firms that exist and are one letter away from a maker of modules. */
    private static final Set<String> NEIGHBOURS =
            Set.of("COMPAQ", "NOVATEK", "TELIA", "SIMTEC", "SONIC", "NORDICA", "MURATEC", "ALTAIR", "OPTICON");

    private static final Pattern CHINESE_FORM =
            Pattern.compile("^(上海|深圳市|深圳|广州|北京)|(股份|有限责任|有限)?公司$|集团|股份$|技术$|科技$|通信$|无线(通信)?$|智能技术$");

    private static final Pattern SEVERAL = Pattern.compile("/|;|\\||,|(?i)\\s+or\\s+");
    private static final int MOST_SEEN = 50_000;
    private static final int SHORTEST_MENDED = 6;
    private static final int OWN = 0;
    private static final int LEGAL = 1;
    private static final int ALIAS = 2;

    private final Map<String, Vendor> byKey = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, Set<String>> byCore = new HashMap<>();
    private final Map<String, Integer> claimed = new HashMap<>();
    private final Map<String, Set<String>> byGap = new HashMap<>();
    private final Map<String, Named> seen = new ConcurrentHashMap<>();
    private final Map<String, String> successor = new HashMap<>();
    private final Trie<String> leading = new Trie<>();

    VendorNames(Knowledge knowledge) {
        knowledge.vendors().forEach(vendor -> byKey.put(vendor.key(), vendor));
        knowledge.vendors().forEach(this::learn);
        // What a module says of itself is more exact than an alias that two firms have used.
        knowledge.identifiers().stream()
                .filter(id -> id.kind().equals("at_cgmi") && id.vendor() != null)
                .forEach(this::learn);
        knowledge.families().stream()
                .filter(family -> !family.vendor().equals(family.owner()))
                .forEach(family -> succeed(family, knowledge.families()));
        List.copyOf(byName.keySet()).forEach(this::index);
        List.copyOf(byCore.keySet()).forEach(this::index);
    }

    /** A firm's own name is more its own than another's alias for it. */
    private void learn(Vendor vendor) {
        learn(OWN, vendor.name().replaceAll("\\(.*\\)", ""), vendor.key());
        for (String name :
                vendor.legalName() == null ? new String[0] : vendor.legalName().split("[;/]")) {
            learn(LEGAL, name.replaceAll("\\(.*\\)", ""), vendor.key());
        }
        for (String name :
                vendor.localName() == null ? new String[0] : vendor.localName().split("[;；(（]")) {
            learn(LEGAL, name, vendor.key());
        }
        learn(ALIAS, vendor.key().replace('_', ' '), vendor.key());
        vendor.aliases().forEach(alias -> learn(ALIAS, alias.replaceFirst("^formerly ", ""), vendor.key()));
    }

    private void learn(int closeness, String name, String key) {
        String bare = Words.bareName(name);
        if (bare.length() > 1) {
            claim(byName, closeness, bare, key);
            String core = core(Words.nameWords(name));
            if (core.length() > 2 && !EVERYDAY.contains(core)) {
                claim(byCore, closeness, core, key);
            }
        }
    }

    private void claim(Map<String, Set<String>> index, int closeness, String name, String key) {
        String place = (index == byName ? "name " : "core ") + name;
        int before = claimed.getOrDefault(place, Integer.MAX_VALUE);
        if (closeness < before) {
            index.put(name, new LinkedHashSet<>(Set.of(key)));
            claimed.put(place, closeness);
        } else if (closeness == before) {
            index.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(key);
        }
    }

    private void learn(Identifier reported) {
        for (String name : reported.value().split(" / ")) {
            byName.put(Words.bareName(name), Set.of(String.valueOf(reported.vendor())));
        }
    }

    /** What tells a name apart: without legal forms, trades and places. */
    private static String core(List<String> words) {
        StringBuilder core = new StringBuilder();
        for (String word : words) {
            if (!GENERIC.contains(word) && !Words.legalForm(word)) {
                core.append(word);
            }
        }
        String all = core.toString();
        return all.isEmpty() || all.charAt(0) < 128 ? all : chinese(all);
    }

    private static String chinese(String name) {
        String shorter = name;
        String before;
        do {
            before = shorter;
            String cut = CHINESE_FORM.matcher(shorter).replaceFirst("");
            shorter = cut.length() >= 2 ? cut : shorter;
        } while (!shorter.equals(before));
        return shorter;
    }

    /** For names one letter away, and for names that run into what follows. */
    private void index(String name) {
        if (name.charAt(0) >= 128) {
            return;
        }
        if (name.length() >= SHORTEST_MENDED) {
            gaps(name)
                    .forEach(gap -> byGap.computeIfAbsent(gap, any -> new LinkedHashSet<>())
                            .add(name));
        }
        if (name.length() >= 5) {
            leading.put(name, name);
        }
    }

    private static List<String> gaps(String name) {
        List<String> gaps = new ArrayList<>(name.length() + 1);
        gaps.add(name);
        for (int i = 0; i < name.length(); i++) {
            gaps.add(name.substring(0, i) + name.substring(i + 1));
        }
        return gaps;
    }

    /** A whole business moved where all of a vendor's families did. */
    private void succeed(Family moved, List<Family> all) {
        boolean whole = all.stream()
                .filter(family -> family.vendor().equals(moved.vendor()))
                .allMatch(family -> family.owner().equals(moved.owner()));
        if (whole) {
            successor.put(moved.vendor(), makerOf(moved));
        }
    }

    Optional<Vendor> vendor(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /**
     * Vendors that words name.
     *
     * @param keys the vendors; several where they share a name
     * @param mended whether a typing error was mended for it
     * @param chips whether a maker of chips is named, which says nothing of the module
     */
    record Named(Set<String> keys, boolean mended, boolean chips) {

        static final Named NOBODY = new Named(Set.of(), false, false);
    }

    /** The same for names seen before: registers repeat the names of a few makers. */
    Named named(String said) {
        if (said.isEmpty()) {
            return Named.NOBODY;
        }
        Named before = seen.get(said);
        if (before != null) {
            return before;
        }
        Named named = look(said);
        if (seen.size() < MOST_SEEN) {
            seen.put(said, named);
        }
        return named;
    }

    /** All vendors known under a name; several names with a stroke or "or" between them all count. */
    private Named look(String said) {
        Named whole = one(said);
        if (!whole.keys().isEmpty() || whole.chips()) {
            return whole;
        }
        String[] parts = SEVERAL.split(said);
        if (parts.length < 2) {
            return whole;
        }
        Set<String> keys = new LinkedHashSet<>();
        boolean mended = false;
        for (String part : parts) {
            Named one = one(part);
            keys.addAll(one.keys());
            mended |= one.mended();
        }
        return new Named(keys, mended, false);
    }

    private Named one(String said) {
        List<String> words = Words.nameWords(said);
        Named exact = exact(words);
        return exact == Named.NOBODY ? mended(String.join("", words), core(words)) : exact;
    }

    /** The vendors that words name exactly, or but for what tells no maker apart. */
    Named exact(List<String> words) {
        String bare = words.size() == 1 ? words.get(0) : String.join("", words);
        Set<String> exact = byName.get(bare);
        if (exact != null) {
            return found(exact, false);
        }
        String core = core(words);
        Set<String> known = EVERYDAY.contains(core) ? null : byName.getOrDefault(core, byCore.get(core));
        return known == null ? Named.NOBODY : found(known, false);
    }

    /** The vendor whose name is one slip away from a word. */
    Named mended(String word) {
        return found(near(word), true);
    }

    private Named mended(String bare, String core) {
        Set<String> near = near(bare);
        return found(near.isEmpty() ? near(core) : near, true);
    }

    static boolean generic(String word) {
        return GENERIC.contains(word);
    }

    private Named found(Set<String> keys, boolean mended) {
        if (keys.isEmpty()) {
            return Named.NOBODY;
        }
        boolean chips = keys.stream()
                .anyMatch(key -> byKey.get(key) != null && byKey.get(key).makesChipsOnly());
        return chips ? new Named(Set.of(), mended, true) : new Named(keys, mended, false);
    }

    /** The one vendor whose name is a single slip away; none where there are two. */
    private Set<String> near(String bare) {
        if (bare.length() < SHORTEST_MENDED || bare.charAt(0) >= 128 || NEIGHBOURS.contains(bare)) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String gap : gaps(bare)) {
            for (String name : byGap.getOrDefault(gap, Set.of())) {
                if (Words.oneSlip(bare, name)) {
                    names.add(name);
                }
            }
        }
        Set<String> keys = new LinkedHashSet<>();
        names.forEach(name -> keys.addAll(byName.getOrDefault(name, byCore.getOrDefault(name, Set.of()))));
        return keys.size() == 1 ? keys : Set.of();
    }

    /** Where a known name that runs into the next word ends: {@code QUECTELEC25}; 0 if none does. */
    int endOfLeadingName(String text, int start) {
        List<Trie.Hit<String>> hits = leading.from(text, start);
        return hits.isEmpty() ? 0 : hits.get(hits.size() - 1).end();
    }

    /** Who made modules of a family: the firm on the label, unless that is known to put its label on others' modules. */
    String vendorOf(Family family) {
        boolean relabelled = vendor(family.vendor()).map(Vendor::relabels).orElse(false);
        return relabelled ? makerOf(family) : family.vendor();
    }

    /** Whether a family is a matter of one of these firms: as its label, its real maker or its owner. */
    boolean among(Set<String> keys, Family family) {
        return keys.contains(family.vendor()) || keys.contains(vendorOf(family)) || keys.contains(family.owner());
    }

    /** Whose business a family is today. A mere holding is not a maker: its one subsidiary that is known is. */
    String makerOf(Family family) {
        Optional<Vendor> owner = vendor(family.owner()).filter(Vendor::holdsOnly);
        if (owner.isEmpty()) {
            return family.owner();
        }
        boolean relabelled = vendor(family.vendor()).map(Vendor::relabels).orElse(false);
        return !relabelled
                ? family.vendor()
                : byKey.values().stream()
                        .filter(vendor -> family.owner().equals(vendor.parent()))
                        .map(Vendor::key)
                        .sorted()
                        .findFirst()
                        .orElse(family.owner());
    }

    /** Whose business a vendor is today. */
    String successor(String vendor) {
        return successor.getOrDefault(vendor, vendor);
    }

    String display(String key) {
        return vendor(key).map(Vendor::name).orElse(key);
    }
}
