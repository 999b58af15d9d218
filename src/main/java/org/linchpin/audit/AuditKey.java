package org.linchpin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key that signs checkpoints (Ed25519, RFC 8032), kept outside the database: whoever rules that cannot sign. */
final class AuditKey {

    private static final String ALGORITHM = "Ed25519";

    private final @Nullable PrivateKey secret;
    private final PublicKey open;

    private AuditKey(@Nullable PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** The key in a folder, made where there is none. */
    static AuditKey in(Path folder) {
        Path secret = folder.resolve("audit.key");
        Path open = folder.resolve("audit.pub");
        try {
            if (!Files.exists(open)) {
                make(folder, secret, open);
            }
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(decode(secret)));
            return new AuditKey(key, read(open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the trail in " + folder + " cannot be read", e);
        }
    }

    /** The open half alone: enough to check. */
    static AuditKey toCheckWith(Path open) {
        try {
            return new AuditKey(null, read(open));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(open + " is no public key", e);
        }
    }

    private static PublicKey read(Path open) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(decode(open)));
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }

    /** The open half is written last: where it is there, the secret half is whole. */
    private static void make(Path folder, Path secret, Path open) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                secret, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        Files.writeString(
                open, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a checkpoint could not be signed", e);
        }
    }

    boolean signed(byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(open);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The last 32 bytes of the X.509 form are the key itself. */
    byte[] raw() {
        byte[] encoded = open.getEncoded();
        return java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    String words() {
        return Base64.getEncoder().encodeToString(open.getEncoded());
    }
}
