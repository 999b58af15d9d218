package org.linchpin.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Whoever keeps checkpoints where the ruler of the database has no say. */
interface Witness {

    /** An http(s) address, or a file. */
    static Witness at(String place) {
        return place.startsWith("http://") || place.startsWith("https://")
                ? new HttpWitness(URI.create(place))
                : new FileWitness(Path.of(place));
    }

    void publish(String note) throws IOException;

    /** All notes that were ever published, in order. */
    String notes() throws IOException;

    /** Where it is, for people. */
    String place();
}
