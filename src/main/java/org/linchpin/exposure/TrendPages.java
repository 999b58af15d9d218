package org.linchpin.exposure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** How dependency came about: on the days submissions came into force, and by the years in which equipment was installed. */
@Controller
class TrendPages {

    private static final int DAYS = 10;
    private static final int YEARS = 15;
    private static final int SMALL = 4;

    private final Exposure exposure;
    private final InstalledBase installed;
    private final Names names;
    private final Findings findings;
    private final Nothing nothing;

    TrendPages(Exposure exposure, InstalledBase installed, Names names, Findings findings, Nothing nothing) {
        this.nothing = nothing;
        this.exposure = exposure;
        this.installed = installed;
        this.names = names;
        this.findings = findings;
    }

    /** A small chart over days: the part that is sure as an area, the possible as a band on it, both in per cent of height. */
    record Small(
            String name,
            String units,
            List<Area> areas,
            String first,
            String last,
            String firstWorking,
            String lastWorking) {}

    /** How it stood for a while, in per cent of the chart's width and height. */
    record Area(double x, double wide, double sure, double possible) {}

    /** A column of a chart over years, in per cent of the highest. */
    record Year(
            String year,
            double x,
            double wide,
            double sure,
            double possible,
            double all,
            String sureUnits,
            String allUnits,
            String share) {}

    /** One holder's columns, and how many units a year it gained of late. */
    record Growth(String name, List<Year> years, String perYear, String working) {}

    /** One day's figures as a row. */
    record Row(String day, String units, String share, String unitsWorking, String working) {}

    @GetMapping("/trends")
    @May(Action.READ_FIGURES)
    String trends(
            Viewer viewer, Slice slice, @ModelAttribute Asked how, @RequestParam @Nullable String key, Model model) {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Picture now = exposure.picture(viewer.scope(), slice, Dimension.CONTROLLER, asked.weight(), asked.rule());
        Tally.Count leader = key == null || key.isBlank() ? now.leader() : Panels.of(now, key);
        model.addAttribute("ways", Ways.of(slice, asked));
        model.addAttribute("slice", slice);
        model.addAttribute("part", names.of(slice));
        model.addAttribute("rule", findings.rule(asked.rule()));
        model.addAttribute("unit", findings.unit(asked.weight()));
        model.addAttribute(
                "nothing", leader == null && now.tally().empty() ? nothing.why(viewer, slice, asked.weight()) : null);
        model.addAttribute("leader", leader);
        model.addAttribute(
                "csv",
                leader == null
                        ? ""
                        : asked.on(
                                "/api/v1/exposure/trend.csv",
                                slice,
                                "by=controller",
                                "key=" + URLEncoder.encode(leader.key(), StandardCharsets.UTF_8)));
        model.addAttribute("csvOfAll", asked.on("/api/v1/exposure/trend.csv", slice, "by=controller"));
        if (leader != null) {
            overDays(viewer, slice, asked, leader, model);
            overYears(viewer, slice, asked, now, leader, model);
        }
        return "exposure/trends";
    }

    /** The days until that of the slice on which something came into force, and that day itself. */
    List<LocalDate> days(Viewer viewer, Slice slice) {
        LocalDate asAt = InstalledBase.Clocks.of(slice).asAt();
        SortedSet<LocalDate> days = new TreeSet<>(installed.days(viewer.scope(), slice));
        days.add(asAt);
        return List.copyOf(days.headSet(asAt.plusDays(1)));
    }

    /** How much more is registered than was at first; null where it is as much. */
    private @Nullable String base(List<Row> rows, String unit) {
        if (rows.isEmpty()
                || rows.get(0).units().equals(rows.get(rows.size() - 1).units())) {
            return null;
        }
        Row first = rows.get(0);
        return findings.say(
                "trend.base",
                first.units(),
                first.day(),
                rows.get(rows.size() - 1).units(),
                unit);
    }

