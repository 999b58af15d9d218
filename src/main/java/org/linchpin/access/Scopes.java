package org.linchpin.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The scope that work runs under: the signed-in viewer's, or one that background work states for itself. */
@Component
public class Scopes {

    private static final ThreadLocal<@Nullable Scope> STATED = new ThreadLocal<>();

    /** Runs work, and every transaction it begins, under the scope stated. */
    public <T extends @Nullable Object> T within(Scope scope, Supplier<T> work) {
        Scope before = STATED.get();
        STATED.set(scope);
        try {
            return work.get();
        } finally {
            if (before == null) {
                STATED.remove();
            } else {
                STATED.set(before);
            }
        }
    }

    /** Runs work, and every transaction it begins, under the scope stated. */
    public void within(Scope scope, Runnable work) {
        this.<@Nullable Void>within(scope, () -> {
            work.run();
            return null;
        });
    }

    Scope current() {
        Scope stated = STATED.get();
        if (stated != null) {
            return stated;
        }
        Viewer viewer = viewer();
        return viewer == null ? Scope.nothing() : viewer.scope();
    }

    @Nullable
    Viewer viewer() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Viewer viewer ? viewer : null;
    }
}
