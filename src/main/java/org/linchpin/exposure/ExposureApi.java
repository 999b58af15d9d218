package org.linchpin.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Marked;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
    private final Findings findings;

    ExposureApi(Exposure exposure, InstalledBase installed, ExposureCsv csv, Findings findings) {
        this.findings = findings;
        this.exposure = exposure;
        this.installed = installed;
        this.csv = csv;
    }

    /** One key's count; the estimate, where asked for, takes the unknown to be like the known. */
    record Item(
            String key,
            String name,
            double sure,
            double possible,
            double shareLow,
            double shareHigh,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double proRataShare) {}

    /**
     * The index with how it is bounded.
     *
     * @param lowestClosed the lowest if there were no holders but those known; low itself is of the open world
     * @param highBound exact, or outer where the ways to assign candidate sets are too many to try
     * @param band null where the coverage is too low for a word
     */
    record Hhi(
            double low,
            double high,
            @Nullable Double lowestClosed,
            double effectiveLow,
            double effectiveHigh,
            @Nullable String band,
            String bandConvention,
            String bandDate,
            String highBound,
            boolean sharp) {}

    record Ratio(double low, double high, String highBound) {}

    /** How much of the total rests on evidence of a grade; ? is what is not identified. */
    record Graded(String grade, double amount, double share) {}

    /** What is counted, with its clocks, method and scope. */
    record Answer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            Scoped scope,
            String by,
            String weight,
            String lookThrough,
            double total,
            double identified,
            double coverage,
            double unknown,
            double withoutModule,
            List<Graded> coverageByGrade,
            List<Item> items,
            @Nullable Hhi hhi,
            @Nullable Ratio cr1,
            @Nullable Ratio cr4,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String assumption) {

        static Answer of(Picture picture, Picture grades, boolean proRata, Viewer viewer, Findings findings) {
            Tally tally = picture.tally();
            Slice slice = picture.slice();
            Concentration all = picture.concentration();
            return new Answer(
                    picture.asAt(),
                    picture.knownAt(),
                    Exposure.METHOD,
                    Scoped.of(viewer, slice),
                    picture.by().key(),
                    picture.weight().key(),
                    picture.rule().key(),
                    tally.total(),
                    tally.identified(),
                    tally.coverage(),
                    tally.unknown(),
                    tally.withoutModule(),
                    grades.tally().counts().stream()
                            .map(count -> new Graded(
                                    count.key(),
                                    count.sure(),
                                    grades.share(count).low()))
                            .sorted(Comparator.comparing(Graded::grade))
                            .toList(),
                    tally.counts().stream()
                            .map(count -> item(picture, count, proRata))
                            .toList(),
                    all == null ? null : hhi(picture, all, findings),
                    all == null ? null : new Ratio(all.cr1().low(), all.cr1().high(), bound(true)),
                    all == null ? null : new Ratio(all.cr4().low(), all.cr4().high(), bound(all.cr4Sharp())),
                    proRata ? findings.say("estimate.assumption") : null);
        }

        private static Hhi hhi(Picture picture, Concentration all, Findings findings) {
            return new Hhi(
                    all.hhi().low(),
                    all.hhi().high(),
                    all.closedLowest(),
                    all.effective().low(),
                    all.effective().high(),
                    picture.enoughKnown() ? findings.band(picture.band(), all.hhi()) : null,
                    picture.band().name(),
                    picture.band().date(),
                    bound(all.sharp()),
                    all.sharp());
        }

        private static String bound(boolean sharp) {
            return sharp ? "exact" : "outer";
        }

        private static Item item(Picture picture, Tally.Count count, boolean proRata) {
            Interval share = picture.share(count);
            return new Item(
                    count.key(),
                    count.name(),
                    count.sure(),
                    count.possible(),
                    share.low(),
                    share.high(),
                    proRata ? picture.proRata(count) : null);
        }
    }

    @GetMapping
    @May(Action.READ_FIGURES)
    ResponseEntity<Answer> exposure(Viewer viewer, Slice slice, @ModelAttribute Asked asked) {
        ExposureRequest request = ExposureRequest.of(asked, exposure.bands());
        Picture grades =
                exposure.picture(viewer.scope(), slice, Dimension.GRADE, request.weight(), LookThroughRule.DECLARED);
        return Marked.of(Answer.of(picture(viewer, slice, request), grades, request.proRata(), viewer, findings));
    }

    @GetMapping(params = "format=csv")
    @May(Action.EXPORT)
    void csv(Viewer viewer, Slice slice, @ModelAttribute Asked asked, HttpServletResponse response) throws IOException {
        ExposureRequest request = ExposureRequest.of(asked, exposure.bands());
        csv.write(picture(viewer, slice, request), response);
    }

    private Picture picture(Viewer viewer, Slice slice, ExposureRequest asked) {
        return exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule())
                .by(asked.band());
    }

    record Point(
            LocalDate asAt,
            double total,
            double identified,
            double sure,
            double possible,
            @Nullable Double shareLow,
            @Nullable Double shareHigh) {}

    /** One key over time. */
    record Trend(
            LocalDate asAt,
            Instant knownAt,
            String method,
            Scoped scope,
            String by,
            String key,
            String weight,
            String lookThrough,
            List<Point> points) {}

    /** A point each day, up to the one asked for, on which an accepted submission came into force. */
    @GetMapping("/trend")
    @May(Action.READ_FIGURES)
    ResponseEntity<Trend> trend(
            Viewer viewer, Slice slice, @ModelAttribute Asked how, @RequestParam @Nullable String key) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        if (key == null || key.isBlank()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "key", key, "key-missing", "Say whose trend with key=", "Take a key from /api/v1/exposure")));
        }
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        List<Point> points = installed.days(viewer.scope(), slice).stream()
                .filter(day -> !day.isAfter(clocks.asAt()))
                .map(day -> point(
                        exposure.picture(viewer.scope(), slice.asAt(day), asked.by(), asked.weight(), asked.rule()),
                        key))
                .toList();
        return Marked.of(new Trend(
                clocks.asAt(),
                clocks.knownAt(),
                Exposure.METHOD,
                Scoped.of(viewer, slice),
                asked.by().key(),
                key,
                asked.weight().key(),
                asked.rule().key(),
                points));
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
