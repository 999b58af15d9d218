package org.linchpin.register;

import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.linchpin.reading.Problem;

/** Where the rows and problems of a pass go: into the database, or only to whoever wants to know of them. */
interface Outflow {

    void add(Line line, int wording);

    /** A problem, with the header of its column. */
    void add(Problem problem, @Nullable String header);

    /** Nothing more will come; returns when all of it has arrived. */
    void finish();
}
