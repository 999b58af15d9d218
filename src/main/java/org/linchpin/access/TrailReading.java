package org.linchpin.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The trail, newest line first, for those who may read it: as a page, as JSON and as a file. */
@Controller
class TrailReading {

    private static final int AT_ONCE = 5_000;

    private final Trail trail;

    TrailReading(Trail trail) {
        this.trail = trail;
    }

    @GetMapping("/trail")
    @May(Action.READ_TRAIL)
    String page(@RequestParam @Nullable Long after, Model model) {
        model.addAttribute("lines", lines(null, after));
        return "access/trail";
    }

    @GetMapping("/api/v1/audit")
    @ResponseBody
    @May(Action.READ_TRAIL)
    Listing<Trail.Line> lines(@RequestParam @Nullable Integer size, @RequestParam @Nullable Long after) {
        int limit = Listing.size(size);
        return Listing.of(
                trail.before(after == null ? Long.MAX_VALUE : after, limit + 1),
                limit,
                trail.size(),
                line -> String.valueOf(line.id()));
    }

    @GetMapping(path = "/api/v1/audit.csv", produces = "text/csv")
    @May(Action.READ_TRAIL)
    void csv(HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail.csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            csv.writeRecord("id", "at", "username", "action", "subject", "operator", "detail");
            List<Trail.Line> lines = trail.before(Long.MAX_VALUE, AT_ONCE);
            while (!lines.isEmpty()) {
                for (Trail.Line line : lines) {
                    csv.writeRecord(
                            String.valueOf(line.id()),
                            line.at().toString(),
                            Csv.safe(line.username()),
                            Csv.safe(line.action()),
                            Csv.safe(line.subject()),
                            Csv.safe(line.operator()),
                            Csv.safe(line.detail()));
                }
                lines = trail.before(lines.get(lines.size() - 1).id(), AT_ONCE);
            }
        }
    }
}
