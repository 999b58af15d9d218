package org.linchpin.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.database.Home;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes from an app (RFC 6238), six digits every thirty seconds. Secrets are encrypted with a key beside the database; no
 * code is taken twice.
 */
@Component
class SecondFactor {

    private final JdbcClient jdbc;
    private final Trail trail;
    private final AesBytesEncryptor safe;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();

    @Autowired
    SecondFactor(JdbcClient jdbc, Trail trail, Home home) {
        this(jdbc, trail, key(home.folder("keys")), Clock.systemUTC());
    }

    SecondFactor(JdbcClient jdbc, Trail trail, byte[] key, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.clock = clock;
        this.safe = new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"), KeyGenerators.secureRandom(12), AesBytesEncryptor.CipherAlgorithm.GCM);
    }

    private record Kept(byte @Nullable [] secret, long step) {}

    private static byte[] key(Path folder) {
        Path file = folder.resolve("accounts.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                Path unfinished = Files.createTempFile(
                        folder,
                        "accounts",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(unfinished, Base64.getEncoder().encodeToString(fresh));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret to show to an app, not yet in force. */
    String propose() {
        byte[] secret = new byte[20];
        random.nextBytes(secret);
        return new Base32().encodeToString(secret);
    }

    boolean isOn(int account) {
        return kept(account).filter(one -> one.secret() != null).isPresent();
    }

    /** In force from now on, if the app shows the right code for it. */
    @Transactional
    void turnOn(Viewer viewer, String secret, String code) {
        byte[] bytes = new Base32().decode(secret);
        if (bytes.length < 20 || step(bytes, code, 0).isEmpty()) {
            throw BadInput.fields(List.of(Fault.field(
                    "code",
                    null,
                    "code-wrong",
                    "The code is not the one for this secret",
                    "Enter the code your app shows now")));
        }
        boolean on = jdbc.sql("update account set secret = ?, step = ? where id = ? and secret is null")
                        .params(safe.encrypt(bytes), step(bytes, code, 0).orElseThrow(), viewer.id())
                        .update()
                == 1;
        if (!on) {
            throw BadInput.fields(List.of(Fault.field(
                    "code",
                    null,
                    "code-asked-already",
                    "Codes of an app are asked for already",
                    "End that first, with a code of that app")));
        }
        trail.record("account.second-factor", viewer.username(), null, "on");
    }

    @Transactional
    void turnOff(int account, String username) {
        jdbc.sql("update account set secret = null, step = 0 where id = ?")
                .param(account)
                .update();
        trail.record("account.second-factor", username, null, "off");
    }

    /** Whether the account needs no code, or this is a good one that was not taken before. */
    boolean passes(int account, String code) {
        Optional<Kept> kept = kept(account);
        byte[] sealed = kept.map(Kept::secret).orElse(null);
        if (sealed == null) {
            return true;
        }
        Optional<Long> step =
                step(safe.decrypt(sealed), code, kept.orElseThrow().step());
        return step.isPresent()
                && jdbc.sql("update account set step = :step where id = :id and step < :step")
                                .param("step", step.get())
                                .param("id", account)
                                .update()
                        == 1;
    }

    private Optional<Kept> kept(int account) {
        return jdbc.sql("select secret, step from account where id = ?")
                .param(account)
                .query((row, n) -> new Kept(row.getBytes("secret"), row.getLong("step")))
                .optional();
    }

    /** The time step of which this is the code: now, or one before or after, for clocks that differ. */
    private Optional<Long> step(byte[] secret, String code, long after) {
        String digits = code.replace(" ", "");
        long seconds = codes.getTimeStep().toSeconds();
        long now = clock.instant().getEpochSecond() / seconds;
        for (long step = now - 1; step <= now + 1; step++) {
            if (step > after && right(secret, Instant.ofEpochSecond(step * seconds), digits)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private boolean right(byte[] secret, Instant at, String digits) {
        try {
            String right = codes.generateOneTimePasswordString(new SecretKeySpec(secret, codes.getAlgorithm()), at);
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.UTF_8), digits.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidKeyException e) {
            return false;
        }
    }
}
