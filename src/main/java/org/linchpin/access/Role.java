package org.linchpin.access;

import static org.linchpin.access.Action.ADMINISTER;
import static org.linchpin.access.Action.APPROVE;
import static org.linchpin.access.Action.BREAK_GLASS;
import static org.linchpin.access.Action.CONTRIBUTE;
import static org.linchpin.access.Action.EDIT_CATALOGUE;
import static org.linchpin.access.Action.EXPORT;
import static org.linchpin.access.Action.ISSUE;
import static org.linchpin.access.Action.PROPOSE;
import static org.linchpin.access.Action.PROVE_TRAIL;
import static org.linchpin.access.Action.READ_ASSETS;
import static org.linchpin.access.Action.READ_CATALOGUE;
import static org.linchpin.access.Action.READ_FIGURES;
import static org.linchpin.access.Action.READ_PLACES;
import static org.linchpin.access.Action.READ_REGISTERS;
import static org.linchpin.access.Action.READ_TRAIL;
import static org.linchpin.access.Action.READ_WHOLE_TRAIL;
import static org.linchpin.access.Action.UPLOAD;
import static org.linchpin.access.Reach.ACCOUNTS;
import static org.linchpin.access.Reach.EVERYTHING;
import static org.linchpin.access.Reach.EVERY_OPERATOR;
import static org.linchpin.access.Reach.NO_ROWS;
import static org.linchpin.access.Reach.OWN_DEEDS;
import static org.linchpin.access.Reach.OWN_OPERATORS;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What somebody is here for; it decides what they may do, with whose rows, and to what purpose. */
public enum Role {
    /** Reads figures and rows of all operators, or of those operators or sectors it is confined to; never exact places. */
    OFFICIAL(
            new Permission(READ_FIGURES, EVERY_OPERATOR, "oversight of what the nation depends on"),
            new Permission(READ_ASSETS, EVERY_OPERATOR, "oversight: the rows behind a figure"),
            new Permission(READ_REGISTERS, EVERY_OPERATOR, "oversight: what came in, unless confined to sectors"),
            new Permission(EXPORT, EVERY_OPERATOR, "oversight: figures to hand on"),
            new Permission(ISSUE, EVERY_OPERATOR, "to hand figures over under a number"),
            new Permission(APPROVE, EVERY_OPERATOR, "to approve what a colleague asks for, never one’s own"),
            new Permission(READ_CATALOGUE, NO_ROWS, "to know what is known of makers"),
            new Permission(PROPOSE, NO_ROWS, "to propose what an analyst decides"),
            new Permission(CONTRIBUTE, NO_ROWS, "to bring in lists and contents that it may share"),
            new Permission(READ_TRAIL, OWN_DEEDS, "to see what was done in its name"),
            new Permission(BREAK_GLASS, NO_ROWS, "if confined: to look beyond in an emergency, with a reason")),
    /** Brings in the registers of its own operators and reads those alone. */
    UTILITY(
            new Permission(UPLOAD, OWN_OPERATORS, "to bring in and correct its registers"),
            new Permission(READ_FIGURES, OWN_OPERATORS, "to know its own exposure"),
            new Permission(READ_ASSETS, OWN_OPERATORS, "to check what it brought in"),
            new Permission(READ_REGISTERS, OWN_OPERATORS, "to see what became of what it brought in"),
            new Permission(READ_PLACES, OWN_OPERATORS, "to find its own equipment"),
            new Permission(EXPORT, OWN_OPERATORS, "to work with its own figures"),
            new Permission(ISSUE, OWN_OPERATORS, "to hand figures over under a number"),
            new Permission(APPROVE, OWN_OPERATORS, "to approve what a colleague asks for, never one’s own"),
            new Permission(READ_CATALOGUE, NO_ROWS, "to know what is known of makers"),
            new Permission(CONTRIBUTE, OWN_OPERATORS, "to say what its equipment contains"),
            new Permission(READ_TRAIL, OWN_OPERATORS, "to see who looked at its rows, and why")),
    /** Reads the registers of its own operators and changes nothing. */
    UTILITY_READER(
            new Permission(READ_FIGURES, OWN_OPERATORS, "to know its own exposure"),
            new Permission(READ_ASSETS, OWN_OPERATORS, "to check what was brought in"),
            new Permission(READ_REGISTERS, OWN_OPERATORS, "to see what became of what it brought in"),
            new Permission(READ_PLACES, OWN_OPERATORS, "to find its own equipment"),
            new Permission(EXPORT, OWN_OPERATORS, "to work with its own figures"),
            new Permission(ISSUE, OWN_OPERATORS, "to hand figures over under a number"),
            new Permission(APPROVE, OWN_OPERATORS, "to approve what a colleague asks for, never one’s own"),
            new Permission(READ_CATALOGUE, NO_ROWS, "to know what is known of makers"),
            new Permission(READ_TRAIL, OWN_OPERATORS, "to see who looked at its rows, and why")),
    /** Reads everything and keeps the catalogue. */
    ANALYST(
            new Permission(READ_FIGURES, EVERY_OPERATOR, "analysis of exposure and of its cost"),
            new Permission(READ_ASSETS, EVERY_OPERATOR, "analysis: the rows behind a figure"),
            new Permission(READ_REGISTERS, EVERY_OPERATOR, "analysis: what came in"),
            new Permission(READ_PLACES, EVERY_OPERATOR, "analysis: what stands together"),
            new Permission(EXPORT, EVERY_OPERATOR, "analysis: figures to work with"),
            new Permission(ISSUE, EVERY_OPERATOR, "to hand figures over under a number"),
            new Permission(APPROVE, EVERY_OPERATOR, "to approve what a colleague asks for, never one’s own"),
            new Permission(READ_CATALOGUE, NO_ROWS, "to know what is known of makers"),
            new Permission(PROPOSE, NO_ROWS, "to state what it knows of makers"),
            new Permission(CONTRIBUTE, NO_ROWS, "to bring in lists and contents"),
            new Permission(EDIT_CATALOGUE, NO_ROWS, "to keep what is known right"),
            new Permission(READ_TRAIL, OWN_DEEDS, "to see what was done in its name")),
    /** Keeps accounts and operators; sees no operator's rows. */
    ADMINISTRATOR(
            new Permission(ADMINISTER, NO_ROWS, "to keep accounts and operators"),
            new Permission(READ_CATALOGUE, NO_ROWS, "to help those who keep it"),
            new Permission(READ_TRAIL, ACCOUNTS, "to see what became of accounts"),
            new Permission(PROVE_TRAIL, NO_ROWS, "to know whether anybody tampered with the trail"),
            new Permission(BREAK_GLASS, NO_ROWS, "to help in an emergency, for an hour and with a reason")),
    /** Reads the trail; sees no operator's rows. */
    AUDITOR(
            new Permission(READ_TRAIL, EVERYTHING, "to audit what was done and read"),
            new Permission(PROVE_TRAIL, NO_ROWS, "to know whether anybody tampered with the trail"),
            new Permission(READ_WHOLE_TRAIL, EVERYTHING, "to prove the trail elsewhere"));

    private final Map<Action, Permission> permissions = new EnumMap<>(Action.class);

    Role(Permission... permissions) {
        Arrays.stream(permissions).forEach(one -> this.permissions.put(one.action(), one));
    }

    public boolean may(Action action) {
        return action == Action.OPEN || permissions.containsKey(action);
    }

    public Set<Action> actions() {
        EnumSet<Action> actions = EnumSet.of(Action.OPEN);
        actions.addAll(permissions.keySet());
        return actions;
    }

    /** The triples, as they are printed. */
    public List<Permission> permissions() {
        return List.copyOf(permissions.values());
    }

    public Optional<Permission> permission(Action action) {
        return Optional.ofNullable(permissions.get(action));
    }

    /** Whether its accounts act for operators, and see theirs alone. */
    public boolean actsForOperators() {
        return permission(READ_ASSETS)
                .filter(one -> one.reach() == OWN_OPERATORS)
                .isPresent();
    }

    /** The name in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
