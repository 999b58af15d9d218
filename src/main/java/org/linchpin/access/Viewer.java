package org.linchpin.access;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is looking; a handler takes it as a parameter.
 *
 * @param id the account's number
 * @param username the account's name
 * @param role what the account is for
 * @param scope whose rows it may see
 */
public record Viewer(int id, String username, Role role, Scope scope) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return username;
    }

    public boolean may(Action action) {
        return role.may(action);
    }
}
