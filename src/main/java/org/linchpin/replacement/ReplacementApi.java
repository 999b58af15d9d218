package org.linchpin.replacement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.replacement.Estimate.Component;
import org.linchpin.replacement.Estimate.Share;
import org.linchpin.replacement.Estimate.Swing;
import org.linchpin.replacement.Estimate.YearCost;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Estimates of replacement through the API. Money in pence. */
@RestController
@RequestMapping("/api/v1/replacement/estimates")
class ReplacementApi {

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;

    ReplacementApi(Asking asking, Estimator estimator, CostBook costs) {
        this.costs = costs;
        this.asking = asking;
        this.estimator = estimator;
    }

    record Units(double sure, double expected, double possible) {}

    /** The price for other units: those that are surely affected, or all that may be. */
    record Bound(
            Spread gross,
            Spread budget,
            Spread broughtForward,
            long low,
            long likely,
            long high,
            Map<Integer, Long> sCurve) {

        static Bound of(Estimate.Part part) {
            return new Bound(
                    part.gross(),
                    part.budget(),
                    part.broughtForward(),
                    part.low(),
                    part.likely(),
                    part.high(),
                    part.curve());
        }
    }

    /** The price over the parameters and over what is unknown; {@code ifSure} and {@code ifPossible} are its two ends. */
    record Answer(
            LocalDate asAt,
            Instant knownAt,
            String method,
            String scope,
            String currency,
            int priceYear,
            Map<String, String> target,
            String option,
            int startYear,
            int finishYear,
            int draws,
            long seed,
            Units units,
            Spread gross,
            Spread budget,
            Spread broughtForward,
            long low,
            long likely,
            long high,
            Bound ifSure,
            Bound ifPossible,
            List<Component> byComponent,
            List<Share> bySector,
            List<Share> byRegion,
            List<Share> byOperator,
            List<Share> byAssetClass,
            List<YearCost> byYear,
            List<Swing> tornado,
            Map<Integer, Long> sCurve,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            int estimateClass,

            double ownShare,
            Estimate.Bias optimism,
            String discounting,
            List<CostBook.OutsideView> outsideView,
            List<Parameter> assumptions,
            List<String> notes) {

        static Answer of(Estimate estimate, List<CostBook.OutsideView> outside) {
            Question asked = estimate.question();
            Clocks clocks = Clocks.of(asked.slice());
            Estimate.Part whole = estimate.whole();
            return new Answer(
                    clocks.asAt(),
                    clocks.knownAt(),
                    Estimate.METHOD,
                    asked.slice().query(),
                    Estimate.CURRENCY,
                    estimate.priceYear(),
                    Map.of(asked.target().kind().key(), asked.target().key()),
                    asked.option().key(),
                    asked.startYear(),
                    asked.finishYear(),
                    asked.draws(),
                    asked.seed(),
                    new Units(
                            estimate.sure().units(),
                            whole.units(),
                            estimate.possible().units()),
                    whole.gross(),
                    whole.budget(),
                    whole.broughtForward(),
                    whole.low(),
                    whole.likely(),
                    whole.high(),
                    Bound.of(estimate.sure()),
                    Bound.of(estimate.possible()),
                    estimate.byComponent(),
                    estimate.bySector(),
                    estimate.parts().getOrDefault("region", List.of()),
                    estimate.parts().getOrDefault("operator", List.of()),
                    estimate.parts().getOrDefault("assetClass", List.of()),
                    estimate.byYear(),
                    estimate.tornado(),
                    whole.curve(),
                    estimate.estimateClass(),
                    estimate.ownShare(),
                    estimate.bias(),
                    estimate.discountEdition(),
                    outside,
                    estimate.assumptions(),
                    estimate.notes());
        }
    }

    @PostMapping
    @May(Action.READ_FIGURES)
    Answer estimate(Viewer viewer, @RequestBody Asked body) {
        return Answer.of(estimator.estimate(viewer.scope(), asking.question(viewer, body)), costs.outsideViews());
    }
}
