package org.linchpin.register;

import java.util.Base64;
import java.util.HexFormat;
import org.linchpin.access.Sha256;
import org.linchpin.access.SigningKey;
import org.linchpin.database.Home;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs receipts with a key of this installation (Ed25519, RFC 8032), kept beside the uploaded files. */
@Component
class Seal {

    private final SigningKey key;
    private final JsonMapper json;

    Seal(Home home, JsonMapper json) {
        this.key = new SigningKey(home.folder("keys"), "receipts");
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
        String statement = json.writeValueAsString(submission);
        return new Sealed(receipt, submission, statement, SigningKey.ALGORITHM, key.open(), key.sign(statement));
    }

    /** What people compare keys by: the SHA-256 of its bytes, in groups of four. */
    static String fingerprint(String publicKey) {
        byte[] hash = Sha256.of(Base64.getMimeDecoder().decode(publicKey));
        return HexFormat.of().formatHex(hash, 0, 16).replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** The Base64 inside a PEM file. */
    static String bare(String pem) {
        return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    }

    /** The public half, as PEM (RFC 7468). */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + key.open() + "\n-----END PUBLIC KEY-----\n";
    }

    /** What people compare the public half by. */
    String fingerprint() {
        return fingerprint(key.open());
    }
}
