package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Viewer;
import org.springframework.http.MediaType;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.registration.HttpSessionPublicKeyCredentialCreationOptionsRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where somebody adds and removes passkeys, and where browsers get their challenges. */
@Controller
class PasskeyPage {

    private static final String PAGE = "redirect:/account/passkeys";

    private final Passkeys passkeys;
    private final HttpSessionPublicKeyCredentialCreationOptionsRepository begun =
            new HttpSessionPublicKeyCredentialCreationOptionsRepository();
    private final HttpSessionPublicKeyCredentialRequestOptionsRepository challenges =
            new HttpSessionPublicKeyCredentialRequestOptionsRepository();

    private final Confirmation confirmation;

    PasskeyPage(Passkeys passkeys, Confirmation confirmation) {
        this.confirmation = confirmation;
        this.passkeys = passkeys;
    }

    @GetMapping("/account/passkeys")
    @May(Action.OPEN)
    String page(Viewer viewer, HttpServletRequest request, Model model) {
        model.addAttribute("passkeys", passkeys.of(viewer.username()));
        model.addAttribute("offered", passkeys.origin(request).isPresent());
        return "account/passkeys";
    }

    @PostMapping(value = "/account/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    @May(Action.OPEN)
    String options(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
        var options = passkeys.beginning(origin(request), viewer);
        begun.save(request, response, options);
        return passkeys.written(options);
    }

    @PostMapping("/account/passkeys")
    @May(Action.OPEN)
    String add(
            @RequestParam(defaultValue = "") String credential,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String owner,
            Viewer viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        try {
            confirmation.demand(viewer, "owner", owner, request.getRemoteAddr());
            passkeys.add(origin(request), viewer, begun.load(request), credential, label);
        } catch (BadInput mistake) {
            model.addAttribute("label", label);
            return again(viewer, request, model, mistake);
        } finally {
            begun.save(request, response, null);
        }
        next.addFlashAttribute("done", "The passkey is added. From now on you can sign in with it.");
        return PAGE;
    }

    @PostMapping("/account/passkeys/remove")
    @May(Action.OPEN)
    String remove(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String password,
            Viewer viewer,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        try {
            confirmation.demand(viewer, "password", password, request.getRemoteAddr());
        } catch (BadInput mistake) {
            return again(viewer, request, model, mistake);
        }
        if (passkeys.remove(viewer, id)) {
            next.addFlashAttribute("done", "The passkey is removed. It opens nothing any more.");
        }
        return PAGE;
    }

    private String again(Viewer viewer, HttpServletRequest request, Model model, BadInput mistake) {
        model.addAttribute("faults", mistake.faults());
        return page(viewer, request, model);
    }

    @PostMapping(value = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    @May(Action.OPEN)
    String challenge(HttpServletRequest request, HttpServletResponse response) {
        var challenge = passkeys.challenge(origin(request));
        challenges.save(request, response, challenge);
        return passkeys.written(challenge);
    }

    private String origin(HttpServletRequest request) {
        return passkeys.origin(request).orElseThrow(() -> BadInput.notFound("page"));
    }
}
