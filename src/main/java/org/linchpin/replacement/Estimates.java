package org.linchpin.replacement;

import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.springframework.stereotype.Component;

/** Estimates as they are handed over: with the question that gives them again. */
@Component
public class Estimates {

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;

    Estimates(Asking asking, Estimator estimator, CostBook costs) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
    }

    /** Both clocks stop at the moment of asking, so that the answer says which knowledge it rests on. */
    public EstimateAnswer of(Viewer viewer, Question question) {
        Question still = question.with(Clocks.of(question.slice()));
        Estimate estimate = asking.unlessEmpty(question, estimator.estimate(viewer.scope(), still));
        return EstimateAnswer.of(estimate, costs.outsideViews());
    }

    /** Where the page asks this question. */
    public String address(Question question) {
        return Form.on("/replacement", question);
    }
}
