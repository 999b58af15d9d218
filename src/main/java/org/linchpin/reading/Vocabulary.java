package org.linchpin.reading;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import org.springframework.stereotype.Component;

/** What the words of registers stand for: kinds of equipment, sectors, regions, states of service. */
@Component
public class Vocabulary {

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

    /**
     * In service, planned or removed. What is out of service for repair still stands there with its module inside, so it
     * counts as in service.
     */
    static Optional<String> status(String said) {
        return Optional.ofNullable(
                STATUS.get(said.toLowerCase(Locale.ROOT).replace('_', ' ').strip()));
    }
}
