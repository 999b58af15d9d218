package org.linchpin.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.database.Demonstration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page needs to know: who is looking, after how many idle seconds that ends, and whether all of it is invented. */
@ControllerAdvice
class Surroundings {

    private final Scopes scopes;
    private final Demonstration demonstration;
    private final ApplicationAvailability availability;

    Surroundings(Scopes scopes, Demonstration demonstration, ApplicationAvailability availability) {
        this.scopes = scopes;
        this.demonstration = demonstration;
        this.availability = availability;
    }

    @ModelAttribute
    void surround(Model model, HttpServletRequest request) {
        @Nullable Viewer viewer = scopes.viewer();
        if (viewer != null) {
            model.addAllAttributes(Map.of("viewer", viewer));
            HttpSession session = request.getSession(false);
            model.addAttribute("idle", session == null ? null : session.getMaxInactiveInterval());
        }
        model.addAttribute("demonstration", demonstration.on());
        // Ready is whoever has run all that runs at a start, and the demonstration is filled then.
        model.addAttribute("filling", availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC);
    }
}
