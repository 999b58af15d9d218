package org.linchpin.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Sha256;

/**
 * A line's place in the chain.
 *
 * @param seq its place, from 1
 * @param line what it says; null where the line is gone
 * @param sealedAt when it was given its place, to the microsecond
 * @param link what the chain says at this place, in hexadecimal
 */
record Sealed(long seq, @Nullable Line line, Instant sealedAt, String link) {

    /** What the trail's key signs where words were taken out of a line: nobody can move it elsewhere or say it otherwise. */
    byte[] erased() {
        String shown = Sha256.hex(Objects.requireNonNull(line).shown());
        return "erased from the trail\n%d\n%s\n%s\n".formatted(seq, link, shown).getBytes(StandardCharsets.US_ASCII);
    }

    /** The link that belongs here: SHA-256 of the one before, the place, the time of sealing and the whole line. */
    static byte[] link(byte[] before, long seq, Instant sealedAt, Line line) {
        ByteBuffer place = ByteBuffer.allocate(16).putLong(seq).putLong(Line.micros(sealedAt));
        return Sha256.of(before, place.array(), line.bytes());
    }
}
