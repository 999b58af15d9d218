package org.linchpin.reading;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import org.springframework.stereotype.Component;

/** What the words of registers stand for: kinds of equipment, sectors, regions, states of service. */
@Component
public class Vocabulary {

    /** Degrees: piers, islands and docks that a simplified boundary leaves out. */
    private static final double OFF_SHORE = 0.1;

    private static final Map<String, String> STATUS = Map.ofEntries(
            Map.entry("in service", "in_service"),
            Map.entry("in use", "in_service"),
            Map.entry("active", "in_service"),
            Map.entry("live", "in_service"),
            Map.entry("operational", "in_service"),
            Map.entry("on", "in_service"),
            Map.entry("turned on", "in_service"),
            Map.entry("installed", "in_service"),
            Map.entry("commissioned", "in_service"),
            Map.entry("in betrieb", "in_service"),
            Map.entry("en service", "in_service"),
            Map.entry("out of service", "in_service"),
            Map.entry("faulty", "in_service"),
            Map.entry("in operation", "in_service"),
            Map.entry("ok", "in_service"),
            Map.entry("working", "in_service"),
            Map.entry("broken", "in_service"),
            Map.entry("deployed", "in_service"),
            Map.entry("ready to deploy", "planned"),
            Map.entry("energised", "in_service"),
            Map.entry("online", "in_service"),
            Map.entry("offline", "in_service"),
            Map.entry("aktiv", "in_service"),
            Map.entry("außer betrieb", "in_service"),
            Map.entry("en exploitation", "in_service"),
            Map.entry("actif", "in_service"),
            Map.entry("hors service", "in_service"),
            Map.entry("en servicio", "in_service"),
            Map.entry("activo", "in_service"),
            Map.entry("attivo", "in_service"),
            Map.entry("in bedrijf", "in_service"),
            Map.entry("geplant", "planned"),
            Map.entry("prévu", "planned"),
            Map.entry("en projet", "planned"),
            Map.entry("planificado", "planned"),
            Map.entry("stillgelegt", "removed"),
            Map.entry("demontiert", "removed"),
            Map.entry("déposé", "removed"),
            Map.entry("retirado", "removed"),
            Map.entry("archived", "removed"),
            Map.entry("scrapped", "removed"),
            Map.entry("planned", "planned"),
            Map.entry("desired", "planned"),
            Map.entry("proposed", "planned"),
            Map.entry("construction", "planned"),
            Map.entry("under construction", "planned"),
            Map.entry("removed", "removed"),
            Map.entry("retired", "removed"),
            Map.entry("decommissioned", "removed"),
            Map.entry("disposed", "removed"),
            Map.entry("void", "removed"),
            Map.entry("deleted", "removed"));

    /** How words begin that most likely mean what was taken out of service for good. */
    private static final List<String> REMOVED = List.of(
            "removed", "rmvd", "remv", "decommission", "retired", "scrap", "dismantled", "abandoned", "demontiert");

    private static final List<String> PLANNED = List.of("design", "planned", "proposed", "future", "construction");
    /** What turns the meaning of such words round, or leaves it open. */
    private static final List<String> UNSURE = List.of(
            "not",
            "never",
            "to",
            "pending",
            "await",
            "tempor",
            "partial",
            "removal",
            "replac",
            "outage",
            "mainten",
            "designat",
            "complete");

    /** What says that a site is an ordinary one; {@code sensitive_site} of the database knows the same words. */
    private static final Set<String> ORDINARY_SITES = Set.of(
            "0",
            "faible",
            "false",
            "insensitive",
            "low",
            "medium",
            "mittel",
            "moderate",
            "moyen",
            "n",
            "nein",
            "niedrig",
            "no",
            "non",
            "non sensible",
            "non-sensitive",
            "none",
            "normal",
            "not sensitive",
            "ordinary",
            "public",
            "routine",
            "standard");

    private final AssetClasses assetClasses;
    private final Sectors sectors;
    private final Regions regions;

