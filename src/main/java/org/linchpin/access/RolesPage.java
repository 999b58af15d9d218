package org.linchpin.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may do what, with whose rows and what for: read off the code that decides it. */
@Controller
class RolesPage {

    private final RequestMappingHandlerMapping requestMappingHandlerMapping;

    RolesPage(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.requestMappingHandlerMapping = requestMappingHandlerMapping;
    }

    /** A role and its triples. */
    public record RoleTriples(String role, List<Permission> permissions) {}

    @GetMapping("/roles")
    @May(Action.OPEN)
    String page(Model model) {
        List<RoleTriples> roles = new ArrayList<>();
        for (Role role : Role.values()) {
            roles.add(new RoleTriples(role.key().replace('_', ' '), role.permissions()));
        }
        model.addAttribute("roles", roles);
        model.addAttribute("doors", doors());
        model.addAttribute("matrix", matrix());
        return "access/roles";
    }

    /** Each action, and for each role whose rows it reaches; an empty cell where the role may not. */
    private static Map<Action, List<String>> matrix() {
        Map<Action, List<String>> matrix = new TreeMap<>();
        for (Action action : Action.values()) {
            if (action != Action.OPEN) {
                matrix.put(
                        action,
                        Arrays.stream(Role.values())
                                .map(role -> role.permission(action)
                                        .map(one -> one.reach().brief())
                                        .orElse(""))
                                .toList());
            }
        }
        return matrix;
    }

    /** Each action with the addresses that carry it out. */
    private Map<Action, TreeSet<String>> doors() {
        Map<Action, TreeSet<String>> doors = new TreeMap<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            May may = method.getMethodAnnotation(May.class);
            if (may != null) {
                String verbs = mapping.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .sorted()
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("GET");
                mapping.getPatternValues()
                        .forEach(path -> doors.computeIfAbsent(may.value(), action -> new TreeSet<>())
                                .add(path + "  " + verbs));
            }
        });
        return doors;
    }
}
