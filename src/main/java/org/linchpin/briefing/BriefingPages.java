package org.linchpin.briefing;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.briefing.Briefings.Entry;
import org.linchpin.briefing.Commission.Kind;
import org.linchpin.exposure.Findings;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages of briefings: all there are, the composer with its preview, and each one's permanent page. */
@Controller
class BriefingPages {

    private static final int SPARE_ROWS = 2;
    private static final int MENTIONS_ON_A_PAGE = 50;

    private final Briefings briefings;
    private final Comparisons comparisons;
    private final Templates templates;
    private final Commissioning commissioning;
    private final Issuing issuing;
    private final ComposerForm form;
    private final Markings markings;
    private final Names names;
    private final Findings findings;
    private final Trail trail;

    BriefingPages(
            Briefings briefings,
            Comparisons comparisons,
            Templates templates,
            Commissioning commissioning,
            Issuing issuing,
            ComposerForm form,
            Markings markings,
            Names names,
            Findings findings,
            Trail trail) {
        this.findings = findings;
        this.briefings = briefings;
        this.comparisons = comparisons;
        this.templates = templates;
        this.commissioning = commissioning;
        this.issuing = issuing;
        this.form = form;
        this.markings = markings;
        this.names = names;
        this.trail = trail;
    }

    /** A choice in a list. */
    record Choice(String key, String name) {}

    @GetMapping("/briefings")
    @May(Action.READ_FIGURES)
    String all(Viewer viewer, @RequestParam @Nullable String after, Model model) {
        List<Entry> all = briefings.all();
        Map<String, String> labels = new LinkedHashMap<>();
        markings.all().forEach(marking -> labels.put(marking.key(), marking.label()));
        model.addAttribute("briefings", all);
        model.addAttribute("labels", labels);
        model.addAttribute("changed", comparisons.changed());
        model.addAttribute("shipped", commissioning.shipped());
        model.addAttribute("saved", templates.of(viewer));
        if (!viewer.scope().everything()) {
            model.addAttribute("mentions", briefings.mentions(MENTIONS_ON_A_PAGE, after));
        }
        model.addAttribute("utc", ZoneOffset.UTC);
        return "briefing/briefings";
    }

    /** The composer, filled from a template, from an earlier briefing, or with the usual sections of a slice. */
    @GetMapping("/briefings/new")
    @May(Action.EXPORT)
    String compose(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String template,
            @RequestParam @Nullable Long saved,
            @RequestParam @Nullable Long follows,
            @RequestParam @Nullable Long like,
            @RequestParam(defaultValue = "") String weight,
            @RequestParam(defaultValue = "") String lookThrough,
            Model model) {
        MultiValueMap<String, String> fields;
        if (follows != null) {
            fields = form.of(briefings.commissionOf(follows), follows);
        } else if (like != null) {
            fields = form.of(briefings.commissionOf(like), null);
        } else if (saved != null) {
            fields = form.of(templates.one(viewer, saved), null);
        } else {
            fields = form.of(
                    commissioning.template(template == null ? "plain-english" : template), slice, weight, lookThrough);
        }
        try {
            preview(viewer, fields, model);
            return show(viewer, fields, List.of(), model);
        } catch (BadInput mistake) {
            return show(viewer, fields, form.placed(mistake), model);
        }
    }

    private void preview(Viewer viewer, MultiValueMap<String, String> fields, Model model) {
        Document document = issuing.preview(viewer, commissioning.read(viewer, form.sent(fields)));
        model.addAttribute("document", document);
        model.addAttribute("drawings", Web.drawn(document));
    }

