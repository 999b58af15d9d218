package org.linchpin.briefing;

import java.util.Map;
import java.util.Objects;
import org.linchpin.access.Scope;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Slice;
import org.linchpin.replacement.Estimate;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Question;
import org.springframework.stereotype.Component;

/** The section on what the way out costs. */
@Component
class Replacing {

    private static final int YEARS = 7;

    private final Estimator estimator;

    Replacing(Estimator estimator) {
        this.estimator = estimator;
    }

    /** Writes it; answers what is to be said where there is nothing to price. */
    String write(
            Draft draft,
            Scope scope,
            Slice slice,
            String holder,
            String name,
            Section section,
            CostSection.Words words) {
        Estimate estimate = estimator.estimate(scope, question(slice, holder));
        if (estimate.empty()) {
            String heading = section.heading();
            draft.heading(2, heading == null ? words.of("name.replacement") : heading, section.newPage());
            return words.of("replacement.none", name);
        }
        new CostSection(draft, section, estimate, name, words).write();
        return "";
    }

    private static Question question(Slice slice, String holder) {
        int start = Objects.requireNonNull(slice.asAt()).getYear();
        return new Question(
                slice,
                new Holdings.Target(Holdings.Kind.CONTROLLER, holder),
                Question.Option.BY_DATE,
                start,
                start + YEARS,
                Map.of(),
                Question.USUAL_DRAWS,
                Question.USUAL_SEED);
    }
}
