package org.linchpin.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A line of the trail with all that it says.
 *
 * @param at when it was written, to the microsecond
 * @param kind act, change, read or found
 * @param operator the number of the operator whose affair it was
 * @param everyone whether it concerns every operator
 * @param before what a row said before, as PostgreSQL writes JSON
 * @param after what it says since
 * @param tx the transaction
 */
record Line(
        long id,
        Instant at,
        String kind,
        String username,
        String action,
        String subject,
        @Nullable Integer operator,
        boolean everyone,
        @Nullable String detail,
        @Nullable String why,
        @Nullable String address,
        @Nullable String token,
        @Nullable String before,
        @Nullable String after,
        long tx) {

    /** All of it, each field with its length before it, so that no two lines read the same. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(id);
            out.writeLong(micros(at));
            text(out, kind);
            text(out, username);
            text(out, action);
            text(out, subject);
            text(out, operator == null ? null : operator.toString());
            out.writeBoolean(everyone);
            text(out, detail);
            text(out, why);
            text(out, address);
            text(out, token);
            text(out, before);
            text(out, after);
            out.writeLong(tx);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
