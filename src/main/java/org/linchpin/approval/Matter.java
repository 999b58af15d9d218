package org.linchpin.approval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.linchpin.access.Action;
import org.linchpin.access.Role;

/** What takes two people; the second must be allowed to do it, too. */
public enum Matter {
    REMOVALS(Action.UPLOAD, "A file that leaves out much of what its register held"),
    BRIEFING(Action.ISSUE, "A briefing with a sensitive marking"),
    STATEMENT(Action.EDIT_CATALOGUE, "A statement of ownership that moves a figure far");

    private final Action action;
    private final String words;

    Matter(Action action, String words) {
        this.action = action;
        this.words = words;
    }

    Action action() {
        return action;
    }

    public String words() {
        return words;
    }

    /** The name in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Matter of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    List<String> roles() {
        return Arrays.stream(Role.values())
                .filter(role -> role.may(action))
                .map(Role::key)
                .toList();
    }
}
