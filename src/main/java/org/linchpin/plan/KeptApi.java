package org.linchpin.plan;

import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.plan.KeptAnswers.Kept;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Kept estimates and plans through the API. */
@RestController
@RequestMapping("/api/v1/replacement/kept")
class KeptApi {

    private final KeptAnswers kept;
    private final Keeping keeping;
    private final PlanFiles files;

    KeptApi(KeptAnswers kept, Keeping keeping, PlanFiles files) {
        this.kept = kept;
        this.keeping = keeping;
        this.files = files;
    }

    /** What is to be kept: a question of an estimate or of a plan, as those endpoints take it. */
    record Wish(
            @Nullable String kind,
            @Nullable String title,
            @Nullable JsonNode question) {}

    record Number(long id) {}

    record Again(boolean same) {}

    @GetMapping
    @May(Action.READ_FIGURES)
    Listing<Kept> all(Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(kept.all(viewer), Listing.size(size), after, one -> String.valueOf(one.id()));
    }

    @PostMapping
    @May(Action.ISSUE)
    @ResponseStatus(HttpStatus.CREATED)
    Number keep(Viewer viewer, @RequestBody Wish wish) {
        return new Number(keeping.keep(viewer, wish.kind(), wish.title(), wish.question()));
    }

    @GetMapping("/{id}")
    @May(Action.EXPORT)
    PlanFiles.File file(Viewer viewer, @PathVariable long id) {
        return keeping.file(viewer, id);
    }

    /** Whether the same question of the same moment gives the same bytes today. */
    @GetMapping("/{id}/again")
    @May(value = Action.READ_FIGURES, heavy = true)
    Again again(Viewer viewer, @PathVariable long id) {
        return new Again(keeping.sameAgain(viewer, id));
    }

    /** Two files side by side, kept here or sent from elsewhere. */
    @PostMapping("/compare")
    @May(Action.READ_FIGURES)
    Comparison compare(@RequestBody PlanFiles.Two two) {
        return files.comparison(two);
    }

    @DeleteMapping("/{id}")
    @May(Action.ISSUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(Viewer viewer, @PathVariable long id) {
        keeping.forget(viewer, id);
    }
}
