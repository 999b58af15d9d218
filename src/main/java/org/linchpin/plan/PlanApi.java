package org.linchpin.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.Marked;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.plan.Planned.Exposed;
import org.linchpin.plan.Planned.Rule;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Substitution;
import org.linchpin.plan.Planned.Worth;
import org.linchpin.plan.Planned.Year;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans through the API. Money in pence. */
@RestController
@RequestMapping("/api/v1/replacement/plans")
class PlanApi {

    private final Asks asks;
    private final Plans plans;
    private final PlanFiles files;

    PlanApi(Asks asks, Plans plans, PlanFiles files) {
        this.asks = asks;
        this.plans = plans;
        this.files = files;
    }

    /** A plan with what it is a plan of. */
    record Answer(
            Asks.@Nullable Body asked,
            LocalDate asAt,
            Instant knownAt,
            String method,
            String scope,
            String currency,
            int priceYear,
            Map<String, String> target,
            String objective,
            int startYear,
            int finishYear,
            Exposed before,
            List<Step> programme,
            List<Year> years,
            double gap,
            double boundUnitYears,
            List<Rule> comparison,
            double timesProRata,
            double mostTimesProRata,
            @Nullable List<Double> weightedIfNothing,
            @Nullable List<Worth> otherBudgets,
            @Nullable Substitution substitution,
            List<String> notes) {

        static Answer of(Ask ask, Planned plan) {
            Clocks clocks = Clocks.of(ask.question().slice());
            return new Answer(
                    ask.body(),
                    clocks.asAt(),
                    clocks.knownAt(),
                    Planned.METHOD,
                    ask.question().slice().asAt(null).knownAt(null).query(),
                    "GBP",
                    plan.priceYear(),
                    ask.question().target().said(),
                    plan.objective().key(),
                    ask.question().startYear(),
                    ask.question().finishYear(),
                    plan.before(),
                    plan.programme(),
                    plan.years(),
                    plan.gap(),
                    plan.boundUnitYears(),
                    plan.comparison(),
                    plan.timesProRata(),
                    plan.mostTimesProRata(),
                    plan.weightedIfNothing(),
                    plan.otherBudgets(),
                    plan.substitution(),
                    plan.notes());
        }
    }

    @PostMapping
    @May(value = Action.READ_FIGURES, heavy = true)
    ResponseEntity<Answer> plan(Viewer viewer, @RequestBody Asks.Body body) {
        Ask ask = asks.read(viewer, body);
        return Marked.of(Answer.of(ask, plans.plan(viewer.scope(), ask)));
    }

    /** The same to keep: signed, and the same bytes whenever the same is asked of the same moment. */
    @PostMapping("/file")
    @May(value = Action.EXPORT, heavy = true)
    PlanFiles.File file(Viewer viewer, @RequestBody Asks.Body body) {
        Ask ask = asks.read(viewer, body);
        return files.sealed(Answer.of(ask, plans.plan(viewer.scope(), ask)));
    }

    /** What tells two kept plans apart, year by year and step by step. */
    @PostMapping("/compare")
    @May(Action.READ_FIGURES)
    PlanFiles.Difference compare(@RequestBody PlanFiles.Two two) {
        return files.difference(two);
    }
}
