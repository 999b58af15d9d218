package org.linchpin.access;

/** What a handler does; each handler declares its own with {@link May}. */
public enum Action {
    /** Open to everybody, signed in or not; a handler that takes a {@code Viewer} asks to sign in all the same. */
    OPEN,
    READ_FIGURES,
    READ_CATALOGUE,
    READ_ASSETS,
    UPLOAD,
    /** Propose a statement about the catalogue; whoever may edit it makes it stand at once. */
    PROPOSE,
    EDIT_CATALOGUE,
    EXPORT,
    ADMINISTER,
    READ_TRAIL
}
