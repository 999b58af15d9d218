package org.linchpin.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells the administrator how old the key is that signs the trail and where else its lines are kept; exchanges the key. */
@Controller
@ControllerAdvice("org.linchpin.account")
class KeyPages {

    private static final String PAGE = "/administration";

    private final Sealer sealer;

    KeyPages(Sealer sealer) {
        this.sealer = sealer;
    }

    @ModelAttribute("auditKey")
    Sealer.@Nullable Key key(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PAGE) ? sealer.about() : null;
    }

    @ModelAttribute("auditCopy")
    Copying.@Nullable Reached copy(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PAGE) ? sealer.copied() : null;
    }

    @PostMapping(PAGE + "/audit-key")
    @May(Action.ADMINISTER)
    String exchange(RedirectAttributes next) {
        next.addFlashAttribute("exchanged", sealer.exchange().fingerprint());
        return "redirect:" + PAGE;
    }

    /**
     * An exchange that was made.
     *
     * @param from the open half of the key until then: X.509, Base64
     * @param to that of the key since then
     * @param lines how many lines the first one vouches for
     */
    record Exchanged(String from, String to, String fingerprint, Instant at, long lines) {}

    @PostMapping("/api/v1/audit/key")
    @ResponseBody
    @May(Action.ADMINISTER)
    Exchanged exchange() {
        Handover handover = sealer.exchange();
        return new Exchanged(handover.from(), handover.to(), handover.fingerprint(), handover.at(), handover.size());
    }
}
