package org.linchpin.reading;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Wording;

/**
 * A row of a register that can be taken in.
 *
 * @param row the record of the file, the header being 1
 * @param content a hash of all cells that matter
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
}
