package org.linchpin.catalogue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linchpin.catalogue.Knowledge.Family;
import org.linchpin.catalogue.Knowledge.Identifier;
import org.linchpin.catalogue.Knowledge.Vendor;

/** Vendors by every name they are known under, in English and Chinese, and whose business each is today. */
final class VendorNames {

    private final Map<String, Vendor> byKey = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<String, String> successor = new HashMap<>();

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
    }

    private void learn(Vendor vendor) {
        learn(vendor.name().replaceAll("\\(.*\\)", ""), vendor.key());
        for (String name :
                vendor.legalName() == null ? new String[0] : vendor.legalName().split("[;/]")) {
            learn(name.replaceAll("\\(.*\\)", ""), vendor.key());
        }
        for (String name :
                vendor.localName() == null ? new String[0] : vendor.localName().split("[;；(（]")) {
            learn(name, vendor.key());
        }
        vendor.aliases().forEach(alias -> learn(alias.replaceFirst("^formerly ", ""), vendor.key()));
    }

    private void learn(String name, String key) {
        String bare = Words.bareName(name);
        if (bare.length() > 1) {
            byName.computeIfAbsent(bare, any -> new LinkedHashSet<>()).add(key);
        }
    }

    private void learn(Identifier reported) {
        for (String name : reported.value().split(" / ")) {
            byName.put(Words.bareName(name), Set.of(String.valueOf(reported.vendor())));
        }
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

    /** All vendors known under a name; a chip maker's name says nothing of the module, so it finds none. */
    Set<String> named(String said) {
        Set<String> found = byName.getOrDefault(Words.bareName(said), Set.of());
        return found.stream()
                        .anyMatch(
                                key -> byKey.get(key) != null && byKey.get(key).makesChipsOnly())
                ? Set.of()
                : found;
    }

    /** Who made modules of a family: the firm on the label, unless that is known to put its label on others' modules. */
    String vendorOf(Family family) {
        boolean relabelled = vendor(family.vendor()).map(Vendor::relabels).orElse(false);
        return relabelled ? makerOf(family) : family.vendor();
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
