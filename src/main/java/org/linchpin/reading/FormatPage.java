package org.linchpin.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        model.addAttribute("states", states());
        model.addAttribute("ordinarySites", Vocabulary.wordsForOrdinarySites());
        model.addAttribute("placeholders", Cells.PLACEHOLDERS.stream().sorted().toList());
        model.addAttribute(
                "placeholderDays", Cells.PLACEHOLDER_DAYS.stream().sorted().toList());
        model.addAttribute(
                "capacityUnits", Units.OF_CAPACITY.keySet().stream().sorted().toList());
        model.addAttribute("codes", Cause.codes());
        model.addAttribute("delimiters", FileForm.delimiterNames());
        model.addAttribute("encodings", FileForm.encodings());
        model.addAttribute("earliest", Days.EARLIEST_YEAR);
        model.addAttribute("latest", Days.LATEST_YEAR);
        model.addAttribute("mostColumns", Rows.MOST_COLUMNS);
        model.addAttribute("longestWords", CheckedRow.LONGEST_WORDS);
        model.addAttribute("longestNotes", CheckedRow.LONGEST_NOTES);
        return "reading/format";
    }

    /** For each state of service the words that stand for it. */
    static Map<String, List<String>> states() {
        Map<String, List<String>> states = new LinkedHashMap<>();
        states.put("in service", Vocabulary.wordsFor(Line.IN_SERVICE));
        states.put("planned", Vocabulary.wordsFor("planned"));
        states.put("removed", Vocabulary.wordsFor("removed"));
        return states;
    }
}
