package org.linchpin.approval;

import org.jspecify.annotations.Nullable;
import org.linchpin.access.Viewer;

/**
 * A second person approved: the feature whose matter it is does it now, in the same transaction.
 *
 * @param terms as they were asked for, JSON
 * @param by the second person
 */
public record Approved(
        Matter matter,
        String subject,
        String terms,
        @Nullable String why,
        String askedBy,
        Viewer by) {

    /** The number at the end of the subject's address. */
    public long number() {
        return Long.parseLong(subject.replaceAll(".*/", ""));
    }
}
