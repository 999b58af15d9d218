package org.linchpin.replacement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.SliceReader;
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
    private final SliceReader slices;

    ReplacementApi(Asking asking, Estimator estimator, CostBook costs, SliceReader slices) {
        this.costs = costs;
        this.asking = asking;
        this.estimator = estimator;
        this.slices = slices;
    }

    /** A question as JSON; a slice's parts are lists of keys, as in a query string. */
    record Body(
            @Nullable SliceBody slice,
            @Nullable Map<String, String> target,
            @Nullable String option,
            @Nullable Integer startYear,
            @Nullable Integer finishYear,
            @Nullable Map<String, Asking.Points> assumptions,
            Asking.@Nullable Optimism optimism,
            @Nullable Integer priceYear,
            @Nullable Double growth,
            @Nullable Integer draws,
            @Nullable Long seed) {}

    record SliceBody(
            @Nullable List<String> sector,
            @Nullable List<String> region,
            @Nullable List<String> operator,
            @Nullable List<String> assetClass,
            @Nullable String asAt,
            @Nullable String knownAt) {

        Collection<String> values(String name) {
            return switch (name) {
                case "sector" -> listed(sector);
                case "region" -> listed(region);
                case "operator" -> listed(operator);
                case "assetClass" -> listed(assetClass);
                case "asAt" -> asAt == null ? List.of() : List.of(asAt);
                default -> knownAt == null ? List.of() : List.of(knownAt);
            };
        }

        private static List<String> listed(@Nullable List<String> values) {
            return values == null
                    ? List.of()
                    : values.stream().filter(Objects::nonNull).toList();
        }
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
    Answer estimate(Viewer viewer, @RequestBody Body body) {
        SliceBody slice = body.slice() == null ? new SliceBody(null, null, null, null, null, null) : body.slice();
        Question question = asking.question(new Asking.Sent(
                slices.read(viewer, slice::values),
                Objects.requireNonNullElse(body.target(), Map.of()),
                body.option(),
                body.startYear(),
                body.finishYear(),
                Objects.requireNonNullElse(body.assumptions(), Map.of()),
                body.optimism(),
                body.priceYear(),
                body.growth(),
                body.draws(),
                body.seed(),
                viewer.username()));
        return Answer.of(estimator.estimate(viewer.scope(), question), costs.outsideViews());
    }
}
