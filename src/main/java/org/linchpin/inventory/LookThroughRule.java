package org.linchpin.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a count follows from the name on a module to who controls it. */
public enum LookThroughRule {
    NAMED,
    LEGAL,
    MAJORITY,
    OFAC50,
    DECLARED,
    JURISDICTION;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LookThroughRule> of(String key) {
        return Arrays.stream(values())
                .filter(r -> r.key().equalsIgnoreCase(key))
                .findFirst();
    }
}
