package org.linchpin.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Enrolment.NewAccount;
import org.linchpin.access.Enrolment.NewOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the administrator takes on operators and accounts. */
@Controller
@RequestMapping("/administration")
class AdministrationPage {

    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Operators operators;

    AdministrationPage(Enrolment enrolment, Accounts accounts, Operators operators) {
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.operators = operators;
    }

    /** An account as the page shows it. */
    public record Row(String username, String role, String operators) {}

    @GetMapping
    @May(Action.ADMINISTER)
    String page(Model model) {
        return show(model);
    }

    @PostMapping("/operators")
    @May(Action.ADMINISTER)
    String operator(NewOperator asked, Model model) {
        try {
            enrolment.takeOn(asked);
            return "redirect:/administration";
        } catch (BadInput mistake) {
            model.addAttribute("operator", asked);
            return again(model, mistake);
        }
    }

    @PostMapping("/users")
    @May(Action.ADMINISTER)
    String account(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(required = false) @Nullable List<String> operators,
            Model model) {
        NewAccount asked = new NewAccount(username, password, role, operators);
        try {
            enrolment.takeOn(asked);
            return "redirect:/administration";
        } catch (BadInput mistake) {
            model.addAttribute("account", asked);
            return again(model, mistake);
        }
    }

    private String again(Model model, BadInput mistake) {
        List<BadInput.Fault> faults = mistake.faults().isEmpty()
                ? List.of(BadInput.Fault.field("code", null, mistake.code(), mistake.getMessage(), "Choose another"))
                : mistake.faults();
        model.addAttribute("faults", faults);
        return show(model);
    }

    private String show(Model model) {
        model.addAttribute("operators", operators.all());
        model.addAttribute(
                "accounts",
                accounts.findAllByOrderByUsername().stream().map(this::row).toList());
        model.addAttribute("roles", List.of(Role.values()));
        return "access/administration";
    }

    private Row row(Account account) {
        List<String> acting = account.operators().stream()
                .flatMap(id -> operators.byId(id).map(Operator::name).stream())
                .sorted()
                .toList();
        return new Row(account.username(), account.role().key(), String.join(", ", acting));
    }
}
