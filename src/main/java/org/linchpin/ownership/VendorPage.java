package org.linchpin.ownership;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One vendor: who controls it and by which chain, what lists say and do not say, its own statement, its products. */
@Controller
class VendorPage {

    private static final Set<String> STAND_BETWEEN = Set.of("named", "jurisdiction");

    private final Dossier dossier;
    private final Ties ties;

    VendorPage(Dossier dossier, Ties ties) {
        this.dossier = dossier;
        this.ties = ties;
    }

    /** A holder's part of the company, with its name. */
    record Part(String name, Shares.Holding holding) {}

    @GetMapping("/catalogue/vendors/{key}")
    @May(Action.READ_CATALOGUE)
    String vendor(@PathVariable String key, Model model) {
        Dossier.Vendor vendor = dossier.vendor(key).orElseThrow(() -> BadInput.notFound("vendor"));
        List<Dossier.Led> led = dossier.led(key);
        Map<String, String> names = dossier.names();
        List<Dossier.Ownership> standing = dossier.ownershipOf(key);
        Shares.Holdings equity = ties.equity(key);
        model.addAttribute("vendor", vendor);
        model.addAttribute("led", led);
        model.addAttribute(
                "declared",
                led.stream()
                        .filter(one -> one.rule().equals("declared"))
                        .findFirst()
                        .orElseThrow());
        model.addAttribute("agree", agree(led));
        model.addAttribute(
                "owners", standing.stream().filter(one -> !one.dependency()).toList());
        model.addAttribute(
                "dependencies",
                standing.stream().filter(Dossier.Ownership::dependency).toList());
        model.addAttribute("former", dossier.formerOwnershipOf(key));
        model.addAttribute("drawing", drawing(key, names));
        model.addAttribute("equity", equity);
        model.addAttribute(
                "parts",
                equity.holders().stream()
                        .map(one -> new Part(names.getOrDefault(one.holder(), one.holder()), one))
                        .toList());
        model.addAttribute("designations", dossier.designationsOf(vendor));
        model.addAttribute("products", dossier.products(key));
        model.addAttribute("equipment", dossier.foundIn(key));
        return "ownership/vendor";
    }

    private static boolean agree(List<Dossier.Led> led) {
        return led.stream()
                        .filter(one -> !STAND_BETWEEN.contains(one.rule()))
                        .map(Dossier.Led::holder)
                        .distinct()
                        .count()
                == 1;
    }

    private Chain drawing(String key, Map<String, String> names) {
        List<Tie> present = ties.shown();
        Set<Long> followed = new HashSet<>(ties.chain(key).stream().map(Tie::id).toList());
        present.stream()
                .filter(tie -> tie.parent().equals(key))
                .map(Tie::child)
                .distinct()
                .forEach(child -> ties.chain(child).stream().map(Tie::id).forEach(followed::add));
        return Chain.of(key, present, followed, names, ties.companies().stream().collect(Collectors.toSet()));
    }
}
