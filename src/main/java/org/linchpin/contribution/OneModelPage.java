package org.linchpin.contribution;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where somebody who found out what is inside one model says so without making a file: a line of one, checked as any other. */
@Controller
@RequestMapping("/catalogue/contributions/model")
class OneModelPage {

    private static final List<String> COLUMNS =
            List.of("manufacturer", "model", "order_code", "cellular", "module_maker", "module", "evidence");
    private static final List<String> FIELDS =
            List.of("maker", "model", "variant", "cellular", "moduleMaker", "module", "evidence");

    private final Contributions contributions;
    private final Operators operators;

    OneModelPage(Contributions contributions, Operators operators) {
        this.contributions = contributions;
        this.operators = operators;
    }

    /** What the form was filled in with, or a link has filled in. */
    record Form(
            String maker,
            String model,
            String variant,
            String cellular,
            String moduleMaker,
            String module,
            String evidence,
            String source,
            String operator) {

        Form {
            maker = said(maker);
            model = said(model);
            variant = said(variant);
            cellular = said(cellular);
            moduleMaker = said(moduleMaker);
            module = said(module);
            evidence = said(evidence);
            source = said(source);
            operator = said(operator);
        }

        private static String said(@Nullable String word) {
            return Objects.requireNonNullElse(word, "").strip();
        }

        Sheet line() {
            return new Sheet(
                    COLUMNS,
                    List.of(new Sheet.Row(1, List.of(maker, model, variant, cellular, moduleMaker, module, evidence))));
        }
    }

    /** A choice, with what it means. */
    public record Choice(String key, String name) {}

    @GetMapping
    @May(Action.CONTRIBUTE)
    String page(Viewer viewer, Form form, Model model) {
        return show(viewer, form, List.of(), model);
    }

    @PostMapping
    @May(Action.CONTRIBUTE)
    String say(Viewer viewer, Form form, Model model) {
        try {
            return "redirect:/catalogue/contributions/"
                    + contributions
                            .say(viewer, form.source(), form.operator(), form.line())
                            .id();
        } catch (BadInput mistake) {
            List<Fault> faults =
                    mistake.faults().stream().map(OneModelPage::atField).toList();
            return show(viewer, form, faults, model);
        }
    }

    private String show(Viewer viewer, Form form, List<Fault> faults, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        model.addAttribute("choices", List.of(new Choice("yes", "Yes"), new Choice("no", "No, it has none")));
        model.addAttribute("acting", viewer.role() == Role.UTILITY ? operators.within(viewer.scope()) : List.of());
        return "contribution/model";
    }

    /** A fault of a cell stands at the field that was written into it. */
    private static Fault atField(Fault fault) {
        for (int i = 0; i < FIELDS.size() && fault.row() != null; i++) {
            if (Sheet.letter(i).equals(fault.column())) {
                return Fault.field(FIELDS.get(i), fault.value(), fault.code(), fault.message(), fault.fix());
            }
        }
        return fault;
    }
}
