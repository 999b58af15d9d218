package org.linchpin.replacement;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.InstalledBase.Clocks;
import org.linchpin.inventory.Slice;
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
    private final Packs packs;

    PackPages(Asking asking, Estimator estimator, CostBook costs, Packs packs) {
        this.asking = asking;
        this.estimator = estimator;
        this.costs = costs;
        this.packs = packs;
    }

    @GetMapping("/replacement/pack")
    @May(value = Action.EXPORT, heavy = true)
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
        model.addAttribute("where", asking.where(slice));
        model.addAttribute("asAt", Clocks.of(slice).asAt());
        model.addAttribute("slice", slice);
        model.addAttribute("carried", Form.carried(question));
        model.addAttribute("counted", question.target().rule().key());
        model.addAttribute("back", Form.on("/replacement", question));
        Question still = question.with(Clocks.of(slice));
        model.addAttribute("csv", Form.on("/replacement/pack.csv", still, words(pack)));
        model.addAttribute("ods", Form.on("/replacement/pack.ods", still, words(pack)));
        model.addAttribute("outside", costs.outsideViews());
        model.addAttribute("gross", ReplacementPages.range(estimate.whole().gross()));
        model.addAttribute("forward", ReplacementPages.range(estimate.whole().broughtForward()));
        model.addAttribute("budget", ReplacementPages.range(estimate.whole().budget()));
        model.addAttribute("spreads", ReplacementPages.spreads(estimate.whole()));
        model.addAttribute("components", ReplacementPages.components(estimate));
        model.addAttribute("middle", Money.say(estimate.whole().gross().p50()));
        model.addAttribute(
                "allowance", ReplacementPages.range(estimate.allowance().gross()));
        model.addAttribute("years", ReplacementPages.years(estimate));
        model.addAttribute("sectors", ReplacementPages.shares(estimate.bySector()));
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
    @May(value = Action.EXPORT, heavy = true)
    void csv(
            Viewer viewer,
            Slice slice,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Question question = question(viewer, slice, parameters);
        packs.csv(question, packs.finished(viewer, question, FundingPack.of(Form.flat(parameters))), response);
    }

    /** The same as a spreadsheet. */
    @GetMapping("/replacement/pack.ods")
    @May(value = Action.EXPORT, heavy = true)
    void ods(
            Viewer viewer,
            Slice slice,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response)
            throws IOException {
        Question question = question(viewer, slice, parameters);
        packs.ods(question, packs.finished(viewer, question, FundingPack.of(Form.flat(parameters))), response);
    }
}
