package org.linchpin.resilience;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Marked;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Concentration;
import org.linchpin.exposure.Exposure;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.exposure.FigureFile;
import org.linchpin.exposure.Findings;
import org.linchpin.exposure.Interval;
import org.linchpin.exposure.Nothing;
import org.linchpin.exposure.Say;
import org.linchpin.exposure.Scoped;
import org.linchpin.exposure.Ways;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.ModuleOffers.Caution;
import org.linchpin.inventory.ModuleOffers.Closure;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What would be left without a supplier, who could stand in, and what has to be visited anyway. */
@Controller
class ResiliencePages {

    private static final int CURVE = 4;

    /** Where the line of the N-1 test can be drawn, in per cent. */
    private static final List<Integer> LINES = List.of(20, 30, 50);

    private final Exposure exposure;
    private final ReckoningReader reckonings;
    private final ModuleOffers offers;
    private final Names names;
    private final ResilienceSettings settings;
    private final FigureFile file;
    private final Findings findings;
    private final Nothing nothing;

    ResiliencePages(
            Exposure exposure,
            ReckoningReader reckonings,
            ModuleOffers offers,
            Names names,
            ResilienceSettings settings,
            Findings findings,
            Nothing nothing,
            FigureFile file) {
        this.nothing = nothing;
        this.file = file;
        this.exposure = exposure;
        this.reckonings = reckonings;
        this.offers = offers;
        this.names = names;
        this.settings = settings;
        this.findings = findings;
    }

    /** The N-1 test of a sector or region; shares between 0 and 1. */
    record Part(
            String key,
            String name,
            double units,
            @Nullable String largest,
            double lossLow,
            double lossHigh,
            Loss.Verdict verdict) {}

    /** What is left once so many suppliers are gone, the largest first. */
    record Curve(int removed, String last, double leftLow, double leftHigh) {}

    /** How much must be visited before a generation's last network closes; shares between 0 and 1. */
    record Sunset(
            String generation,
            LocalDate closesOn,
            String note,
            String confidence,
            List<String> sources,
            double allLow,
            double allHigh,
            double theirsLow,
            double theirsHigh) {}

    /** Units a year that were installed in the last three complete years. */
    record Growth(double low, double high, int from, int to) {}

