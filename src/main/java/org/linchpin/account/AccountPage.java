package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account: sessions, tokens, password, second factor, and the glass to break. */
@Controller
@RequestMapping("/account")
class AccountPage {

    private static final String BACK = "redirect:/account";

    private final Sessions sessions;
    private final Tokens tokens;
    private final Enrolment enrolment;
    private final SecondFactor factor;
    private final BreakGlass glass;
    private final Accounts accounts;
    private final Confirmation confirmation;

    AccountPage(
            Sessions sessions,
            Tokens tokens,
            Enrolment enrolment,
            SecondFactor factor,
            BreakGlass glass,
            Accounts accounts,
            Confirmation confirmation) {
        this.confirmation = confirmation;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.enrolment = enrolment;
        this.factor = factor;
        this.glass = glass;
    }

    @GetMapping
    @May(Action.OPEN)
    String page(
            @RequestParam(name = "factor", required = false) @Nullable String missing,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("missing", missing != null);
        return show(viewer, request, model);
    }

    @PostMapping("/sign-out-everywhere")
    @May(Action.OPEN)
    String everywhere(Viewer viewer) {
        sessions.endAll(viewer.id());
        return "redirect:/sign-in?signedOut";
    }

    @PostMapping("/tokens")
    @May(Action.OPEN)
    String token(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "1") int days,
            @RequestParam(defaultValue = "false") boolean reads,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        try {
            model.addAttribute("token", tokens.issue(viewer, name, Tokens.Life.days(days), reads));
        } catch (BadInput mistake) {
            return again(viewer, request, model, mistake);
        }
        return show(viewer, request, model);
    }

    @PostMapping("/tokens/end")
    @May(Action.OPEN)
    String end(@RequestParam(defaultValue = "") String number, Viewer viewer) {
        tokens.end(viewer, number);
        return BACK;
    }

    @PostMapping("/password")
    @May(Action.OPEN)
    String password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        try {
            enrolment.changePassword(viewer, current, password, request.getRemoteAddr());
        } catch (BadInput mistake) {
            return again(viewer, request, model, mistake);
        }
        return "redirect:/sign-in?changed";
    }

    @PostMapping("/second-factor")
    @May(Action.OPEN)
    String factor(
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String owner,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        try {
            confirmation.demand(viewer, "owner", owner, request.getRemoteAddr());
            factor.turnOn(viewer, secret, code);
        } catch (BadInput mistake) {
            model.addAttribute("secret", secret);
            return again(viewer, request, model, mistake);
        }
        next.addFlashAttribute("done", "From now on, signing in takes a code from your app.");
        return BACK;
    }

    @PostMapping("/second-factor/off")
    @May(Action.OPEN)
    String off(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String owner,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        try {
            confirmation.demand(
                    viewer, "owner", owner, () -> factor.passes(viewer.id(), code), request.getRemoteAddr());
        } catch (BadInput mistake) {
            return again(viewer, request, model, mistake);
        }
        factor.turnOff(viewer.id(), viewer.username());
        return BACK;
    }

    @PostMapping("/break-glass")
    @May(Action.BREAK_GLASS)
    String glass(
            @RequestParam(defaultValue = "") String operator,
            @RequestParam(defaultValue = "") String reason,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        try {
            glass.breakFor(viewer, operator, reason);
        } catch (BadInput mistake) {
            model.addAttribute("operator", operator);
            model.addAttribute("reason", reason);
            return again(viewer, request, model, mistake);
        }
        return BACK;
    }

    @PostMapping("/break-glass/end")
    @May(Action.BREAK_GLASS)
    String mended(Viewer viewer) {
        glass.mend(viewer);
        return BACK;
    }

    private String again(Viewer viewer, HttpServletRequest request, Model model, BadInput mistake) {
        model.addAttribute("faults", mistake.faults());
        return show(viewer, request, model);
    }

    private String show(Viewer viewer, HttpServletRequest request, Model model) {
        model.addAttribute("sessions", sessions.of(viewer, request.getSession(false)));
        model.addAttribute("tokens", tokens.of(viewer));
        model.addAttribute(
                "vouchedFor",
                accounts.findById(viewer.id()).filter(Account::vouchedFor).isPresent());
        boolean on = factor.isOn(viewer.id());
        model.addAttribute("factor", on);
        if (!on) {
            String secret = model.getAttribute("secret") instanceof String shown && SecondFactor.proposes(shown)
                    ? shown
                    : factor.propose();
            model.addAttribute("secret", secret);
            model.addAttribute("picture", FactorPicture.of(secret, viewer.username()));
        }
        model.addAttribute(
                "breaks", viewer.may(Action.BREAK_GLASS) && !viewer.scope().everything());
        model.addAttribute("open", glass.open(viewer));
        return "account/account";
    }
}
