package org.linchpin.plan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.plan.KeptAnswers.Kept;
import org.linchpin.plan.KeptAnswers.Text;
import org.linchpin.replacement.Asked;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Estimates;
import org.linchpin.replacement.Money;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps answers as signed text, and reckons them again. */
@Component
class Keeping {

    static final String PLAN = "plan";
    static final String ESTIMATE = "estimate";

    private static final int MOST = 200;
    private static final int LONGEST = 200;

    private final KeptAnswers kept;
    private final Asking asking;
    private final Estimates estimates;
    private final Asks asks;
    private final Plans plans;
    private final PlanFiles files;
    private final Trail trail;
    private final JsonMapper json;

    Keeping(
            KeptAnswers kept,
            Asking asking,
            Estimates estimates,
            Asks asks,
            Plans plans,
            PlanFiles files,
            Trail trail,
            JsonMapper json) {
        this.kept = kept;
        this.asking = asking;
        this.estimates = estimates;
        this.asks = asks;
        this.plans = plans;
        this.files = files;
        this.trail = trail;
        this.json = json;
    }

    /** Estimates a question and keeps the answer. */
    long keep(Viewer viewer, @Nullable String kind, @Nullable String title, @Nullable JsonNode question) {
        List<BadInput.Fault> faults = new ArrayList<>();
        String name = Objects.requireNonNullElse(title, "").strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            faults.add(fault("title", title, "title-missing", "Give it a name of at most 200 characters"));
        }
        if (!PLAN.equals(kind) && !ESTIMATE.equals(kind)) {
            faults.add(fault("kind", kind, "kind-unknown", "kind must be plan or estimate"));
        }
        if (question == null || !question.isObject()) {
            faults.add(fault("question", null, "question-missing", "Send the question whose answer is to be kept"));
        }
        if (kept.all(viewer).size() >= MOST) {
            faults.add(fault("title", null, "too-many", "You keep 200 answers already: take one off the list first"));
        }
        if (!faults.isEmpty() || kind == null || question == null) {
            throw BadInput.fields(faults);
        }
        String statement = answer(viewer, kind, question, LocalDate.now(ZoneOffset.UTC));
        String signature = Objects.requireNonNull(files.signed(statement).signature());
        long id = kept.add(viewer, kind, name, finding(json.readTree(statement)), new Text(statement, signature));
        trail.record("replacement.keep", "/replacement/kept/" + id, null, name);
        return id;
    }

    private String answer(Viewer viewer, String kind, JsonNode question, LocalDate on) {
        try {
            if (kind.equals(PLAN)) {
                Ask ask = asks.read(viewer, json.treeToValue(question, Asks.Body.class), on);
                return json.writeValueAsString(PlanApi.Answer.of(ask, plans.plan(viewer.scope(), ask)));
            }
            return json.writeValueAsString(
                    estimates.of(viewer, asking.question(viewer, json.treeToValue(question, Asked.class), on)));
        } catch (JacksonException e) {
            throw BadInput.fields(
                    List.of(fault("question", null, "question-form", "The question is not one of this kind")));
        }
    }

    /** What was kept, or 404. */
    Kept one(Viewer viewer, long id) {
        return kept.find(viewer, id).orElseThrow(() -> BadInput.notFound("kept answer"));
    }

    PlanFiles.File file(Viewer viewer, long id) {
        one(viewer, id);
        return files.signed(kept.text(viewer, id).statement());
    }

    JsonNode statement(Viewer viewer, long id) {
        one(viewer, id);
        return json.readTree(kept.text(viewer, id).statement());
    }

    /** Whether the same question, asked of the same moment today, gives the same text byte for byte. */
    boolean sameAgain(Viewer viewer, long id) {
        Kept one = one(viewer, id);
        String statement = kept.text(viewer, id).statement();
        JsonNode question = json.readTree(statement).path("asked");
        return answer(
                        viewer,
                        one.kind(),
                        question,
                        one.keptAt().atOffset(ZoneOffset.UTC).toLocalDate())
                .equals(statement);
    }

    Comparison compare(Viewer viewer, long first, long second) {
        return files.comparison(new PlanFiles.Two(file(viewer, first), file(viewer, second)));
    }

    void forget(Viewer viewer, long id) {
        if (!kept.remove(viewer, id)) {
            throw BadInput.notFound("kept answer");
        }
        trail.record("replacement.forget", "/replacement/kept/" + id, null, null);
    }

    /** Where the page asks the question of a kept answer, of the same moment. */
    String address(Viewer viewer, long id) {
        JsonNode question = statement(viewer, id).path("asked");
        return one(viewer, id).kind().equals(PLAN)
                ? PlanForm.address("/replacement/plan", asks.read(viewer, json.treeToValue(question, Asks.Body.class)))
                : estimates.address(asking.question(viewer, json.treeToValue(question, Asked.class)));
    }

    private static String finding(JsonNode answer) {
        if (Comparison.kindOf(answer).equals(PLAN)) {
            JsonNode years = answer.path("years");
            JsonNode last = years.path(years.size() - 1);
            return String.format(
                    Locale.UK,
                    "%s spent by %d; %,d of %,d units surely left",
                    Money.say(answer.path("comparison").path(0).path("spent").asLong()),
                    last.path("year").asInt(),
                    last.path("left").path("sure").asLong(),
                    answer.path("before").path("sure").asLong());
        }
        JsonNode gross = answer.path("gross");
        return "Gross " + Money.say(gross.path("p10").asLong()) + "–"
                + Money.say(gross.path("p90").asLong()) + ", P80 "
                + Money.say(gross.path("p80").asLong());
    }

    private static BadInput.Fault fault(String field, @Nullable String value, String code, String message) {
        return BadInput.Fault.field(field, value, code, message, message);
    }
}
