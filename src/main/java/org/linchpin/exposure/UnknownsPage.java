package org.linchpin.exposure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Marked;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
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
import org.springframework.web.util.UriComponentsBuilder;

/** What to find out first: the models whose identification narrows a holder's interval most. */
@Controller
class UnknownsPage {

    private static final int USUAL = 20;
    private static final int MOST = 500;

    private final Exposure exposure;
    private final ReckoningReader reckonings;
    private final Names names;
    private final Captions captions;
    private final Findings findings;
    private final Nothing nothing;

    UnknownsPage(
            Exposure exposure,
            ReckoningReader reckonings,
            Names names,
            Captions captions,
            Findings findings,
            Nothing nothing) {
        this.nothing = nothing;
        this.captions = captions;
        this.exposure = exposure;
        this.reckonings = reckonings;
        this.names = names;
        this.findings = findings;
    }

    /** A model to identify, as a row; worth and left in points of a share. */
    record Row(
            int rank,
            String title,
            String href,
            String units,
            double amount,
            double worth,
            double left,
            String why,
            @Nullable String say) {}

    /** The ranked list with what it would bring. */
    record Answer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            Scoped scope,
            String by,
            String key,
            String name,
            double total,
            double sure,
            double possible,
            int modelsToHalve,
            int models,
            List<Row> items) {}

    @GetMapping("/api/v1/exposure/unknowns")
    @ResponseBody
    @May(Action.READ_ASSETS)
    ResponseEntity<Answer> api(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            @RequestParam @Nullable Integer top) {
        return Marked.of(answer(viewer, slice, how, key, top));
    }

    /** A model to identify for the HHI; worths in points of the index. */
    record IndexRow(
            int rank,
            String title,
            String href,
            String units,
            double open,
            double worth,
            double best,
            double left,
            String why) {}

    /** The ranked list for the HHI. */
    record IndexAnswer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            Scoped scope,
            String by,
            @Nullable Interval hhi,
            double width,
            int modelsToHalve,
            List<IndexRow> items) {}

    @GetMapping("/api/v1/exposure/unknowns/hhi")
    @ResponseBody
    @May(Action.READ_ASSETS)
    ResponseEntity<IndexAnswer> apiOfIndex(Viewer viewer, Slice slice, @ModelAttribute Asked how) {
        return Marked.of(ofIndex(viewer, slice, how));
    }

    @GetMapping("/unknowns/hhi")
    @May(Action.READ_ASSETS)
    String pageOfIndex(Viewer viewer, Slice slice, @ModelAttribute Asked how, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        IndexAnswer answer = ofIndex(viewer, slice, how);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute("answer", answer);
        model.addAttribute("nothing", answer.hhi() == null ? nothing.why(viewer, slice, asked.weight()) : null);
        boolean open = answer.width() > 0.5 && !answer.items().isEmpty() && answer.hhi() != null;
        model.addAttribute("open", open);
        model.addAttribute("shares", asked.on("/unknowns", slice));
        model.addAttribute(
                "csv",
                asked.on(
                        "/api/v1/exposure/unknowns/hhi.csv",
                        slice,
                        "by=" + asked.by().key()));
        model.addAttribute("working", asked.on("/working", slice, "figure=information_hhi", "by=" + answer.by()));
        if (open) {
            boolean halves = answer.modelsToHalve() <= answer.items().size();
            IndexRow last = answer.items().get(answer.items().size() - 1);
            model.addAttribute(
                    "headline",
                    halves
                            ? findings.say("unknowns.hhi.finding", String.valueOf(answer.modelsToHalve()))
                            : findings.say(
                                    "unknowns.hhi.many",
                                    String.valueOf(answer.items().size())));
            model.addAttribute(
                    "lede",
                    findings.say(
                            "unknowns.hhi.lede",
                            Say.index(Objects.requireNonNull(answer.hhi())),
                            Say.count(answer.width()),
                            String.valueOf(answer.items().size()),
                            Say.count(last.left())));
        }
        return "exposure/unknowns-hhi";
    }

    private IndexAnswer ofIndex(Viewer viewer, Slice slice, Asked how) {
        return ofIndex(viewer, slice, how, USUAL);
    }

    /** What registers say themselves is never open. */
    private ExposureRequest recognised(Asked how) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        if (!asked.by().recognised()) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "by",
                    asked.by().key(),
                    "by-plain",
                    "by must be one of module, vendor, controller, country, generation",
                    "Nothing is open of what registers say themselves")));
        }
        return asked;
    }

    /** The models that narrow the index most, as many as are asked for. */
    IndexAnswer ofIndex(Viewer viewer, Slice slice, Asked how, int shown) {
        ExposureRequest asked = recognised(how);
        Picture picture = exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, Dimension.OPERATOR, asked.weight(), asked.rule());
        IndexInformation information =
                IndexInformation.of(reckoning, asked.by(), asked.weight().counts());
        List<IndexRow> rows = new ArrayList<>();
        information.steps().stream()
                .limit(shown)
                .forEach(step -> rows.add(new IndexRow(
                        rows.size() + 1,
                        captions.model(step.title(), step.part()),
                        href(step.title(), step.part(), step.example(), slice),
                        Say.count(step.open()),
                        step.open(),
                        step.worth(),
                        step.best(),
                        step.left(),
                        step.example().reason())));
        return new IndexAnswer(
                picture.asAt(),
                picture.knownAt(),
                Exposure.METHOD,
                Scoped.of(viewer, slice),
                asked.by().key(),
                picture.concentration() == null ? null : picture.concentration().hhi(),
                information.width(),
                information.toHalve(),
                rows);
    }

    private static String href(String title, String part, Reckoning.Line example, Slice slice) {
        Slice where = title.isEmpty() ? slice.within(slice.sectors(), slice.regions(), Set.of(part)) : slice;
        return where.on("/assets", "wording=" + example.wording());
    }

    /** Where whoever knows it says what is inside; null where registers name no model. */
    private static @Nullable String say(Reckoning.Line example) {
        String model = example.words().getOrDefault("model", "");
        return model.isEmpty()
                ? null
                : UriComponentsBuilder.fromPath("/catalogue/contributions/model")
                        .queryParam("maker", "{maker}")
                        .queryParam("model", "{model}")
                        .encode()
                        .buildAndExpand(example.maker(), model)
                        .toUriString();
    }

    @GetMapping("/unknowns")
    @May(Action.READ_ASSETS)
    String page(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            @RequestParam @Nullable Integer top,
            Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Answer answer = answer(viewer, slice, how, key, top);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute("answer", answer);
        model.addAttribute("index", asked.on("/unknowns/hhi", slice));
        model.addAttribute(
                "csv",
                asked.on(
                        "/api/v1/exposure/unknowns.csv",
                        slice,
                        "by=" + answer.by(),
                        "key=" + URLEncoder.encode(answer.key(), StandardCharsets.UTF_8)));
        model.addAttribute(
                "working",
                asked.on("/working", slice, "figure=information", "by=" + answer.by(), Panels.key(answer.key())));
        model.addAttribute("nothing", answer.total() <= 0 ? nothing.why(viewer, slice, asked.weight()) : null);
        boolean open = answer.possible() > answer.sure();
        model.addAttribute("open", open);
        if (open) {
            Interval share = new Interval(answer.sure() / answer.total(), answer.possible() / answer.total());
            Row last = answer.items().get(answer.items().size() - 1);
            model.addAttribute(
                    "headline",
                    findings.say(
                            answer.modelsToHalve() == 1 ? "unknowns.one" : "unknowns.finding",
                            String.valueOf(answer.modelsToHalve()),
                            answer.name()));
            model.addAttribute(
                    "lede",
                    findings.say(
                            "unknowns.lede",
                            answer.name(),
                            Say.share(share),
                            Say.atMost(share.high() - share.low()).replace("%", ""),
                            String.valueOf(answer.items().size()),
                            String.format(Locale.UK, "%.1f", last.left())));
        }
        return "exposure/unknowns";
    }

    private Answer answer(Viewer viewer, Slice slice, Asked how, @Nullable String key, @Nullable Integer top) {
        int shown = top == null ? USUAL : top;
        if (shown < 1 || shown > MOST) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "top", String.valueOf(top), "top-range", "top must be between 1 and 500", "Ask for fewer")));
        }
        return ranked(viewer, slice, how, key, shown);
    }

    /** The models worth most, as many as are asked for. */
    Answer ranked(Viewer viewer, Slice slice, Asked how, @Nullable String key, int shown) {
        ExposureRequest asked = recognised(how);
        Picture picture = exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
        Tally tally = picture.tally();
        String whose = key == null || key.isBlank()
                ? tally.counts().isEmpty() ? "" : tally.counts().get(0).key()
                : key;
        Tally.Count count = Panels.of(picture, whose);
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, Dimension.OPERATOR, asked.weight(), asked.rule());
        Information information = Information.of(reckoning, asked.by(), whose);
        List<Row> rows = new ArrayList<>();
        for (Information.Step step : information
                .steps()
                .subList(0, Math.min(shown, information.steps().size()))) {
            rows.add(row(rows.size() + 1, step, information, tally.total(), slice));
        }
        return new Answer(
                picture.asAt(),
                picture.knownAt(),
                Exposure.METHOD,
                Scoped.of(viewer, slice),
                asked.by().key(),
                whose,
                whose.isEmpty() ? findings.say("unknowns.anybody") : names.of(asked.by(), whose, slice),
                tally.total(),
                count.sure(),
                count.possible(),
                information.toHalve(),
                information.steps().size(),
                rows);
    }

    private Row row(int rank, Information.Step step, Information information, double total, Slice slice) {
        return new Row(
                rank,
                captions.model(step.title(), step.part()),
                href(step.title(), step.part(), step.example(), slice),
                Say.count(step.amount()),
                step.amount(),
                100 * step.amount() / total,
                100 * information.left(rank) / total,
                step.example().reason(),
                say(step.example()));
    }
}
