package org.linchpin.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Language;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings.Target;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.ModuleOffers;
import org.linchpin.inventory.ModuleOffers.Caution;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;
import org.linchpin.plan.Asks.Ask;
import org.linchpin.plan.Planned.Step;
import org.linchpin.plan.Planned.Substitution;
import org.linchpin.plan.Planned.Year;
import org.linchpin.replacement.Asking;
import org.linchpin.replacement.Money;
import org.linchpin.replacement.Work.Need;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

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

    private final Asks asks;
    private final Asking asking;
    private final Plans plans;
    private final InstalledBase installed;
    private final Names names;
    private final Exports exports;
    private final JsonMapper json;
    private final Language language;
    private final ModuleOffers offers;

    PlanPages(
            Asks asks,
            Asking asking,
            Plans plans,
            InstalledBase installed,
            Names names,
            Exports exports,
            JsonMapper json,
            Language language,
            ModuleOffers offers) {
        this.asks = asks;
        this.asking = asking;
        this.plans = plans;
        this.installed = installed;
        this.names = names;
        this.exports = exports;
        this.json = json;
        this.language = language;
        this.offers = offers;
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

    /** A rule, with how much of the most that any plan could take away it does. */
    record RuleRow(String name, String spent, String replaced, String removed, String part, String per) {}

    /** What choosing is worth with other money. */
    record WorthRow(
            String budget, String part, String chosen, String equal, String times, String most, boolean asked) {}

    /** Units that need modules alike. */
    record GroupRow(
            String radio,
            String form,
            String successors,
            String units,
            String makers,
            String families,
            String serving) {}

    /** A maker whose modules fit, and what is known of where they serve. */
    record MakerRow(
            String name,
            String country,
            String families,
            String serving,
            String atWork,
            String where,
            String hints,
            String share) {}

    record StepRow(int year, String operator, String what, String where, String units, String cost) {}

    @GetMapping("/replacement/plan")
    @May(value = Action.READ_FIGURES, heavy = true)
    String page(Viewer viewer, Slice slice, @RequestParam MultiValueMap<String, String> said, Model model) {
        model.addAttribute("slice", slice);
        PlanForm.FIELDS.forEach(field -> model.addAttribute(field, said.getFirst(field)));
        model.addAttribute("own", said.getOrDefault("own", List.of()));
        model.addAttribute(
                "targets",
                installed
                        .tally(
                                viewer.scope(),
                                slice,
                                Dimension.CONTROLLER,
                                Weight.UNITS,
                                LookThroughRule.of(Objects.requireNonNullElse(said.getFirst(Target.RULE), ""))
                                        .orElse(LookThroughRule.DECLARED))
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
        if (Objects.requireNonNullElse(said.getFirst("budget"), "").isBlank()) {
            return "plan/plan";
        }
        try {
            Ask ask = asks.read(viewer, PlanForm.body(slice, said));
            show(ask, plans.plan(viewer.scope(), ask), model);
        } catch (BadInput mistake) {
            model.addAttribute(
                    "faults", mistake.faults().stream().map(PlanForm::atField).toList());
        }
        return "plan/plan";
    }

    private void show(Ask ask, Planned plan, Model model) {
        model.addAttribute("plan", plan);
        model.addAttribute("name", asking.nameOf(ask.question().target()));
        model.addAttribute("estimate", PlanForm.address("/replacement", ask));
        model.addAttribute("counted", ask.question().target().rule().key());
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
                                plan.boundUnitYears() == 0
                                        ? ""
                                        : String.format(
                                                Locale.UK,
                                                "%.1f%%",
                                                100 * rule.removedUnitYears() / plan.boundUnitYears()),
                                String.format(Locale.UK, "%,.2f", rule.perThousandPounds())))
                        .toList());
        model.addAttribute("steps", steps(plan).stream().limit(SHOWN).toList());
        model.addAttribute("moreSteps", Math.max(0, steps(plan).size() - SHOWN));
        model.addAttribute("gap", String.format(Locale.UK, "%.3f%%", plan.gap() * 100));
        model.addAttribute("csv", PlanForm.address("/replacement/plan.csv", ask));
        model.addAttribute("question", json.writeValueAsString(ask.body()));
        model.addAttribute("weighed", ask.objective().label().toLowerCase(Locale.ROOT));
        model.addAttribute("finding", left(plan));
        model.addAttribute("curve", PlanCharts.curve(plan));
        model.addAttribute("limit", limit(plan));
        model.addAttribute(
                "worth",
                plan.otherBudgets().stream()
                        .map(one -> new WorthRow(
                                Money.say(one.budget() / plan.years().size()),
                                String.format(Locale.UK, "%.0f%%", one.partOfNeed() * 100),
                                String.format(Locale.UK, "%,.1f", one.perThousandPounds()),
                                String.format(Locale.UK, "%,.1f", one.proRataPerThousandPounds()),
                                String.format(Locale.UK, "%.2f", one.timesProRata()),
                                String.format(Locale.UK, "%.2f", one.mostTimesProRata()),
                                one.times() == 1))
                        .toList());
        Substitution where = plan.substitution();
        model.addAttribute(
                "groups",
                where == null
                        ? List.of()
                        : where.groups().stream().map(PlanPages::group).toList());
        model.addAttribute(
                "makers",
                where == null
                        ? List.of()
                        : where.alternatives().stream().map(this::maker).toList());
        model.addAttribute(
                "cautions",
                where == null
                        ? List.of()
                        : offers.said(where.alternatives().stream()
                                .flatMap(one -> one.cautions().stream())
                                .toList()));
    }

    /** What is not known is said so, and is no nought. */
    private static String known(int serving) {
        return serving == 0 ? "not known" : whole(serving);
    }

    private MakerRow maker(Planned.Alternative one) {
        double units = one.atWork().stream().mapToDouble(Planned.AtWork::units).sum();
        String where = one.atWork().stream()
                .map(there -> {
                    String region = there.region();
                    return (region == null ? "region not stated" : names.of(Dimension.REGION, region)) + " "
                            + whole(there.units());
                })
                .collect(Collectors.joining(", "));
        List<String> kinds = one.cautions().stream().map(Caution::kind).toList();
        boolean noted = kinds.stream().anyMatch(kind -> !kind.equals(Caution.NOT_RECORDED));
        return new MakerRow(
                noted ? language.say("caution.mark", one.name()) : one.name(),
                kinds.contains(Caution.UNVERIFIED) ? language.say("plan.unverified", one.country()) : one.country(),
                whole(one.families()),
                known(one.servingKnown()),
                units == 0 ? "none in sight" : whole(units),
                where,
                String.join("; ", one.hints()),
                String.format(Locale.UK, "%.1f%%", one.share() * 100));
    }

    private static GroupRow group(Planned.Group group) {
        String radio = group.generations().isEmpty() ? "not known" : String.join(" or ", group.generations());
        return new GroupRow(
                radio,
                switch (group.form()) {
                    case Need.ANY -> "any: the whole unit is exchanged";
                    case Need.NOT_KNOWN -> "a socket, not known which";
                    case "soldered" -> "soldered to a new board";
                    default -> group.form() + " socket";
                },
                String.join(", ", group.successors()),
                whole(group.units()),
                whole(group.makers()),
                whole(group.families()),
                known(group.servingKnown()));
    }

    private String headline(Planned plan, String name) {
        Year last = plan.years().get(plan.years().size() - 1);
        if (plan.before().sure() == 0) {
            return language.say("plan.headline.none", name);
        }
        String sure = language.say(
                "plan.headline",
                whole(plan.before().sure()),
                name,
                whole(last.left().sure()),
                String.valueOf(last.year()));
        return plan.before().open() == 0
                ? sure
                : language.say(
                        "plan.headline.open",
                        sure,
                        whole(plan.before().open()),
                        whole(last.left().open()));
    }

    private String left(Planned plan) {
        double most = plan.before().weighted();
        int last = plan.years().size() - 1;
        if (most == 0) {
            return language.say("plan.left.nothing");
        }
        String sure = language.say(
                "plan.left",
                String.valueOf(plan.years().get(last).year()),
                percent(plan.rule("plan").weightedLeft().get(last) / most),
                percent(plan.rule("pro_rata").weightedLeft().get(last) / most),
                percent(plan.weightedIfNothing().get(last) / most));
        double open = plan.years().get(last).left().open();
        return open == 0 ? sure : language.say("plan.left.open", sure, whole(open));
    }

    /** What is little is no nought. */
    private static String percent(double part) {
        return part > 0 && part < 0.005 ? "<1%" : String.format(Locale.UK, "%.0f%%", part * 100);
    }

    private String lede(Planned plan) {
        String bought = language.say(
                "plan.bought",
                Money.say(plan.rule("plan").spent()),
                whole(plan.rule("plan").replaced()));
        double equal = plan.rule("pro_rata").removedUnitYears();
        return equal == 0
                ? bought
                : language.say(
                        "plan.worth",
                        bought,
                        times(plan.rule("plan").removedUnitYears() / equal),
                        times(plan.boundUnitYears() / equal));
    }

    /** Whether twice equal shares is within reach at all. */
    private String limit(Planned plan) {
        double part = plan.otherBudgets().stream()
                .filter(one -> one.times() == 1)
                .mapToDouble(Planned.Worth::partOfNeed)
                .sum();
        double equal = plan.rule("pro_rata").removedUnitYears();
        if (part == 0 || equal == 0) {
            return language.say("plan.limit.nothing");
        }
        double most = plan.boundUnitYears() / equal;
        return language.say(
                most < 2 ? "plan.limit.below" : "plan.limit",
                String.format(Locale.UK, "%.0f%%", part * 100),
                times(most));
    }

    private static String times(double ratio) {
        return String.format(Locale.UK, "%.2f", ratio);
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

    /** What a year does for an owner's equipment of a kind in a region; how old it is and which radio it has are in the file. */
    private List<StepRow> steps(Planned plan) {
        record Key(int year, String operator, String what, String where) {}
        Map<Key, long[]> sums = new LinkedHashMap<>();
        for (Step step : plan.programme()) {
            String region = step.region();
            long[] sum = sums.computeIfAbsent(
                    new Key(
                            step.year(),
                            names.of(Dimension.OPERATOR, step.operator()),
                            names.of(Dimension.ASSET_CLASS, step.assetClass())
                                    + (step.sensitive() ? ", sensitive" : ""),
                            names.of(Dimension.SECTOR, step.sector())
                                    + (region == null ? "" : ", " + names.of(Dimension.REGION, region))),
                    key -> new long[2]);
            sum[0] += step.units();
            sum[1] += step.cost();
        }
        return sums.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Key, long[]> entry) -> entry.getKey().year())
                        .thenComparing(entry -> -entry.getValue()[1]))
                .map(entry -> new StepRow(
                        entry.getKey().year(),
                        entry.getKey().operator(),
                        entry.getKey().what(),
                        entry.getKey().where(),
                        whole(entry.getValue()[0]),
                        Money.say(entry.getValue()[1])))
                .toList();
    }

    /** The whole programme as a table. */
    @GetMapping("/replacement/plan.csv")
    @May(value = Action.EXPORT, heavy = true)
    void csv(Viewer viewer, Slice slice, @RequestParam MultiValueMap<String, String> said, HttpServletResponse response)
            throws IOException {
        Ask ask = asks.read(viewer, PlanForm.body(slice, said));
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
                                BigDecimal.valueOf(step.cost(), 2).toPlainString(),
                                String.valueOf(plan.priceYear()),
                                Clocks.of(slice).asAt().toString(),
                                Planned.METHOD))));
    }
}
