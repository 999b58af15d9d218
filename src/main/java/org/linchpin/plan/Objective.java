package org.linchpin.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.linchpin.replacement.Work;

/** What is to fall fastest. */
enum Objective {
    /** Units times the criticality that owners gave them. */
    CRITICALITY("Units, weighted by how critical they are"),
    UNITS("Units, each as much as another"),
    /** Critical ones count a hundred times as much as others. */
    SENSITIVE("Sensitive units before all others"),
    /** What registers say of capacity; a unit whose capacity is not said weighs nothing. */
    CAPACITY("Kilowatts that they switch"),
    PEOPLE("People whom they serve");

    private static final double MUCH = 100;

    private final String label;

    Objective(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    double weight(Work work) {
        return switch (this) {
            case CRITICALITY -> work.weight();
            case UNITS -> 1;
            case SENSITIVE -> work.sensitive() ? MUCH : 1;
            case CAPACITY -> work.kilowatts();
            case PEOPLE -> work.people();
        };
    }

    static Optional<Objective> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }
}
