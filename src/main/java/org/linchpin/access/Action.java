package org.linchpin.access;

/** What a handler does; each handler declares its own with {@link May}. */
public enum Action {
    /** Open to everybody, signed in or not; a handler that takes a {@code Viewer} asks to sign in all the same. */
    OPEN,
    READ_FIGURES,
    READ_CATALOGUE,
    READ_ASSETS,
    UPLOAD,
    EDIT_CATALOGUE,
    /** Brings in what one knows of codes and contents. */
    CONTRIBUTE,
    EXPORT,
    ADMINISTER,
    READ_TRAIL
}
