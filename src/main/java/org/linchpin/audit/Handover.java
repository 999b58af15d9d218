package org.linchpin.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.linchpin.access.Sha256;

/**
 * A key of the trail names the one that signs after it. Both sign that, so whoever trusts either trusts the other, and
 * nobody becomes the next key who was not named by the last, nor without holding it.
 *
 * @param origin whose trail it is
 * @param from the key until then: X.509, Base64
 * @param to the key since then
 * @param size how many lines the first key vouches for; it signs none after them
 * @param root the Merkle root over their links
 * @param before the first key's signature, as a note writes it
 * @param after the second key's
 */
record Handover(
        String origin, String from, String to, Instant at, long size, String root, String before, String after) {

    private static final String TITLE = "the key of this trail is handed over: ";
    private static final int LINES = 9;

    static Handover sign(String origin, AuditKey from, AuditKey to, Instant at, long size, String root) {
        Handover bare = new Handover(origin, from.words(), to.words(), at, size, root, "", "");
        byte[] text = bare.text();
        return new Handover(
                origin,
                from.words(),
                to.words(),
                at,
                size,
                root,
                Checkpoint.signature(origin, text, from),
                Checkpoint.signature(origin, text, to));
    }

    private byte[] text() {
        return String.join("\n", TITLE + origin, from, to, at.toString(), String.valueOf(size), root, "")
                .getBytes(StandardCharsets.UTF_8);
    }

    String note() {
        return new String(text(), StandardCharsets.UTF_8) + "\n" + line(before) + line(after);
    }

    private String line(String signature) {
        return Checkpoint.DASH + origin + " " + signature + "\n";
    }

    boolean isSignedByBoth() {
        try {
            return Checkpoint.isSigned(origin, text(), before, AuditKey.ofWords(from))
                    && Checkpoint.isSigned(origin, text(), after, AuditKey.ofWords(to));
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    /** All that stand in a text, among whatever else. */
    static List<Handover> read(String notes) {
        List<Handover> found = new ArrayList<>();
        List<String> lines = notes.lines().toList();
        for (int i = 0; i + LINES <= lines.size(); i++) {
            if (lines.get(i).startsWith(TITLE)) {
                String origin = lines.get(i).substring(TITLE.length());
                String dash = Checkpoint.DASH + origin + " ";
                try {
                    found.add(new Handover(
                            origin,
                            lines.get(i + 1),
                            lines.get(i + 2),
                            Instant.parse(lines.get(i + 3)),
                            Long.parseLong(lines.get(i + 4)),
                            lines.get(i + 5),
                            signature(lines.get(i + 7), dash),
                            signature(lines.get(i + 8), dash)));
                } catch (NumberFormatException | DateTimeParseException noNote) {
                    // Missed where it matters: what was signed after it is signed with a key that nobody named.
                }
            }
        }
        return found;
    }

    private static String signature(String line, String dash) {
        return line.startsWith(dash) ? line.substring(dash.length()) : "";
    }

    /** What people compare the next key by, and what the trail says of it. */
    String fingerprint() {
        return fingerprint(to);
    }

    static String fingerprint(String open) {
        return Sha256.hex(Base64.getMimeDecoder().decode(open));
    }
}
