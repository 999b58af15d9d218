package org.linchpin.approval;

import org.linchpin.access.Viewer;

/** What was asked for will not be done. */
public record Declined(Matter matter, String subject, Viewer by) {

    /** The number at the end of the subject's address. */
    public long number() {
        return Long.parseLong(subject.replaceAll(".*/", ""));
    }
}
