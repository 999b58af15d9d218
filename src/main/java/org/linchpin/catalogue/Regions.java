package org.linchpin.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linchpin.recognition.Words;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.springframework.stereotype.Component;

/** The twelve regions, found by name or code, by postcode where its area lies in one region, or by coordinates. */
@Component
public class Regions {

    private static final Pattern POSTCODE =
            Pattern.compile("^\\s*([A-Za-z]{1,2})[0-9][A-Za-z0-9]?(\\s*[0-9][A-Za-z]{2})?\\s*$");
    /** Squares of a twentieth of a degree that lie wholly in one region need no point in polygon. */
    private static final double SQUARE = 0.05;

    private static final String BORDER = "";

    private record Outline(String code, Geometry shape, PreparedGeometry prepared) {}

    /** A region. */
    public record Region(String code, String name) {}

    private final GeometryFactory geometry = new GeometryFactory();
    private final List<Region> all;
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> postcodeAreas = new HashMap<>();
    private final List<Outline> outlines = new ArrayList<>();
    private final Map<Long, String> squares = new ConcurrentHashMap<>();

    /** Reads them from the reference data itself, so that a file is judged alike with and without a database. */
    public Regions() {
        List<Map<String, String>> rows = ReferenceData.rows("region");
        all = rows.stream()
                .map(row -> new Region(String.valueOf(row.get("code")), String.valueOf(row.get("name"))))
                .sorted(Comparator.comparing(Region::name))
                .toList();
        for (Map<String, String> row : rows) {
            Stream.of("code", "name", "gss_code", "nuts1_code")
                    .forEach(column ->
                            codes.put(Words.bare(String.valueOf(row.get(column))), String.valueOf(row.get("code"))));
        }
        Stream.of(
                        "GB-WLS=TLL",
                        "GB-SCT=TLM",
                        "GB-NIR=TLN",
                        "Greater London=TLI",
                        "East=TLH",
                        "Yorkshire=TLE",
                        "Yorkshire & Humber=TLE")
                .map(alias -> alias.split("="))
                .forEach(alias -> codes.put(Words.bare(alias[0]), alias[1]));
        ReferenceData.lines("postcode_areas.csv")
                .forEach(line -> postcodeAreas.put(line.get("area"), line.get("region")));
        ReferenceData.lines("region_boundaries.csv").forEach(line -> outlines.add(outline(line)));
    }

    private static Outline outline(Map<String, String> line) {
        try {
            Geometry shape = new WKTReader().read(line.get("boundary"));
            return new Outline(String.valueOf(line.get("code")), shape, PreparedGeometryFactory.prepare(shape));
        } catch (ParseException e) {
            throw new IllegalStateException("the outline of " + line.get("code") + " cannot be read", e);
        }
    }

    public List<Region> all() {
        return all;
    }

    public Optional<String> codeOf(String said) {
        return Optional.ofNullable(codes.get(Words.bare(said)));
    }

    /** The region of a postcode's area; empty where the area crosses a boundary, for then it would be a guess. */
    public Optional<String> ofPostcode(String postcode) {
        Matcher matcher = POSTCODE.matcher(postcode);
        return matcher.matches()
                ? Optional.ofNullable(postcodeAreas.get(matcher.group(1).toUpperCase(Locale.ROOT)))
                        .filter(code -> !code.isEmpty())
                : Optional.empty();
    }

    /** The region that a place lies in, in degrees of WGS 84. */
    public Optional<String> at(double latitude, double longitude) {
        long x = (long) Math.floor(longitude / SQUARE);
        long y = (long) Math.floor(latitude / SQUARE);
        String whole = squares.computeIfAbsent((x << 32) ^ (y & 0xffffffffL), key -> whole(x, y));
        return whole.isEmpty() ? exactly(latitude, longitude) : Optional.of(whole);
    }

    private String whole(long x, long y) {
        Geometry square = geometry.toGeometry(new Envelope(x * SQUARE, (x + 1) * SQUARE, y * SQUARE, (y + 1) * SQUARE));
        return outlines.stream()
                .filter(outline -> outline.prepared().contains(square))
                .map(Outline::code)
                .findFirst()
                .orElse(BORDER);
    }

    private Optional<String> exactly(double latitude, double longitude) {
        Geometry point = geometry.createPoint(new Coordinate(longitude, latitude));
        return outlines.stream()
                .filter(outline -> outline.shape().getEnvelopeInternal().contains(longitude, latitude))
                .filter(outline -> outline.prepared().contains(point))
                .map(Outline::code)
                .findFirst();
    }
}
