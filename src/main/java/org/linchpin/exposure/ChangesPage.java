package org.linchpin.exposure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.SliceReader;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Which figures would be published differently today than with what was known on an earlier day: the day that is shown
 * stays the same, only knowledge grows.
 */
@Controller
class ChangesPage {

    private final Exposure exposure;
    private final Names names;
    private final Findings findings;

    ChangesPage(Exposure exposure, Names names, Findings findings) {
        this.exposure = exposure;
        this.names = names;
        this.findings = findings;
    }

    /** A figure that differs. */
    record Difference(
            String where,
            @Nullable String href,
            String figure,
            String before,
            String after,
            @Nullable String workingBefore,
            @Nullable String workingAfter) {}

    /** A part of the slice as it was known and as it is. */
    private record Both(
            String where,
            @Nullable String href,
            Slice then,
            Slice now,
            @Nullable Picture before,
            @Nullable Picture after) {}

    @GetMapping("/changes")
    @May(Action.READ_ASSETS)
    String changes(
            Viewer viewer, Slice slice, @ModelAttribute Asked how, @RequestParam @Nullable String since, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        InstalledBase.Clocks clocks = InstalledBase.Clocks.of(slice);
        LocalDate day = day(since, clocks);
        Instant moment = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Slice after = slice.asAt(clocks.asAt());
        Slice before = after.knownAt(moment.isAfter(clocks.knownAt()) ? clocks.knownAt() : moment);
        List<Difference> differences = new ArrayList<>();
        int compared = compare(viewer, before, after, asked, differences);
        List<Basis> known = exposure.basis(viewer.scope(), before);
        List<Basis> added = exposure.basis(viewer.scope(), after).stream()
                .filter(one -> !known.contains(one))
                .toList();
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("since", day.toString());
        boolean first = known.isEmpty() && !added.isEmpty();
        model.addAttribute("differences", first ? ofEverything(differences) : differences);
        model.addAttribute("compared", compared);
        model.addAttribute("added", added);
        model.addAttribute(
                "operatorNames", names.of(Dimension.OPERATOR, added.stream().map(Basis::operator)));
        model.addAttribute("trends", asked.on("/trends", slice));
        model.addAttribute("compare", asked.on("/compare", slice));
        model.addAttribute(
                "headline",
                first
                        ? findings.say("changes.first", findings.day(day))
                        : differences.isEmpty()
                                ? findings.say("changes.none", String.valueOf(compared), findings.day(day))
                                : findings.say(
                                        "changes.some",
                                        String.valueOf(differences.size()),
                                        String.valueOf(compared),
                                        findings.day(day)));
        return "exposure/changes";
    }

    /** Where nothing was known before, every part has changed in the same way: the whole says it. */
    private List<Difference> ofEverything(List<Difference> differences) {
        return differences.stream()
                .filter(one -> one.where().equals(findings.say("trend.all")))
                .toList();
    }

    private static LocalDate day(@Nullable String since, InstalledBase.Clocks clocks) {
        if (since == null || since.isBlank()) {
            return clocks.knownAt().atZone(ZoneOffset.UTC).toLocalDate().minusYears(1);
        }
        try {
            return SliceReader.day(since.strip());
        } catch (DateTimeParseException e) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "since", since, "date-form", "since must be a day such as 2026-01-31", "Write year-month-day")));
        }
    }

    /** Compares everything that pages show of the slice and of its parts; answers how many figures that were. */
    private int compare(Viewer viewer, Slice before, Slice after, ExposureRequest asked, List<Difference> differences) {
        int compared = one(
                new Both(
                        findings.say("trend.all"),
                        asked.on("/", after),
                        before,
                        after,
                        exposure.picture(viewer.scope(), before, Dimension.CONTROLLER, asked.weight(), asked.rule()),
                        exposure.picture(viewer.scope(), after, Dimension.CONTROLLER, asked.weight(), asked.rule())),
                asked,
                differences);
        for (Dimension part : List.of(Dimension.SECTOR, Dimension.REGION, Dimension.OPERATOR)) {
            Map<String, Picture> then =
                    exposure.pictures(viewer.scope(), before, part, Dimension.CONTROLLER, asked.weight(), asked.rule());
            Map<String, Picture> now =
                    exposure.pictures(viewer.scope(), after, part, Dimension.CONTROLLER, asked.weight(), asked.rule());
            Set<String> keys = new LinkedHashSet<>(now.keySet());
            keys.addAll(then.keySet());
            for (String key : keys) {
                compared += one(
                        new Both(
                                names.of(part, key),
                                Panels.href(part, key, after),
                                Panels.only(before, part, key),
                                Panels.only(after, part, key),
                                then.get(key),
                                now.get(key)),
                        asked,
                        differences);
            }
        }
        return compared;
    }

    private int one(Both part, ExposureRequest asked, List<Difference> differences) {
        Picture before = part.before();
        Picture after = part.after();
        Tally.Count leader = after == null ? null : after.leader();
        add(part, "units", findings.heading(asked.weight()), units(before), units(after), asked, differences);
        add(part, "coverage", findings.say("changes.coverage"), coverage(before), coverage(after), asked, differences);
        add(part, "hhi", findings.say("changes.hhi"), hhi(before), hhi(after), asked, differences);
        if (leader != null) {
            add(
                    part,
                    "share&" + Panels.key(leader.key()),
                    findings.say("changes.share", leader.name()),
                    share(before, leader),
                    share(after, leader),
                    asked,
                    differences);
        }
        return leader == null ? 3 : 4;
    }

    /** What has no part of its own, such as units whose region is not stated, cannot be asked about by itself. */
    private static void add(
            Both part,
            String working,
            String figure,
            String before,
            String after,
            ExposureRequest asked,
            List<Difference> differences) {
        if (!before.equals(after)) {
            boolean alone = part.href() != null;
            differences.add(new Difference(
                    part.where(),
                    part.href(),
                    figure,
                    before,
                    after,
                    alone ? asked.on("/working", part.then(), "figure=" + working) : null,
                    alone ? asked.on("/working", part.now(), "figure=" + working) : null));
        }
    }

    private static String units(@Nullable Picture picture) {
        return Say.count(picture == null ? 0 : picture.tally().total());
    }

    private static String coverage(@Nullable Picture picture) {
        return picture == null || picture.tally().empty()
                ? "–"
                : Say.atLeast(picture.tally().coverage());
    }

    private static String hhi(@Nullable Picture picture) {
        Concentration all = picture == null ? null : picture.concentration();
        return all == null ? "–" : Say.index(all.hhi());
    }

    private static String share(@Nullable Picture picture, Tally.Count leader) {
        return picture == null || picture.tally().empty()
                ? "–"
                : Say.share(picture.share(Panels.of(picture, leader.key())));
    }
}
