package org.linchpin.working;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.ExposureRequest;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.exposure.Findings;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Say;
import org.linchpin.exposure.Ways;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The working of a figure: as a page, and as a file to derive it from again. */
@Controller
class WorkingPages {

    private static final int LINES_SHOWN = 40;
    private static final int SUMS_SHOWN = 15;

    private static final List<String> COLUMNS = List.of(
            "figure",
            "of",
            "low",
            "high",
            "counted_by",
            "key",
            "unit",
            "look_through",
            "as_at",
            "known_at",
            "slice",
            "method");

    private final Workings workings;
    private final Exposure exposure;
    private final Names names;
    private final Findings findings;
    private final Trail trail;
    private final Exports exports;

    WorkingPages(Workings workings, Exposure exposure, Names names, Findings findings, Trail trail, Exports exports) {
        this.workings = workings;
        this.exposure = exposure;
        this.names = names;
        this.findings = findings;
        this.trail = trail;
        this.exports = exports;
    }

    /** One of several numbers that a figure is, in words. */
    record Line(String name, String value) {}

    /** Which figure is meant. */
    record Wanted(@Nullable String figure, @Nullable String key) {}

    @GetMapping("/api/v1/working")
    @ResponseBody
    @May(Action.READ_ASSETS)
    ResponseEntity<Working> file(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @ModelAttribute Wanted wanted,
            @RequestParam(defaultValue = "false") boolean download,
            HttpServletRequest request) {
        Working working = work(viewer, slice, how, wanted, request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (download) {
            trail.record("working.export", working.permalink(), null, working.figure());
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("working-" + working.figure() + "-" + working.asAt() + ".json")
                            .build()
                            .toString());
        }
        return answer.body(working);
    }

    /** All numbers of a figure, a row each. */
    @GetMapping("/api/v1/working.csv")
    @May(Action.EXPORT)
    void csv(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @ModelAttribute Wanted wanted,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Working working = work(viewer, slice, how, wanted, request);
        exports.send(
                new Exports.File(
                        working.figure() + "-" + working.asAt() + ".csv",
                        "working.export",
                        slice.on("/working", "figure=" + working.figure()),
                        null),
                COLUMNS,
                response,
                rows -> working.stated()
                        .forEach(value -> rows.accept(List.of(
                                working.figure(),
                                value.label(),
                                String.valueOf(value.low()),
                                String.valueOf(value.high()),
                                working.by(),
                                working.key(),
                                working.weight(),
                                working.lookThrough(),
                                working.asAt().toString(),
                                working.knownAt().toString(),
                                slice.query(),
                                working.method()))));
    }

    @GetMapping("/working")
    @May(Action.READ_ASSETS)
    String page(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @ModelAttribute Wanted wanted,
            HttpServletRequest request,
            Model model) {
        Working working = work(viewer, slice, how, wanted, request);
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Tally tally = working.tally();
        Figure figure = Figure.of(working.figure()).orElseThrow();
        // The flow is no one number: it is called by what flows.
        Interval value = figure == Figure.FLOW
                ? new Interval(tally.total(), tally.total())
                : new Interval(working.result().low(), working.result().high());
        String name = name(asked.by(), working.key());
        model.addAttribute("working", working);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("value", said(figure, value));
        model.addAttribute(
                "subject", figure.asksForKey() ? findings.say("working.of", working.label(), name) : working.label());
        model.addAttribute(
                "values",
                working.stated().stream()
                        .filter(one -> !one.label().isEmpty())
                        .limit(LINES_SHOWN)
                        .map(one -> new Line(one.label(), said(figure, new Interval(one.low(), one.high()))))
                        .toList());
        model.addAttribute("steps", steps(figure, working, tally, asked));
        model.addAttribute("tally", tally);
        model.addAttribute("sums", tally.counts().stream().limit(SUMS_SHOWN).toList());
        List<Reckoning.Line> lines =
                working.reckoning().lines().stream().limit(LINES_SHOWN).toList();
        Collection<Reckoning.Statement> statements =
                working.reckoning().statements().values();
        model.addAttribute("lines", lines);
        model.addAttribute(
                "vendorNames",
                names.of(
                        Dimension.VENDOR,
                        Stream.concat(
                                lines.stream()
                                        .flatMap(line -> line.candidates().stream())
                                        .map(Reckoning.Candidate::vendor),
                                statements.stream().map(Reckoning.Statement::vendor))));
        model.addAttribute(
                "countryNames", names.of(Dimension.COUNTRY, statements.stream().map(Reckoning.Statement::country)));
        model.addAttribute("lineCount", working.reckoning().lines().size());
        model.addAttribute(
                "counted",
                findings.say(
                        "working.counted",
                        findings.unit(asked.weight()),
                        names.of(asked.by()),
                        findings.rule(asked.rule())));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("part", names.of(slice));
        model.addAttribute(
                "operatorNames",
                names.of(Dimension.OPERATOR, working.submissions().stream().map(Basis::operator)));
        model.addAttribute("slice", slice);
        model.addAttribute("file", file(working));
        model.addAttribute("csv", working.permalink().replaceFirst("/working\\?", "/api/v1/working.csv?"));
        return "working/working";
    }