    private void overDays(Viewer viewer, Slice slice, ExposureRequest asked, Tally.Count leader, Model model) {
        List<LocalDate> all = days(viewer, slice);
        // The newest state stands besides the days before it, unless something came into force on its own day.
        boolean newest = !installed.days(viewer.scope(), slice).contains(all.get(all.size() - 1));
        List<LocalDate> days = all.subList(Math.max(0, all.size() - DAYS - (newest ? 1 : 0)), all.size());
        Map<String, Map<LocalDate, Picture>> parts = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (LocalDate day : days) {
            Slice then = slice.asAt(day);
            Picture whole = exposure.picture(viewer.scope(), then, Dimension.CONTROLLER, asked.weight(), asked.rule());
            parts.computeIfAbsent("", part -> new TreeMap<>()).put(day, whole);
            exposure.pictures(
                            viewer.scope(), then, Dimension.SECTOR, Dimension.CONTROLLER, asked.weight(), asked.rule())
                    .forEach((part, picture) ->
                            parts.computeIfAbsent(part, one -> new TreeMap<>()).put(day, picture));
            if (!whole.tally().empty()) {
                rows.add(new Row(
                        findings.day(day),
                        Say.count(whole.tally().total()),
                        Say.share(whole.share(Panels.of(whole, leader.key()))),
                        asked.on("/working", then, "figure=units"),
                        Panels.working(whole, leader, asked)));
            }
        }
        model.addAttribute("base", base(rows, findings.unit(asked.weight())));
        // A sector that has nothing any more would look as if it still stood where it stood last.
        parts.values().removeIf(over -> !over.containsKey(days.get(days.size() - 1)));
        List<Small> smalls = parts.entrySet().stream()
                .filter(part -> part.getValue().values().stream()
                        .anyMatch(one -> !one.tally().empty()))
                .sorted(Comparator.comparing((Map.Entry<String, Map<LocalDate, Picture>> part) ->
                        -last(part.getValue()).tally().total()))
                .map(part -> small(part.getKey(), part.getValue(), days, leader, asked))
                .toList();
        model.addAttribute("smalls", smalls);
        model.addAttribute("partFinding", partFinding(parts, leader));
        model.addAttribute("rows", rows);
        model.addAttribute("from", findings.day(days.get(0)));
        model.addAttribute("to", findings.day(days.get(days.size() - 1)));
        model.addAttribute(
                "dayFinding",
                rows.isEmpty()
                        ? findings.say("trend.none")
                        : findings.say(
                                "trend.finding",
                                leader.name(),
                                rows.get(0).share(),
                                rows.get(0).day(),
                                rows.get(rows.size() - 1).share(),
                                rows.get(rows.size() - 1).day()));
    }

    /** In how many sectors the share is surely another at the end than at first. */
    private String partFinding(Map<String, Map<LocalDate, Picture>> parts, Tally.Count leader) {
        int more = 0;
        int less = 0;
        int all = 0;
        for (Map.Entry<String, Map<LocalDate, Picture>> part : parts.entrySet()) {
            if (!part.getKey().isEmpty() && !last(part.getValue()).tally().empty()) {
                Picture first = first(part.getValue());
                Interval before = first.share(Panels.of(first, leader.key()));
                Picture last = last(part.getValue());
                Interval after = last.share(Panels.of(last, leader.key()));
                all++;
                more += after.low() > before.high() ? 1 : 0;
                less += after.high() < before.low() ? 1 : 0;
            }
        }
        String key = all == 0 ? "trend.parts.one" : more + less == 0 ? "trend.parts.same" : "trend.parts";
        return findings.say(key, leader.name(), String.valueOf(more), String.valueOf(all), String.valueOf(less));
    }

    private static Picture first(Map<LocalDate, Picture> over) {
        return over.values().stream()
                .filter(one -> !one.tally().empty())
                .findFirst()
                .orElseThrow();
    }

    private static Picture last(Map<LocalDate, Picture> over) {
        return over.values().stream().reduce((a, b) -> b).orElseThrow();
    }

