package org.linchpin.exposure;

import static org.linchpin.exposure.FigureFile.fraction;
import static org.linchpin.exposure.FigureFile.plain;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.exposure.Exposure.Picture;
import org.linchpin.exposure.ExposureRequest.Asked;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the pages on time, flow and unknowns show the first of, whole: every line in the filter. */
@Controller
@RequestMapping("/api/v1/exposure")
class FigureFiles {

    private static final Set<Dimension> PARTS = EnumSet.of(Dimension.SECTOR, Dimension.REGION);

    private final Exposure exposure;
    private final TrendPages trends;
    private final FlowPage flow;
    private final UnknownsPage unknowns;
    private final Names names;
    private final Findings findings;
    private final FigureFile file;

    FigureFiles(
            Exposure exposure,
            TrendPages trends,
            FlowPage flow,
            UnknownsPage unknowns,
            Names names,
            Findings findings,
            FigureFile file) {
        this.findings = findings;
        this.exposure = exposure;
        this.trends = trends;
        this.flow = flow;
        this.unknowns = unknowns;
        this.names = names;
        this.file = file;
    }

    /** Everybody on every day on which something came into force, in all and by sector; and by year of installation. */
    @GetMapping("/trend.csv")
    @May(Action.EXPORT)
    void trend(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            HttpServletResponse response)
            throws IOException {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Picture now = picture(viewer, slice, asked);
        file.send(
                "exposure-over-time-by-" + asked.by().key(),
                "/trends",
                now,
                List.of(
                        "series",
                        "at",
                        "sector",
                        "sector_name",
                        "key",
                        "name",
                        "total",
                        "sure",
                        "possible",
                        "share_low",
                        "share_high"),
                response,
                lines -> {
                    for (LocalDate day : trends.days(viewer, slice)) {
                        Slice then = slice.asAt(day);
                        line(lines, findings.say("file.day"), day.toString(), "", picture(viewer, then, asked), key);
                        new TreeMap<>(parts(viewer, then, Dimension.SECTOR, asked))
                                .forEach((sector, picture) ->
                                        line(lines, findings.say("file.day"), day.toString(), sector, picture, key));
                    }
                    new TreeMap<>(parts(viewer, slice, Dimension.YEAR, asked))
                            .forEach((year, picture) -> line(lines, findings.say("file.year"), year, "", picture, key));
                });
    }

    private Picture picture(Viewer viewer, Slice slice, ExposureRequest asked) {
        return exposure.picture(viewer.scope(), slice, asked.by(), asked.weight(), asked.rule());
    }

    private Map<String, Picture> parts(Viewer viewer, Slice slice, Dimension parts, ExposureRequest asked) {
        return exposure.pictures(viewer.scope(), slice, parts, asked.by(), asked.weight(), asked.rule());
    }

    /** A line for each holder, or for the one that is asked for. */
    private void line(
            BiConsumer<Picture, List<String>> lines,
            String series,
            String at,
            String sector,
            Picture picture,
            @Nullable String key) {
        List<Tally.Count> counts = key == null || key.isBlank()
                ? picture.tally().counts()
                : picture.tally().empty() ? List.of() : List.of(Panels.of(picture, key));
        for (Tally.Count count : counts) {
            Interval share = picture.share(count);
            lines.accept(
                    picture,
                    List.of(
                            series,
                            at,
                            sector,
                            sector.isEmpty() ? "" : names.of(Dimension.SECTOR, sector, picture.slice()),
                            count.key(),
                            names.of(picture.by(), count.key(), picture.slice()),
                            plain(picture.tally().total()),
                            plain(count.sure()),
                            plain(count.possible()),
                            fraction(share.low()),
                            fraction(share.high())));
        }
    }

