package org.linchpin.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.Names;
import org.linchpin.plan.KeptAnswers.Kept;
import org.linchpin.replacement.Money;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Estimates and plans that somebody kept: listed, compared, reckoned again, and handed over as signed files. */
@Controller
class KeptPages {

    private final KeptAnswers kept;
    private final Keeping keeping;
    private final Names names;
    private final JsonMapper json;

    KeptPages(KeptAnswers kept, Keeping keeping, Names names, JsonMapper json) {
        this.kept = kept;
        this.keeping = keeping;
        this.names = names;
        this.json = json;
    }

    /** Two figures and their difference in words. */
    record Line(String name, String first, String second, String difference) {}

    record Sheet(
            String title,
            String head,
            List<Line> lines,
            @Nullable Line total) {}

    @GetMapping("/replacement/kept")
    @May(Action.READ_FIGURES)
    String page(
            Viewer viewer,
            @RequestParam(required = false) @Nullable Long again,
            @RequestParam(required = false) @Nullable Long first,
            @RequestParam(required = false) @Nullable Long second,
            Model model) {
        if (again != null) {
            model.addAttribute("again", keeping.one(viewer, again));
            try {
                model.addAttribute("same", keeping.sameAgain(viewer, again));
            } catch (BadInput mistake) {
                model.addAttribute("faults", mistake.faults());
            }
        }
        if (first != null && second != null) {
            try {
                compare(viewer, first, second, model);
            } catch (BadInput mistake) {
                model.addAttribute("faults", mistake.faults());
            }
        }
        return list(viewer, model);
    }

    private String list(Viewer viewer, Model model) {
        model.addAttribute("all", kept.all(viewer));
        model.addAttribute("zone", ZoneOffset.UTC);
        return "plan/kept";
    }

    @PostMapping("/replacement/kept")
    @May(Action.ISSUE)
    String keep(
            Viewer viewer,
            @RequestParam String kind,
            @RequestParam String title,
            @RequestParam String question,
            Model model) {
        try {
            keeping.keep(viewer, kind, title, read(question));
            return "redirect:/replacement/kept";
        } catch (BadInput mistake) {
            model.addAttribute("faults", mistake.faults());
            model.addAttribute("wish", question);
            model.addAttribute("kind", kind);
            model.addAttribute("title", title);
            return list(viewer, model);
        }
    }

    private @Nullable JsonNode read(String question) {
        try {
            return json.readTree(question);
        } catch (JacksonException none) {
            return null;
        }
    }

    @PostMapping("/replacement/kept/{id}/forget")
    @May(Action.ISSUE)
    String forget(Viewer viewer, @PathVariable long id) {
        keeping.forget(viewer, id);
        return "redirect:/replacement/kept";
    }

    /** Asks the same of the same moment. */
    @GetMapping("/replacement/kept/{id}")
    @May(Action.READ_FIGURES)
    String one(Viewer viewer, @PathVariable long id) {
        return "redirect:" + keeping.address(viewer, id);
    }

    @GetMapping("/replacement/kept/{id}.json")
    @May(Action.EXPORT)
    void file(Viewer viewer, @PathVariable long id, HttpServletResponse response) throws IOException {
        Kept one = keeping.one(viewer, id);
        response.setContentType("application/json");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + one.kind() + "-"
                        + one.keptAt().atOffset(ZoneOffset.UTC).toLocalDate() + "-" + id + ".json\"");
        response.getOutputStream().write(json.writeValueAsBytes(keeping.file(viewer, id)));
    }

    private void compare(Viewer viewer, long first, long second, Model model) {
        Kept one = keeping.one(viewer, first);
        Kept other = keeping.one(viewer, second);
        Comparison comparison = keeping.compare(viewer, first, second);
        model.addAttribute("first", one);
        model.addAttribute("second", other);
        model.addAttribute("sameUnits", comparison.sameUnits());
        model.addAttribute("finding", finding(one, other, comparison));
        model.addAttribute(
                "sheets", comparison.tables().stream().map(this::sheet).toList());
    }

    private static String finding(Kept one, Kept other, Comparison comparison) {
        if (comparison.kind().equals(Keeping.PLAN)) {
            Comparison.Table left = comparison.tables().get(2);
            Comparison.Row last = left.rows().get(left.rows().size() - 1);
            Comparison.Row spent = comparison.tables().get(0).total();
            return other.title() + " spends "
                    + more(spent == null ? 0 : spent.difference(), true) + " than " + one.title() + " and leaves "
                    + more(last.difference(), false) + " at the end of " + last.name();
        }
        Comparison.Table gross = comparison.tables().stream()
                .filter(table -> table.title().startsWith("Gross"))
                .findFirst()
                .orElseThrow();
        Comparison.Row mean = gross.rows().get(gross.rows().size() - 1);
        return other.title() + " costs " + more(mean.difference(), true) + " than " + one.title() + " on average";
    }

    private static String more(long difference, boolean money) {
        String amount =
                money ? Money.say(Math.abs(difference)) : String.format(Locale.UK, "%,d units", Math.abs(difference));
        return amount + (difference < 0 ? " less" : " more");
    }

    private Sheet sheet(Comparison.Table table) {
        Comparison.Row total = table.total();
        return new Sheet(
                table.title(),
                table.head(),
                table.rows().stream()
                        .map(row -> line(named(table.head(), row.name()), row, table.money()))
                        .toList(),
                total == null ? null : line(total.name(), total, table.money()));
    }

    private String named(String head, String name) {
        String[] parts = name.split(", ", 2);
        return head.startsWith("Owner") && parts.length == 2
                ? names.of(Dimension.OPERATOR, parts[0]) + ", " + names.of(Dimension.ASSET_CLASS, parts[1])
                : name;
    }

    /** To the penny, so that a reader can add it up. */
    private static Line line(String name, Comparison.Row row, boolean money) {
        return new Line(name, amount(row.first(), money), amount(row.second(), money), signed(row.difference(), money));
    }

    private static String amount(long value, boolean money) {
        return money
                ? String.format(Locale.UK, "£%,.2f", BigDecimal.valueOf(value, 2))
                : String.format(Locale.UK, "%,d", value);
    }

    private static String signed(long value, boolean money) {
        return (value < 0 ? "−" : value > 0 ? "+" : "") + amount(Math.abs(value), money);
    }
}
