package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.provider.SignOn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where whoever forgot their password sets another one. */
@Controller
@RequestMapping("/new-password")
class RecoveryPage {

    private static final String PAGE = "account/new-password";

    private final Recovery recovery;
    private final SignOn signOn;

    RecoveryPage(Recovery recovery, SignOn signOn) {
        this.recovery = recovery;
        this.signOn = signOn;
    }

    @GetMapping
    @May(Action.OPEN)
    String form() {
        here();
        return PAGE;
    }

    @PostMapping
    @May(Action.OPEN)
    String set(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String app,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            Model model) {
        here();
        try {
            recovery.use(new Recovery.Form(username, code, app, password), request.getRemoteAddr());
        } catch (BadInput mistake) {
            model.addAttribute("username", username);
            model.addAttribute("faults", mistake.faults());
            return PAGE;
        }
        return "redirect:/sign-in?changed";
    }

    /** Where people sign in elsewhere, their passwords are there, too. */
    private void here() {
        if (!signOn.local()) {
            throw BadInput.notFound("page");
        }
    }
}
