package org.linchpin.replacement;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the way out costs: a question in a form, the answer below it, and both in one address. */
@Controller
class ReplacementPages {

    private final Asking asking;
    private final Estimator estimator;
    private final InstalledBase installed;
    private final Names names;
    private final Trail trail;

    ReplacementPages(Asking asking, Estimator estimator, InstalledBase installed, Names names, Trail trail) {
        this.asking = asking;
        this.estimator = estimator;
        this.installed = installed;
        this.names = names;
        this.trail = trail;
    }

    /** A choice in a list. */
    record Choice(String key, String name) {}

    /** A range of money as words and as per cents of the widest. */
    record MoneyRow(
            String name,
            String low,
            String likely,
            String high,
            String highIfPossible,
            double from,
            double mark,
            double to,
            @Nullable String grade,
            boolean assumed) {}

    @GetMapping("/replacement")
    @May(Action.READ_FIGURES)
    String page(Viewer viewer, Slice slice, @RequestParam Map<String, String> parameters, Model model) {
        model.addAttribute("slice", slice);
        model.addAttribute("targets", targets(viewer, slice));
        model.addAttribute(
                "options",
                Arrays.stream(Question.Option.values())
                        .map(option -> new Choice(option.key(), option.label()))
                        .toList());
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        Map<String, String> target = target(parameters);
        model.addAttribute(
                "chosen",
                target.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .findFirst()
                        .orElse(null));
        model.addAttribute("option", parameters.getOrDefault("option", "by_date"));
        model.addAttribute("start", parameters.get("startYear"));
        model.addAttribute("finish", parameters.get("finishYear"));
        if (target.isEmpty()) {
            return "replacement/replacement";
        }
        try {
            Question question = question(viewer, slice, parameters);
            answer(viewer, question, estimator.estimate(viewer.scope(), question), model);
        } catch (BadInput mistake) {
            model.addAttribute("faults", mistake.faults());
        }
        return "replacement/replacement";
    }

    private Question question(Viewer viewer, Slice slice, Map<String, String> parameters) {
        return asking.question(new Asking.Sent(
                slice,
                target(parameters),
                parameters.get("option"),
                year(parameters, "startYear"),
                year(parameters, "finishYear"),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                viewer.username()));
    }

    /** A form sends {@code target=controller:quectel}, a link {@code controller=quectel}. */
    private static Map<String, String> target(Map<String, String> parameters) {
        Map<String, String> target = new LinkedHashMap<>();
        String both = parameters.getOrDefault("target", "");
        int colon = both.indexOf(':');
        if (colon > 0) {
            target.put(both.substring(0, colon), both.substring(colon + 1));
            return target;
        }
        for (Holdings.Kind kind : Holdings.Kind.values()) {
            String said = parameters.getOrDefault(kind.key(), "");
            if (!said.isBlank()) {
                target.put(kind.key(), said);
            }
        }
        return target;
    }

    private static @Nullable Integer year(Map<String, String> parameters, String field) {
        String said = parameters.getOrDefault(field, "").strip();
        if (said.isEmpty()) {
            return null;
        }
        if (!said.matches("[0-9]{4}")) {
            throw BadInput.fields(List.of(BadInput.Fault.field(
                    field, said, "year-form", "Enter a year of four digits, such as 2033", "Enter a year")));
        }
        return Integer.valueOf(said);
    }

    /** Whose modules there are in the slice: controllers first, then countries. */
    private List<Choice> targets(Viewer viewer, Slice slice) {
        List<Choice> choices = new ArrayList<>();
        for (Dimension by : List.of(Dimension.CONTROLLER, Dimension.COUNTRY)) {
            Tally tally = installed.tally(viewer.scope(), slice, by, Weight.UNITS, LookThroughRule.DECLARED);
            String kind = by == Dimension.CONTROLLER ? "controller" : "country";
            tally.counts().stream()
                    .filter(count -> count.sure() > 0)
                    .map(count -> new Choice(
                            kind + ":" + count.key(),
                            by == Dimension.CONTROLLER
                                    ? count.name()
                                    : "Everyone under the jurisdiction of " + count.name()))
                    .forEach(choices::add);
        }
        return choices;
    }

