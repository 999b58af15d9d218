package org.linchpin.register;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.reading.Line;
import org.linchpin.reading.Problem;

/** Where the rows and problems of a pass go: into the database, or only to whoever wants to know of them. */
interface Outflow {

    /** Lines that can be taken in, in the order of the file. */
    void lines(List<Line> lines);

    /** A problem, with the header of its column. */
    void problem(Problem problem, @Nullable String header);

    /** All lines have come; some of them may repeat a reference. */
    void settle(References references, References.Repeats repeats);

    /** Nothing more will come; returns when all of it has arrived. */
    void finish();
}
