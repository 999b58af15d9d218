package org.linchpin.ownership;

import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every list, law and advisory held here: whom it names, since when and to what effect. */
@Controller
class DesignationPage {

    private static final int ALL = 1_000;

    private final Dossier dossier;

    DesignationPage(Dossier dossier) {
        this.dossier = dossier;
    }

    @GetMapping("/catalogue/designations")
    @May(Action.READ_CATALOGUE)
    String designations(Model model) {
        model.addAttribute("designations", dossier.designations(ALL, null));
        return "ownership/designations";
    }
}
