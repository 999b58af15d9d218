package org.linchpin.reading;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the asset of a row stands: a region said, a postcode, coordinates, and which of them is believed. */
final class PlaceCheck {

    private final CheckedRow row;
    private final Vocabulary vocabulary;
    private final Memo<Optional<String>> regions;
    private final Memo<Optional<String>> postcodeRegions;

    PlaceCheck(CheckedRow row, Vocabulary vocabulary) {
        this.row = row;
        this.vocabulary = vocabulary;
        this.regions = new Memo<>(vocabulary::region);
        this.postcodeRegions = new Memo<>(vocabulary::regionOfPostcode);
    }

    @Nullable
    Double latitude() {
        return coordinate(TemplateColumn.LATITUDE, 90);
    }

    @Nullable
    Double longitude() {
        return coordinate(TemplateColumn.LONGITUDE, 180);
    }

    private @Nullable Double coordinate(TemplateColumn column, double most) {
        Double degrees = row.amount(column, Double.MAX_VALUE);
        if (degrees != null && Math.abs(degrees) > most) {
            row.warn(
                    column,
                    row.cell(column),
                    "place-range",
                    "Degrees must be between -" + (int) most + " and " + (int) most,
                    "Use degrees of WGS 84, not a national grid");
            return null;
        }
        return degrees;
    }

    @Nullable
    String region(@Nullable Double latitude, @Nullable Double longitude) {
        String said = row.cell(TemplateColumn.REGION);
        if (!said.isEmpty()) {
            Optional<String> code = regions.of(said);
            if (code.isPresent()) {
                return code.get();
            }
            row.warn(
                    TemplateColumn.REGION,
                    said,
                    "region-unknown",
                    "\"" + said + "\" is no region known here",
                    "Use a code such as TLI or a name such as London");
        }
        Optional<String> byPostcode = postcodeRegions.of(outward(row.cell(TemplateColumn.POSTCODE)));
        if (latitude == null || longitude == null || latitude == 0 && longitude == 0) {
            return byPostcode.orElse(null);
        }
        Optional<String> byPlace = vocabulary.regionAt(latitude, longitude);
        String place = byPlace.isPresent() && byPlace.equals(byPostcode)
                ? ""
                : row.cell(TemplateColumn.LATITUDE) + ", " + row.cell(TemplateColumn.LONGITUDE);
        if (byPlace.isEmpty() && !vocabulary.within(latitude, longitude)) {
            row.warn(
                    TemplateColumn.LATITUDE,
                    place,
                    "place-outside",
                    byPostcode.isPresent()
                            ? "The place lies outside the country, the postcode within it; the postcode is believed"
                            : "The place lies in none of the regions known here; the row counts without a region",
                    vocabulary.within(longitude, latitude)
                            ? "Latitude and longitude are exchanged: map each to the other"
                            : "Check the coordinates");
        } else if (byPlace.isPresent() && byPostcode.isPresent() && !byPlace.equals(byPostcode)) {
            row.warn(
                    TemplateColumn.LATITUDE,
                    place,
                    "place-elsewhere",
                    "The coordinates lie in " + vocabulary.regionName(byPlace.get()) + ", the postcode in "
                            + vocabulary.regionName(byPostcode.get()) + "; the postcode is believed",
                    "Correct the one that is wrong");
        }
        return byPostcode.or(() -> byPlace).orElse(null);
    }

    /** The part of a postcode that says where it is: its last three signs tell but the street. */
    private static String outward(String postcode) {
        int end = postcode.length();
        if (end > 4
                && Character.isLetter(postcode.charAt(end - 1))
                && Character.isLetter(postcode.charAt(end - 2))
                && Character.isDigit(postcode.charAt(end - 3))) {
            end -= postcode.charAt(end - 4) == ' ' ? 4 : 3;
        }
        return end == postcode.length() ? postcode : postcode.substring(0, end);
    }
}
