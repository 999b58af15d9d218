package org.linchpin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.database.Demonstration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API: shown once, kept as a digest, good for a day. */
@Component
class Tokens {

    private static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Trail trail;
    private final Demonstration demonstration;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, Accounts accounts, Trail trail, Demonstration demonstration) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.trail = trail;
        this.demonstration = demonstration;
    }

    private record Use(int accountId, @Nullable Boolean justUsed) {}

    /**
     * A new token.
     *
     * @param token 256 random bits, URL-safe Base64
     */
    record Token(String token, Instant expires, String username, String role) {}

    @Transactional
    Token issue(Viewer viewer) {
        jdbc.sql("delete from access_token where account_id = ? and expires_at < now()")
                .param(viewer.id())
                .update();
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant expires = Instant.now().plus(LIFE);
        jdbc.sql("insert into access_token (digest, account_id, expires_at) values (?, ?, ?)")
                .params(digest(token), viewer.id(), OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .update();
        trail.record("token.issue", viewer.username(), null, null);
        return new Token(token, expires, viewer.username(), viewer.role().key());
    }

    Optional<Viewer> viewer(String token) {
        byte[] digest = digest(token);
        Optional<Use> use = jdbc.sql("""
                        select account_id, last_used_at > now() - interval '1 minute' as just_used
                        from access_token where digest = ? and expires_at > now()
                        """).param(digest).query(Use.class).optional();
        if (use.isPresent() && !Boolean.TRUE.equals(use.get().justUsed())) {
            // To the minute is enough, and spares each call a write.
            jdbc.sql("update access_token set last_used_at = now() where digest = ?")
                    .param(digest)
                    .update();
        }
        return use.flatMap(known -> accounts.findById(known.accountId()))
                .filter(account -> demonstration.on() || !account.demonstration())
                .map(Account::viewer);
    }

    /** Makes a token worthless before its time. */
    void giveBack(String token) {
        jdbc.sql("delete from access_token where digest = ?")
                .param(digest(token))
                .update();
    }

    /** By which a token is listed and named in the trail; it says nothing of the token itself. */
    static String number(String token) {
        return HexFormat.of().formatHex(digest(token), 0, 6);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
