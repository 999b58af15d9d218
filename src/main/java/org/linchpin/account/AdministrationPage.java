package org.linchpin.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.linchpin.account.Powers.WantedRemit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the administrator takes on operators and accounts. */
@Controller
@RequestMapping("/administration")
class AdministrationPage {

    private static final String ONE = "/users/{username}";
    private static final String BACK_TO_ONE = "redirect:/administration" + ONE;

    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Operators operators;
    private final Powers powers;
    private final Recovery recovery;

    AdministrationPage(Enrolment enrolment, Accounts accounts, Operators operators, Powers powers, Recovery recovery) {
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.operators = operators;
        this.powers = powers;
        this.recovery = recovery;
    }

    /**
     * An account as the pages show it.
     *
     * @param vouchedFor whether an identity provider decides what it may do
     */
    public record Row(
            String username,
            String role,
            String operators,
            String sectors,
            boolean enabled,
            boolean vouchedFor,
            boolean demonstration) {

        /** For whom it acts, or to what it is confined. */
        public String reach() {
            return sectors.isEmpty() ? operators : operators.isEmpty() ? sectors : operators + " in " + sectors;
        }
    }

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

    @GetMapping(ONE)
    @May(Action.ADMINISTER)
    String account(@PathVariable String username, Model model) {
        return show(username, model);
    }

    @PostMapping(ONE)
    @May(Action.ADMINISTER)
    String change(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") List<String> operators,
            @RequestParam(defaultValue = "") List<String> sectors,
            Viewer viewer,
            Model model,
            RedirectAttributes next) {
        WantedRemit wanted = new WantedRemit(role, operators, sectors);
        try {
            powers.change(viewer, username, wanted);
        } catch (BadInput mistake) {
            model.addAttribute("remit", wanted);
            return again(username, model, mistake);
        }
        next.addFlashAttribute("done", "This is what " + username + " may do from now on");
        return BACK_TO_ONE;
    }

    @PostMapping(ONE + "/close")
    @May(Action.ADMINISTER)
    String close(@PathVariable String username, Model model, RedirectAttributes next) {
        try {
            enrolment.close(username);
        } catch (BadInput mistake) {
            return again(username, model, mistake);
        }
        next.addFlashAttribute("done", "The account " + username + " is closed, its sessions and tokens are ended");
        return BACK_TO_ONE;
    }

    @PostMapping(ONE + "/reopen")
    @May(Action.ADMINISTER)
    String reopen(@PathVariable String username, RedirectAttributes next) {
        enrolment.reopen(username);
        next.addFlashAttribute("done", "The account " + username + " is open again, with the password that it had");
        return BACK_TO_ONE;
    }

    @PostMapping(ONE + "/recovery")
    @May(Action.ADMINISTER)
    String recovery(
            @PathVariable String username,
            @RequestParam(defaultValue = "false") boolean factors,
            Viewer viewer,
            Model model) {
        try {
            model.addAttribute("recovery", recovery.begin(viewer, username, factors));
        } catch (BadInput mistake) {
            return again(username, model, mistake);
        }
        return show(username, model);
    }

    /** What has no field to stand at is said on a page of its own. */
    private String again(String username, Model model, BadInput mistake) {
        if (mistake.faults().isEmpty()) {
            throw mistake;
        }
        model.addAttribute("faults", mistake.faults());
        return show(username, model);
    }

    private String show(String username, Model model) {
        Account account = Optional.of(username)
                .filter(Enrolment::isUsername)
                .flatMap(accounts::findByUsername)
                .orElseThrow(() -> BadInput.notFound("account"));
        Choices choices = choices(model);
        model.addAttribute("account", choices.row(account));
        if (!model.containsAttribute("remit")) {
            model.addAttribute("remit", powers.of(account));
        }
        return "account/user";
    }

    private String again(Model model, BadInput mistake) {
        model.addAttribute("faults", mistake.faults());
        return show(model);
    }

    private String show(Model model) {
        Choices choices = choices(model);
        model.addAttribute(
                "accounts",
                accounts.findAllByOrderByUsername().stream().map(choices::row).toList());
        return "account/administration";
    }

    /** What there is to choose from. */
    private Choices choices(Model model) {
        List<Operator> all = operators.all();
        Map<String, String> sectors = powers.sectors();
        Map<String, String> names = new LinkedHashMap<>();
        all.forEach(operator -> names.put(operator.code(), operator.name()));
        model.addAttribute("operators", all);
        model.addAttribute("operatorNames", names);
        model.addAttribute("sectors", sectors);
        model.addAttribute("roles", List.of(Role.values()));
        return new Choices(all.stream().collect(Collectors.toMap(Operator::id, Operator::name)), sectors);
    }

    /** The names of operators by number, and of sectors by key. */
    private record Choices(Map<Integer, String> operators, Map<String, String> sectors) {

        Row row(Account account) {
            return new Row(
                    account.username(),
                    account.role().key(),
                    names(account.operators(), operators),
                    names(account.sectors(), sectors),
                    account.enabled(),
                    account.vouchedFor(),
                    account.demonstration());
        }

        private static <K> String names(Set<K> some, Map<K, String> names) {
            return some.stream()
                    .map(names::get)
                    .filter(Objects::nonNull)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
