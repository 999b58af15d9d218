package org.linchpin.replacement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.Exports;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The funding pack: what a request for money needs, and no finished pack while something of it is missing. */
@Controller
class PackPages {

    private final Asking asking;
    private final Estimator estimator;
    private final CostBook costs;
    private final Names names;
    private final Exports exports;

    PackPages(Asking asking, Estimator estimator, CostBook costs, Names names, Exports exports) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
        this.names = names;
        this.exports = exports;
    }

    @GetMapping("/replacement/pack")
    @May(Action.EXPORT)
    String page(Viewer viewer, Slice slice, @RequestParam MultiValueMap<String, String> parameters, Model model) {
        Question question = question(viewer, slice, parameters);
        Estimate estimate = estimator.estimate(viewer.scope(), question);
        FundingPack pack = FundingPack.of(Form.flat(parameters));
        List<BadInput.Fault> missing = pack.missing(estimate, LocalDate.now(ZoneOffset.UTC));
        boolean asked = parameters.containsKey("finish");
        model.addAttribute("estimate", estimate);
        model.addAttribute("pack", pack);
        model.addAttribute("missing", missing);
        model.addAttribute("faults", asked ? missing : List.of());
        model.addAttribute("finished", asked && missing.isEmpty());
        model.addAttribute("steps", Steps.of(estimate, pack));
        model.addAttribute("name", asking.nameOf(question.target()));
        model.addAttribute("where", ReplacementPages.where(names, slice));
        model.addAttribute("asAt", Clocks.of(slice).asAt());
        model.addAttribute("slice", slice);
        model.addAttribute("carried", Form.carried(question));
        model.addAttribute("back", Form.on("/replacement", question));
        model.addAttribute("csv", Form.on("/replacement/pack.csv", question, words(pack)));
        model.addAttribute("outside", costs.outsideViews());
        model.addAttribute("gross", ReplacementPages.range(estimate.whole().gross()));
        model.addAttribute("forward", ReplacementPages.range(estimate.whole().broughtForward()));
        model.addAttribute("budget", ReplacementPages.range(estimate.whole().budget()));
        model.addAttribute("p80", Money.say(estimate.whole().budget().p80()));
        model.addAttribute("needsWhyConcept", FundingPack.needsWhyConcept(estimate));
        model.addAttribute("needsUnknown", FundingPack.needsUnknown(estimate));
        return "replacement/pack";
    }

    private Question question(Viewer viewer, Slice slice, MultiValueMap<String, String> parameters) {
        Form form = new Form(parameters);
        return asking.question(form.sent(viewer, slice, form.own()));
    }

    private static String[] words(FundingPack pack) {
        return pack.fields().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + Form.encoded(entry.getValue()))
                .toArray(String[]::new);
    }

    /** The finished pack as a table; refused while something is missing. */
    @GetMapping("/replacement/pack.csv")
    @May(Action.EXPORT)
    void csv(
            Viewer viewer,
            Slice slice,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Question question = question(viewer, slice, parameters);
        Estimate estimate = estimator.estimate(viewer.scope(), question);
        FundingPack pack = FundingPack.of(Form.flat(parameters));
        List<BadInput.Fault> missing = pack.missing(estimate, LocalDate.now(ZoneOffset.UTC));
        if (!missing.isEmpty()) {
            throw new BadInput(
                    HttpStatus.CONFLICT,
                    "pack-unfinished",
                    "The pack is not finished: "
                            + missing.stream()
                                    .map(BadInput.Fault::message)
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElse(""),
                    missing);
        }
        exports.send(
                ReplacementPages.file("funding-pack", "replacement.pack", slice.on("/replacement/pack"), question),
                Stream.concat(EstimateCsv.HEADER.stream(), Stream.of("words")).toList(),
                response,
                rows -> {
                    pack.fields().forEach((field, said) -> rows.accept(words("pack", field, said)));
                    Steps.of(estimate, pack)
                            .forEach(step -> rows.accept(words(
                                    "step " + step.number(),
                                    step.name(),
                                    (step.done() ? "done: " : "open") + step.by())));
                    costs.outsideViews()
                            .forEach(one -> rows.accept(words("outside view", one.programme(), one.finding())));
                    new EstimateCsv(estimate, Clocks.of(slice).asAt())
                            .rows(row -> rows.accept(
                                    Stream.concat(row.stream(), Stream.of("")).toList()));
                });
    }

    /** A line of the pack's words, in the columns of the estimate and one more. */
    private static List<String> words(String table, String item, String words) {
        List<String> cells = new ArrayList<>(Collections.nCopies(EstimateCsv.HEADER.size() + 1, ""));
        cells.set(0, table);
        cells.set(1, item);
        cells.set(cells.size() - 1, words);
        return cells;
    }
}
