package org.linchpin.replacement;

import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Owners' own costs through the API. Pounds of the price year, as owners quote them. */
@RestController
@RequestMapping("/api/v1/replacement")
class OwnCostApi {

    private final OwnCosts own;

    OwnCostApi(OwnCosts own) {
        this.own = own;
    }

    @GetMapping("/costs")
    @May(Action.READ_FIGURES)
    Listing<OwnCosts.StatedCost> costs(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(own.costs(viewer), Listing.size(size), after, one -> String.valueOf(one.id()));
    }

    @PostMapping("/costs")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.UPLOAD)
    Listing<OwnCosts.StatedCost> state(Viewer viewer, @RequestBody OwnCosts.Cost said) {
        own.state(viewer, said);
        return costs(viewer, null, null);
    }

    @GetMapping("/swaps")
    @May(Action.READ_FIGURES)
    Listing<OwnCosts.StatedSwap> swaps(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(own.swaps(viewer), Listing.size(size), after, one -> String.valueOf(one.id()));
    }

    @PostMapping("/swaps")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.UPLOAD)
    Listing<OwnCosts.StatedSwap> state(Viewer viewer, @RequestBody OwnCosts.Swap said) {
        own.state(viewer, said);
        return swaps(viewer, null, null);
    }
}
