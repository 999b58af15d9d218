package org.linchpin.access;

import org.springframework.security.access.AccessDeniedException;

/** Access denied for a reason that whoever is refused may know: 403 in its words. */
public class Refused extends AccessDeniedException {

    private final String code;

    public Refused(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
