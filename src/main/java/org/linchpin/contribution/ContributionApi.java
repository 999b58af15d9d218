package org.linchpin.contribution;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.contribution.Contributions.Contribution;
import org.linchpin.contribution.Contributions.Kind;
import org.linchpin.contribution.Statements.Subject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Knowledge of codes and contents over the API. */
@RestController
@RequestMapping("/api/v1/catalogue")
class ContributionApi {

    private final Contributions contributions;
    private final Incoming incoming;

    ContributionApi(Contributions contributions, Incoming incoming) {
        this.contributions = contributions;
        this.incoming = incoming;
    }

    @GetMapping("/contributions")
    @May(Action.CONTRIBUTE)
    Listing<Contribution> all(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return contributions.all(Listing.size(size), after);
    }

    @GetMapping("/contributions/{id}")
    @May(Action.CONTRIBUTE)
    Contribution one(Viewer viewer, @PathVariable String id) {
        return contributions.one(id);
    }

    /** Takes the body as a file: CSV, a workbook, or a bill of materials in CycloneDX. */
    @PostMapping("/contributions")
    @May(Action.CONTRIBUTE)
    ResponseEntity<Contribution> add(
            Viewer viewer,
            @RequestParam @Nullable String kind,
            @RequestParam(defaultValue = "") String source,
            @RequestParam @Nullable String operator,
            @RequestParam(defaultValue = "") String maker,
            @RequestParam(defaultValue = "") String model,
            @RequestParam(defaultValue = "") String variant,
            @RequestParam(defaultValue = "false") boolean complete,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request)
            throws IOException {
        Contribution added = contributions.add(
                viewer,
                new Contributions.Sent(
                        Kind.of(kind),
                        source,
                        operator,
                        CodeList.words(name),
                        incoming.file(request.getInputStream()),
                        new Subject(
                                CodeList.words(maker.strip()),
                                CodeList.words(model.strip()),
                                CodeList.words(variant.strip()),
                                complete)));
        return ResponseEntity.created(URI.create("/api/v1/catalogue/contributions/" + added.id()))
                .body(added);
    }

    @PostMapping("/contributions/{id}/withdraw")
    @May(Action.CONTRIBUTE)
    Contribution withdraw(Viewer viewer, @PathVariable String id) {
        return contributions.withdraw(viewer, id);
    }

    /** What is known to be inside a kind of equipment, as CycloneDX. */
    @GetMapping("/equipment/{key}/contents")
    @May(Action.READ_CATALOGUE)
    ResponseEntity<String> contents(@PathVariable String key, @RequestParam(defaultValue = "json") String format) {
        boolean xml = format.equals("xml");
        String bill = contributions.contents(key, xml).orElseThrow(() -> BadInput.notFound("equipment"));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vnd.cyclonedx+" + (xml ? "xml" : "json")))
                .body(bill);
    }
}
