package org.linchpin.audit;

import java.io.IOException;

/** Whoever keeps checkpoints where the ruler of the database has no say. */
interface Witness {

    void publish(String note) throws IOException;

    /** All notes that were ever published, in order. */
    String notes() throws IOException;

    /** Where it is, for people. */
    String place();
}
