package org.linchpin.briefing;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Csv;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A briefing to print, and the same figures as CSV. */
@Controller
class BriefingPages {

    private final Briefings briefings;
    private final Trail trail;

    BriefingPages(Briefings briefings, Trail trail) {
        this.briefings = briefings;
        this.trail = trail;
    }

    @GetMapping("/briefing")
    @May(Action.READ_FIGURES)
    String page(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            Model model) {
        Briefing briefing = briefings.of(viewer.scope(), slice, Briefings.weight(weight), Briefings.rule(lookThrough));
        model.addAttribute("briefing", briefing);
        model.addAttribute("known", briefing.knownAt().atZone(ZoneOffset.UTC));
        model.addAttribute(
                "csv",
                slice.on(
                        "/briefing.csv",
                        "weight=" + Briefings.weight(weight).key(),
                        "lookThrough=" + Briefings.rule(lookThrough).key()));
        model.addAttribute("permalink", slice.on("/briefing"));
        return "briefing/briefing";
    }

    @GetMapping("/briefing.csv")
    @May(Action.EXPORT)
    void csv(
            Viewer viewer,
            Slice slice,
            @RequestParam @Nullable String weight,
            @RequestParam @Nullable String lookThrough,
            HttpServletResponse response)
            throws IOException {
        Briefing briefing = briefings.of(viewer.scope(), slice, Briefings.weight(weight), Briefings.rule(lookThrough));
        trail.record("briefing.export", slice.on("/briefing"), null, null);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"briefing-" + briefing.asAt() + ".csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord(
                    "table",
                    "item",
                    "low",
                    "high",
                    "unit",
                    "text",
                    "confidence",
                    "as_at",
                    "known_at",
                    "scope",
                    "look_through",
                    "method",
                    "definition");
            briefing.lines()
                    .forEach(
                            line -> csv.writeRecord(line.stream().map(Csv::safe).toList()));
        }
    }
}
