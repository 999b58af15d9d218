package org.linchpin.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which people browse what is known of makers, modules and equipment. */
@Controller
@RequestMapping("/catalogue")
class CataloguePages {

    private static final int PAGE = 50;

    private final Lookup lookup;
    private final Answers answers;
    private final Unrecognised unrecognised;

    CataloguePages(Lookup lookup, Answers answers, Unrecognised unrecognised) {
        this.lookup = lookup;
        this.answers = answers;
        this.unrecognised = unrecognised;
    }

    @GetMapping
    @May(Action.READ_CATALOGUE)
    String home(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("vendors", lookup.vendors(q, q.isBlank() ? 200 : PAGE, null));
        if (!q.isBlank()) {
            model.addAttribute("modules", lookup.families(q, PAGE, null));
            model.addAttribute("equipment", lookup.equipment(q, PAGE, null));
        }
        return "catalogue/home";
    }

    @GetMapping("/modules")
    @May(Action.READ_CATALOGUE)
    String modules(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("modules", lookup.families(q, PAGE, after));
        return "catalogue/modules";
    }

    @GetMapping("/equipment")
    @May(Action.READ_CATALOGUE)
    String equipment(@RequestParam(defaultValue = "") String q, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("equipment", lookup.equipment(q, PAGE, after));
        return "catalogue/equipment";
    }

    @GetMapping("/sources")
    @May(Action.READ_CATALOGUE)
    String sources(Model model) {
        model.addAttribute("sources", lookup.sources().values());
        return "catalogue/sources";
    }

    @GetMapping("/unrecognised")
    @May(Action.READ_ASSETS)
    String unrecognised(Viewer viewer, @RequestParam @Nullable String after, Model model) {
        model.addAttribute("lines", unrecognised.most(viewer.scope(), PAGE, after));
        return "catalogue/unrecognised";
    }

    /** Type what a label says and see what follows from it. */
    @GetMapping("/recognise")
    @May(Action.READ_CATALOGUE)
    String recognise(@RequestParam Map<String, String> said, Model model) {
        CatalogueApi.Said words = new CatalogueApi.Said(
                said.get("maker"),
                said.get("model"),
                said.get("orderCode"),
                said.get("firmware"),
                null,
                said.get("moduleMaker"),
                said.get("module"),
                said.get("fccId"),
                said.get("tac"),
                said.get("usb"));
        model.addAttribute("said", words);
        if (words.wording().words().stream().anyMatch(word -> !word.isEmpty())) {
            model.addAttribute("result", answers.of(words.wording()));
        }
        return "catalogue/recognise";
    }
}
