package org.linchpin.replacement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.replacement.Estimate.Component;
import org.linchpin.replacement.Estimate.Share;
import org.linchpin.replacement.Estimate.Swing;
import org.linchpin.replacement.Estimate.YearCost;

/** The price over the parameters and over what is unknown; {@code ifSure} and {@code ifPossible} are its two ends. Money in pence. */
public record EstimateAnswer(
        Asked asked,
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

        @JsonProperty("class") int estimateClass,

        double ownShare,
        Estimate.Bias optimism,
        String discounting,
        List<CostBook.OutsideView> outsideView,
        List<Parameter> assumptions,
        List<String> notes) {

    static EstimateAnswer of(Estimate estimate, List<CostBook.OutsideView> outside) {
        Question asked = estimate.question();
        Clocks clocks = Clocks.of(asked.slice());
        Estimate.Part whole = estimate.whole();
        return new EstimateAnswer(
                Asked.of(asked),
                clocks.asAt(),
                clocks.knownAt(),
                Estimate.METHOD,
                asked.slice().asAt(null).knownAt(null).query(),
                Estimate.CURRENCY,
                estimate.priceYear(),
                asked.target().said(),
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

    public record Units(double sure, double expected, double possible) {}

    /** The price for other units: those that are surely affected, or all that may be. */
    public record Bound(
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
}
