package org.linchpin.exposure;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.springframework.core.io.ClassPathResource;

/**
 * The twelve regions as a drawing: solid where a holder surely has more than a part of the units, hatched where it may.
 * Outlines are snapped to one grid, so that neighbours keep their common border.
 */
final class RegionMap {

    /** Steps of the grid a degree of latitude: half a hundredth of a degree is finer than a screen shows. */
    private static final double STEPS = 100;

    private static final double WEST = -8.3;
    private static final double NORTH = 60.95;
    /** A degree of longitude is shorter than one of latitude, by the cosine of the middle latitude. */
    private static final double NARROW = Math.cos(Math.toRadians(55.4));

    private static final Pattern RING = Pattern.compile("\\(([-0-9., ]+)\\)");

    /** Names that would hide their region, or the next one's name, stand at sea: how far from the middle, to which side. */
    private static final Map<String, long[]> AT_SEA =
            Map.of("TLC", new long[] {62, -28}, "TLD", new long[] {-62, 6}, "TLI", new long[] {118, 34});

    private static final List<Outline> OUTLINES = outlines();

    private RegionMap() {}

    /** A region's outline as a path, and its middle. */
    private record Outline(String code, String path, long x, long y) {}

    /**
     * Where a name stands.
     *
     * @param anchor start, middle or end
     * @param line from the name to its region; null where the name stands on it
     */
    record Label(
            String text,
            long x,
            long y,
            String anchor,
            @Nullable String line) {

        static Label of(Outline outline, String text) {
            long[] off = AT_SEA.get(outline.code());
            if (off == null) {
                return new Label(text, outline.x(), outline.y(), "middle", null);
            }
            long x = outline.x() + off[0];
            long y = outline.y() + off[1];
            String line = "M%d %dL%d %d".formatted(outline.x(), outline.y(), x - Long.signum(off[0]) * 4, y);
            return new Label(text, x, y, off[0] > 0 ? "start" : "end", line);
        }
    }

    /**
     * A region as drawn.
     *
     * @param kind sure, possible, less or none (nothing registered)
     */
    record Area(
            String name,
            Label label,
            String path,
            String kind,
            @Nullable String href,
            String share) {}

    /**
     * The regions, told apart by whether a holder surely or possibly has more than a part between 0 and 1.
     */
    static List<Area> of(
            Map<String, Picture> regions, String holder, double over, Names names, Slice slice, Findings findings) {
        return OUTLINES.stream()
                .map(outline -> area(outline, regions.get(outline.code()), holder, over, names, slice, findings))
                .toList();
    }

    private static Area area(
            Outline outline,
            @Nullable Picture picture,
            String holder,
            double over,
            Names names,
            Slice slice,
            Findings findings) {
        String name = names.of(Dimension.REGION, outline.code());
        Label label = Label.of(outline, findings.say("map.short." + outline.code()));
        if (picture == null || picture.tally().empty()) {
            return new Area(name, label, outline.path(), "none", null, findings.say("map.nothing"));
        }
        Interval share = picture.share(Panels.of(picture, holder));
        String kind = share.low() > over ? "sure" : share.high() > over ? "possible" : "less";
        String href = slice.on("/regions/" + outline.code());
        return new Area(name, label, outline.path(), kind, href, Say.share(share));
    }

    private static List<Outline> outlines() {
        List<Outline> outlines = new ArrayList<>();
        try (InputStream in = new ClassPathResource("db/reference/region_boundaries.csv").getInputStream();
                CsvReader<NamedCsvRecord> csv =
                        CsvReader.builder().ofNamedCsvRecord(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
            csv.forEach(line -> outlines.add(outline(line.getField("code"), line.getField("boundary"))));
            return List.copyOf(outlines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outline outline(String code, String boundary) {
        StringBuilder path = new StringBuilder();
        List<long[]> largest = List.of();
        double most = 0;
        Matcher rings = RING.matcher(boundary);
        while (rings.find()) {
            List<long[]> points = points(rings.group(1));
            double area = Math.abs(area(points));
            if (points.size() > 3 && area >= 4) {
                draw(path, points);
                if (area > most) {
                    most = area;
                    largest = points;
                }
            }
        }
        long[] centre = centre(largest);
        return new Outline(code, path.toString(), centre[0], centre[1]);
    }

    private static List<long[]> points(String ring) {
        List<long[]> points = new ArrayList<>();
        long[] last = {Long.MIN_VALUE, 0};
        for (String pair : ring.split(",", -1)) {
            String[] degrees = pair.strip().split(" ", -1);
            long[] point = {
                Math.round((Double.parseDouble(degrees[0]) - WEST) * NARROW * STEPS),
                Math.round((NORTH - Double.parseDouble(degrees[1])) * STEPS)
            };
            if (point[0] != last[0] || point[1] != last[1]) {
                points.add(point);
                last = point;
            }
        }
        return points;
    }

    private static void draw(StringBuilder path, List<long[]> points) {
        long[] last = points.get(0);
        path.append('M').append(last[0]).append(' ').append(last[1]).append('l');
        for (long[] point : points.subList(1, points.size())) {
            path.append(point[0] - last[0])
                    .append(' ')
                    .append(point[1] - last[1])
                    .append(' ');
            last = point;
        }
        path.setCharAt(path.length() - 1, 'z');
    }

    private static double area(List<long[]> points) {
        double twice = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            twice += cross(points, i);
        }
        return twice / 2;
    }

    private static double cross(List<long[]> points, int i) {
        return (double) points.get(i)[0] * points.get(i + 1)[1] - (double) points.get(i + 1)[0] * points.get(i)[1];
    }

    private static long[] centre(List<long[]> points) {
        double x = 0;
        double y = 0;
        for (int i = 0; i + 1 < points.size(); i++) {
            x += (points.get(i)[0] + points.get(i + 1)[0]) * cross(points, i);
            y += (points.get(i)[1] + points.get(i + 1)[1]) * cross(points, i);
        }
        double six = 6 * area(points);
        return six == 0 ? new long[] {0, 0} : new long[] {Math.round(x / six), Math.round(y / six)};
    }
}
