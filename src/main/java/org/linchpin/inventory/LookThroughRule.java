package org.linchpin.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a count follows from the name on a module to who controls it. */
public enum LookThroughRule {
    NAMED("Name on the module"),
    LEGAL("Legal maker"),
    MAJORITY("Majority owner"),
    OFAC50("50% rule"),
    DECLARED("Declared control"),
    JURISDICTION("Jurisdiction");

    private final String label;

    LookThroughRule(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LookThroughRule> of(String key) {
        return Arrays.stream(values())
                .filter(r -> r.key().equalsIgnoreCase(key))
                .findFirst();
    }
}
