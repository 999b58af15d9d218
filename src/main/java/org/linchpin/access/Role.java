package org.linchpin.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody is here for; it decides what they may do. */
public enum Role {
    /** Reads figures and rows of all operators. */
    OFFICIAL(Action.READ_FIGURES, Action.READ_CATALOGUE, Action.READ_ASSETS, Action.EXPORT),
    /** Brings in the registers of its own operators and reads those alone. */
    UTILITY(Action.READ_FIGURES, Action.READ_CATALOGUE, Action.READ_ASSETS, Action.UPLOAD, Action.EXPORT),
    /** Reads everything and keeps the catalogue. */
    ANALYST(Action.READ_FIGURES, Action.READ_CATALOGUE, Action.READ_ASSETS, Action.EDIT_CATALOGUE, Action.EXPORT),
    /** Keeps accounts and operators; sees no operator's rows. */
    ADMINISTRATOR(Action.READ_CATALOGUE, Action.ADMINISTER, Action.READ_TRAIL),
    /** Reads the trail; sees no operator's rows. */
    AUDITOR(Action.READ_TRAIL);

    private final Set<Action> actions;

    Role(Action... actions) {
        this.actions = EnumSet.of(Action.OPEN, actions);
    }

    public boolean may(Action action) {
        return actions.contains(action);
    }

    public Set<Action> actions() {
        return actions;
    }

    /** The name in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
