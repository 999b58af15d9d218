package org.linchpin.register;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.linchpin.database.Home;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs receipts with a key of this installation (Ed25519, RFC 8032), kept beside the uploaded files. */
@Component
class Seal {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Path folder;
    private final JsonMapper json;
    private volatile Keys keys = new Keys(null, "");

    private record Keys(@Nullable PrivateKey secret, String open) {}

    Seal(Home home, JsonMapper json) {
        this.folder = home.folder("keys");
        this.json = json;
    }

    /**
     * A receipt with its signature.
     *
     * @param receipt what became of each row
     * @param submission what was received, and what was decided
     * @param statement the exact text that is signed: the submission as JSON
     * @param algorithm how it is signed
     * @param publicKey the key to check it with: X.509, Base64
     * @param signature Base64
     */
    record Sealed(
            Receipt receipt,
            Answers.SubmissionAnswer submission,
            String statement,
            String algorithm,
            String publicKey,
            String signature) {}

    Sealed on(Receipt receipt, Answers.SubmissionAnswer submission) {
        Keys now = keys();
        String statement = json.writeValueAsString(submission);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(now.secret());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return new Sealed(
                    receipt, submission, statement, "Ed25519", now.open(), BASE64.encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a receipt could not be signed", e);
        }
    }

    /** Whether a statement was signed with the secret half of a key; a key or signature that is none signs nothing. */
    static boolean holds(String publicKey, String statement, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
            check.update(statement.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    /** What people compare keys by: the SHA-256 of its bytes, in groups of four. */
    static String fingerprint(String publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getMimeDecoder().decode(publicKey));
            return HexFormat.of().formatHex(hash, 0, 16).replaceAll("(.{4})(?!$)", "$1 ");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The Base64 inside a PEM file. */
    static String bare(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    /** The public half, as PEM (RFC 7468). */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + keys().open() + "\n-----END PUBLIC KEY-----\n";
    }

    /** What people compare the public half by. */
    String fingerprint() {
        return fingerprint(keys().open());
    }

    private synchronized Keys keys() {
        if (keys.secret() == null) {
            try {
                Path secret = folder.resolve("receipts.key");
                Path open = folder.resolve("receipts.pub");
                if (!Files.exists(open)) {
                    make(secret, open);
                }
                PrivateKey key = KeyFactory.getInstance("Ed25519")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(Files.readString(secret))));
                keys = new Keys(key, Files.readString(open).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the key of receipts cannot be read", e);
            }
        }
        return keys;
    }

    /** The open half is written last: where it is there, the secret half is whole. */
    private void make(Path secret, Path open) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, BASE64.encodeToString(pair.getPrivate().getEncoded()));
        Files.writeString(open, BASE64.encodeToString(pair.getPublic().getEncoded()));
    }
}
