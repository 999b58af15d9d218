package org.linchpin.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput.Fault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says of a value that does not fit its field, what would. */
final class Misfits {

    /** What somebody should send where a value of a type is asked. */
    private static final Map<Class<?>, String> WANTED = Map.of(
            Integer.class, "a whole number",
            int.class, "a whole number",
            Long.class, "a whole number",
            long.class, "a whole number",
            Boolean.class, "true or false",
            boolean.class, "true or false",
            LocalDate.class, "a date such as 2026-01-31",
            Instant.class, "a time such as 2026-01-31T12:00:00Z");

    private Misfits() {}

    /** A number beyond what its field holds. */
    static Fault tooLarge(InputCoercionException number) {
        String field = field(number);
        return Fault.field(field, null, "type", field + " must be a smaller number", "Send a smaller number");
    }

    private static String field(JacksonException misfit) {
        String place = misfit.getPath().stream().map(Misfits::step).collect(Collectors.joining());
        return place.startsWith(".") ? place.substring(1) : place;
    }

    static Fault inJson(MismatchedInputException mismatch) {
        String field = field(mismatch);
        if (mismatch instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Fault.field(field, null, "field-unknown", "There is no field " + field, "The fields are: " + known);
        }
        String wanted = wanted(mismatch.getTargetType());
        return Fault.field(
                field, null, "type", (field.isEmpty() ? "The body" : field) + " must be " + wanted, "Send " + wanted);
    }

    private static String step(JacksonException.Reference reference) {
        return reference.getPropertyName() == null
                ? "[" + reference.getIndex() + "]"
                : "." + reference.getPropertyName();
    }

    static Fault inAddress(String name, @Nullable Object value, @Nullable Class<?> type) {
        String wanted = wanted(type);
        return Fault.field(
                name,
                value == null ? null : String.valueOf(value),
                "type",
                name + " must be " + wanted,
                "Send " + wanted);
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == null ? "of another form" : WANTED.getOrDefault(type, "of another form");
    }
}
