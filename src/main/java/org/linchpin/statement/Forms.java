package org.linchpin.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.approval.FourEyes;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the forms of all statements share: the effect is shown first, then the statement is made. */
@Component
class Forms {

    private final Stating stating;

    Forms(Stating stating) {
        this.stating = stating;
    }

    /** A key and a name to choose. */
    record Choice(String key, String name) {}

    static List<Choice> choices(Map<String, String> named) {
        List<Choice> choices = new ArrayList<>();
        named.forEach((key, name) -> choices.add(new Choice(key, name)));
        return choices;
    }

    /** Only what was filled in. */
    static Map<String, Object> filled(Map<String, String> said) {
        Map<String, Object> filled = new LinkedHashMap<>(said);
        filled.values().removeIf(value -> String.valueOf(value).isBlank());
        return filled;
    }

    /**
     * Shows the effect, or makes the statement where that was asked; a mistake shows the form again.
     *
     * @param said the form's fields; in a form that changes what is there, an empty field takes the value away
     * @return where to go on; empty where the form is to be shown
     */
    Optional<String> made(
            Viewer viewer, Map<String, Object> said, Model model, Function<Map<String, Object>, Draft> drafted) {
        Map<String, Object> fields = new LinkedHashMap<>(said);
        boolean confirmed = Objects.equals(fields.remove("step"), "make");
        fields.remove("_csrf");
        try {
            Draft draft = drafted.apply(fields);
            if (confirmed) {
                return Optional.of("redirect:/catalogue/statements/"
                        + stating.make(viewer, draft).id());
            }
            model.addAttribute("effect", stating.effect(viewer, draft));
        } catch (BadInput mistake) {
            model.addAttribute("faults", faults(mistake));
        }
        return Optional.empty();
    }

    static List<BadInput.Fault> faults(BadInput mistake) {
        return mistake.faults().isEmpty() || mistake.code().equals(FourEyes.NEEDED)
                ? List.of(BadInput.Fault.field("why", null, mistake.code(), mistake.getMessage(), ""))
                : mistake.faults();
    }
}
