package org.linchpin.register;

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
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
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

    private record Keys(@org.jspecify.annotations.Nullable PrivateKey secret, String open) {}

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
            signature.update(statement.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new Sealed(
                    receipt, submission, statement, "Ed25519", now.open(), BASE64.encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a receipt could not be signed", e);
        }
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
