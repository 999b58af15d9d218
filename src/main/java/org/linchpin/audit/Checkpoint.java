package org.linchpin.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.linchpin.access.Sha256;

/**
 * How many lines there were at a moment, and the Merkle root over them, as a signed note: the form of
 * c2sp.org/tlog-checkpoint, which witnesses of transparency logs read.
 *
 * @param origin who signs
 * @param size how many lines
 * @param root the Merkle root over their links, 32 bytes in Base64
 * @param at when
 * @param signature as the note writes it: four bytes that tell the key, then the signature, in Base64
 */
record Checkpoint(String origin, long size, String root, Instant at, String signature) {

    static final String DASH = "— ";

    static Checkpoint sign(String origin, Merkle tree, Instant at, AuditKey key) {
        Checkpoint bare =
                new Checkpoint(origin, tree.size(), Base64.getEncoder().encodeToString(tree.root()), at, "");
        return new Checkpoint(
                origin,
                bare.size(),
                bare.root(),
                at,
                signature(origin, bare.text().getBytes(StandardCharsets.UTF_8), key));
    }

    /** The signature under a text, as a note writes it. */
    static String signature(String origin, byte[] text, AuditKey key) {
        byte[] id = keyId(origin, key);
        byte[] signature = key.sign(text);
        byte[] both = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, both, id.length, signature.length);
        return Base64.getEncoder().encodeToString(both);
    }

    /** As c2sp.org/signed-note has it. */
    private static byte[] keyId(String origin, AuditKey key) {
        byte[] hash = Sha256.of((origin + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {1}, key.raw());
        return Arrays.copyOf(hash, 4);
    }

    private String text() {
        return origin + "\n" + size + "\n" + root + "\n" + at + "\n";
    }

    String note() {
        return text() + "\n" + DASH + origin + " " + signature + "\n";
    }

    boolean isSignedWith(AuditKey key) {
        return isSigned(origin, text().getBytes(StandardCharsets.UTF_8), signature, key);
    }

    /** Whether a signature, as a note writes it, is a key's under a text. */
    static boolean isSigned(String origin, byte[] text, String signature, AuditKey key) {
        try {
            byte[] both = Base64.getDecoder().decode(signature);
            return both.length == 68
                    && Arrays.equals(keyId(origin, key), Arrays.copyOf(both, 4))
                    && key.signed(text, Arrays.copyOfRange(both, 4, both.length));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** All notes of a text, one after the other; what is no note is passed over and will be missed. */
    static List<Checkpoint> read(String notes) {
        List<Checkpoint> found = new ArrayList<>();
        List<String> lines = notes.lines().toList();
        for (int i = 5; i < lines.size(); i++) {
            String[] signed = lines.get(i).startsWith(DASH)
                    ? lines.get(i).substring(DASH.length()).split(" ")
                    : new String[0];
            if (signed.length == 2 && lines.get(i - 1).isEmpty()) {
                try {
                    found.add(new Checkpoint(
                            lines.get(i - 5),
                            Long.parseLong(lines.get(i - 4)),
                            lines.get(i - 3),
                            Instant.parse(lines.get(i - 2)),
                            signed[1]));
                } catch (NumberFormatException | DateTimeParseException noNote) {
                    // Missed below: a checkpoint of the database that no witness holds.
                }
            }
        }
        return found;
    }
}
