package org.linchpin.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Year;
import org.linchpin.replacement.Asked;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Money;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;

/** What to replace when: money and crews in a form, the plan below it, and both in one address. */
@Controller
class PlanPages {

    private static final List<String> COLUMNS = List.of(
            "year",
            "operator",
            "asset_class",
            "sector",
            "region",
            "sensitive",
            "natural_end",
            "units",
            "cost_gbp",
            "price_year",
            "as_at",
            "method");

    private static final int SHOWN = 25;
    private static final List<String> FIELDS =
            List.of("target", "startYear", "finishYear", "budget", "crews", "objective");

    private final Asks asks;
    private final Asking asking;
    private final Plans plans;
    private final InstalledBase installed;
    private final Names names;
    private final Exports exports;

    PlanPages(Asks asks, Asking asking, Plans plans, InstalledBase installed, Names names, Exports exports) {
        this.asks = asks;
        this.asking = asking;
        this.plans = plans;
        this.installed = installed;
        this.names = names;
        this.exports = exports;
    }

    /** A choice in a list. */
    record Choice(String key, String name) {}

    /** A year as words, and what is left in per cent of what there was. */
    record YearRow(
            int year,
            String spent,
            String replaced,
            String ended,
            String sure,
            String possible,
            double low,
            double high) {}

    record RuleRow(String name, String spent, String replaced, String removed, String per) {}

    record StepRow(int year, String operator, String what, String where, String units, String cost) {}

    @GetMapping("/replacement/plan")
    @May(Action.READ_FIGURES)
    String page(Viewer viewer, Slice slice, @RequestParam Map<String, String> said, Model model) {
        model.addAttribute("slice", slice);
        FIELDS.forEach(field -> model.addAttribute(field, said.get(field)));
        model.addAttribute(
                "targets",
                installed
                        .tally(viewer.scope(), slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED)
                        .counts()
                        .stream()
                        .filter(count -> count.sure() > 0)
                        .map(count -> new Choice("controller:" + count.key(), count.name()))
                        .toList());
        model.addAttribute(
                "objectives",
                Arrays.stream(Objective.values())
                        .map(one -> new Choice(one.key(), one.label()))
                        .toList());
        if (said.getOrDefault("budget", "").isBlank()) {
            return "plan/plan";
        }
        try {
            Ask ask = ask(viewer, slice, said);
            show(ask, plans.plan(viewer.scope(), ask), said, model);
        } catch (BadInput mistake) {
            model.addAttribute(
                    "faults", mistake.faults().stream().map(PlanPages::atField).toList());
        }
        return "plan/plan";
    }

    private static BadInput.Fault atField(BadInput.Fault fault) {
        String column = Objects.requireNonNullElse(fault.column(), "");
        String field = switch (column) {
            case "budgetByYear" -> "budget";
            case "crewByYear" -> "crews";
            default -> column;
        };
        return BadInput.Fault.field(field, fault.value(), fault.code(), fault.message(), fault.fix());
    }

    private Ask ask(Viewer viewer, Slice slice, Map<String, String> said) {
        String[] target = said.getOrDefault("target", "").split(":", 2);
        Double budget = number("budget", said);
        Double crews = number("crews", said);
        return asks.read(
                viewer,
                new Asks.Body(
                        new Asked.Part(
                                List.copyOf(slice.sectors()),
                                List.copyOf(slice.regions()),
                                List.copyOf(slice.operators()),
                                List.copyOf(slice.assetClasses()),
                                slice.asAt() == null ? null : slice.asAt().toString(),
                                slice.knownAt() == null ? null : slice.knownAt().toString()),
                        target.length == 2 ? Map.of(target[0], target[1]) : Map.of(),
                        year("startYear", said),
                        year("finishYear", said),
                        null,
                        null,
                        budget == null ? null : JsonNodeFactory.instance.numberNode(budget * 100),
                        crews == null ? null : JsonNodeFactory.instance.numberNode(crews),
                        null,
                        null,
                        said.get("objective")));
    }

