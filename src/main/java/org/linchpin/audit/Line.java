package org.linchpin.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
 * @param salt the number, in hexadecimal, with which the line commits to what it says of people; null before there was one
 * @param erasure what was taken out of it; null usually
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
        long tx,
        @Nullable String salt,
        @Nullable Erasure erasure) {

    /** Lines that commit begin with it, which is no number of a line. */
    private static final long COMMITS = -2;

    /** All of it, each field with its length before it, so that no two lines read the same. */
    byte[] bytes() {
        return commits() ? bytes(true) : bytes(false);
    }

    /** What it says now: all of it in words, and what stands for the words that were taken out. */
    byte[] shown() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(512);
        all.writeBytes(bytes(false));
        if (erasure != null) {
            all.writeBytes((erasure.gone() + "/" + erasure.kept()).getBytes(StandardCharsets.UTF_8));
        }
        return all.toByteArray();
    }

    /** Whether the chain holds commitments to what it says of people, and not the words. */
    boolean commits() {
        return salt != null || (erasure != null && !erasure.gone().isEmpty());
    }

    /** The fields that may say something of people, with their words. */
    Map<String, String> words() {
        Map<String, String> words = new TreeMap<>();
        put(words, "username", username);
        put(words, "subject", subject);
        put(words, "detail", detail);
        put(words, "address", address);
        put(words, "before", before);
        put(words, "after", after);
        return words;
    }

    private static void put(Map<String, String> words, String field, @Nullable String text) {
        if (text != null) {
            words.put(field, text);
        }
    }

    private byte[] bytes(boolean committing) {
        Words words = committing ? this::committed : (field, text) -> text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (committing) {
                out.writeLong(COMMITS);
            }
            out.writeLong(id);
            out.writeLong(micros(at));
            text(out, kind);
            text(out, words.of("username", username));
            text(out, action);
            text(out, words.of("subject", subject));
            text(out, operator == null ? null : operator.toString());
            out.writeBoolean(everyone);
            text(out, words.of("detail", detail));
            text(out, why);
            text(out, words.of("address", address));
            text(out, token);
            text(out, words.of("before", before));
            text(out, words.of("after", after));
            out.writeLong(tx);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** How the words of a field go into the chain. */
    private interface Words {
        @Nullable
        String of(String field, @Nullable String text);
    }

    private @Nullable String committed(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (erasure == null) {
            return Erasure.commitment(Erasure.salt(Objects.requireNonNull(salt), field), text);
        }
        String gone = erasure.gone().get(field);
        return gone != null ? gone : Erasure.commitment(erasure.kept().getOrDefault(field, ""), text);
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
