package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.linchpin.provider.SignOn;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in form; in a demonstration it shows the accounts there are. */
@Controller
class SignInPage {

    private final SignOn signOn;
    private final Passkeys passkeys;

    SignInPage(SignOn signOn, Passkeys passkeys) {
        this.signOn = signOn;
        this.passkeys = passkeys;
    }

    @GetMapping("/sign-in")
    @May(Action.OPEN)
    String form(
            @RequestParam @Nullable String wrong,
            @RequestParam @Nullable String tooMany,
            @RequestParam @Nullable String expired,
            @RequestParam @Nullable String refused,
            @RequestParam @Nullable String away,
            @RequestParam @Nullable String passkey,
            HttpServletRequest request,
            @RequestParam @Nullable String signedOut,
            @RequestParam @Nullable String made,
            @RequestParam @Nullable String changed,
            Model model,
            HttpServletResponse response) {
        if (tooMany != null) {
            response.setStatus(429);
            model.addAttribute("error", "There were too many attempts to sign in. Try again in a few minutes.");
        } else if (expired != null) {
            model.addAttribute("error", "The page was open for too long. Sign in again.");
        } else if (refused != null) {
            model.addAttribute(
                    "error",
                    "You were not let in: " + signOn.name()
                            + " did not vouch for you, gives you no role here, or your account is closed. Ask your administrator.");
        } else if (away != null) {
            response.setStatus(503);
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            model.addAttribute(
                    "error",
                    "Nobody answers at " + signOn.name()
                            + ", so nobody can sign in there for now. Try again in a minute. Whoever is signed in already goes on.");
        } else if (passkey != null) {
            model.addAttribute("error", "This passkey is not known here, or it took too long. Try again.");
        } else if (wrong != null) {
            model.addAttribute(
                    "error",
                    "The name, the password or the code is not right. Whoever has set up an app enters the code that it shows, too.");
        }
        model.addAttribute("local", signOn.local());
        model.addAttribute("provider", signOn.on() ? signOn.name() : null);
        model.addAttribute("passkeys", passkeys.origin(request).isPresent());
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("made", made != null);
        model.addAttribute("changed", changed != null);
        model.addAttribute("accounts", DemonstrationAccounts.ALL);
        return "account/sign-in";
    }
}
