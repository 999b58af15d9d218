package org.linchpin.ownership;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far to follow from a name on a module to who controls it. Pure: organisations and ties in, one holder per vendor
 * and rule out, so that totals never change under a rule. Ties of low confidence, ended ones, licences, technical
 * likeness and deals that fell through never count. A person is never made the holder of a group: the highest
 * organisation is. Where owners run in a circle, the first of them by key holds them all.
 */
final class LookThrough {

    /** The rules, each following further than the one before. */
    enum Rule {
        /** The firm named. */
        NAMED,
        /** The firm whose business it is today, after mergers and sales of the business. */
        LEGAL,
        /** The highest owner of more than half. */
        MAJORITY,
        /**
         * The highest owner of half or more, as the OFAC 50 per cent rule asks: holdings of one group are added, those of
         * all listed organisations too, and what is half owned passes its holdings on in full.
         */
        OFAC50,
        /**
         * The highest company of the group: majority owners, a declared controlling shareholder, parties in concert, and
         * firms that were set up by or are a brand of another.
         */
        DECLARED,
        /** The country whose law binds whoever controls it. */
        JURISDICTION;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An organisation; countries as the reference data writes them. */
    record Organisation(
            String key,
            String name,
            String kind,
            @Nullable String country,
            @Nullable String controllerCountry) {

        boolean company() {
            return kind.equals("vendor");
        }

        boolean person() {
            return kind.equals("person");
        }
    }

    /**
     * Where a rule leads from a vendor.
     *
     * @param holder the key of the organisation, or of the country under {@link Rule#JURISDICTION}
     * @param country ISO 3166-1 alpha-2, {@code ??} where not established
     * @param path the chain in words
     */
    record Led(Rule rule, String vendor, String holder, String holderName, String country, String path) {}

    static final String UNKNOWN = "??";

    private static final double HALF = 50;
    /** Holdings of all listed organisations are one group under the 50 per cent rule. */
    private static final String LISTED = "listed";

    private final Map<String, Organisation> organisations;
    private final Map<String, List<Tie>> byChild = new HashMap<>();
    private final Set<String> listed;
    private final Map<Rule, Map<String, Tie>> steps = new EnumMap<>(Rule.class);

    /**
     * @param ties of which those that hold on the day and are not of low confidence count
     * @param listed keys of organisations that an official list names on the day
     */
    LookThrough(
            Map<String, Organisation> organisations, Collection<Tie> ties, Collection<String> listed, LocalDate day) {
        this.organisations = organisations;
        this.listed = Set.copyOf(listed);
        inForce(ties, day).stream()
                .filter(tie -> organisations.containsKey(tie.child()) && organisations.containsKey(tie.parent()))
                .forEach(tie -> byChild.computeIfAbsent(tie.child(), key -> new ArrayList<>())
                        .add(tie));
        steps.put(Rule.LEGAL, steps(Tie::moves));
        steps.put(Rule.MAJORITY, steps(tie -> tie.moves() || tie.owns() && tie.share() > HALF));
        steps.put(Rule.OFAC50, together());
        steps.put(Rule.DECLARED, declared());
    }

    /** Of several statements of one share, the one that began last holds; of those, the one recorded last. */
    static List<Tie> inForce(Collection<Tie> ties, LocalDate day) {
        Map<List<Object>, Tie> latest = new LinkedHashMap<>();
        ties.stream()
                .filter(tie -> tie.counts() && tie.holdsOn(day))
                .sorted(Comparator.comparing((Tie tie) ->
                                tie.from() == null ? LocalDate.MIN : Tie.firstDay(String.valueOf(tie.from())))
                        .thenComparing(Tie::id))
                .forEach(tie ->
                        latest.put(tie.owns() ? List.of(tie.child(), tie.parent(), "owns") : List.of(tie.id()), tie));
        return List.copyOf(latest.values());
    }

    List<Led> lead(String vendor) {
        Organisation start = organisation(vendor);
        List<Led> all = new ArrayList<>();
        all.add(new Led(Rule.NAMED, vendor, vendor, start.name(), first(start.country()), start.name() + "."));
        List.of(Rule.LEGAL, Rule.MAJORITY, Rule.OFAC50, Rule.DECLARED).forEach(rule -> all.add(follow(rule, start)));
        Led declared = all.get(all.size() - 1);
        all.add(new Led(
                Rule.JURISDICTION,
                vendor,
                "country:" + declared.country(),
                "Jurisdiction " + declared.country(),
                declared.country(),
                declared.path()));
        return all;
    }

    /** The ties that a rule follows from a vendor to its holder, in order. */
    List<Tie> chain(Rule rule, String vendor) {
        Map<String, Tie> up = steps.getOrDefault(rule, Map.of());
        String root = root(up, vendor);
        List<Tie> chain = new ArrayList<>();
        String here = vendor;
        while (!here.equals(root)) {
            Tie tie = up.get(here);
            if (tie == null) {
                throw new IllegalStateException("no step from " + here + " to " + root);
            }
            chain.add(tie);
            here = tie.parent();
        }
        return chain;
    }

    private Led follow(Rule rule, Organisation start) {
        StringBuilder path = new StringBuilder(start.name());
        Organisation here = start;
        for (Tie tie : chain(rule, start.key())) {
            here = organisation(tie.parent());
            path.append(words(tie)).append(here.name());
        }
        return new Led(
                rule,
                start.key(),
                here.key(),
                here.name(),
                country(here, start),
                path.append('.').toString());
    }

