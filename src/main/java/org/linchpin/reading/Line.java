package org.linchpin.reading;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Wording;

/**
 * A row of a register that can be taken in.
 *
 * @param row the record of the file, the header being 1
 * @param content a hash of what the line says, its reference left out and whichever way it is written: a day is the same day
 *     with dots as with hyphens. An apostrophe that an export put before a formula counts for nothing
 * @param unitCost pence
 * @param status in_service, planned or removed
 */
public record Line(
        int row,
        String assetRef,
        long content,
        Wording wording,
        String assetClass,
        String sector,
        @Nullable String region,
        int units,
        @Nullable LocalDate installedOn,
        @Nullable LocalDate plannedReplacementOn,
        @Nullable Double capacityKw,
        @Nullable Integer peopleServed,
        @Nullable Integer criticality,
        @Nullable Boolean remoteControl,
        String status,
        @Nullable Long unitCost,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String postcode,
        String site,
        String siteSensitivity,
        String connectivity,
        String notes) {

    static final String IN_SERVICE = "in_service";

    /** Planned and removed equipment is kept and not counted. */
    public boolean counts() {
        return status.equals(IN_SERVICE);
    }

    static Line of(
            int row,
            String assetRef,
            DistinctWordings.Known words,
            String assetClass,
            String sector,
            @Nullable String region,
            int units,
            @Nullable LocalDate installedOn,
            @Nullable LocalDate plannedReplacementOn,
            @Nullable Double capacityKw,
            @Nullable Integer peopleServed,
            @Nullable Integer criticality,
            @Nullable Boolean remoteControl,
            String status,
            @Nullable Long unitCost,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String postcode,
            String site,
            String siteSensitivity,
            String notes) {
        long hash = words.says();
        hash = Identities.hash(hash, unguarded(postcode));
        hash = Identities.hash(hash, unguarded(site));
        hash = Identities.hash(hash, unguarded(siteSensitivity));
        hash = Identities.hash(hash, unguarded(notes));
        hash = mixed(hash, assetClass.hashCode());
        hash = mixed(hash, sector.hashCode());
        hash = mixed(hash, region == null ? 0 : region.hashCode());
        hash = mixed(hash, units);
        hash = mixed(hash, installedOn == null ? Long.MIN_VALUE : installedOn.toEpochDay());
        hash = mixed(hash, plannedReplacementOn == null ? Long.MIN_VALUE : plannedReplacementOn.toEpochDay());
        hash = mixed(hash, capacityKw == null ? Long.MIN_VALUE : Float.floatToIntBits(capacityKw.floatValue()));
        hash = mixed(hash, peopleServed == null ? Long.MIN_VALUE : peopleServed);
        hash = mixed(hash, criticality == null ? 0 : criticality);
        hash = mixed(hash, remoteControl == null ? 0 : remoteControl ? 1 : 2);
        hash = mixed(hash, status.hashCode());
        hash = mixed(hash, unitCost == null ? Long.MIN_VALUE : unitCost);
        hash = mixed(hash, latitude == null ? Long.MIN_VALUE : Double.doubleToLongBits(latitude));
        hash = mixed(hash, longitude == null ? Long.MIN_VALUE : Double.doubleToLongBits(longitude));
        return new Line(
                row,
                assetRef,
                hash,
                words.wording(),
                assetClass,
                sector,
                region,
                units,
                installedOn,
                plannedReplacementOn,
                capacityKw,
                peopleServed,
                criticality,
                remoteControl,
                status,
                unitCost,
                latitude,
                longitude,
                postcode,
                site,
                siteSensitivity,
                words.wording().connectivity(),
                notes);
    }

    /** Where the hash of a line begins that says these words. */
    static long says(Wording wording) {
        long hash = 0xcbf29ce484222325L;
        for (String word : wording.words()) {
            hash = Identities.hash(hash, unguarded(word));
        }
        return hash;
    }

    private static long mixed(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    /** The text without the apostrophe that an export put before what a spreadsheet would calculate. */
    public static String unguarded(String text) {
        return text.length() > 1
                        && text.charAt(0) == '\''
                        && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }
}