    private void answer(Viewer viewer, Question question, Estimate estimate, Model model) {
        String target = question.target().kind().key() + "=" + question.target().key();
        Estimate.Part sure = estimate.sure();
        Estimate.Part possible = estimate.possible();
        model.addAttribute("estimate", estimate);
        model.addAttribute("name", asking.nameOf(question.target()));
        model.addAttribute("where", where(question.slice()));
        model.addAttribute("asAt", Clocks.of(question.slice()).asAt());
        model.addAttribute("low", Money.say(sure.gross().p10()));
        model.addAttribute("high", Money.say(possible.gross().p90()));
        model.addAttribute("grossSure", range(sure.gross()));
        model.addAttribute("grossPossible", range(possible.gross()));
        model.addAttribute("budgetSure", range(sure.budget()));
        model.addAttribute("budgetPossible", range(possible.budget()));
        model.addAttribute("forwardSure", range(sure.broughtForward()));
        model.addAttribute("forwardPossible", range(possible.broughtForward()));
        model.addAttribute("components", components(estimate));
        model.addAttribute("sectors", sectors(estimate));
        model.addAttribute("years", years(estimate));
        model.addAttribute("swings", swings(estimate));
        model.addAttribute(
                "csv",
                question.slice()
                        .on(
                                "/replacement.csv",
                                target,
                                "option=" + question.option().key(),
                                "startYear=" + question.startYear(),
                                "finishYear=" + question.finishYear()));
        model.addAttribute(
                "assumed",
                estimate.assumptions().stream().filter(Parameter::assumed).count());
    }

    private static String range(Spread spread) {
        return Money.say(spread.p10()) + "–" + Money.say(spread.p90());
    }

    private String where(Slice slice) {
        List<String> parts = new ArrayList<>();
        slice.sectors().forEach(key -> parts.add(names.of(Dimension.SECTOR, key)));
        slice.regions().forEach(key -> parts.add(names.of(Dimension.REGION, key)));
        slice.assetClasses().forEach(key -> parts.add(names.of(Dimension.ASSET_CLASS, key)));
        slice.operators().forEach(key -> parts.add(names.of(Dimension.OPERATOR, key)));
        return parts.isEmpty() ? "" : " in " + parts.stream().collect(Collectors.joining(", "));
    }

    private static MoneyRow row(
            String name, long low, long likely, long high, long ifPossible, double widest, @Nullable String grade) {
        double scale = widest <= 0 ? 0 : 100 / widest;
        return new MoneyRow(
                name,
                Money.say(low),
                Money.say(likely),
                Money.say(high),
                Money.say(ifPossible),
                low * scale,
                likely * scale,
                high * scale,
                grade == null ? null : grade.replace('-', ' '),
                "assumption".equals(grade) || "recall".equals(grade));
    }

    private static List<MoneyRow> components(Estimate estimate) {
        double widest = estimate.byComponent().stream()
                .mapToLong(Estimate.Component::high)
                .max()
                .orElse(0);
        return estimate.byComponent().stream()
                .map(one ->
                        row(one.name(), one.low(), one.likely(), one.high(), one.highIfPossible(), widest, one.grade()))
                .toList();
    }

    private static List<MoneyRow> sectors(Estimate estimate) {
        double widest = estimate.bySector().stream()
                .mapToLong(one -> one.gross().p90())
                .max()
                .orElse(0);
        return estimate.bySector().stream()
                .map(one -> row(
                        one.name(),
                        one.gross().p10(),
                        one.gross().p50(),
                        one.gross().p90(),
                        one.likelyIfPossible(),
                        widest,
                        null))
                .toList();
    }

    private static List<MoneyRow> years(Estimate estimate) {
        double widest = estimate.byYear().stream()
                .mapToLong(Estimate.YearCost::likelyIfPossible)
                .max()
                .orElse(0);
        return estimate.byYear().stream()
                .map(one -> row(
                        String.valueOf(one.year()),
                        one.likely(),
                        one.likely(),
                        one.likelyIfPossible(),
                        one.likelyIfPossible(),
                        widest,
                        null))
                .toList();
    }

    private static List<MoneyRow> swings(Estimate estimate) {
        double widest = estimate.tornado().stream()
                .mapToLong(Estimate.Swing::high)
                .max()
                .orElse(0);
        return estimate.tornado().stream()
                .limit(6)
                .map(one -> row(
                        one.what(),
                        one.low(),
                        (one.low() + one.high()) / 2,
                        one.high(),
                        one.high(),
                        widest,
                        one.grade()))
                .toList();
    }

    /** The estimate as a table: every amount with its source, its date and its grade. */
    @GetMapping("/replacement.csv")
    @May(Action.EXPORT)
    void csv(Viewer viewer, Slice slice, @RequestParam Map<String, String> parameters, HttpServletResponse response)
            throws IOException {
        Question question = question(viewer, slice, parameters);
        Estimate estimate = estimator.estimate(viewer.scope(), question);
        trail.record(
                "replacement.export",
                slice.on("/replacement"),
                null,
                question.target().key());
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"replacement-" + question.target().key().replaceAll("[^a-z0-9_]", "")
                        + ".csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getWriter())) {
            new EstimateCsv(estimate, Clocks.of(slice).asAt()).write(csv);
        }
    }
}
