package org.linchpin.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The trail, newest line first, to each as much as concerns them: as a page, as JSON and as a file; and its proof. */
@Controller
class TrailReading {

    private static final int AT_ONCE = 5_000;

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "username",
            "action",
            "subject",
            "operator",
            "detail",
            "kind",
            "everyone",
            "why",
            "address",
            "token",
            "before",
            "after",
            "seq");

    private final Lines lines;
    private final Sealer sealer;
    private final Exports exports;
    private final Trail trail;
    private final JsonMapper json;

    TrailReading(Lines lines, Sealer sealer, Exports exports, Trail trail, JsonMapper json) {
        this.lines = lines;
        this.sealer = sealer;
        this.exports = exports;
        this.trail = trail;
        this.json = json;
    }

    @GetMapping("/trail")
    @May(Action.READ_TRAIL)
    String page(Search search, @RequestParam @Nullable Long after, Viewer viewer, Model model) {
        model.addAttribute("lines", lines(search, null, after));
        model.addAttribute("search", search);
        model.addAttribute("download", search.on("/api/v1/audit.csv"));
        model.addAttribute("older", search.on("/trail"));
        model.addAttribute(
                "kinds",
                List.of(
                        new Kind("act", "Done"),
                        new Kind("change", "Changed"),
                        new Kind("read", "Read"),
                        new Kind("found", "Found at the beginning")));
        model.addAttribute(
                "reach",
                viewer.role()
                        .permission(Action.READ_TRAIL)
                        .orElseThrow()
                        .reach()
                        .words());
        model.addAttribute("verifies", viewer.may(Action.PROVE_TRAIL));
        return "audit/trail";
    }

    /** A kind of line, to choose from. */
    public record Kind(String key, String name) {}

    @GetMapping("/trail/proof")
    @May(value = Action.PROVE_TRAIL, heavy = true)
    String proof(Model model) {
        model.addAttribute("verdict", verify());
        return "audit/proof";
    }

    @GetMapping("/api/v1/audit")
    @ResponseBody
    @May(Action.READ_TRAIL)
    Listing<Lines.Read> lines(Search search, @RequestParam @Nullable Integer size, @RequestParam @Nullable Long after) {
        int limit = Listing.size(size);
        return Listing.of(
                lines.before(search, after == null ? Long.MAX_VALUE : after, limit + 1),
                limit,
                lines.count(search),
                line -> String.valueOf(line.id()));
    }

    @GetMapping(path = "/api/v1/audit.csv", produces = "text/csv")
    @May(value = Action.READ_TRAIL, heavy = true)
    void csv(Search search, HttpServletResponse response) throws IOException {
        exports.send(
                new Exports.File("trail.csv", "trail.export", search.on("/trail"), null), COLUMNS, response, rows -> {
                    List<Lines.Read> some = lines.before(search, Long.MAX_VALUE, AT_ONCE);
                    while (!some.isEmpty()) {
                        some.forEach(line -> rows.accept(cells(line)));
                        some = lines.before(search, some.get(some.size() - 1).id(), AT_ONCE);
                    }
                });
    }

    private static List<@Nullable String> cells(Lines.Read line) {
        return Arrays.asList(
                String.valueOf(line.id()),
                line.at().toString(),
                line.username(),
                line.action(),
                line.subject(),
                line.operator(),
                line.detail(),
                line.kind(),
                String.valueOf(line.everyone()),
                line.why(),
                line.address(),
                line.token(),
                line.before() == null ? "" : line.before().toString(),
                line.after() == null ? "" : line.after().toString(),
                line.seq() == null ? "" : line.seq().toString());
    }

    /** The whole chain, one JSON object a line, as {@code audit verify --trail} takes it. */
    @GetMapping(path = "/api/v1/audit.jsonl", produces = "application/x-ndjson")
    @May(value = Action.READ_WHOLE_TRAIL, heavy = true)
    void chain(HttpServletResponse response) throws IOException {
        trail.record("trail.export", "/api/v1/audit.jsonl", null, null);
        response.setContentType("application/x-ndjson;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail.jsonl\"");
        try (Writer out = response.getWriter()) {
            sealer.walk(place -> {
                try {
                    out.write(json.writeValueAsString(place));
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** The checkpoints that the witness holds. */
    @GetMapping(path = "/api/v1/audit/checkpoints", produces = "text/plain")
    @ResponseBody
    @May(Action.READ_TRAIL)
    String checkpoints() throws IOException {
        return sealer.notes();
    }

    @GetMapping("/api/v1/audit/verify")
    @ResponseBody
    @May(value = Action.PROVE_TRAIL, heavy = true)
    Verdict verify() {
        sealer.sealAll();
        return sealer.verify();
    }
}
