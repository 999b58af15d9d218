package org.linchpin.inventory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part of the installed base; the query string of a page is this record. An empty set is no restriction.
 *
 * @param sectors keys of sectors
 * @param regions ITL1 codes
 * @param operators codes of operators
 * @param assetClasses keys of asset classes
 * @param asAt the day looked at; null for today
 * @param knownAt what was known when; null for all that is known now
 * @param pending a checked submission that is counted as if it were accepted; null where things are as they are
 */
public record Slice(
        Set<String> sectors,
        Set<String> regions,
        Set<String> operators,
        Set<String> assetClasses,
        @Nullable LocalDate asAt,
        @Nullable Instant knownAt,
        @Nullable Long pending) {

    /** A slice of things as they are. */
    public Slice(
            Set<String> sectors,
            Set<String> regions,
            Set<String> operators,
            Set<String> assetClasses,
            @Nullable LocalDate asAt,
            @Nullable Instant knownAt) {
        this(sectors, regions, operators, assetClasses, asAt, knownAt, null);
    }

    public Slice {
        sectors = sorted(sectors);
        regions = sorted(regions);
        operators = sorted(operators);
        assetClasses = sorted(assetClasses);
    }

    private static Set<String> sorted(Collection<String> keys) {
        return Collections.unmodifiableSet(new TreeSet<>(keys));
    }

    /** Everything, today. */
    public static Slice all() {
        return new Slice(Set.of(), Set.of(), Set.of(), Set.of(), null, null);
    }

    public Slice inSector(String sector) {
        return new Slice(Set.of(sector), regions, operators, assetClasses, asAt, knownAt, pending);
    }

    public Slice inRegion(String region) {
        return new Slice(sectors, Set.of(region), operators, assetClasses, asAt, knownAt, pending);
    }

    public Slice ofOperator(String operator) {
        return new Slice(sectors, regions, Set.of(operator), assetClasses, asAt, knownAt, pending);
    }

    /** The same clocks and kinds of equipment, in other sectors, regions and operators. */
    public Slice within(Set<String> otherSectors, Set<String> otherRegions, Set<String> otherOperators) {
        return new Slice(otherSectors, otherRegions, otherOperators, assetClasses, asAt, knownAt, pending);
    }

    /** The same part on another day. */
    public Slice asAt(@Nullable LocalDate day) {
        return new Slice(sectors, regions, operators, assetClasses, day, knownAt, pending);
    }

    /** The same part and day, as known at another moment. */
    public Slice knownAt(@Nullable Instant moment) {
        return new Slice(sectors, regions, operators, assetClasses, asAt, moment, pending);
    }

    public boolean restricted() {
        return !sectors.isEmpty() || !regions.isEmpty() || !operators.isEmpty() || !assetClasses.isEmpty();
    }

    /** The query string, without a question mark; the same slice always gives the same one. */
    public String query() {
        List<String> parts = new ArrayList<>();
        sectors.forEach(value -> parts.add("sector=" + value));
        regions.forEach(value -> parts.add("region=" + value));
        operators.forEach(value -> parts.add("operator=" + value));
        assetClasses.forEach(value -> parts.add("assetClass=" + value));
        if (asAt != null) {
            parts.add("asAt=" + asAt);
        }
        if (knownAt != null) {
            parts.add("knownAt=" + URLEncoder.encode(knownAt.toString(), StandardCharsets.UTF_8));
        }
        if (pending != null) {
            parts.add("pending=" + pending);
        }
        return String.join("&", parts);
    }

    /** The same part as if a submission were accepted, or as things are. */
    public Slice asIf(@Nullable Long submission) {
        return new Slice(sectors, regions, operators, assetClasses, asAt, knownAt, submission);
    }

    /** An address with this slice as its query; further parameters are given as {@code name=value}. */
    public String on(String path, String... more) {
        List<String> parts = new ArrayList<>(List.of(more));
        if (!query().isEmpty()) {
            parts.add(query());
        }
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }
}
