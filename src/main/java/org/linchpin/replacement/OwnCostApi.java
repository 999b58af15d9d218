package org.linchpin.replacement;

import java.util.List;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    List<OwnCosts.StatedCost> costs(Viewer viewer) {
        return own.costs(viewer);
    }

    @PostMapping("/costs")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.UPLOAD)
    List<OwnCosts.StatedCost> state(Viewer viewer, @RequestBody OwnCosts.Cost said) {
        own.state(viewer, said);
        return own.costs(viewer);
    }

    @GetMapping("/swaps")
    @May(Action.READ_FIGURES)
    List<OwnCosts.StatedSwap> swaps(Viewer viewer) {
        return own.swaps(viewer);
    }

    @PostMapping("/swaps")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.UPLOAD)
    List<OwnCosts.StatedSwap> state(Viewer viewer, @RequestBody OwnCosts.Swap said) {
        own.state(viewer, said);
        return own.swaps(viewer);
    }
}
