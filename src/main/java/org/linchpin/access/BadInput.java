package org.linchpin.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A mistake in what was sent: said in words, with the place and the mend; never the program's fault. */
public class BadInput extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final transient List<Fault> faults;

    /**
     * One mistake and its place.
     *
     * @param row the record of the file, the header being 1
     * @param column the column's letter, or the name of a field
     */
    public record Fault(
            @Nullable Long row,
            @Nullable String column,
            @Nullable String value,
            String code,
            String message,
            String fix) {

        public static Fault field(String field, @Nullable String value, String code, String message, String fix) {
            return new Fault(null, field, value, code, message, fix);
        }
    }

    public BadInput(HttpStatus status, String code, String message, List<Fault> faults) {
        super(message);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    public BadInput(HttpStatus status, String code, String message) {
        this(status, code, message, List.of());
    }

    /** 400 with the fields at fault. */
    public static BadInput fields(List<Fault> faults) {
        return new BadInput(
                HttpStatus.BAD_REQUEST,
                "bad-input",
                faults.stream()
                        .map(Fault::message)
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("The input has mistakes"),
                faults);
    }

    /** 409: the state of the thing forbids it. */
    public static BadInput conflict(String code, String message) {
        return new BadInput(HttpStatus.CONFLICT, code, message);
    }

    /** 404, for what does not exist and for what is not the viewer's to see alike. */
    public static BadInput notFound(String what) {
        return new BadInput(HttpStatus.NOT_FOUND, "not-found", "There is no such " + what);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
