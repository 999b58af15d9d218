package org.linchpin.plan;

import java.util.List;
import org.linchpin.access.Scope;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Question;
import org.linchpin.replacement.Work;
import org.springframework.stereotype.Component;

/** Answers what to replace when. */
@Component
class Plans {

    private final Estimator estimator;
    private final Substitutes substitutes;

    Plans(Estimator estimator, Substitutes substitutes) {
        this.estimator = estimator;
        this.substitutes = substitutes;
    }

    Planned plan(Scope scope, Ask ask) {
        Question question = ask.question();
        List<Work> works = estimator.works(scope, question);
        Planned plan = new Planner(works, ask.limits(), ask.objective())
                .plan(estimator.priceYear(scope, question), null, Solver.GAP);
        long units = plan.rule("plan").replaced();
        return plan.with(substitutes.of(scope, question.slice(), question.target(), units));
    }
}
