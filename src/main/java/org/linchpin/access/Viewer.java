package org.linchpin.access;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
 * @param emergency why it may see for now what its role does not show; null usually
 * @param writes false where a token was given for reading alone
 */
public record Viewer(
        int id,
        String username,
        Role role,
        Scope scope,
        @Nullable String emergency,
        boolean writes) implements AuthenticatedPrincipal, Serializable {

    public Viewer(int id, String username, Role role, Scope scope) {
        this(id, username, role, scope, null, true);
    }

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
        return person(action) && (writes || !action.changes());
    }

    /** Whether it is the token that stands in the way of an action, and not the role of whose it is. */
    boolean readsOnly(Action action) {
        return person(action) && !may(action);
    }

    /** Whether whoever is looking may do it, with a token for it. */
    private boolean person(Action action) {
        boolean broken = emergency != null && (action == Action.READ_FIGURES || action == Action.READ_ASSETS);
        boolean shut = scope.confined() && action == Action.READ_REGISTERS;
        return (role.may(action) || broken) && !shut;
    }

    /** What for: what the trail says of a reading. */
    String purpose(Action action) {
        return emergency != null
                ? "break-glass: " + emergency
                : role.permission(action).map(Permission::purpose).orElse(action.name());
    }
}
