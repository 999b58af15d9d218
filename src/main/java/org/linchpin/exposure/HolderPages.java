package org.linchpin.exposure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.ReckoningReader;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody's modules or equipment are: in which sectors, regions, operators and models, and how large a part. */
@Controller
class HolderPages {

    private static final int MODELS_SHOWN = 12;

    private final Exposure exposure;
    private final ReckoningReader reckonings;
    private final Names names;
    private final Findings findings;
    private final Nothing nothing;

    HolderPages(Exposure exposure, ReckoningReader reckonings, Names names, Findings findings, Nothing nothing) {
        this.nothing = nothing;
        this.exposure = exposure;
        this.reckonings = reckonings;
        this.names = names;
        this.findings = findings;
    }

    /** A model of equipment and how many of the units are surely and possibly this holder's. */
    record Inside(String name, String href, String sure, String possible, String reason) {}

    @GetMapping("/controllers/{key}")
    @May(Action.READ_FIGURES)
    String controller(Viewer viewer, @PathVariable String key, Slice slice, @ModelAttribute Asked how, Model model) {
        return show(viewer, Dimension.CONTROLLER, key, known(Dimension.CONTROLLER, key), slice, how, model);
    }

    @GetMapping("/vendors/{key}")
    @May(Action.READ_FIGURES)
    String vendor(Viewer viewer, @PathVariable String key, Slice slice, @ModelAttribute Asked how, Model model) {
        return show(viewer, Dimension.VENDOR, key, known(Dimension.VENDOR, key), slice, how, model);
    }

    @GetMapping("/modules/{key}")
    @May(Action.READ_FIGURES)
    String module(Viewer viewer, @PathVariable String key, Slice slice, @ModelAttribute Asked how, Model model) {
        return show(viewer, Dimension.MODULE, key, known(Dimension.MODULE, key), slice, how, model);
    }

    @GetMapping("/makers")
    @May(Action.READ_FIGURES)
    String maker(Viewer viewer, @RequestParam String name, Slice slice, @ModelAttribute Asked how, Model model) {
        return show(viewer, Dimension.MAKER, name, name, slice, how, model);
    }

    private String known(Dimension by, String key) {
        return names.all(by).stream()
                .filter(named -> named.key().equals(key))
                .map(Names.Named::name)
                .findFirst()
                .orElseThrow(() -> BadInput.notFound(by.key()));
    }

    /** A state holds by jurisdiction alone, and by jurisdiction no company does. */
    private static ExposureRequest meant(ExposureRequest asked, Dimension by, String key) {
        boolean state = Findings.state(key);
        return by != Dimension.CONTROLLER || state == (asked.rule() == LookThroughRule.JURISDICTION)
                ? asked
                : asked.by(state ? LookThroughRule.JURISDICTION : LookThroughRule.DECLARED);
    }

    private String show(Viewer viewer, Dimension by, String key, String name, Slice slice, Asked how, Model model) {
        ExposureRequest asked = meant(ExposureRequest.of(how, exposure.bands()), by, key);
        Picture all = exposure.picture(viewer.scope(), slice, by, asked.weight(), asked.rule());
        Tally.Count found = Panels.of(all, key);
        Tally.Count count = new Tally.Count(key, name, found.sure(), found.possible());
        boolean occurs = all.tally().counts().stream().anyMatch(one -> one.key().equals(key));
        if (by == Dimension.MAKER && !occurs) {
            throw BadInput.notFound("maker of equipment");
        }
        Reckoning reckoning = reckonings.of(viewer.scope(), slice, null, asked.weight(), asked.rule());
        Interval share = all.share(count);
        model.addAttribute("name", name);
        model.addAttribute("kind", by.key());
        model.addAttribute("key", key);
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("empty", all.tally().empty());
        model.addAttribute("nothing", all.tally().empty() ? nothing.why(viewer, slice, asked.weight()) : null);
        model.addAttribute("state", by == Dimension.CONTROLLER && Findings.state(key));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute("headline", findings.ofHolder(by, findings.who(key, name), share, asked.weight()));
        model.addAttribute("lede", findings.lede(all, count));
        model.addAttribute("working", Panels.working(all, count, asked));
        model.addAttribute("sectors", Panels.Shares.of(bars(viewer, slice, Dimension.SECTOR, by, key, asked)));
        model.addAttribute("regions", Panels.Shares.of(bars(viewer, slice, Dimension.REGION, by, key, asked)));
        model.addAttribute("operators", Panels.Shares.of(bars(viewer, slice, Dimension.OPERATOR, by, key, asked)));
        for (String part : List.of("sectors", "regions", "operators")) {
            model.addAttribute(part + "Finding", findings.ofParts(part, (Panels.Shares)
                    Objects.requireNonNull(model.getAttribute(part))));
        }
        List<Inside> inside = inside(reckoning, slice, by, key);
        model.addAttribute("inside", inside);
        model.addAttribute(
                "insideFinding",
                inside.isEmpty()
                        ? ""
                        : findings.say("holder.inside", inside.get(0).name()));
        if (by == Dimension.MAKER) {
            Tally content = reckoning.tally(
                    Dimension.CONTROLLER,
                    one -> names.of(Dimension.CONTROLLER, one, slice),
                    line -> line.maker().equals(key));
            Picture held = exposure.measured(slice, Dimension.CONTROLLER, asked.weight(), asked.rule(), content);
            model.addAttribute(
                    "content",
                    Panels.shares(held, Map.of(), asked, findings::others)
                            .workedOut(asked.on("/working", slice, "figure=content", Panels.key(key))));
        }
        String parameter = by == Dimension.CONTROLLER
                ? Panels.target(key)
                : by.key() + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        model.addAttribute("assets", slice.on("/assets", parameter));
        model.addAttribute(
                "replacement",
                by == Dimension.CONTROLLER || by == Dimension.VENDOR || by == Dimension.MODULE
                        ? asked.priced(slice, parameter)
                        : null);
        return "exposure/holder";
    }