    private static String file(Working working) {
        return working.permalink().replaceFirst("/working\\?", "/api/v1/working?download=true&");
    }

    private Working work(Viewer viewer, Slice slice, Asked how, Wanted wanted, HttpServletRequest request) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        String said = wanted.figure() == null || wanted.figure().isBlank() ? "share" : wanted.figure();
        Figure figure = Figure.of(said)
                .orElseThrow(() -> BadInput.fields(List.of(BadInput.Fault.field(
                        "figure",
                        said,
                        "figure-unknown",
                        "figure must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Figure.values())
                                                .map(Figure::key)
                                                .toList()),
                        "Choose one of them"))));
        if (figure.asksForKey() && (wanted.key() == null || wanted.key().isBlank())) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "key",
                    wanted.key(),
                    "key-missing",
                    "Say whose share with key=",
                    "Take a key from /api/v1/exposure")));
        }
        boolean keyed = figure.asksForKey() || figure == Figure.OTHERS;
        String key = keyed && wanted.key() != null ? wanted.key() : "";
        String home =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        return workings.of(viewer, slice, asked, figure, key, home);
    }

    private String name(Dimension by, String key) {
        return names.of(by, key);
    }

    private String said(Figure figure, Interval value) {
        return switch (figure.kind()) {
            case SHARE -> figure == Figure.LOCKED && value.high() > 1 ? amount(value) : Say.share(value);
            case NUMBER -> findings.number(value);
            case INDEX -> Say.index(value);
            case AMOUNT -> amount(value);
        };
    }

    private static String amount(Interval value) {
        String low = Say.count(Math.floor(value.low() + 1e-9));
        String high = Say.count(Math.ceil(value.high() - 1e-9));
        return low.equals(high) ? low : low + "–" + high;
    }

    /** The numbers put into the formula, sentence by sentence. */
    private List<String> steps(Figure figure, Working working, Tally tally, ExposureRequest asked) {
        String total = Say.count(tally.total());
        Concentration all = Concentration.of(tally, asked.weight().counts());
        if (all == null) {
            return List.of(findings.say("working.empty"));
        }
        String low = exact(figure, working.result().low());
        String high = exact(figure, working.result().high());
        return switch (figure) {
            case UNITS ->
                List.of(findings.say(
                        "working.units",
                        Say.count(tally.identified()),
                        Say.count(tally.total() - tally.identified() - tally.unknown()),
                        Say.count(tally.unknown()),
                        total));
            case COVERAGE -> List.of(findings.say("working.coverage", Say.count(tally.identified()), total, low));
            case SHARE -> {
                Tally.Count count = Figure.count(tally, working.key());
                yield List.of(
                        findings.say("working.share.low", Say.count(count.sure()), total, low),
                        findings.say(
                                "working.share.high",
                                Say.count(count.sure()),
                                Say.count(count.possible() - count.sure() - tally.unknown()),
                                Say.count(tally.unknown()),
                                total,
                                high));
            }
            case HHI ->
                List.of(
                        findings.say("working.hhi.low", low),
                        all.closedLowest() == null
                                ? findings.say("working.hhi.noclosed")
                                : findings.say("working.hhi.closed", exact(figure, all.closedLowest())),
                        findings.say(all.sharp() ? "working.hhi.high" : "working.hhi.outer", high));
            case EFFECTIVE ->
                List.of(findings.say(
                        "working.effective",
                        exact(Figure.HHI, all.hhi().high()),
                        low,
                        exact(Figure.HHI, all.hhi().low()),
                        high));
            case OTHERS -> List.of(findings.say("working.others.low", low), findings.say("working.others.high", high));
            case CONTENT, LEFT, GROWTH, SUNSET, LOCKED, FLOW, INFORMATION, INFORMATION_HHI ->
                List.of(findings.say("working." + figure.key()));
            case CR1 -> List.of(findings.say("working.cr.low", low), findings.say("working.cr.high", high));
            case CR4 ->
                List.of(
                        findings.say("working.cr.low", low),
                        findings.say(all.cr4Sharp() ? "working.cr.high" : "working.cr.outer", high));
        };
    }

    private static String exact(Figure figure, double value) {
        return figure.kind() == Figure.Kind.SHARE
                ? String.format(Locale.UK, "%.4f%%", value * 100)
                : String.format(Locale.UK, figure == Figure.EFFECTIVE ? "%.4f" : "%,.2f", value);
    }
}