    private Small small(
            String part,
            Map<LocalDate, Picture> over,
            List<LocalDate> days,
            Tally.Count leader,
            ExposureRequest asked) {
        double span = Math.max(1, ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)));
        List<double[]> points = new ArrayList<>();
        for (Map.Entry<LocalDate, Picture> one : over.entrySet()) {
            if (!one.getValue().tally().empty()) {
                Interval share = one.getValue().share(Panels.of(one.getValue(), leader.key()));
                double x = 100 * ChronoUnit.DAYS.between(days.get(0), one.getKey()) / span;
                points.add(new double[] {x, 100 * share.low(), 100 * share.high()});
            }
        }
        Picture first = first(over);
        Picture last = last(over);
        return new Small(
                part.isEmpty() ? findings.say("trend.all") : names.of(Dimension.SECTOR, part),
                Say.count(last.tally().total()),
                areas(points),
                Say.share(first.share(Panels.of(first, leader.key()))),
                Say.share(last.share(Panels.of(last, leader.key()))),
                working(part, first, leader, asked),
                working(part, last, leader, asked));
    }

    private static String working(String part, Picture picture, Tally.Count leader, ExposureRequest asked) {
        Slice slice = part.isEmpty() ? picture.slice() : picture.slice().inSector(part);
        return asked.on("/working", slice, "figure=share", Panels.key(leader.key()));
    }

    /** Each level is held until the next point. */
    private static List<Area> areas(List<double[]> points) {
        List<Area> areas = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            boolean last = i + 1 == points.size();
            double until = last ? 100 : points.get(i + 1)[0];
            // The newest state is a day old at most: it is drawn wide enough to be seen.
            double wide = Math.max(until - point[0], last ? 3 : 0);
            areas.add(new Area(Math.min(point[0], 100 - wide), wide, point[1], point[2]));
        }
        return areas;
    }

    private void overYears(
            Viewer viewer, Slice slice, ExposureRequest asked, Picture now, Tally.Count leader, Model model) {
        Map<String, Picture> years = new TreeMap<>(exposure.pictures(
                viewer.scope(), slice, Dimension.YEAR, Dimension.CONTROLLER, asked.weight(), asked.rule()));
        Picture undated = years.remove("");
        int thisYear = InstalledBase.Clocks.of(slice).asAt().getYear();
        List<Tally.Count> holders = new ArrayList<>();
        holders.add(leader);
        now.tally().counts().stream()
                .filter(count -> !count.key().equals(leader.key()) && count.sure() > 0)
                .limit(SMALL - 1L)
                .forEach(holders::add);
        Map<String, Picture> shown = new TreeMap<>(years);
        shown.keySet().removeIf(year -> Integer.parseInt(year) <= thisYear - YEARS);
        model.addAttribute(
                "growths",
                holders.stream()
                        .map(holder -> growth(
                                holder,
                                years,
                                shown,
                                thisYear,
                                asked.on("/working", slice, "figure=growth", Panels.key(holder.key()))))
                        .toList());
        Interval perYear = exposure.perYear(leader.key(), years, thisYear);
        model.addAttribute(
                "yearFinding",
                shown.isEmpty()
                        ? findings.say("growth.none")
                        : findings.say(
                                "growth.finding",
                                leader.name(),
                                Say.count(Math.floor(perYear.low())),
                                Say.count(Math.ceil(perYear.high())),
                                String.valueOf(thisYear - 3),
                                String.valueOf(thisYear - 1),
                                findings.unit(asked.weight())));
        model.addAttribute(
                "undated", undated == null ? "0" : Say.count(undated.tally().total()));
    }

    private Growth growth(
            Tally.Count holder, Map<String, Picture> years, Map<String, Picture> shown, int thisYear, String working) {
        double most = shown.values().stream()
                .mapToDouble(picture -> picture.tally().total())
                .max()
                .orElse(1);
        List<Year> columns = new ArrayList<>();
        double wide = 100.0 / Math.max(1, shown.size());
        shown.forEach((year, picture) -> {
            Tally.Count count = Panels.of(picture, holder.key());
            columns.add(new Year(
                    year,
                    columns.size() * wide,
                    wide * 0.76,
                    100 * count.sure() / most,
                    100 * count.possible() / most,
                    100 * picture.tally().total() / most,
                    Say.count(count.sure()),
                    Say.count(picture.tally().total()),
                    Say.share(picture.share(count))));
        });
        Interval perYear = exposure.perYear(holder.key(), years, thisYear);
        return new Growth(
                holder.name(),
                columns,
                findings.say(
                        "growth.peryear", Say.count(Math.floor(perYear.low())), Say.count(Math.ceil(perYear.high()))),
                working);
    }
}