    private static @Nullable Double number(String field, Map<String, String> said) {
        String word =
                said.getOrDefault(field, "").replace(",", "").replace("£", "").strip();
        if (word.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    field, word, "number-form", "Enter a number such as 2000000, not " + word, "Enter a number")));
        }
    }

    private static @Nullable Integer year(String field, Map<String, String> said) {
        String word = said.getOrDefault(field, "").strip();
        if (word.isEmpty()) {
            return null;
        }
        if (!word.matches("[0-9]{4}")) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    field, word, "year-form", "Enter a year of four digits, such as 2033", "Enter a year")));
        }
        return Integer.valueOf(word);
    }

    private void show(Ask ask, Planned plan, Map<String, String> said, Model model) {
        model.addAttribute("plan", plan);
        model.addAttribute("name", asking.nameOf(ask.question().target()));
        model.addAttribute("asAt", Clocks.of(ask.question().slice()).asAt());
        model.addAttribute(
                "headline", headline(plan, asking.nameOf(ask.question().target())));
        model.addAttribute("lede", lede(plan));
        model.addAttribute(
                "years", plan.years().stream().map(year -> row(year, plan)).toList());
        model.addAttribute(
                "rules",
                plan.comparison().stream()
                        .map(rule -> new RuleRow(
                                switch (rule.rule()) {
                                    case "plan" -> "This plan";
                                    case "greedy" -> "Cheapest removal first, year by year";
                                    default -> "Equal shares for everybody";
                                },
                                Money.say(rule.spent()),
                                whole(rule.replaced()),
                                whole(rule.removedUnitYears()),
                                String.format(Locale.UK, "%,.2f", rule.perThousandPounds())))
                        .toList());
        model.addAttribute(
                "steps", plan.programme().stream().limit(SHOWN).map(this::step).toList());
        model.addAttribute("gap", String.format(Locale.UK, "%.3f%%", plan.gap() * 100));
        model.addAttribute(
                "csv",
                ask.question()
                        .slice()
                        .on(
                                "/replacement/plan.csv",
                                FIELDS.stream()
                                        .filter(field ->
                                                !said.getOrDefault(field, "").isBlank())
                                        .map(field -> field + "="
                                                + java.net.URLEncoder.encode(
                                                        said.getOrDefault(field, ""),
                                                        java.nio.charset.StandardCharsets.UTF_8))
                                        .toArray(String[]::new)));
    }

    private static String headline(Planned plan, String name) {
        Year last = plan.years().get(plan.years().size() - 1);
        if (plan.before().sure() == 0) {
            return "No unit surely has a module of " + name + ", so nothing can be planned yet";
        }
        return String.format(
                Locale.UK,
                "Of %,.0f units that surely have a module of %s, %,.0f are left at the end of %d",
                plan.before().sure(),
                name,
                last.left().sure(),
                last.year());
    }

    private static String lede(Planned plan) {
        double times = plan.timesProRata();
        return String.format(
                Locale.UK,
                "%s buys %,d exchanges; the others reach their natural end. Each pound takes %s as much exposure away as the same money "
                        + "in equal shares.",
                Money.say(plan.rule("plan").spent()),
                plan.rule("plan").replaced(),
                times == 0 ? "as many times" : String.format(Locale.UK, "%.1f times", times));
    }

    private static String whole(double number) {
        return String.format(Locale.UK, "%,.0f", number);
    }

    private static YearRow row(Year year, Planned plan) {
        double most = Math.max(1, plan.before().possible());
        return new YearRow(
                year.year(),
                Money.say(year.spent()),
                whole(year.replaced()),
                whole(year.ended()),
                whole(year.left().sure()),
                whole(year.left().possible()),
                100 * year.left().sure() / most,
                100 * year.left().possible() / most);
    }

    private StepRow step(Step step) {
        String region = step.region();
        return new StepRow(
                step.year(),
                names.of(Dimension.OPERATOR, step.operator()),
                names.of(Dimension.ASSET_CLASS, step.assetClass()) + (step.sensitive() ? ", sensitive" : ""),
                names.of(Dimension.SECTOR, step.sector())
                        + (region == null ? "" : ", " + names.of(Dimension.REGION, region)),
                whole(step.units()),
                Money.say(step.cost()));
    }

    /** The whole programme as a table. */
    @GetMapping("/replacement/plan.csv")
    @May(Action.EXPORT)
    void csv(Viewer viewer, Slice slice, @RequestParam Map<String, String> said, HttpServletResponse response)
            throws IOException {
        Ask ask = ask(viewer, slice, said);
        Planned plan = plans.plan(viewer.scope(), ask);
        exports.send(
                new Exports.File("plan.csv", "plan.export", slice.on("/replacement/plan"), null),
                COLUMNS,
                response,
                rows -> plan.programme()
                        .forEach(step -> rows.accept(Arrays.asList(
                                String.valueOf(step.year()),
                                step.operator(),
                                step.assetClass(),
                                step.sector(),
                                step.region(),
                                String.valueOf(step.sensitive()),
                                step.naturalEnd() == null ? "" : String.valueOf(step.naturalEnd()),
                                String.valueOf(step.units()),
                                java.math.BigDecimal.valueOf(step.cost(), 2).toPlainString(),
                                String.valueOf(plan.priceYear()),
                                Clocks.of(slice).asAt().toString(),
                                Planned.METHOD))));
    }
}