    public Vocabulary(AssetClasses assetClasses, Sectors sectors, Regions regions) {
        this.assetClasses = assetClasses;
        this.sectors = sectors;
        this.regions = regions;
    }

    public Optional<String> assetClass(String said) {
        return assetClasses.keyOf(said);
    }

    public Optional<String> sector(String said) {
        return sectors.keyOf(said);
    }

    Optional<String> usualSector(String assetClass) {
        return assetClasses.usualSector(assetClass);
    }

    Optional<String> region(String said) {
        return regions.codeOf(said);
    }

    Optional<String> regionOfPostcode(String postcode) {
        return regions.ofPostcode(postcode);
    }

    Optional<String> regionAt(double latitude, double longitude) {
        return regions.at(latitude, longitude);
    }

    /** Whether a place is one of the country's, or so near to it that boundaries drawn with few points may have missed it. */
    boolean within(double latitude, double longitude) {
        for (int north = -1; north <= 1; north++) {
            for (int east = -1; east <= 1; east++) {
                if (regions.at(latitude + north * OFF_SHORE, longitude + east * OFF_SHORE)
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** For each column of words what its words may stand for: key and name. */
    public Map<String, Map<String, String>> lists() {
        Map<String, String> classes = new LinkedHashMap<>();
        assetClasses.all().forEach(one -> classes.put(one.key(), one.name()));
        Map<String, String> all = new LinkedHashMap<>();
        sectors.all().forEach(one -> all.put(one.key(), one.name()));
        Map<String, String> states = new LinkedHashMap<>();
        states.put("in_service", "in service");
        states.put("planned", "planned");
        states.put("removed", "removed");
        return Map.of(
                TemplateColumn.ASSET_CLASS.key(),
                classes,
                TemplateColumn.SECTOR.key(),
                all,
                TemplateColumn.STATUS.key(),
                states,
                TemplateColumn.REMOTE_CONTROL.key(),
                Map.of("yes", "yes", "no", "no"));
    }

    String regionName(String code) {
        return regions.all().stream()
                .filter(region -> region.code().equals(code))
                .map(Regions.Region::name)
                .findFirst()
                .orElse(code);
    }

    /** The words that are known for a state of service, in their order. */
    static List<String> wordsFor(String status) {
        return STATUS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(status))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * In service, planned or removed. What is out of service for repair still stands there with its module inside, so it
     * counts as in service.
     */
    static Optional<String> status(String said) {
        return Optional.ofNullable(
                STATUS.get(said.toLowerCase(Locale.ROOT).replace('_', ' ').strip()));
    }

    /**
     * What a word that is not known most likely stands for, by the words in it, such as "Mtr/Post Rmvd - PERMANENT"; for a person to confirm,
     * as what is taken for removed counts no longer.
     */
    static Optional<String> likelyStatus(String said) {
        List<String> words = Arrays.stream(said.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean removed = begins(words, REMOVED);
        if (begins(words, UNSURE) || removed == begins(words, PLANNED)) {
            return Optional.empty();
        }
        return Optional.of(removed ? "removed" : "planned");
    }

    private static boolean begins(List<String> words, List<String> beginnings) {
        return words.stream()
                .anyMatch(word -> beginnings.stream()
                        .anyMatch(begin -> begin.length() < 4 ? word.equals(begin) : word.startsWith(begin)));
    }

    /** The words that say that a site is an ordinary one, in their order. */
    public static List<String> wordsForOrdinarySites() {
        return ORDINARY_SITES.stream().sorted().toList();
    }

    /**
     * Whether an owner calls a site sensitive; null where nothing is said. Whatever does not say that a site is ordinary counts
     * as sensitive: a word that nobody foresaw must not put a hospital at the end.
     */
    public static @Nullable Boolean sensitiveSite(String said) {
        String word = said.strip();
        return word.isEmpty() ? null : Boolean.valueOf(!ORDINARY_SITES.contains(word.toLowerCase(Locale.ROOT)));
    }
}
