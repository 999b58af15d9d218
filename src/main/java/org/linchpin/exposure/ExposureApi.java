package org.linchpin.exposure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exposure over the API. */
@RestController
@RequestMapping("/api/v1/exposure")
class ExposureApi {

    private final Exposure exposure;
    private final InstalledBase installed;
    private final ExposureCsv csv;
    private final Trail trail;

    ExposureApi(Exposure exposure, InstalledBase installed, ExposureCsv csv, Trail trail) {
        this.exposure = exposure;
        this.installed = installed;
        this.csv = csv;
        this.trail = trail;
    }

    /** The filter and whose rows were counted. */
    record ScopeAnswer(
            boolean everything, Set<String> sector, Set<String> region, Set<String> operator, Set<String> assetClass) {}

    record Item(String key, String name, double sure, double possible, double shareLow, double shareHigh) {}

    record Hhi(
            double low,
            double high,
            double effectiveLow,
            double effectiveHigh,
            String band,
            String bandConvention,
            boolean sharp) {}

    record Ratio(double low, double high) {}

    /** What is counted, with its clocks, method and scope. */
    record Answer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            ScopeAnswer scope,
            String by,
            String weight,
            String lookThrough,
            double total,
            double identified,
            double coverage,
            double unknown,
            double withoutModule,
            List<Item> items,
            @Nullable Hhi hhi,
            @Nullable Ratio cr1,
            @Nullable Ratio cr4) {

        static Answer of(Picture picture, Viewer viewer) {
            Tally tally = picture.tally();
            Slice slice = picture.slice();
            Concentration all = picture.concentration();
            return new Answer(
                    picture.asAt(),
                    picture.knownAt(),
                    Exposure.METHOD,
                    new ScopeAnswer(
                            viewer.scope().everything(),
                            slice.sectors(),
                            slice.regions(),
                            slice.operators(),
                            slice.assetClasses()),
                    picture.by().key(),
                    picture.weight().key(),
                    picture.rule().key(),
                    tally.total(),
                    tally.identified(),
                    tally.coverage(),
                    tally.unknown(),
                    tally.withoutModule(),
                    tally.counts().stream().map(count -> item(picture, count)).toList(),
                    all == null
                            ? null
                            : new Hhi(
                                    all.hhi().low(),
                                    all.hhi().high(),
                                    all.effective().low(),
                                    all.effective().high(),
                                    picture.band().words(all.hhi()),
                                    picture.band().name(),
                                    all.sharp()),
                    all == null ? null : new Ratio(all.cr1().low(), all.cr1().high()),
                    all == null ? null : new Ratio(all.cr4().low(), all.cr4().high()));
        }

        private static Item item(Picture picture, Tally.Count count) {
            Interval share = picture.share(count);
            return new Item(count.key(), count.name(), count.sure(), count.possible(), share.low(), share.high());
        }

        /** A mark of everything but the moment of asking. */
        String mark() {
            return Integer.toHexString(new Answer(
                            asAt,
                            Instant.EPOCH,
                            method,
                            scope,
                            by,
                            weight,
                            lookThrough,
                            total,
                            identified,
                            coverage,
                            unknown,
                            withoutModule,
                            items,
                            hhi,
                            cr1,
                            cr4)
                    .hashCode());
        }
    }

    @GetMapping
    @May(Action.READ_FIGURES)
    ResponseEntity<Answer> exposure(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough) {
        Answer answer = Answer.of(picture(viewer, slice, by, weight, lookThrough), viewer);
        return ResponseEntity.ok()
                .eTag(answer.mark())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(answer);
    }

    @GetMapping(params = "format=csv")
    @May(Action.EXPORT)
    void csv(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            HttpServletResponse response)
            throws IOException {
        trail.record("exposure.export", slice.on("/exposure"), null, by);
        csv.write(picture(viewer, slice, by, weight, lookThrough), response);
    }

    private Picture picture(
            Viewer viewer, Slice slice, @Nullable String by, @Nullable String weight, @Nullable String lookThrough) {
        ExposureRequest asked = ExposureRequest.of(by, weight, lookThrough);
        return exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
    }

    record Point(
            LocalDate asAt,
            double total,
            double identified,
            double sure,
            double possible,
            @Nullable Double shareLow,
            @Nullable Double shareHigh) {}

    /** One key over time: a point each day on which an accepted submission came into force. */
    @GetMapping("/trend")
    @May(Action.READ_FIGURES)
    Map<String, Object> trend(
            Viewer viewer, Slice slice, @RequestParam @Nullable String by, @RequestParam @Nullable String key) {
        ExposureRequest asked = ExposureRequest.of(by, null, null);
        if (key == null || key.isBlank()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "key", key, "key-missing", "Say whose trend with key=", "Take a key from /api/v1/exposure")));
        }
        List<Point> points = installed.days(viewer.scope()).stream()
                .map(day -> point(
                        exposure.picture(
                                viewer.scope(), at(slice, day), asked.by(), Weight.UNITS, LookThroughRule.DECLARED),
                        key))
                .toList();
        return new TreeMap<>(Map.of("by", asked.by().key(), "key", key, "method", Exposure.METHOD, "points", points));
    }

    private static Slice at(Slice slice, LocalDate day) {
        return new Slice(
                slice.sectors(),
                slice.regions(),
                slice.operators(),
                slice.assetClasses(),
                day,
                slice.knownAt(),
                slice.pending());
    }

    private static Point point(Picture picture, String key) {
        Tally tally = picture.tally();
        Tally.Count count = tally.counts().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(new Tally.Count(key, key, 0, tally.unknown()));
        Interval share = picture.share(count);
        return new Point(
                picture.asAt(),
                tally.total(),
                tally.identified(),
                count.sure(),
                count.possible(),
                tally.empty() ? null : Double.valueOf(share.low()),
                tally.empty() ? null : Double.valueOf(share.high()));
    }
}
