package org.linchpin.replacement;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Hands funding packs over: finished ones alone. */
@Component
class Packs {

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;
    private final Trail trail;

    Packs(Asking asking, Estimator estimator, CostBook costs, Trail trail) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
        this.trail = trail;
    }

    /** The pack, or 409 with everything that it still misses. */
    PackBook finished(Viewer viewer, Question question, FundingPack pack) {
        Clocks clocks = Clocks.of(question.slice());
        Question still = question.with(clocks);
        Estimate estimate = estimator.estimate(viewer.scope(), still);
        List<BadInput.Fault> missing = pack.missing(estimate, LocalDate.now(ZoneOffset.UTC));
        if (!missing.isEmpty()) {
            throw new BadInput(
                    HttpStatus.CONFLICT,
                    "pack-unfinished",
                    "The pack is not finished: "
                            + String.join(
                                    "; ",
                                    missing.stream()
                                            .map(BadInput.Fault::message)
                                            .toList()),
                    missing);
        }
        return new PackBook(
                estimate, pack, costs.outsideViews(), asking.nameOf(question.target()), clocks, viewer.username());
    }

    void handedOver(Question question) {
        trail.record(
                "replacement.pack",
                question.slice().on("/replacement/pack"),
                null,
                question.target().key());
    }
}
