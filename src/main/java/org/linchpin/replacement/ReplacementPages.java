package org.linchpin.replacement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.Language;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Holdings;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.linchpin.replacement.Question.Option;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** What the way out costs: a question in a form, the answer below it, and both in one address. */
@Controller
class ReplacementPages {

    private static final int SWINGS = 4;

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;
    private final InstalledBase installed;
    private final Names names;
    private final Exports exports;
    private final JsonMapper json;
    private final Language language;

    ReplacementPages(
            Asking asking,
            Estimator estimator,
            CostBook costs,
            InstalledBase installed,
            Names names,
            Exports exports,
            JsonMapper json,
            Language language) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
        this.installed = installed;
        this.names = names;
        this.exports = exports;
        this.json = json;
        this.language = language;
    }

    /** A choice in a list. */
    record Choice(String key, String name) {}

    /** A range of money as words and as per cents of the widest. */
    record MoneyRow(
            String name,
            String low,
            String likely,
            String high,
            double from,
            double mark,
            double to,
            @Nullable String grade,
            boolean assumed) {}

    /** What else could be done, and what that costs. */
    record OptionRow(String name, String href, boolean asked, String gross, String forward, String last) {}

    @GetMapping("/replacement")
    @May(value = Action.READ_FIGURES, heavy = true)
    String page(Viewer viewer, Slice slice, @RequestParam MultiValueMap<String, String> parameters, Model model) {
        Form form = new Form(parameters);
        model.addAttribute("slice", slice);
        LookThroughRule rule = LookThroughRule.of(Objects.requireNonNullElse(form.word(Holdings.Target.RULE), ""))
                .orElse(LookThroughRule.DECLARED);
        model.addAttribute("lookThrough", rule.key());
        model.addAttribute("targets", targets(viewer, slice, rule));
        model.addAttribute(
                "options",
                Arrays.stream(Option.values())
                        .map(option -> new Choice(option.key(), option.label()))
                        .toList());
        model.addAttribute("sectorChoices", names.all(Dimension.SECTOR));
        model.addAttribute("regionChoices", names.all(Dimension.REGION));
        model.addAttribute("classChoices", names.all(Dimension.ASSET_CLASS));
        String chosen = form.chosen();
        model.addAttribute("chosen", chosen.isEmpty() ? null : chosen);
        model.addAttribute("option", Objects.requireNonNullElse(form.word("option"), "by_date"));
        for (String field : List.of("startYear", "finishYear", "mitigation", "reason", "growth", "priceYear")) {
            model.addAttribute(field, form.word(field));
        }
        model.addAttribute("edit", form.word("edit"));
        model.addAttribute("mayUpload", viewer.may(Action.UPLOAD));
        model.addAttribute("onlyOwn", !viewer.scope().everything());
        if (chosen.isEmpty()) {
            return "replacement/replacement";
        }
        try {
            answer(viewer, form, slice, model);
        } catch (BadInput mistake) {
            model.addAttribute("faults", mistake.faults());
            String number = form.word("number");
            if (number != null) {
                model.addAttribute("faults", at(number, mistake.faults()));
                model.addAttribute("edit", number);
                answerWithout(viewer, form, slice, number, model);
            }
        }
        return "replacement/replacement";
    }

    /** A fault of the number that is edited is one of the three fields it is edited in. */
    private static List<BadInput.Fault> at(String number, List<BadInput.Fault> faults) {
        return faults.stream()
                .map(fault -> ("assumptions." + number).equals(fault.column())
                        ? BadInput.Fault.field("low", fault.value(), fault.code(), fault.message(), fault.fix())
                        : fault)
                .toList();
    }

    /** What was right stays on the page while one number is mended. */
    private void answerWithout(Viewer viewer, Form form, Slice slice, String number, Model model) {
        try {
            Map<String, Asked.Points> own = new LinkedHashMap<>(form.own());
            own.remove(number);
            MultiValueMap<String, String> rest = new LinkedMultiValueMap<>();
            form.target().forEach((kind, key) -> rest.add(kind, key));
            Question question = asking.question(new Form(rest).sent(viewer, slice, own));
            List<Holding> held = estimator.held(viewer.scope(), question);
            show(viewer, question, held, estimator.estimate(viewer.scope(), question, held), model);
        } catch (BadInput further) {
            model.addAttribute("estimate", null);
        }
    }

    private void answer(Viewer viewer, Form form, Slice slice, Model model) {
        Map<String, Asked.Points> own = form.own();
        Question question = asking.question(form.sent(viewer, slice, own));
        List<Holding> held = estimator.held(viewer.scope(), question);
        Estimate estimate = asking.unlessEmpty(question, estimator.estimate(viewer.scope(), question, held));
        show(viewer, question, held, estimate, model);
        if (!own.isEmpty()) {
            Question ours = asking.question(form.sent(viewer, slice, Map.of()));
            Spread before =
                    estimator.estimate(viewer.scope(), ours, held).whole().gross();
            Spread after = estimate.whole().gross();
            model.addAttribute(
                    "effect",
                    "With " + (own.size() == 1 ? "your number" : "your " + own.size() + " numbers") + " the mean is "
                            + Money.say(after.mean()) + " instead of " + Money.say(before.mean()) + ", and the range "
                            + range(after) + " instead of " + range(before) + ".");
        }
    }

    /** Whose modules there are in the slice: controllers first, then countries. */
    private List<Choice> targets(Viewer viewer, Slice slice, LookThroughRule rule) {
        List<Choice> choices = new ArrayList<>();
        // Where a state is followed to, it is among the countries.
        for (Dimension by : rule == LookThroughRule.JURISDICTION
                ? List.of(Dimension.COUNTRY)
                : List.of(Dimension.CONTROLLER, Dimension.COUNTRY)) {
            Tally tally = installed.tally(viewer.scope(), slice, by, Weight.UNITS, rule);
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

    private void show(Viewer viewer, Question question, List<Holding> held, Estimate estimate, Model model) {
        model.addAttribute("estimate", estimate);
        model.addAttribute("name", asking.nameOf(question.target()));
        model.addAttribute("where", asking.where(question.slice()));
        model.addAttribute("asAt", Clocks.of(question.slice()).asAt());
        model.addAttribute("carried", Form.carried(question));
        model.addAttribute("here", Form.on("/replacement", question));
        model.addAttribute("csv", Form.on("/replacement.csv", question));
        model.addAttribute("questionJson", json.writeValueAsString(Asked.of(question)));
        model.addAttribute("pack", Form.on("/replacement/pack", question));
        model.addAttribute("planHref", Form.on("/replacement/plan", question));
        model.addAttribute("outside", costs.outsideViews());
        model.addAttribute("priceYears", costs.priceYears());
        model.addAttribute("own", question.own().keySet());
        if (estimate.possible().high() == 0) {
            return;
        }
        Estimate.Part whole = estimate.whole();
        model.addAttribute("low", Money.say(whole.gross().p10()));
        model.addAttribute("high", Money.say(whole.gross().p90()));
        model.addAttribute("gross", range(whole.gross()));
        model.addAttribute("grossSure", range(estimate.sure().gross()));
        model.addAttribute("grossPossible", range(estimate.possible().gross()));
        model.addAttribute("budget", range(whole.budget()));
        model.addAttribute("forward", range(whole.broughtForward()));
        model.addAttribute("spreads", spreads(whole));
        model.addAttribute("curve", Charts.curve(estimate));
        model.addAttribute("swings", Charts.tornado(estimate, SWINGS));
        model.addAttribute("components", components(estimate));
        model.addAttribute("middle", Money.say(whole.gross().p50()));
        model.addAttribute("allowance", range(estimate.allowance().gross()));
        Map<String, List<MoneyRow>> parts = new LinkedHashMap<>();
        parts.put("Sector", shares(estimate.parts().get("sector")));
        parts.put("Region", shares(estimate.parts().get("region")));
        parts.put("Equipment", shares(estimate.parts().get("assetClass")));
        parts.put("Operator", shares(estimate.parts().get("operator")));
        parts.put("Year", years(estimate));
        parts.values().removeIf(List::isEmpty);
        model.addAttribute("parts", parts);
        model.addAttribute(
                "assumed",
                estimate.assumptions().stream().filter(Parameter::assumed).count());
        Book book = costs.read(viewer.scope(), question);
        List<Lot> lots = Lot.of(book, question.slice(), held, false);
        model.addAttribute("others", options(question, book, lots));
        int thisYear = LocalDate.now(ZoneOffset.UTC).getYear();
        double growth = question.growth() == null ? Delay.growth(lots, thisYear) : question.growth();
        List<Delay> delays = Delay.curve(question, book, lots, growth);
        model.addAttribute("delays", delays(delays));
        model.addAttribute("delayFinding", delayFinding(delays));
        model.addAttribute("growthUsed", String.format(Locale.UK, "%.1f", growth));
    }

    /** Gross, brought forward and budget as a table. */
    record SpreadRow(String name, String p10, String p50, String p80, String p90, String mean) {}

    static List<SpreadRow> spreads(Estimate.Part whole) {
        return List.of(
                spread("Gross cash", whole.gross()),
                spread("Only brought forward", whole.broughtForward()),
                spread("With allowance for optimism", whole.budget()));
    }

    private static SpreadRow spread(String name, Spread one) {
        return new SpreadRow(
                name,
                Money.say(one.p10()),
                Money.say(one.p50()),
                Money.say(one.p80()),
                Money.say(one.p90()),
                Money.say(one.mean()));
    }

    private static List<OptionRow> options(Question question, Book book, List<Lot> lots) {
        List<OptionRow> rows = new ArrayList<>();
        for (Option option : Option.values()) {
            Question other = question.with(option, question.startYear(), question.finishYear());
            Pricing pricing = Pricing.of(other, book, lots.stream());
            double gross = pricing.gross(Pricing.Extent.EXPECTED).gross(Parameter::mean);
            double forward = pricing.broughtForward(Pricing.Extent.EXPECTED).gross(Parameter::mean);
            int last = pricing.lines().stream()
                    .flatMap(line -> line.years().keySet().stream())
                    .max(Integer::compare)
                    .orElse(0);
            rows.add(new OptionRow(
                    option.label(),
                    Form.on("/replacement", other),
                    option == question.option(),
                    Money.say(Spread.pence(gross)),
                    Money.say(Spread.pence(forward)),
                    last == 0 ? "stay" : "gone by " + last));
        }
        return rows;
    }

    private static List<DelayRow> delays(List<Delay> delays) {
        double widest =
                Math.max(1, delays.stream().mapToLong(Delay::gross).max().orElse(0));
        return delays.stream()
                .map(one -> new DelayRow(
                        one.startYear(),
                        String.format(Locale.UK, "%,.0f", one.units()),
                        Money.say(one.broughtForward()),
                        Money.say(one.gross()),
                        100 * one.broughtForward() / widest,
                        100 * one.gross() / widest))
                .toList();
    }

    /** The same programme begun in another year. */
    record DelayRow(int year, String units, String forward, String gross, double from, double to) {}

    private static String delayFinding(List<Delay> delays) {
        Delay first = delays.get(0);
        Delay last = delays.get(delays.size() - 1);
        int years = last.startYear() - first.startYear();
        long more = last.gross() - first.gross();
        return more > 0
                ? "Beginning " + years + " years later costs " + Money.say(more) + " more"
                : "Beginning " + years + " years later costs no more cash";
    }

    static String range(Spread spread) {
        return Money.say(spread.p10()) + "–" + Money.say(spread.p90());
    }

    private static MoneyRow row(String name, long low, long likely, long high, double widest, @Nullable String grade) {
        double scale = widest <= 0 ? 0 : 100 / widest;
        return new MoneyRow(
                name,
                Money.say(low),
                Money.say(likely),
                Money.say(high),
                low * scale,
                likely * scale,
                high * scale,
                grade == null ? null : grade.replace('-', ' '),
                "assumption".equals(grade) || "recall".equals(grade) || Parameter.ASKED.equals(grade));
    }

    static List<MoneyRow> components(Estimate estimate) {
        double widest = estimate.elements().stream()
                .mapToLong(one -> one.gross().p90())
                .max()
                .orElse(0);
        return estimate.elements().stream()
                .sorted(Comparator.comparing(one -> -one.gross().p50()))
                .map(one -> row(
                        one.name(),
                        one.gross().p10(),
                        one.gross().p50(),
                        one.gross().p90(),
                        widest,
                        one.grade()))
                .toList();
    }

    static List<MoneyRow> shares(@Nullable List<Estimate.Share> shares) {
        if (shares == null) {
            return List.of();
        }
        double widest =
                shares.stream().mapToLong(one -> one.gross().p90()).max().orElse(0);
        return shares.stream()
                .map(one -> row(
                        one.name().isEmpty() ? "Not stated" : one.name(),
                        one.gross().p10(),
                        one.gross().p50(),
                        one.gross().p90(),
                        widest,
                        null))
                .toList();
    }

    static List<MoneyRow> years(Estimate estimate) {
        double widest = estimate.byYear().stream()
                .mapToLong(one -> one.gross().p90())
                .max()
                .orElse(0);
        return estimate.byYear().stream()
                .map(one -> row(
                        String.valueOf(one.year()),
                        one.gross().p10(),
                        one.gross().p50(),
                        one.gross().p90(),
                        widest,
                        null))
                .toList();
    }

    /** The estimate as a table: every amount with its source, its date and its grade. */
    @GetMapping("/replacement.csv")
    @May(value = Action.EXPORT, heavy = true)
    void csv(
            Viewer viewer,
            Slice slice,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Form form = new Form(parameters);
        Question question = asking.question(form.sent(viewer, slice, form.own()));
        Estimate estimate = asking.unlessEmpty(question, estimator.estimate(viewer.scope(), question));
        exports.send(
                file("replacement", "replacement.export", slice.on("/replacement"), question),
                EstimateCsv.HEADER,
                response,
                new EstimateCsv(
                                estimate,
                                Clocks.of(slice).asAt(),
                                List.of(
                                        language.say("replacement.file.points"),
                                        language.say("replacement.file.draws")))::rows);
    }

    static Exports.File file(String name, String action, String subject, Question question) {
        String target = question.target().key().replaceAll("[^a-z0-9_]", "");
        return new Exports.File(name + "-" + target + ".csv", action, subject, null);
    }
}
