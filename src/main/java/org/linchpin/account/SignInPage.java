package org.linchpin.account;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in form; in a demonstration it shows the accounts there are. */
@Controller
class SignInPage {

    @GetMapping("/sign-in")
    @May(Action.OPEN)
    String form(
            @RequestParam @Nullable String wrong,
            @RequestParam @Nullable String tooMany,
            @RequestParam @Nullable String expired,
            @RequestParam @Nullable String signedOut,
            @RequestParam @Nullable String made,
            Model model,
            HttpServletResponse response) {
        if (tooMany != null) {
            response.setStatus(429);
            model.addAttribute("error", "There were too many attempts to sign in. Try again in a few minutes.");
        } else if (expired != null) {
            model.addAttribute("error", "The page was open for too long. Sign in again.");
        } else if (wrong != null) {
            model.addAttribute("error", "The name or the password is not right.");
        }
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("made", made != null);
        model.addAttribute("accounts", DemonstrationAccounts.ALL);
        return "account/sign-in";
    }
}
