package org.linchpin.statement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.catalogue.Entries;
import org.linchpin.catalogue.Wordings;
import org.linchpin.ownership.Ties;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Statements over the API: POST says something new, PUT says something else of what is there, and leaves the rest as it is.
 * Whoever may not decide proposes. With {@code preview=true} nothing is kept and the effect is answered.
 */
@RestController
@RequestMapping("/api/v1/catalogue")
class StatementApi {

    private static final int MOST_AT_ONCE = 1_000;

    private final Exports exports;
    private final Statements statements;
    private final Stating stating;
    private final Drafting drafting;
    private final Entries entries;
    private final Ties ties;
    private final Wordings wordings;

    StatementApi(
            Exports exports,
            Statements statements,
            Stating stating,
            Drafting drafting,
            Entries entries,
            Ties ties,
            Wordings wordings) {
        this.exports = exports;
        this.statements = statements;
        this.stating = stating;
        this.drafting = drafting;
        this.entries = entries;
        this.ties = ties;
        this.wordings = wordings;
    }

    @PostMapping("/{things:vendors|modules|equipment|designations}")
    @May(Action.PROPOSE)
    ResponseEntity<Object> add(
            Viewer viewer,
            @PathVariable String things,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Map<String, Object> said) {
        return answer(viewer, drafting.fresh(Kind.named(things), said), preview);
    }

    @PutMapping("/{things:vendors|modules|equipment|designations}/{key}")
    @May(Action.PROPOSE)
    ResponseEntity<Object> change(
            Viewer viewer,
            @PathVariable String things,
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Map<String, Object> said) {
        Kind kind = Kind.named(things);
        Map<String, Object> before =
                entries.present(kind.entry().orElseThrow(), key).orElseThrow(() -> BadInput.notFound(kind.key()));
        return answer(viewer, drafting.draft(kind, key, said, before, null), preview);
    }

    @PostMapping("/ownership")
    @May(Action.PROPOSE)
    ResponseEntity<Object> tie(
            Viewer viewer,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Map<String, Object> said) {
        return answer(viewer, drafting.draft(Kind.OWNERSHIP, null, said, Map.of(), null), preview);
    }

    @PutMapping("/ownership/{id}")
    @May(Action.PROPOSE)
    ResponseEntity<Object> tie(
            Viewer viewer,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Map<String, Object> said) {
        Map<String, Object> before = ties.said(id).orElseThrow(() -> BadInput.notFound("statement of ownership"));
        return answer(viewer, drafting.draft(Kind.OWNERSHIP, null, said, before, id), preview);
    }

    /** Decides what the words of a wording mean; the list of those not recognised has the numbers. */
    @PostMapping("/unrecognised/{id}")
    @May(Action.PROPOSE)
    ResponseEntity<Object> resolve(
            Viewer viewer,
            @PathVariable int id,
            @RequestParam(defaultValue = "false") boolean preview,
            @RequestBody Map<String, Object> said) {
        String likeness = wordings.same(id)
                .orElseThrow(() -> BadInput.notFound("wording"))
                .likeness();
        return answer(viewer, drafting.draft(Kind.WORDING, likeness, said, Map.of(), null), preview);
    }

    private ResponseEntity<Object> answer(Viewer viewer, Draft draft, boolean preview) {
        if (preview) {
            return ResponseEntity.ok(stating.effect(viewer, draft));
        }
        Statement made = stating.make(viewer, draft);
        return ResponseEntity.created(URI.create("/api/v1/catalogue/statements/" + made.id()))
                .body(made);
    }

    /** The history, of everything or of a vendor; proposals first. Decisions about words are for those who may propose. */
    @GetMapping("/statements")
    @May(Action.READ_CATALOGUE)
    Listing<Statement> all(
            Viewer viewer,
            @RequestParam @Nullable String vendor,
            @RequestParam @Nullable Integer size,
            @RequestParam @Nullable Long after) {
        return statements.latest(vendor, viewer.may(Action.PROPOSE), Listing.size(size), after);
    }

    @GetMapping("/statements.csv")
    @May(Action.READ_CATALOGUE)
    void csv(Viewer viewer, @RequestParam @Nullable String vendor, HttpServletResponse response) throws IOException {
        String about = vendor == null || vendor.isBlank() ? null : vendor;
        exports.send(
                new Exports.File("statements.csv", "catalogue.export", "/api/v1/catalogue/statements.csv", null),
                Statements.Line.class,
                response,
                after -> statements.lines(about, viewer.may(Action.PROPOSE), MOST_AT_ONCE, after));
    }

    @GetMapping("/statements/{id}")
    @May(Action.READ_CATALOGUE)
    Statement one(Viewer viewer, @PathVariable long id) {
        Statement found = statements.one(id);
        if (found.about() == Kind.WORDING && !viewer.may(Action.PROPOSE)) {
            throw BadInput.notFound("statement");
        }
        return found;
    }

    /** What accepting a proposal, or reversing what stands, would move in the viewer's figures. */
    @GetMapping("/statements/{id}/effect")
    @May(Action.PROPOSE)
    Effects.Effect effect(Viewer viewer, @PathVariable long id) {
        return stating.effect(viewer, statements.one(id));
    }

    record Why(@Nullable String why) {}

    @PostMapping("/statements/{id}/accept")
    @May(Action.EDIT_CATALOGUE)
    Statement accept(Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        return stating.accept(viewer, id, why == null ? null : why.why());
    }

    @PostMapping("/statements/{id}/decline")
    @May(Action.EDIT_CATALOGUE)
    Statement decline(Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        return stating.decline(viewer, id, why == null ? null : why.why());
    }

    @PostMapping("/statements/{id}/reverse")
    @May(Action.EDIT_CATALOGUE)
    Statement reverse(Viewer viewer, @PathVariable long id, @RequestBody(required = false) @Nullable Why why) {
        return stating.reverse(viewer, id, why == null ? null : why.why());
    }
}