    /** The share of each part, the largest sure share first. */
    private List<Panels.Bar> bars(
            Viewer viewer, Slice slice, Dimension parts, Dimension by, String key, ExposureRequest asked) {
        return exposure.pictures(viewer.scope(), slice, parts, by, asked.weight(), asked.rule()).entrySet().stream()
                .filter(part -> !part.getValue().tally().empty())
                .sorted(Comparator.comparing((Map.Entry<String, Picture> part) -> -part.getValue()
                                .share(Panels.of(part.getValue(), key))
                                .low())
                        .thenComparing(part -> -part.getValue()
                                .share(Panels.of(part.getValue(), key))
                                .high())
                        .thenComparing(Map.Entry::getKey))
                .map(part -> bar(part.getKey(), part.getValue(), parts, key, asked))
                .toList();
    }

    private Panels.Bar bar(String part, Picture picture, Dimension dimension, String key, ExposureRequest asked) {
        Tally.Count count = Panels.of(picture, key);
        Panels.Bar bar = Panels.bar(
                picture,
                new Tally.Count(part, names.of(dimension, part, picture.slice()), count.sure(), count.possible()),
                Panels.href(dimension, part, picture.slice()),
                null);
        return part.isEmpty()
                ? bar
                : bar.with(
                        null,
                        asked.on(
                                "/working",
                                Panels.only(picture.slice(), dimension, part),
                                "figure=share",
                                "by=" + picture.by().key(),
                                "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8)));
    }

    /** The models of equipment that surely or perhaps hold it, the most units first; those of which nothing is known are left out. */
    private static List<Inside> inside(Reckoning reckoning, Slice slice, Dimension by, String key) {
        Map<String, double[]> models = new LinkedHashMap<>();
        Map<String, Reckoning.Line> examples = new LinkedHashMap<>();
        for (Reckoning.Line line : reckoning.lines()) {
            Set<String> keys = reckoning.keys(line, by);
            if (keys.contains(key) && !line.outcome().equals("none") && !by.open(line.outcome(), keys)) {
                double[] amounts = models.computeIfAbsent(line.title(), title -> new double[2]);
                amounts[0] += keys.size() == 1 ? line.amount() : 0;
                amounts[1] += line.amount();
                examples.putIfAbsent(line.title(), line);
            }
        }
        return models.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, double[]> model) -> -model.getValue()[1])
                        .thenComparing(Map.Entry::getKey))
                .limit(MODELS_SHOWN)
                .map(model -> row(model.getKey(), model.getValue(), examples.get(model.getKey()), slice))
                .toList();
    }

    private static Inside row(String title, double[] amounts, Reckoning.@Nullable Line example, Slice slice) {
        return new Inside(
                title,
                example == null ? slice.on("/assets") : slice.on("/assets", "wording=" + example.wording()),
                Say.count(amounts[0]),
                Say.count(amounts[1]),
                example == null ? "" : example.reason());
    }
}
