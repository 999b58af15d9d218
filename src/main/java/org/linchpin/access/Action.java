package org.linchpin.access;

/** What a handler does; each handler declares its own with {@link May}. */
public enum Action {
    /** Open to everybody, signed in or not; a handler that takes a {@code Viewer} asks to sign in all the same. */
    OPEN,
    READ_FIGURES,
    READ_CATALOGUE,
    READ_ASSETS,
    /** Registers and submissions as they came in, with what was wrong in them: all sectors together. */
    READ_REGISTERS,
    /** Where exactly a thing stands: site, postcode, coordinates, and files that hold them. */
    READ_PLACES,
    UPLOAD,
    /** Propose a statement about the catalogue; whoever may edit it makes it stand at once. */
    PROPOSE,
    EDIT_CATALOGUE,
    /** Brings in what one knows of codes and contents. */
    CONTRIBUTE,
    EXPORT,
    /** Keeps figures under a number: issues a briefing, keeps a plan or gives it up. */
    ISSUE,
    /** Decides as the second person about what another asked for. */
    APPROVE,
    ADMINISTER,
    READ_TRAIL,
    /** Whether the chain of the trail holds. */
    PROVE_TRAIL,
    /** The whole chain, with every line. */
    READ_WHOLE_TRAIL,
    /** To see rows that one's role does not show, for an hour, with a reason that their operator reads. */
    BREAK_GLASS;

    /** Whether it changes something; what only reads is open to tokens that only read. */
    boolean changes() {
        return switch (this) {
            case UPLOAD, PROPOSE, EDIT_CATALOGUE, CONTRIBUTE, ISSUE, APPROVE, ADMINISTER, BREAK_GLASS -> true;
            default -> false;
        };
    }
}
