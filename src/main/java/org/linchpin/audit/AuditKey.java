package org.linchpin.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Given;
import org.linchpin.access.SigningKey;

/** The key that signs checkpoints, kept outside the database: whoever rules that cannot sign. */
final class AuditKey {

    /** The key itself: the end of its X.509 form. */
    private static final int RAW_BYTES = 32;

    private static final String PUBLIC_KEY = "public key";

    private final @Nullable SigningKey secret;
    private final String open;

    private AuditKey(@Nullable SigningKey secret, String open) {
        this.secret = secret;
        this.open = open;
    }

    /** The key of that name in a folder, made where there is none. */
    static AuditKey in(Path folder, String name) {
        SigningKey key = new SigningKey(folder, name);
        return new AuditKey(key, key.open());
    }

    /** The open half alone: enough to check. */
    static AuditKey toCheckWith(Path open) throws IOException {
        String key = Given.text(open, PUBLIC_KEY).strip();
        if (!SigningKey.opens(key)) {
            throw new Given.Unreadable(open, PUBLIC_KEY);
        }
        return new AuditKey(null, key);
    }

    /** The open half from its words. */
    static AuditKey ofWords(String open) {
        if (!SigningKey.opens(open)) {
            throw new IllegalArgumentException("This is no public key: " + open);
        }
        return new AuditKey(null, open);
    }

    byte[] sign(byte[] text) {
        return Base64.getDecoder()
                .decode(Objects.requireNonNull(secret).sign(new String(text, StandardCharsets.UTF_8)));
    }

    boolean signed(byte[] text, byte[] signature) {
        return SigningKey.holds(
                open,
                new String(text, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(signature));
    }

    byte[] raw() {
        return Arrays.copyOfRange(encoded(), encoded().length - RAW_BYTES, encoded().length);
    }

    private byte[] encoded() {
        return Base64.getMimeDecoder().decode(open);
    }

    String words() {
        return open;
    }
}
