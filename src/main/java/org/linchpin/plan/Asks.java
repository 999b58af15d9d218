package org.linchpin.plan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.replacement.Asked;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Question;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a question for a plan of what somebody sent, or says everything that is wrong with it. */
@Component
class Asks {

    /** Visits a crew makes in a year: four a day on 220 days. A placeholder until owners say theirs. */
    static final int USUAL_VISITS = 880;

    /** As good as no limit, and far from the end of the numbers. */
    private static final long MANY = 1_000_000_000_000L;

    private static final int MOST_YEARS = 30;
    private static final double MOST_PENCE = 1e15;

    private final Asking asking;

    Asks(Asking asking) {
        this.asking = asking;
    }

    /**
     * A question as JSON: that of an estimate, and what the programme may use.
     *
     * @param budgetByYear pence a year, as a list from the first year on, by year, or one number for every year
     * @param crewByYear crews a year, likewise; without it crews are no limit
     * @param visitsPerCrew how many visits a crew makes in a year
     * @param supplyByYear how many new units suppliers can deliver a year; without it supply is no limit
     * @param supplyPerMaker how many modules one maker can deliver a year; without it no maker is limited
     */
    record Body(
            Asked.@Nullable Part slice,
            @Nullable Map<String, String> target,
            @Nullable Integer startYear,
            @Nullable Integer finishYear,
            @Nullable Map<String, Asked.Points> assumptions,
            @Nullable Integer priceYear,
            @Nullable JsonNode budgetByYear,
            @Nullable JsonNode crewByYear,
            @Nullable Integer visitsPerCrew,
            @Nullable JsonNode supplyByYear,
            @Nullable Integer supplyPerMaker,
            @Nullable String objective) {

        Body {
            budgetByYear = said(budgetByYear);
            crewByYear = said(crewByYear);
            supplyByYear = said(supplyByYear);
        }

        /** A null that is spelt out says no more than one that is left out. */
        private static @Nullable JsonNode said(@Nullable JsonNode node) {
            return node == null || node.isNull() ? null : node;
        }
    }

    /**
     * A question that was understood.
     *
     * @param body what gives it again, every choice spelt out and both clocks stopped
     */
    record Ask(Question question, Limits limits, Objective objective, Body body) {}