    /** Previews, saves as a template, adds or moves a section, or issues: whatever the button says. */
    @PostMapping("/briefings/new")
    @May(Action.ISSUE)
    String composed(Viewer viewer, @RequestParam MultiValueMap<String, String> fields, Model model) {
        String button =
                String.valueOf(fields.getOrDefault("do", List.of("preview")).get(0));
        MultiValueMap<String, String> arranged = form.arranged(fields, button);
        if (button.startsWith("up-")
                || button.startsWith("down-")
                || button.startsWith("drop-")
                || button.equals("add")) {
            return show(viewer, arranged, List.of(), model);
        }
        try {
            Commission commission = commissioning.read(viewer, form.sent(arranged));
            if (button.equals("issue")) {
                return "redirect:/briefings/"
                        + issuing.issue(viewer, commission).id();
            }
            if (button.equals("save")) {
                templates.save(viewer, commission.title(), commission);
                return "redirect:/briefings#templates";
            }
            preview(viewer, arranged, model);
            return show(viewer, arranged, List.of(), model);
        } catch (BadInput mistake) {
            return show(viewer, arranged, form.placed(mistake), model);
        }
    }

    private String show(Viewer viewer, MultiValueMap<String, String> fields, List<BadInput.Fault> faults, Model model) {
        model.addAttribute("fields", fields.toSingleValueMap());
        model.addAttribute("rows", form.rows(fields, SPARE_ROWS));
        model.addAttribute("faults", faults);
        model.addAttribute(
                "kinds",
                Arrays.stream(Kind.values())
                        .map(kind -> new Choice(kind.key(), kind.label()))
                        .toList());
        model.addAttribute("markings", markings.all());
        model.addAttribute(
                "rules",
                Arrays.stream(LookThroughRule.values())
                        .map(rule -> new Choice(rule.key(), findings.rule(rule)))
                        .toList());
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        model.addAttribute("onlyOwn", !viewer.scope().everything());
        return "briefing/compose";
    }

    @GetMapping("/briefings/{id:[0-9]+}")
    @May(Action.READ_FIGURES)
    String one(Viewer viewer, @PathVariable long id, @RequestParam(defaultValue = "false") boolean today, Model model) {
        Entry entry = briefings.one(id);
        model.addAttribute("briefing", entry);
        model.addAttribute("marking", markings.label(entry.marking()));
        model.addAttribute("utc", ZoneOffset.UTC);
        if (entry.busy()) {
            model.addAttribute("refresh", 2);
        }
        if (entry.issued()) {
            trail.record("briefing.open", entry.address(), null, entry.number());
            Document document = briefings.document(id);
            model.addAttribute("document", document);
            model.addAttribute("drawings", Web.drawn(document));
            model.addAttribute("files", files(id));
            model.addAttribute("tables", document.tables());
            if (today) {
                comparisons.differences(id);
            }
            comparisons.found(id).ifPresent(found -> {
                model.addAttribute("differences", found.differences());
                model.addAttribute("comparedAt", found.at());
            });
            comparisons.read(id, viewer);
        }
        return "briefing/briefing";
    }

    /** A file to take away. */
    record FileRow(String format, String label, String name, String size, String sha256) {}

    private List<FileRow> files(long id) {
        List<FileRow> rows = new ArrayList<>();
        for (Briefings.Sheet sheet : briefings.sheets(id)) {
            rows.add(new FileRow(
                    sheet.format(),
                    Format.of(sheet.format()).orElseThrow().label(),
                    sheet.name(),
                    Math.max(1, Math.round(sheet.bytes() / 1024.0)) + " KB",
                    sheet.sha256()));
        }
        return rows;
    }

    /** Where a figure's page leads: the composer with that page's slice and way of counting, and the usual sections. */
    @GetMapping("/briefing")
    @May(Action.EXPORT)
    String ofPage(
            Slice slice,
            @RequestParam(defaultValue = "") String weight,
            @RequestParam(defaultValue = "") String lookThrough) {
        List<String> asked = new ArrayList<>();
        asked.add("template=" + (slice.sectors().size() == 1 ? "sector" : "plain-english"));
        Weight.of(weight).ifPresent(known -> asked.add("weight=" + known.key()));
        LookThroughRule.of(lookThrough).ifPresent(known -> asked.add("lookThrough=" + known.key()));
        return "redirect:" + slice.on("/briefings/new", asked.toArray(String[]::new));
    }
}
