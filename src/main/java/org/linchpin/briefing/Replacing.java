package org.linchpin.briefing;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.linchpin.briefing.Commission.Section;
import org.linchpin.briefing.Material.Holder;
import org.linchpin.inventory.Holdings;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Estimate;
import org.linchpin.replacement.Estimator;
import org.linchpin.replacement.Question;
import org.springframework.stereotype.Component;

/** The section on what the way out costs. */
@Component
class Replacing {

    private final Estimator estimator;

    Replacing(Estimator estimator) {
        this.estimator = estimator;
    }

    /** Writes it; answers what is to be said where there is nothing to price. */
    String write(Draft draft, Material material, Holder holder, Section section) {
        Estimate estimate = estimator.estimate(material.scope(), question(material, holder.key()));
        String whom = material.sources().findings().who(holder.key(), holder.name());
        if (estimate.empty()) {
            draft.head(section, material.say("name.replacement"));
            return material.say("replacement.none", whom);
        }
        new CostSection(draft, section, estimate, whom, material).write();
        return "";
    }

    private static Question question(Material material, String holder) {
        LocalDate asAt = Objects.requireNonNull(material.slice().asAt());
        return new Question(
                material.slice(),
                new Holdings.Target(
                        Holdings.Kind.CONTROLLER, holder, material.commission().rule()),
                Question.Option.BY_DATE,
                Asking.firstYear(asAt, null),
                Asking.lastYear(asAt),
                Map.of(),
                Question.USUAL_DRAWS,
                Question.USUAL_SEED);
    }
}
