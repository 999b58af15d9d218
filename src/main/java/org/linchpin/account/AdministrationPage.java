package org.linchpin.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Viewer;
import org.linchpin.account.Enrolment.NewAccount;
import org.linchpin.account.Enrolment.NewOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the administrator takes on operators and accounts. */
@Controller
@RequestMapping("/administration")
class AdministrationPage {

    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Operators operators;
    private final Recovery recovery;

    AdministrationPage(Enrolment enrolment, Accounts accounts, Operators operators, Recovery recovery) {
        this.recovery = recovery;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.operators = operators;
    }

    /** An account as the page shows it. */
    public record Row(String username, String role, String operators, String sectors, boolean enabled) {}

    @GetMapping
    @May(Action.ADMINISTER)
    String page(Model model) {
        return show(model);
    }

    @PostMapping("/operators")
    @May(Action.ADMINISTER)
    String operator(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            Model model,
            RedirectAttributes next) {
        NewOperator asked = new NewOperator(code, name);
        try {
            Operator operator = enrolment.takeOn(asked);
            next.addFlashAttribute("done", operator.name() + " is taken on");
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
            @RequestParam(required = false) @Nullable List<String> sectors,
            Model model,
            RedirectAttributes next) {
        NewAccount asked = new NewAccount(username, password, role, operators, sectors);
        try {
            Account account = enrolment.takeOn(asked);
            next.addFlashAttribute("done", "The account " + account.username() + " is made");
            return "redirect:/administration";
        } catch (BadInput mistake) {
            model.addAttribute("account", asked);
            return again(model, mistake);
        }
    }

    @PostMapping("/users/close")
    @May(Action.ADMINISTER)
    String close(@RequestParam(defaultValue = "") String username, RedirectAttributes next) {
        enrolment.close(username);
        next.addFlashAttribute("done", "The account " + username + " is closed, its sessions and tokens are ended");
        return "redirect:/administration";
    }

    @PostMapping("/users/reopen")
    @May(Action.ADMINISTER)
    String reopen(@RequestParam(defaultValue = "") String username, RedirectAttributes next) {
        enrolment.reopen(username);
        next.addFlashAttribute("done", "The account " + username + " is open again, with the password that it had");
        return "redirect:/administration";
    }

    @PostMapping("/users/recovery")
    @May(Action.ADMINISTER)
    String recovery(
            @RequestParam(defaultValue = "") String recover,
            @RequestParam(defaultValue = "false") boolean factors,
            Viewer viewer,
            Model model) {
        try {
            model.addAttribute("recovery", recovery.begin(viewer, recover, factors));
        } catch (BadInput mistake) {
            model.addAttribute("recover", recover);
            return again(model, mistake);
        }
        return show(model);
    }

    private String again(Model model, BadInput mistake) {
        model.addAttribute("faults", mistake.faults());
        return show(model);
    }

    private String show(Model model) {
        List<Operator> all = operators.all();
        Map<Integer, Operator> byId = all.stream().collect(Collectors.toMap(Operator::id, Function.identity()));
        Map<String, String> sectors = enrolment.sectors();
        model.addAttribute("operators", all);
        model.addAttribute("sectors", sectors);
        model.addAttribute(
                "accounts",
                accounts.findAllByOrderByUsername().stream()
                        .map(account -> row(account, byId, sectors))
                        .toList());
        model.addAttribute("roles", List.of(Role.values()));
        return "account/administration";
    }

    private static Row row(Account account, Map<Integer, Operator> byId, Map<String, String> sectors) {
        String acting = account.operators().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(Operator::name)
                .sorted()
                .collect(Collectors.joining(", "));
        String confined = account.sectors().stream()
                .map(key -> sectors.getOrDefault(key, key))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Row(account.username(), account.role().key(), acting, confined, account.enabled());
    }
}