    /** How concentrated each sector, or each region, is: what the tables of parts show. */
    @GetMapping("/parts.csv")
    @May(Action.EXPORT)
    void parts(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam(defaultValue = "sector") String of,
            HttpServletResponse response)
            throws IOException {
        Dimension parts = Dimension.of(of)
                .filter(PARTS::contains)
                .orElseThrow(() -> BadInput.fields(List.of(BadInput.Fault.field(
                        "of",
                        of,
                        "part-unknown",
                        "There is no table of parts by \"" + of + "\"",
                        "Ask for sector or region"))));
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        file.send(
                parts.key() + "-by-" + asked.by().key(),
                "/",
                picture(viewer, slice, asked),
                List.of(
                        parts.key(),
                        "name",
                        "total",
                        "identified",
                        "leader",
                        "leader_name",
                        "leader_share_low",
                        "leader_share_high",
                        "hhi_low",
                        "hhi_high"),
                response,
                lines -> new TreeMap<>(parts(viewer, slice, parts, asked)).forEach((part, picture) -> {
                    if (!part.isEmpty() && !picture.tally().empty()) {
                        lines.accept(picture, part(part, names.of(parts, part, slice), picture));
                    }
                }));
    }

    private static List<String> part(String key, String name, Picture picture) {
        Tally.Count leader = picture.leader();
        Concentration measured = picture.concentration();
        return List.of(
                key,
                name,
                plain(picture.tally().total()),
                plain(picture.tally().identified()),
                leader == null ? "" : leader.key(),
                leader == null ? "" : leader.name(),
                leader == null ? "" : fraction(picture.share(leader).low()),
                leader == null ? "" : fraction(picture.share(leader).high()),
                measured == null ? "" : plain(Math.round(measured.hhi().low())),
                measured == null ? "" : plain(Math.round(measured.hhi().high())));
    }

    /** Every way from sector through makers to country; the drawing folds the small ones together. */
    @GetMapping("/flow.csv")
    @May(Action.EXPORT)
    void flow(Viewer viewer, Slice slice, @ModelAttribute Asked how, HttpServletResponse response) throws IOException {
        ExposureRequest asked = ExposureRequest.of(how, exposure.bands());
        Picture now = exposure.picture(viewer.scope(), slice, Dimension.COUNTRY, asked.weight(), asked.rule());
        file.send(
                "flow",
                "/flow",
                now,
                List.of("sector", "equipment_maker", "module_maker", "country", "amount", "share"),
                response,
                lines -> flow.ways(viewer, slice, asked).forEach((way, amount) -> {
                    List<String> cells = new ArrayList<>(way);
                    cells.add(plain(amount));
                    cells.add(fraction(amount / now.tally().total()));
                    lines.accept(now, cells);
                }));
    }

    /** Every model that is open, the one worth most first. */
    @GetMapping("/unknowns.csv")
    @May(Action.READ_ASSETS)
    void unknowns(
            Viewer viewer,
            Slice slice,
            @ModelAttribute Asked how,
            @RequestParam @Nullable String key,
            HttpServletResponse response)
            throws IOException {
        UnknownsPage.Answer answer = unknowns.ranked(viewer, slice, how, key, Integer.MAX_VALUE);
        Picture now = picture(viewer, slice, ExposureRequest.of(how, exposure.bands()));
        file.send(
                "unknowns",
                "/unknowns",
                now,
                List.of("rank", "what", "known", "open", "narrows_points", "left_points", "key", "name"),
                response,
                lines -> answer.items()
                        .forEach(row -> lines.accept(
                                now,
                                List.of(
                                        String.valueOf(row.rank()),
                                        row.title(),
                                        row.why(),
                                        plain(row.amount()),
                                        fraction(row.worth()),
                                        fraction(row.left()),
                                        answer.key(),
                                        answer.name()))));
    }

    /** Every model that is tried, the one that narrows the index most first; in points of the index. */
    @GetMapping("/unknowns/hhi.csv")
    @May(Action.READ_ASSETS)
    void unknownsOfIndex(Viewer viewer, Slice slice, @ModelAttribute Asked how, HttpServletResponse response)
            throws IOException {
        UnknownsPage.IndexAnswer answer = unknowns.ofIndex(viewer, slice, how, Integer.MAX_VALUE);
        Picture now = picture(viewer, slice, ExposureRequest.of(how, exposure.bands()));
        file.send(
                "unknowns-hhi",
                "/unknowns/hhi",
                now,
                List.of("rank", "what", "known", "open", "narrows_at_least", "narrows_at_best", "left"),
                response,
                lines -> answer.items()
                        .forEach(row -> lines.accept(
                                now,
                                List.of(
                                        String.valueOf(row.rank()),
                                        row.title(),
                                        row.why(),
                                        plain(row.open()),
                                        fraction(row.worth()),
                                        fraction(row.best()),
                                        fraction(row.left())))));
    }
}
