package org.linchpin.access;

import java.io.Serializable;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

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

    /** Signed in, as Spring Security holds it. */
    public Authentication authentication() {
        return UsernamePasswordAuthenticationToken.authenticated(
                this, null, List.of(new SimpleGrantedAuthority("ROLE_" + role.name())));
    }

    public boolean may(Action action) {
        return role.may(action);
    }
}
