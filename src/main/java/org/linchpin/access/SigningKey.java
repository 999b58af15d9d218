package org.linchpin.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** A key of this installation (Ed25519, RFC 8032), made when it is first needed; the same words always get the same signature. */
public final class SigningKey {

    public static final String ALGORITHM = "Ed25519";

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Path secretFile;
    private final Path openFile;
    private volatile Keys keys = new Keys(null, "");

    private record Keys(@Nullable PrivateKey secret, String open) {}

    /**
     * The key of that name.
     *
     * @param folder where its two halves are kept
     */
    public SigningKey(Path folder, String name) {
        this.secretFile = folder.resolve(name + ".key");
        this.openFile = folder.resolve(name + ".pub");
    }

    /** The signature of a statement, Base64. */
    public String sign(String statement) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys().secret());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a statement could not be signed", e);
        }
    }

    /** The half to check with: X.509, Base64. */
    public String open() {
        return keys().open();
    }

    /** Whether a statement was signed with the secret half of a key; a key or signature that is none signs nothing. */
    public static boolean holds(String publicKey, String statement, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(half(publicKey));
            check.update(statement.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    /** Whether it is the half to check with of any key. */
    public static boolean opens(String publicKey) {
        try {
            return half(publicKey) != null;
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    private static PublicKey half(String publicKey) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    }

    private synchronized Keys keys() {
        if (keys.secret() == null) {
            try {
                if (!Files.exists(openFile)) {
                    make();
                }
                PrivateKey key = KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(Files.readString(secretFile))));
                keys = new Keys(key, Files.readString(openFile).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key " + secretFile + " cannot be read", e);
            }
        }
        return keys;
    }

    /** The open half is written last: where it is there, the secret half is whole. */
    private void make() throws IOException, GeneralSecurityException {
        Files.createDirectories(secretFile.getParent());
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Files.deleteIfExists(secretFile);
        Files.createFile(
                secretFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secretFile, BASE64.encodeToString(pair.getPrivate().getEncoded()));
        Files.writeString(openFile, BASE64.encodeToString(pair.getPublic().getEncoded()));
    }
}