    private static String root(Map<String, Tie> up, String from) {
        Set<String> seen = new LinkedHashSet<>();
        String here = from;
        while (seen.add(here)) {
            Tie tie = up.get(here);
            if (tie == null) {
                return here;
            }
            here = tie.parent();
        }
        List<String> walked = List.copyOf(seen);
        return new TreeSet<>(walked.subList(walked.indexOf(here), walked.size())).first();
    }

    private Map<String, Tie> steps(Predicate<Tie> follows) {
        Map<String, Tie> up = new HashMap<>();
        organisations
                .keySet()
                .forEach(key -> ties(key).filter(follows).max(strongest()).ifPresent(tie -> up.put(key, tie)));
        return up;
    }

    private Stream<Tie> ties(String child) {
        return byChild.getOrDefault(child, List.of()).stream()
                .filter(tie -> !tie.child().equals(tie.parent()))
                .filter(tie -> !organisation(tie.parent()).person());
    }

    private static Comparator<Tie> strongest() {
        return Comparator.comparing(Tie::moves)
                .thenComparing(tie -> tie.relation() == Relation.CONTROLLING_SHAREHOLDER)
                .thenComparing(Tie::share)
                .thenComparing(Tie::parent, Comparator.reverseOrder())
                .thenComparing(Tie::id);
    }

    /** What a group holds together; round after round, because what is half owned passes its holdings on. */
    private Map<String, Tie> together() {
        Map<String, Tie> up = Map.of();
        for (int round = 0; round <= organisations.size(); round++) {
            Map<String, Tie> before = up;
            Map<String, Tie> next = new HashMap<>();
            organisations.keySet().forEach(key -> half(key, before).ifPresent(tie -> next.put(key, tie)));
            if (next.equals(before)) {
                return next;
            }
            up = next;
        }
        return up;
    }

    private Optional<Tie> half(String child, Map<String, Tie> up) {
        Optional<Tie> moved = ties(child).filter(Tie::moves).max(strongest());
        if (moved.isPresent()) {
            return moved;
        }
        Map<String, List<Tie>> groups = new LinkedHashMap<>();
        ties(child)
                .filter(Tie::owns)
                .filter(tie -> !root(up, tie.parent()).equals(child))
                .forEach(tie -> groups.computeIfAbsent(group(tie.parent(), up), key -> new ArrayList<>())
                        .add(tie));
        return groups.entrySet().stream()
                .filter(group -> sum(group.getValue()) >= HALF)
                .max(Comparator.comparing((Map.Entry<String, List<Tie>> group) -> sum(group.getValue()))
                        .thenComparing(group -> group.getKey().equals(LISTED))
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .flatMap(group -> group.getValue().stream().max(strongest()));
    }

    private String group(String parent, Map<String, Tie> up) {
        String here = parent;
        Set<String> seen = new LinkedHashSet<>();
        while (seen.add(here)) {
            if (listed.contains(here)) {
                return LISTED;
            }
            Tie tie = up.get(here);
            if (tie == null) {
                break;
            }
            here = tie.parent();
        }
        return "of " + root(up, parent);
    }

    private static double sum(List<Tie> ties) {
        return ties.stream()
                .map(Tie::percent)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private Map<String, Tie> declared() {
        Map<String, Tie> up = steps(tie -> tie.relation() == Relation.CONTROLLING_SHAREHOLDER
                || (tie.moves()
                                || tie.owns() && tie.share() > HALF
                                || tie.relation().nature() == Relation.Nature.FOUNDED)
                        && organisation(tie.parent()).company());
        organisations.keySet().stream()
                .filter(key -> !up.containsKey(key))
                .forEach(key -> inConcert(key).ifPresent(tie -> up.put(key, tie)));
        return up;
    }

    /** The leading holder whose shares, with those of its parties in concert, are more than half. */
    private Optional<Tie> inConcert(String child) {
        return ties(child)
                .filter(Tie::owns)
                .filter(tie -> tie.share() + concert(child, tie.parent()) > HALF)
                .filter(tie -> concert(child, tie.parent()) > 0)
                .max(strongest());
    }

    private double concert(String child, String leader) {
        return byChild.getOrDefault(child, List.of()).stream()
                .filter(Tie::owns)
                .filter(tie -> byChild.getOrDefault(tie.parent(), List.of()).stream()
                        .anyMatch(party -> party.relation() == Relation.CONCERT_PARTY
                                && party.parent().equals(leader)))
                .mapToDouble(Tie::share)
                .sum();
    }

    private static String words(Tie tie) {
        String share = tie.owns()
                ? " " + tie.percentWords() + " by"
                : tie.relation().nature() == Relation.Nature.CONTROLS ? " by" : "";
        String since = tie.from() == null ? "" : ", " + tie.from();
        return " (source %s%s, confidence %s), %s%s "
                .formatted(
                        String.join(", ", tie.sources()),
                        since,
                        tie.confidence(),
                        tie.relation().phrase(),
                        share);
    }

    /** Who controls the holder binds it more than where it is established; failing both, what is known of the start. */
    private static String country(Organisation holder, Organisation start) {
        String found = first(holder.controllerCountry());
        if (found.equals(UNKNOWN)) {
            found = first(holder.country());
        }
        if (found.equals(UNKNOWN)) {
            found = first(start.controllerCountry());
        }
        return found.equals(UNKNOWN) ? first(start.country()) : found;
    }

    /** The first country of {@code US/GB} or {@code GB/IM + FR 25%}. */
    private static String first(@Nullable String countries) {
        return countries == null || countries.length() < 2
                ? UNKNOWN
                : countries.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    private Organisation organisation(String key) {
        Organisation found = organisations.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no organisation " + key);
        }
        return found;
    }
}