    Ask read(Viewer viewer, Body body) {
        return read(viewer, body, LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * A question that was asked before.
     *
     * @param on the day on which the asker put numbers of their own
     */
    Ask read(Viewer viewer, Body body, LocalDate on) {
        int years = listed(body.budgetByYear());
        Integer finish = body.finishYear();
        if (finish == null && years > 0) {
            finish = body.startYear() != null
                    ? body.startYear() + years - 1
                    : Math.max(Asking.lastYear(on), Asking.firstYear(on, null) + years - 1);
        }
        Question asked = asking.question(
                viewer,
                new Asked(
                        body.slice(),
                        body.target(),
                        null,
                        body.startYear(),
                        finish,
                        body.assumptions(),
                        null,
                        body.priceYear(),
                        null,
                        null,
                        null),
                on);
        Question question = asked.with(Clocks.of(asked.slice()));
        List<BadInput.Fault> faults = new ArrayList<>();
        int start = question.startYear();
        int horizon = question.finishYear() - start + 1;
        if (horizon > MOST_YEARS) {
            faults.add(fault("finishYear", question.finishYear(), "year-range", "A plan spans at most 30 years"));
        }
        List<Long> budget = byYear("budgetByYear", body.budgetByYear(), start, horizon, faults);
        if (body.budgetByYear() == null) {
            faults.add(fault("budgetByYear", null, "budget-missing", "Say how much may be spent each year, in pence"));
        } else if (faults.isEmpty() && budget.stream().allMatch(pence -> pence == 0)) {
            faults.add(fault(
                    "budgetByYear",
                    0,
                    "budget-zero",
                    "With a budget of zero nothing can be planned: give at least one year some money"));
        }
        int visitsPerCrew = Objects.requireNonNullElse(body.visitsPerCrew(), USUAL_VISITS);
        if (visitsPerCrew < 1 || visitsPerCrew > 100_000) {
            faults.add(fault(
                    "visitsPerCrew",
                    visitsPerCrew,
                    "visits-range",
                    "A crew makes between 1 and 100,000 visits a year"));
        }
        Integer perMaker = body.supplyPerMaker();
        if (perMaker != null && perMaker < 1) {
            faults.add(fault(
                    "supplyPerMaker",
                    perMaker,
                    "supply-range",
                    "A maker delivers at least one module a year; leave it empty if no limit is known"));
        }
        List<Long> visits = body.crewByYear() == null
                ? Collections.nCopies(horizon, MANY)
                : byYear("crewByYear", body.crewByYear(), start, horizon, faults).stream()
                        .map(crews -> Math.min(MANY, Math.min(crews, MANY) * visitsPerCrew))
                        .toList();
        List<Long> supply = body.supplyByYear() == null
                ? Collections.nCopies(horizon, Long.MAX_VALUE)
                : byYear("supplyByYear", body.supplyByYear(), start, horizon, faults);
        Objective objective = Objective.of(Objects.requireNonNullElse(body.objective(), Objective.CRITICALITY.key()))
                .orElse(null);
        if (objective == null) {
            faults.add(fault(
                    "objective",
                    body.objective(),
                    "objective-unknown",
                    "objective must be one of "
                            + Arrays.stream(Objective.values())
                                    .map(Objective::key)
                                    .collect(Collectors.joining(", "))));
        }
        if (!faults.isEmpty() || objective == null) {
            throw BadInput.fields(faults);
        }
        return new Ask(
                question, new Limits(start, budget, visits, supply), objective, still(question, body, objective));
    }

    private static Body still(Question question, Body body, Objective objective) {
        Asked asked = Asked.of(question);
        return new Body(
                asked.slice(),
                asked.target(),
                asked.startYear(),
                asked.finishYear(),
                asked.assumptions(),
                asked.priceYear(),
                body.budgetByYear(),
                body.crewByYear(),
                body.visitsPerCrew(),
                body.supplyByYear(),
                body.supplyPerMaker(),
                objective.key());
    }

    private static int listed(@Nullable JsonNode said) {
        return said != null && said.isArray() ? said.size() : 0;
    }

    private static List<Long> byYear(
            String field, @Nullable JsonNode said, int start, int horizon, List<BadInput.Fault> faults) {
        List<Long> values = new ArrayList<>();
        for (int year = 0; year < horizon; year++) {
            JsonNode one = said == null
                    ? null
                    : said.isArray() ? said.get(year) : said.isObject() ? said.get(String.valueOf(start + year)) : said;
            if (one == null || one.isNull()) {
                values.add(0L);
            } else if (!one.isNumber() || one.asDouble() < 0 || one.asDouble() > MOST_PENCE) {
                faults.add(fault(
                        field,
                        one.toString(),
                        "amount-form",
                        field + " of " + (start + year) + " must be a number that is not negative"));
                values.add(0L);
            } else {
                values.add((long) Math.floor(one.asDouble()));
            }
        }
        if (said != null && said.isObject()) {
            said.propertyNames().stream()
                    .filter(name -> !among(name, start, horizon))
                    .forEach(name -> faults.add(fault(
                            field,
                            name,
                            "year-outside",
                            "%s names %s, which is no year of the plan: it goes from %d to %d"
                                    .formatted(field, name, start, start + horizon - 1))));
        }
        if (said != null && said.isArray() && said.size() > horizon) {
            faults.add(fault(
                    field,
                    said.size(),
                    "too-many-years",
                    field + " has " + said.size() + " places, the plan " + horizon + " years"));
        }
        return values;
    }

    private static boolean among(String year, int start, int horizon) {
        return IntStream.range(start, start + horizon).mapToObj(String::valueOf).anyMatch(year::equals);
    }

    private static BadInput.Fault fault(String field, @Nullable Object value, String code, String message) {
        return BadInput.Fault.field(field, value == null ? null : value.toString(), code, message, message);
    }
}
