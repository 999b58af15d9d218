package org.linchpin.plan;

import java.util.List;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Question;
import org.linchpin.replacement.Work;
import org.springframework.stereotype.Component;

/** Answers what to replace when. */
@Component
class Plans {

    private final Asking asking;
    private final Estimator estimator;
    private final Substitutes substitutes;

    Plans(Asking asking, Estimator estimator, Substitutes substitutes) {
        this.asking = asking;
        this.estimator = estimator;
        this.substitutes = substitutes;
    }

    Planned plan(Scope scope, Ask ask) {
        Question question = ask.question();
        List<Work> works = estimator.works(scope, question);
        if (works.isEmpty()) {
            throw asking.nobody(question, " that would have to be exchanged");
        }
        if (works.stream().allMatch(work -> ask.objective().weight(work) == 0)) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    "objective",
                    ask.objective().key(),
                    "nothing-weighs",
                    "No register says this of these units: weigh them by something else",
                    "Choose another objective")));
        }
        Market market = substitutes.market(scope, question, works);
        Integer perMaker = ask.body().supplyPerMaker();
        Limits limits = perMaker == null ? ask.limits() : ask.limits().atMost(market.deliverable(perMaker));
        Planned plan = new Planner(works, limits, ask.objective())
                .plan(estimator.priceYear(scope, question), null, Solver.GAP);
        return plan.with(
                market.of(plan.programme(), perMaker == null ? null : Long.valueOf((long) perMaker * limits.years())));
    }
}
