package org.linchpin.inventory;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.May;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells the administrator what the last self-audit found, and runs one now. */
@Controller
@ControllerAdvice("org.linchpin.account")
class SelfAuditPages {

    private static final String PAGE = "/administration";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private final SelfAudit audit;

    SelfAuditPages(SelfAudit audit) {
        this.audit = audit;
    }

    /** The page of the administrator shows it as the ground's own pages cannot ask for it. */
    @ModelAttribute("selfAudit")
    @Nullable
    String line(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(PAGE)) {
            return null;
        }
        return audit.latest().map(SelfAuditPages::words).orElse("Not run yet: the first comes at 02:00 UTC");
    }

    private static String words(SelfAudit.Result result) {
        return "%,d %s at %s: %,d cells of %,d submissions in force, counted again from their rows"
                .formatted(
                        result.differences(),
                        result.differences() == 1 ? "difference" : "differences",
                        MOMENT.format(result.at()),
                        result.cells(),
                        result.submissions());
    }

    @PostMapping(PAGE + "/self-audit")
    @May(Action.ADMINISTER)
    String run(RedirectAttributes next) {
        SelfAudit.Result result = audit.run();
        next.addFlashAttribute("done", "Counted again: " + words(result));
        return "redirect:" + PAGE;
    }
}