    /** Everything at once. */
    record Answer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            Scoped scope,
            String by,
            String weight,
            String lookThrough,
            String supplier,
            String supplierName,
            double total,
            double lossLow,
            double lossHigh,
            double tolerable,
            List<Curve> curve,
            List<Part> sectors,
            List<Part> regions,
            Loss.Substitutes substitutes,
            List<Caution> cautions,
            Growth growth,
            List<Sunset> sunsets) {}

    @GetMapping("/api/v1/resilience")
    @ResponseBody
    @May(Action.READ_FIGURES)
    ResponseEntity<Answer> api(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            @RequestParam @Nullable Integer tolerance) {
        return Marked.of(answer(viewer, slice, how, key, tolerance));
    }

    /** All tables of the page, one after another. */
    @GetMapping("/api/v1/resilience.csv")
    @May(Action.EXPORT)
    void csv(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            @RequestParam @Nullable Integer tolerance,
            HttpServletResponse response)
            throws IOException {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Answer answer = answer(viewer, slice, how, key, tolerance);
        Picture now = exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
        file.send(
                "without-" + answer.supplier(),
                "/resilience",
                now,
                List.of("table", "key", "name", "amount", "measure", "low", "high", "note"),
                response,
                lines -> ResilienceLines.of(answer, findings, offers).forEach(line -> lines.accept(now, line)));
    }

    @GetMapping("/resilience")
    @May(Action.READ_FIGURES)
    String page(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            @RequestParam @Nullable Integer tolerance,
            Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Answer answer = answer(viewer, slice, how, key, tolerance);
        model.addAttribute("answer", answer);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("part", names.of(slice));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute("nothing", answer.total() <= 0 ? nothing.why(viewer, slice, asked.weight()) : null);
        model.addAttribute("empty", answer.total() <= 0 || answer.supplier().isEmpty());
        Interval loss = new Interval(answer.lossLow(), answer.lossHigh());
        boolean state = asked.by() == Dimension.COUNTRY || Findings.state(answer.supplier());
        String taken = Findings.state(answer.supplier()) ? findings.country(answer.supplier()) : answer.supplierName();
        String supplier = state ? say("resilience.controlled", taken) : taken;
        String unit = findings.unit(asked.weight());
        model.addAttribute("taken", taken);
        model.addAttribute("theirs", state ? "resilience.theirs.country" : "resilience.theirs");
        model.addAttribute("supplier", supplier);
        model.addAttribute(
                "headline",
                say(
                        asked.by() == Dimension.MAKER ? "resilience.finding.maker" : "resilience.finding",
                        supplier,
                        findings.spoken(loss),
                        findings.connected(asked.weight())));
        model.addAttribute("curveFinding", curve(answer, unit));
        model.addAttribute("nMinusOne", nMinusOne("resilience.sectors", answer.sectors(), answer));
        model.addAttribute("regionFinding", nMinusOne("resilience.regions", answer.regions(), answer));
        model.addAttribute("locked", locked(answer, supplier, unit));
        model.addAttribute(
                "growth",
                say(
                        state ? "resilience.growth.country" : "resilience.growth",
                        taken,
                        Say.count(Math.floor(answer.growth().low())),
                        Say.count(Math.ceil(answer.growth().high())),
                        String.valueOf(answer.growth().from()),
                        String.valueOf(answer.growth().to()),
                        unit));
        model.addAttribute("sunset", sunset(answer, supplier, unit));
        model.addAttribute(
                "csv",
                asked.on(
                        "/api/v1/resilience.csv",
                        slice,
                        "by=" + answer.by(),
                        "key=" + encoded(answer.supplier()),
                        "tolerance=" + Math.round(100 * answer.tolerable())));
        model.addAttribute("trends", asked.on("/trends", slice));
        model.addAttribute(
                "workings",
                new Workings(figure -> asked.on(
                        "/working",
                        slice,
                        "figure=" + figure,
                        "by=" + answer.by(),
                        "key=" + encoded(answer.supplier()))));
        model.addAttribute("sectorWorkings", workings(answer.sectors(), slice::inSector, asked, answer));
        model.addAttribute("regionWorkings", workings(answer.regions(), slice::inRegion, asked, answer));
        model.addAttribute("cautions", offers.said(answer.cautions()));
        model.addAttribute(
                "who",
                answer.substitutes().kinds().stream()
                        .map(kind -> who(kind, answer.cautions()))
                        .toList());
        model.addAttribute(
                "bys",
                List.of(Dimension.CONTROLLER, Dimension.VENDOR, Dimension.COUNTRY, Dimension.MODULE, Dimension.MAKER)
                        .stream()
                        .map(by -> new Choice(
                                say("resilience.by." + by.key()),
                                asked.on("/resilience", slice, "by=" + by.key()),
                                by == asked.by()))
                        .toList());
        model.addAttribute(
                "lines",
                LINES.stream()
                        .map(line -> new Choice(
                                line + "%",
                                asked.on(
                                        "/resilience",
                                        slice,
                                        "tolerance=" + line,
                                        "by=" + answer.by(),
                                        "key=" + encoded(answer.supplier())),
                                line == Math.round(100 * answer.tolerable())))
                        .toList());
        model.addAttribute("modules", asked.by() != Dimension.MAKER && asked.by() != Dimension.GENERATION);
        model.addAttribute("tolerance", Math.round(100 * answer.tolerable()));
        model.addAttribute("say", new Words());
        return "resilience/resilience";
    }

    /** Another choice, as a link: what is taken away, or where the line is drawn. */
    record Choice(String name, String href, boolean chosen) {}

    /** Where the page's numbers are worked out. */
    static final class Workings {

        private final UnaryOperator<String> address;

        Workings(UnaryOperator<String> address) {
            this.address = address;
        }

        public String of(String figure) {
            return address.apply(figure);
        }
    }

    /** The largest share of each part, by its key; what is not stated cannot be asked about by itself. */
    private static Map<String, String> workings(
            List<Part> parts, Function<String, Slice> only, ExposureRequest asked, Answer answer) {
        return parts.stream()
                .filter(part -> !part.key().isEmpty())
                .collect(Collectors.toMap(
                        Part::key,
                        part -> asked.on("/working", only.apply(part.key()), "figure=cr1", "by=" + answer.by())));
    }

    /** Shares and verdicts as the page says them. */
    final class Words {

        public String share(double low, double high) {
            return Say.share(new Interval(low, high));
        }

        public String count(double amount) {
            return Say.count(amount);
        }

        public String verdict(Loss.Verdict verdict) {
            return say("resilience.verdict." + verdict.name().toLowerCase(Locale.ROOT));
        }
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private String curve(Answer answer, String unit) {
        if (answer.curve().isEmpty()) {
            return "";
        }
        Curve last = answer.curve().get(answer.curve().size() - 1);
        return say(
                "resilience.curve",
                String.valueOf(last.removed()),
                findings.spoken(new Interval(last.leftLow(), last.leftHigh())),
                unit);
    }

    private String nMinusOne(String key, List<Part> parts, Answer answer) {
        long fails = parts.stream()
                .filter(part -> part.verdict() == Loss.Verdict.FAILS)
                .count();
        long open = parts.stream()
                .filter(part -> part.verdict() == Loss.Verdict.OPEN)
                .count();
        return say(
                key,
                String.valueOf(fails),
                String.valueOf(parts.size()),
                String.valueOf(Math.round(100 * answer.tolerable())),
                String.valueOf(open));
    }

    private String locked(Answer answer, String supplier, String unit) {
        return say("resilience.locked", findings.spoken(answer.substitutes().locked()), supplier, unit);
    }

    private String sunset(Answer answer, String supplier, String unit) {
        return answer.sunsets().stream()
                .filter(one -> one.closesOn().isAfter(answer.asAt()))
                .max(Comparator.comparing(Sunset::theirsLow))
                .map(one -> say(
                        "resilience.sunset",
                        findings.spoken(new Interval(one.theirsLow(), one.theirsHigh())),
                        supplier,
                        String.valueOf(one.closesOn().getYear()),
                        one.generation(),
                        unit))
                .orElse(say("resilience.nosunset"));
    }

    private String say(String key, String... words) {
        return findings.say(key, words);
    }

    private Answer answer(Viewer viewer, Slice slice, Asked how, @Nullable String key, @Nullable Integer tolerance) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        int per100 = tolerance == null ? settings.tolerableLoss() : tolerance;
        if (per100 < 1 || per100 > 99) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "tolerance",
                    String.valueOf(tolerance),
                    "tolerance-range",
                    "tolerance must be between 1 and 99",
                    "Write a per cent")));
        }
        if (!asked.by().recognised() && asked.by() != Dimension.MAKER) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "by",
                    asked.by().key(),
                    "by-supplier",
                    "by must be one of module, vendor, controller, country, generation, maker",
                    "Say what would be missing")));
        }
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, null, asked.weight(), asked.rule());
        Picture picture = exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
        List<Tally.Count> counts = picture.tally().counts();
        String supplier = key != null && !key.isBlank()
                ? key
                : counts.isEmpty() ? "" : counts.get(0).key();
        Interval loss = Loss.without(reckoning, asked.by(), Set.of(supplier));
        String country = Loss.country(reckoning, asked.by(), supplier);
        List<Offer> all = offers.all(asked.rule(), Clocks.of(slice));
        Loss.Substitutes substitutes = Loss.substitutes(reckoning, asked.by(), supplier, country, all);
        return new Answer(
                picture.asAt(),
                picture.knownAt(),
                Exposure.METHOD,
                Scoped.of(viewer, slice),
                asked.by().key(),
                asked.weight().key(),
                asked.rule().key(),
                supplier,
                supplier.isEmpty() ? "" : names.of(asked.by(), supplier, slice),
                picture.tally().total(),
                loss.low(),
                loss.high(),
                per100 / 100.0,
                curve(reckoning, asked.by(), counts),
                parts(viewer, slice, Dimension.SECTOR, asked, per100 / 100.0),
                parts(viewer, slice, Dimension.REGION, asked, per100 / 100.0),
                substitutes,
                cautions(substitutes, supplier, all, offers.cautions(asked.rule(), Clocks.of(slice))),
                growth(viewer, slice, asked, supplier, picture.asAt().getYear()),
                sunsets(reckoning, asked.by(), supplier, Clocks.of(slice)));
    }

    /** What is recorded of those who could stand in: ties to the supplier, and that it is not known who controls them. */
    private static List<Caution> cautions(
            Loss.Substitutes substitutes, String supplier, List<Offer> offers, List<Caution> recorded) {
        Set<String> makers = new TreeSet<>();
        substitutes.kinds().forEach(kind -> makers.addAll(kind.makers().keySet()));
        Set<String> gone = new TreeSet<>(Set.of(supplier));
        offers.stream()
                .filter(offer -> offer.family().equals(supplier))
                .forEach(offer -> gone.addAll(List.of(offer.vendor(), offer.holder())));
        return recorded.stream()
                .filter(one -> makers.contains(one.holder()) && (one.control() || one.tiesTo(gone)))
                .toList();
    }

    /** Who offers modules of a kind, in one line; those of whom something is recorded are marked. */
    private String who(Loss.Kind kind, List<Caution> cautions) {
        Set<String> noted = cautions.stream()
                .filter(one -> !one.kind().equals(Caution.NOT_RECORDED))
                .map(Caution::holder)
                .collect(Collectors.toSet());
        return kind.makers().isEmpty()
                ? findings.say("resilience.nobody")
                : kind.makers().entrySet().stream()
                        .map(one -> noted.contains(one.getKey())
                                ? findings.say("caution.mark", one.getValue())
                                : one.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static List<Curve> curve(Reckoning reckoning, Dimension by, List<Tally.Count> counts) {
        List<Curve> curve = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Tally.Count count : counts.subList(0, Math.min(CURVE, counts.size()))) {
            gone.add(count.key());
            Interval lost = Loss.without(reckoning, by, gone);
            curve.add(new Curve(gone.size(), count.name(), 1 - lost.high(), 1 - lost.low()));
        }
        return curve;
    }

    private List<Part> parts(Viewer viewer, Slice slice, Dimension part, ExposureRequest asked, double tolerable) {
        List<Part> parts = new ArrayList<>();
        exposure.pictures(viewer.scope(), slice, part, asked.by(), asked.weight(), asked.rule())
                .forEach((key, picture) -> {
                    Concentration all = picture.concentration();
                    if (all != null) {
                        Tally.Count leader = picture.leader();
                        parts.add(new Part(
                                key,
                                names.of(part, key, slice),
                                picture.tally().total(),
                                leader == null ? null : leader.name(),
                                all.cr1().low(),
                                all.cr1().high(),
                                Loss.Verdict.of(all, tolerable)));
                    }
                });
        parts.sort(Comparator.comparing((Part one) -> -one.lossLow()).thenComparing(Part::name));
        return parts;
    }

    private Growth growth(Viewer viewer, Slice slice, ExposureRequest asked, String supplier, int thisYear) {
        Map<String, Picture> years =
                exposure.pictures(viewer.scope(), slice, Dimension.YEAR, asked.by(), asked.weight(), asked.rule());
        Interval perYear = exposure.perYear(supplier, years, thisYear);
        return new Growth(perYear.low(), perYear.high(), thisYear - 3, thisYear - 1);
    }

    /** One line a generation. */
    private List<Sunset> sunsets(Reckoning reckoning, Dimension by, String supplier, Clocks clocks) {
        double total = Loss.total(reckoning);
        double theirs = reckoning.lines().stream()
                .filter(Loss.surelyOf(reckoning, by, supplier))
                .mapToDouble(Reckoning.Line::amount)
                .sum();
        List<Sunset> sunsets = new ArrayList<>();
        for (Closure closure : offers.closures(clocks)) {
            String generation = closure.generation();
            Interval all = total <= 0
                    ? new Interval(0, 0)
                    : Loss.share(reckoning, Dimension.GENERATION, Set.of(generation), line -> true, total);
            Interval own = theirs <= 0
                    ? new Interval(0, 0)
                    : Loss.share(
                            reckoning,
                            Dimension.GENERATION,
                            Set.of(generation),
                            Loss.surelyOf(reckoning, by, supplier),
                            theirs);
            sunsets.add(new Sunset(
                    generation,
                    closure.closesOn(),
                    closure.note(),
                    closure.confidence(),
                    closure.sources(),
                    all.low(),
                    all.high(),
                    own.low(),
                    own.high()));
        }
        return sunsets;
    }
}
