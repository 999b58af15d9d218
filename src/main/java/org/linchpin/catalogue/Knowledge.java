package org.linchpin.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogue knows at a moment, as recognition needs it. */
record Knowledge(List<Vendor> vendors, List<Family> families, List<Identifier> identifiers, List<Equipment> equipment) {

    /** An organisation that may stand on a module. */
    record Vendor(
            String key,
            String name,
            @Nullable String legalName,
            @Nullable String localName,
            List<String> aliases,
            @Nullable String role,
            @Nullable String parent) {

        boolean makesChipsOnly() {
            return "chipset".equals(role);
        }

        boolean relabels() {
            return "device_brand".equals(role) || "host_module".equals(role) || "module_brand".equals(role);
        }

        boolean holdsOnly() {
            return "holding".equals(role) || "state_owner".equals(role);
        }
    }

    /** Modules whose names begin alike. */
    record Family(
            String key,
            String prefix,
            String pattern,
            String vendor,
            String owner,
            @Nullable String ambiguity,
            String confidence,
            List<String> sources) {}

    /** A number or word that points to a maker. */
    record Identifier(
            String kind,
            String value,
            @Nullable String vendor,
            @Nullable String module,
            String strength,
            @Nullable String sharing,
            String confidence,
            List<String> sources) {

        boolean provesNothing() {
            return vendor == null || strength.equals("none") || "chipset_default".equals(sharing);
        }
    }

    /** Equipment, and what was found inside it. */
    record Equipment(
            String maker,
            String model,
            @Nullable String variant,
            String hasCellular,
            @Nullable String vendor,
            @Nullable String family,
            @Nullable String module,
            @Nullable String evidence,
            String confidence,
            List<String> sources) {}
}
