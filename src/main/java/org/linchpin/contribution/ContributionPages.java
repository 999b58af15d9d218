package org.linchpin.contribution;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.May;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.linchpin.contribution.Contributions.Kind;
import org.linchpin.contribution.Statements.Subject;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The pages on which knowledge is brought in and taken back. */
@Controller
@RequestMapping("/catalogue/contributions")
class ContributionPages {

    private static final int ON_A_PAGE = 50;

    private final Contributions contributions;
    private final Operators operators;
    private final Incoming incoming;

    ContributionPages(Contributions contributions, Operators operators, Incoming incoming) {
        this.incoming = incoming;
        this.contributions = contributions;
        this.operators = operators;
    }

    /** What the form was filled in with. */
    record Form(
            String kind, String source, String operator, String maker, String model, String variant, boolean complete) {

        static final Form BLANK = new Form("type-codes", "", "", "", "", "", false);
    }

    @GetMapping
    @May(Action.CONTRIBUTE)
    String all(Viewer viewer, @RequestParam @Nullable String after, Model model) {
        return page(viewer, Form.BLANK, List.of(), after, model);
    }

    private String page(Viewer viewer, Form form, List<Fault> faults, @Nullable String after, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "faults", faults.stream().filter(fault -> fault.row() == null).toList());
        model.addAttribute(
                "lines", faults.stream().filter(fault -> fault.row() != null).toList());
        model.addAttribute("contributions", contributions.all(ON_A_PAGE, after));
        model.addAttribute("acting", viewer.role() == Role.UTILITY ? operators.within(viewer.scope()) : List.of());
        return "contribution/contributions";
    }

    @PostMapping
    @May(Action.CONTRIBUTE)
    String add(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String operator,
            @RequestParam(defaultValue = "") String maker,
            @RequestParam(name = "model", defaultValue = "") String equipment,
            @RequestParam(defaultValue = "") String variant,
            @RequestParam(defaultValue = "false") boolean complete,
            Model model)
            throws IOException {
        Form form = new Form(kind, source, operator, maker, equipment, variant, complete);
        try {
            if (file == null || file.isEmpty()) {
                throw BadInput.fields(List.of(
                        Fault.field("file", null, "file-missing", "Choose the file to bring in", "Choose a file")));
            }
            String id = contributions
                    .add(
                            viewer,
                            new Contributions.Sent(
                                    Kind.of(kind),
                                    source,
                                    operator,
                                    CodeList.words(Objects.requireNonNullElse(file.getOriginalFilename(), "")),
                                    incoming.file(file.getInputStream()),
                                    new Subject(
                                            CodeList.words(maker.strip()),
                                            CodeList.words(equipment.strip()),
                                            CodeList.words(variant.strip()),
                                            complete)))
                    .id();
            return "redirect:/catalogue/contributions/" + id;
        } catch (BadInput mistake) {
            List<Fault> faults = mistake.faults().stream().anyMatch(fault -> fault.row() == null)
                    ? mistake.faults()
                    : Stream.concat(
                                    Stream.of(Fault.field("file", null, mistake.code(), mistake.getMessage(), "")),
                                    mistake.faults().stream())
                            .toList();
            return page(viewer, form, faults, null, model);
        }
    }

    @GetMapping("/{id}")
    @May(Action.CONTRIBUTE)
    String one(Viewer viewer, @PathVariable String id, Model model) {
        Contributions.Contribution one = contributions.one(id);
        model.addAttribute("one", one);
        model.addAttribute("lines", one.problems());
        model.addAttribute("mine", one.author().equals(viewer.username()) || viewer.may(Action.EDIT_CATALOGUE));
        return "contribution/contribution";
    }

    @PostMapping("/{id}/withdraw")
    @May(Action.CONTRIBUTE)
    String withdraw(Viewer viewer, @PathVariable String id) {
        contributions.withdraw(viewer, id);
        return "redirect:/catalogue/contributions/" + id;
    }
}
