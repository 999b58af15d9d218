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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes from an app (RFC 6238), six digits every thirty seconds, each good as long as the app shows it. Secrets are encrypted
 * with a key beside the database; no code is taken twice.
 */
@Component
class SecondFactor {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);

    private final JdbcClient jdbc;
    private final Trail trail;
    /** The first one closes and opens; the others, which it follows, only open. */
    private final List<AesBytesEncryptor> safes;

    private final int tolerance;
    private final Clock clock;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();

    @Autowired
    SecondFactor(JdbcClient jdbc, Trail trail, Home home, Circumstances.Demands demands) {
        this(jdbc, trail, keys(home.folder("keys")), demands.codeSteps(), Clock.systemUTC());
    }

    SecondFactor(JdbcClient jdbc, Trail trail, List<byte[]> keys, int tolerance, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.tolerance = tolerance;
        this.clock = clock;
        this.safes = keys.stream()
                .map(key -> new AesBytesEncryptor(
                        new SecretKeySpec(key, "AES"),
                        KeyGenerators.secureRandom(12),
                        AesBytesEncryptor.CipherAlgorithm.GCM))
                .toList();
    }

    private static final int SECRET_BYTES = 20;
    private static final int SECRET_LETTERS = SECRET_BYTES * 8 / 5;

    private record Kept(byte @Nullable [] secret, long step) {}

    private record Sealed(int id, byte[] secret) {}

    /** One a line; the first is in force, the others are those before it. */
    private static List<byte[]> keys(Path folder) {
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
            return Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(Base64.getDecoder()::decode)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] opened(byte[] secret) {
        for (AesBytesEncryptor safe : safes.subList(0, safes.size() - 1)) {
            try {
                return safe.decrypt(secret);
            } catch (IllegalStateException ofAnotherKey) {
                // One of those before it, then.
            }
        }
        return safes.get(safes.size() - 1).decrypt(secret);
    }

    private boolean closedWithTheFirst(byte[] secret) {
        try {
            return safes.get(0).decrypt(secret).length > 0;
        } catch (IllegalStateException ofAnotherKey) {
            return false;
        }
    }

    /** Where a key has followed another, what the other closed is closed anew, and the other can be thrown away. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    void closeAnew() {
        if (safes.size() == 1) {
            return;
        }
        List<Sealed> old =
                jdbc.sql("select id, secret from account where secret is not null").query(Sealed.class).list().stream()
                        .filter(one -> !closedWithTheFirst(one.secret()))
                        .toList();
        old.forEach(one -> jdbc.sql("update account set secret = ? where id = ? and secret = ?")
                .params(safes.get(0).encrypt(opened(one.secret())), one.id(), one.secret())
                .update());
        LOG.info(
                "Secrets of second factors: {} were encrypted anew with the first key of accounts.key; the others can go",
                old.size());
    }

    /** A secret to show to an app, not yet in force. */
    String propose() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Base32().encodeToString(secret);
    }

    /** Whether this is a secret as proposals are. */
    static boolean proposes(String secret) {
        return secret.length() == SECRET_LETTERS && new Base32().isInAlphabet(secret);
    }

    boolean isOn(int account) {
        return kept(account).filter(one -> one.secret() != null).isPresent();
    }

    /** In force from now on, if the app shows the right code for it. */
    @Transactional
    void turnOn(Viewer viewer, String secret, String code) {
        byte[] bytes = new Base32().decode(secret);
        if (!proposes(secret) || step(bytes, code, 0).isEmpty()) {
            throw BadInput.fields(List.of(Fault.field(
                    "code",
                    null,
                    "code-wrong",
                    "The code is not the one for this secret",
                    "Enter the code your app shows now")));
        }
        boolean on = jdbc.sql("update account set secret = ?, step = ? where id = ? and secret is null")
                        .params(
                                safes.get(0).encrypt(bytes),
                                step(bytes, code, 0).orElseThrow(),
                                viewer.id())
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
        Optional<Long> step = step(opened(sealed), code, kept.orElseThrow().step());
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

    /** The time step of which this is the code: now, or as many before or after as clocks may differ. */
    private Optional<Long> step(byte[] secret, String code, long after) {
        String digits = code.replace(" ", "");
        long seconds = codes.getTimeStep().toSeconds();
        long now = clock.instant().getEpochSecond() / seconds;
        for (long step = now - tolerance; step <= now + tolerance; step++) {
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
