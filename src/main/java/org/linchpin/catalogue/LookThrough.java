package org.linchpin.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far to follow from a name on a module to who controls it. Pure: organisations and links in, one holder per vendor
 * and rule out, so that totals never change under a rule. Links of low confidence, ended ones, licences, technical
 * likeness and deals that fell through never count. A person is never made the holder of a group: the highest
 * organisation is.
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
        /** The highest owner of half or more, as the OFAC 50 per cent rule asks; holdings of several are not yet added. */
        OFAC50,
        /** The highest company of the group: majority owners, and firms that were set up by or are a brand of another. */
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

    /** A dated statement that one organisation owns, made, took over or is close to another. */
    record Link(
            String child,
            String parent,
            String relation,
            @Nullable Double percent,
            @Nullable String from,
            @Nullable String to,
            String confidence,
            List<String> sources) {

        boolean moved() {
            return Set.of("merger", "asset_purchase", "asset_sale").contains(relation) && !child.equals(parent);
        }

        boolean owns() {
            return relation.equals("equity") || relation.equals("state_ownership");
        }

        boolean founded() {
            return relation.equals("established_by") || relation.equals("brand_of");
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

    private final Map<String, Organisation> organisations;
    private final List<Link> links;

    /** @param today the day on which links must hold, ISO 8601 */
    LookThrough(Map<String, Organisation> organisations, List<Link> links, String today) {
        this.organisations = organisations;
        this.links = links.stream()
                .filter(link -> !link.confidence().equals("low"))
                .filter(link -> link.from() == null || link.from().compareTo(today) <= 0)
                .filter(link -> link.to() == null || link.to().compareTo(today) > 0)
                .filter(link -> organisations.containsKey(link.child()) && organisations.containsKey(link.parent()))
                .toList();
    }

    List<Led> lead(String vendor) {
        List<Led> all = new ArrayList<>();
        Organisation start = organisation(vendor);
        all.add(new Led(Rule.NAMED, vendor, vendor, start.name(), establishment(start), start.name() + "."));
        all.add(follow(Rule.LEGAL, vendor, Link::moved, any -> true));
        all.add(follow(Rule.MAJORITY, vendor, link -> link.moved() || owns(link, false), any -> true));
        all.add(follow(Rule.OFAC50, vendor, link -> link.moved() || owns(link, true), any -> true));
        Led declared = follow(
                Rule.DECLARED,
                vendor,
                link -> link.moved() || owns(link, false) || link.founded(),
                Organisation::company);
        all.add(declared);
        all.add(new Led(
                Rule.JURISDICTION,
                vendor,
                "country:" + declared.country(),
                "Jurisdiction " + declared.country(),
                declared.country(),
                declared.path()));
        return all;
    }

    private static boolean owns(Link link, boolean halfIsEnough) {
        Double percent = link.percent();
        return link.owns() && percent != null && (halfIsEnough ? percent >= 50 : percent > 50);
    }

    private Led follow(Rule rule, String vendor, Predicate<Link> counts, Predicate<Organisation> mayHold) {
        Organisation here = organisation(vendor);
        StringBuilder path = new StringBuilder(here.name());
        Set<String> seen = new HashSet<>(Set.of(vendor));
        Optional<Link> step = step(here, counts, mayHold, seen);
        while (step.isPresent()) {
            Link link = step.get();
            here = organisation(link.parent());
            seen.add(here.key());
            path.append(words(link)).append(here.name());
            step = step(here, counts, mayHold, seen);
        }
        return new Led(
                rule,
                vendor,
                here.key(),
                here.name(),
                country(here, organisation(vendor)),
                path.append('.').toString());
    }

    private Optional<Link> step(
            Organisation here, Predicate<Link> counts, Predicate<Organisation> mayHold, Set<String> seen) {
        return links.stream()
                .filter(link -> link.child().equals(here.key()))
                .filter(counts)
                .filter(link -> !seen.contains(link.parent()))
                .filter(link -> !organisation(link.parent()).person())
                .filter(link -> mayHold.test(organisation(link.parent())))
                .max((a, b) -> Double.compare(share(a), share(b)));
    }

    private static double share(Link link) {
        return link.percent() == null ? 100 : link.percent();
    }

    private static String words(Link link) {
        String how = switch (link.relation()) {
            case "merger" -> ", merged into ";
            case "asset_purchase", "asset_sale" -> ", whose business was taken over by ";
            case "established_by" -> ", set up by ";
            case "brand_of" -> ", a brand of ";
            default -> ", owned " + percent(link) + " by ";
        };
        String since = link.from() == null ? "" : ", " + link.from();
        return " (source %s%s, confidence %s)%s"
                .formatted(String.join(", ", link.sources()), since, link.confidence(), how);
    }

    private static String percent(Link link) {
        Double percent = link.percent();
        return percent == null
                ? ""
                : percent == Math.rint(percent) ? "%d%%".formatted(Math.round(percent)) : percent + "%";
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

    private static String establishment(Organisation organisation) {
        return first(organisation.country());
    }

    static final String UNKNOWN = "??";

    /** The first country of {@code US/GB} or {@code GB/IM + FR 25%}. */
    private static String first(@Nullable String countries) {
        return countries == null || countries.length() < 2 ? UNKNOWN : countries.substring(0, 2);
    }

    private Organisation organisation(String key) {
        Organisation found = organisations.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no organisation " + key);
        }
        return found;
    }
}
