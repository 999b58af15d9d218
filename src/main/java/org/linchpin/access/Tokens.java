package org.linchpin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bearer tokens of the API: shown once, kept as a digest, good for a day. */
@Component
class Tokens {

    private static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /**
     * A new token.
     *
     * @param token 256 random bits, URL-safe Base64
     */
    record Token(String token, Instant expires, String username, String role) {}

    Token issue(Viewer viewer) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant expires = Instant.now().plus(LIFE);
        jdbc.sql("insert into access_token (digest, account_id, expires_at) values (?, ?, ?)")
                .params(digest(token), viewer.id(), OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .update();
        return new Token(token, expires, viewer.username(), viewer.role().key());
    }

    Optional<Viewer> viewer(String token) {
        return jdbc.sql("""
                        update access_token set last_used_at = now()
                        where digest = ? and expires_at > now() returning account_id
                        """)
                .param(digest(token))
                .query(Integer.class)
                .optional()
                .flatMap(accounts::findById)
                .map(Account::viewer);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
