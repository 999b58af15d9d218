package org.linchpin.approval;

import java.util.List;
import java.util.Locale;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a second person: who asked, why, and the buttons of whoever may decide. */
@Controller
@RequestMapping("/approvals")
class ApprovalPage {

    private final Approvals approvals;
    private final FourEyes fourEyes;

    ApprovalPage(Approvals approvals, FourEyes fourEyes) {
        this.approvals = approvals;
        this.fourEyes = fourEyes;
    }

    @GetMapping
    @May(Action.APPROVE)
    String page(Viewer viewer, Model model) {
        List<Approval> all = approvals.all(viewer);
        model.addAttribute("waiting", all.stream().filter(Approval::waiting).toList());
        model.addAttribute("decided", all.stream().filter(one -> !one.waiting()).toList());
        model.addAttribute("demand", fourEyes.demand().name());
        model.addAttribute("points", fourEyes.points());
        model.addAttribute("sensitive", String.join(", ", fourEyes.sensitive()).toUpperCase(Locale.ROOT));
        return "approval/approvals";
    }

    @PostMapping("/{id}/{verb:approve|decline}")
    @May(Action.APPROVE)
    String decide(
            Viewer viewer,
            @PathVariable long id,
            @PathVariable String verb,
            @RequestParam(defaultValue = "") String why,
            Model model,
            RedirectAttributes next) {
        try {
            Approval decided =
                    verb.equals("approve") ? approvals.approve(viewer, id) : approvals.decline(viewer, id, why);
            next.addFlashAttribute(
                    "done",
                    decided.title() + ": "
                            + (decided.state().equals("approved") ? "approved and done" : decided.state()));
            return "redirect:/approvals";
        } catch (BadInput mistake) {
            if (mistake.status().value() == 404) {
                throw mistake;
            }
            model.addAttribute(
                    "faults",
                    mistake.faults().isEmpty()
                            ? List.of(BadInput.Fault.field("ask-" + id, null, mistake.code(), mistake.getMessage(), ""))
                            : mistake.faults().stream()
                                    .map(one -> BadInput.Fault.field(
                                            "ask-" + id, null, one.code(), one.message(), one.fix()))
                                    .toList());
            return page(viewer, model);
        }
    }
}
