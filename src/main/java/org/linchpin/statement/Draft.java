package org.linchpin.statement;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement checked and not yet made. */
record Draft(
        Kind kind,
        String subject,
        Map<String, Object> body,
        @Nullable String validFrom,
        @Nullable String validTo,
        String source,
        String grade,
        @Nullable String why,
        @Nullable Long replaces) {

    /** How far a grade is trusted where high, medium and low are asked; what is but a hint never counts. */
    static String confidence(String grade) {
        return switch (grade) {
            case "A", "B" -> "high";
            case "C", "D" -> "medium";
            default -> "low";
        };
    }
}
