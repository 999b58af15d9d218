package org.linchpin.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known at a moment, as recognition needs it.
 *
 * @param codes type allocation codes of lists that operators and regulators have brought in
 * @param contents what they have stated about equipment
 */
public record Knowledge(
        List<Vendor> vendors,
        List<Family> families,
        List<Identifier> identifiers,
        List<Equipment> equipment,
        List<TypeCode> codes,
        List<Contents> contents) {

    public Knowledge(
            List<Vendor> vendors, List<Family> families, List<Identifier> identifiers, List<Equipment> equipment) {
        this(vendors, families, identifiers, equipment, List.of(), List.of());
    }

    /** An organisation that may stand on a module. */
    public record Vendor(
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
            return brandsOnly() || "module_brand".equals(role);
        }

        /** Puts its name on what others made, so that its name says nothing of the module's maker. */
        boolean brandsOnly() {
            return "device_brand".equals(role) || "host_module".equals(role);
        }

        boolean holdsOnly() {
            return "holding".equals(role) || "state_owner".equals(role);
        }

        boolean filesForOthers() {
            return "fcc_filer".equals(role);
        }
    }

    /** Modules whose names begin alike. */
    public record Family(
            String key,
            String prefix,
            String pattern,
            String vendor,
            String owner,
            @Nullable String ambiguity,
            String confidence,
            List<String> sources) {}

    /** A number or word that points to a maker. */
    public record Identifier(
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

        /** A product number under a vendor number that belongs to the chip's maker. */
        boolean underChipMaker() {
            return "pair_on_chipset_vid".equals(sharing);
        }
    }

    /** Equipment, and what was found inside it. */
    public record Equipment(
            String maker,
            String model,
            @Nullable String variant,
            String hasCellular,
            @Nullable String vendor,
            @Nullable String family,
            @Nullable String module,
            @Nullable String evidence,
            String confidence,
            List<String> sources,
            @Nullable Double share) {

        public Equipment(
                String maker,
                String model,
                @Nullable String variant,
                String hasCellular,
                @Nullable String vendor,
                @Nullable String family,
                @Nullable String module,
                @Nullable String evidence,
                String confidence,
                List<String> sources) {
            this(maker, model, variant, hasCellular, vendor, family, module, evidence, confidence, sources, null);
        }
    }

    /**
     * A type allocation code and the words that a list has for it.
     *
     * @param statedBy who stated it and when, in words that name no operator
     */
    public record TypeCode(String code, String maker, String model, String statedBy, List<String> sources) {}

    /**
     * What somebody has stated about equipment, in words.
     *
     * @param variant batch or order code; empty where it is the same in all
     * @param cellular whether there is a cellular module inside at all
     * @param share the part of this equipment that has this module, from 0 to 1; null where not known
     * @param evidence how it is known
     * @param statedBy who stated it and when, in words that name no operator
     */
    public record Contents(
            String maker,
            String model,
            String variant,
            boolean cellular,
            String moduleMaker,
            String module,
            @Nullable Double share,
            String evidence,
            String confidence,
            String statedBy,
            List<String> sources) {}
}
