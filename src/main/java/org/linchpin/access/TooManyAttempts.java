package org.linchpin.access;

import org.springframework.security.core.AuthenticationException;

/** No attempt to sign in is left for now. */
public final class TooManyAttempts extends AuthenticationException {

    private final long seconds;

    public TooManyAttempts(long seconds) {
        super("Too many attempts to sign in. Try again in a few minutes.");
        this.seconds = seconds;
    }

    /** How long to wait at least. */
    long seconds() {
        return seconds;
    }
}
