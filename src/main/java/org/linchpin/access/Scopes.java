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

    /** Which lines of the trail may be read: all, those about accounts, those of one's own operators, or of oneself. */
    String trail() {
        Scope stated = STATED.get();
        Viewer viewer = viewer();
        if (stated != null && stated.everything()) {
            return "all";
        }
        Reach reach = viewer == null
                ? Reach.NO_ROWS
                : viewer.role()
                        .permission(Action.READ_TRAIL)
                        .map(Permission::reach)
                        .orElse(Reach.NO_ROWS);
        return switch (reach) {
            case EVERYTHING, EVERY_OPERATOR -> "all";
            case ACCOUNTS -> "accounts";
            case OWN_OPERATORS -> "operators";
            case OWN_DEEDS -> "own";
            case NO_ROWS -> "";
        };
    }

    /** Who is signed in on this thread, if anybody. */
    public @Nullable Viewer viewer() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Viewer viewer ? viewer : null;
    }
}
