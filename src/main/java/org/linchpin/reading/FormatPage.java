package org.linchpin.reading;

import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says what a register's file looks like. */
@Controller
class FormatPage {

    private final AssetClasses assetClasses;
    private final Sectors sectors;
    private final Regions regions;

    FormatPage(AssetClasses assetClasses, Sectors sectors, Regions regions) {
        this.assetClasses = assetClasses;
        this.sectors = sectors;
        this.regions = regions;
    }

    /** What a register's file looks like; open to everybody who prepares one. */
    @GetMapping("/help/register-format")
    @May(Action.OPEN)
    String format(Model model) {
        model.addAttribute("template", TemplateColumn.values());
        model.addAttribute("assetClasses", assetClasses.all());
        model.addAttribute("sectors", sectors.all());
        model.addAttribute("regions", regions.all());
        return "reading/format";
    }
}
