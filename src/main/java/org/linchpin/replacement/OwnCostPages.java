package org.linchpin.replacement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.replacement.ReplacementPages.Choice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where owners state what their own equipment costs and how it is exchanged. */
@Controller
class OwnCostPages {

    private final OwnCosts own;
    private final Operators operators;
    private final Names names;

    OwnCostPages(OwnCosts own, Operators operators, Names names) {
        this.own = own;
        this.operators = operators;
        this.names = names;
    }

    @GetMapping("/replacement/own")
    @May(Action.UPLOAD)
    String page(Viewer viewer, Model model) {
        return show(viewer, Map.of(), List.of(), model);
    }

    @PostMapping("/replacement/own/costs")
    @May(Action.UPLOAD)
    String cost(Viewer viewer, @RequestParam Map<String, String> said, Model model) {
        try {
            String year = said.getOrDefault("priceYear", "");
            own.state(
                    viewer,
                    new OwnCosts.Cost(
                            said.get("operator"),
                            said.get("assetClass"),
                            said.get("element"),
                            number("low", said),
                            number("likely", said),
                            number("high", said),
                            year.matches("[0-9]{4}") ? Integer.valueOf(year) : null,
                            said.get("source")));
            return "redirect:/replacement/own";
        } catch (BadInput mistake) {
            return show(viewer, said, mistake.faults(), model);
        }
    }

    @PostMapping("/replacement/own/swaps")
    @May(Action.UPLOAD)
    String swap(Viewer viewer, @RequestParam Map<String, String> said, Model model) {
        try {
            own.state(
                    viewer,
                    new OwnCosts.Swap(
                            said.get("operator"),
                            said.get("assetClass"),
                            said.get("model"),
                            said.get("swapClass"),
                            said.get("why")));
            return "redirect:/replacement/own";
        } catch (BadInput mistake) {
            return show(viewer, said, mistake.faults(), model);
        }
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
            throw BadInput.fields(List.of(
                    Asking.fault(field, word, "number-form", "Enter a number such as 120 or 99.50, not " + word)));
        }
    }

    private String show(Viewer viewer, Map<String, String> said, List<BadInput.Fault> faults, Model model) {
        model.addAttribute("said", said);
        model.addAttribute("faults", faults);
        model.addAttribute(
                "operators",
                operators.within(viewer.scope()).stream()
                        .map(one -> new Choice(one.code(), one.name()))
                        .toList());
        model.addAttribute("classes", names.all(Dimension.ASSET_CLASS));
        model.addAttribute(
                "elements",
                OwnCosts.ELEMENTS.entrySet().stream()
                        .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                        .toList());
        model.addAttribute(
                "swapClasses",
                Arrays.stream(SwapClass.values())
                        .map(one -> new Choice(one.name(), one.label() + ": " + one.what()))
                        .toList());
        model.addAttribute("costs", own.costs(viewer));
        model.addAttribute("swaps", own.swaps(viewer));
        return "replacement/own";
    }
}
