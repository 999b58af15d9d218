package org.linchpin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the trail a second time where whoever rules this machine has no say: line after line as it was sealed, and with them
 * the checkpoints that prove them, in the form in which {@code audit verify} takes both.
 */
final class Copying {

    /** Lines that are sent at once. */
    private static final long PART = 1_000;

    private final Chain chain;
    private final String place;
    private final Witness lines;
    private final Witness notes;

    /**
     * Keeps it somewhere.
     *
     * @param place a folder, or an http(s) address below which {@code trail.jsonl} and {@code checkpoints} take what is
     *     sent to them by POST
     */
    Copying(Chain chain, String place) {
        this.chain = chain;
        this.place = place;
        String below = place.endsWith("/") ? place : place + "/";
        this.lines = Witness.at(below + "trail.jsonl");
        this.notes = Witness.at(below + "checkpoints");
    }

    /**
     * Sends the next lines of those that are signed; how far the copy is goes with the transaction of the caller, so what was
     * not taken is sent again, and what was taken while this process died comes twice.
     *
     * @return whether something was sent
     * @throws UncheckedIOException where it was not taken
     */
    boolean next() {
        long signed = chain.lastCheckpoint().map(Checkpoint::size).orElse(0L);
        if (!chain.holdCopy()) {
            return false;
        }
        long sent = chain.copied(place);
        if (sent >= signed) {
            return false;
        }
        long until = Math.min(sent + PART, signed);
        StringBuilder part = new StringBuilder();
        chain.walk(
                sent,
                until,
                line -> part.append(JsonMapper.shared().writeValueAsString(line))
                        .append('\n'));
        try {
            lines.publish(part.toString());
            for (Handover handover : chain.handovers()) {
                if (handover.size() > sent && handover.size() <= until) {
                    notes.publish(handover.note());
                }
            }
            if (until == signed) {
                notes.publish(chain.lastCheckpoint().orElseThrow().note());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        chain.copied(place, until);
        return true;
    }

    /**
     * How far the copy is.
     *
     * @param lines how many lines it holds
     * @param of how many are signed
     */
    record Reached(String place, long lines, long of) {}

    Reached reached() {
        return new Reached(
                place,
                chain.copied(place),
                chain.lastCheckpoint().map(Checkpoint::size).orElse(0L));
    }
}
