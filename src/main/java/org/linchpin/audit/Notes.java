package org.linchpin.audit;

import java.util.List;

/** What was signed: checkpoints in their order, and the handovers from each key to the next. */
record Notes(List<Checkpoint> checkpoints, List<Handover> handovers) {

    static Notes read(String text) {
        return new Notes(Checkpoint.read(text), Handover.read(text));
    }

    static Notes none() {
        return new Notes(List.of(), List.of());
    }
}
