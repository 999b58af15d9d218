package org.linchpin.account;

import static org.linchpin.access.BadInput.Fault.field;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API: shown once, kept as a digest, good for a time, perhaps for reading alone. */
@Component
class Tokens {

    private static final int LONGEST_HOURS = 24 * 365;

    private final JdbcClient jdbc;
    private final Standing standing;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient jdbc, Standing standing, Trail trail) {
        this.jdbc = jdbc;
        this.standing = standing;
        this.trail = trail;
    }

    private record Use(int accountId, @Nullable Boolean justUsed, boolean readsOnly) {}

    /**
     * A new token.
     *
     * @param token 256 random bits, URL-safe Base64
     * @param number by which it is listed, ended and named in the trail
     */
    record Token(String token, Instant expires, String username, String role, String number, boolean readsOnly) {}

    /** A token as it is listed; what it is nobody can say any more. */
    public record Listed(
            String number,
            String name,
            boolean readsOnly,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        /** For people, to the minute. */
        public String ends() {
            return minute(expiresAt);
        }

        /** For people, to the minute. */
        public String lastUsed() {
            return lastUsedAt == null ? "never" : minute(lastUsedAt);
        }

        private static String minute(Instant at) {
            return at.truncatedTo(ChronoUnit.MINUTES)
                    .toString()
                    .replace('T', ' ')
                    .replace(":00Z", "");
        }
    }

    /** How long a token is to live, and in which field somebody said so. */
    record Life(long hours, String field) {

        static Life hours(int hours) {
            return new Life(hours, "hours");
        }

        static Life days(int days) {
            return new Life(24L * days, "days");
        }
    }

    Token issue(Viewer viewer) {
        return issue(viewer, "", Life.hours(24), false);
    }

    /**
     * A new token of somebody.
     *
     * @param name what it is for, as its owner will recognise it
     * @param readsOnly whether it opens what only reads
     */
    @Transactional
    Token issue(Viewer viewer, String name, Life life, boolean readsOnly) {
        List<BadInput.Fault> faults = new ArrayList<>();
        if (life.hours() < 1 || life.hours() > LONGEST_HOURS) {
            faults.add(field(
                    life.field(),
                    null,
                    "life-range",
                    "A token may live from an hour to a year",
                    "Choose a time between them"));
        }
        if (name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            faults.add(
                    field("name", null, "name-form", "The name may have up to 100 characters", "Choose a short name"));
        }
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        jdbc.sql("delete from access_token where account_id = ? and expires_at < now()")
                .param(viewer.id())
                .update();
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant expires = Instant.now().plus(Duration.ofHours(life.hours()));
        jdbc.sql("insert into access_token (digest, account_id, expires_at, name, reads_only) values (?, ?, ?, ?, ?)")
                .params(
                        digest(token),
                        viewer.id(),
                        OffsetDateTime.ofInstant(expires, ZoneOffset.UTC),
                        name.trim(),
                        readsOnly)
                .update();
        trail.record("token.issue", viewer.username(), null, number(token));
        return new Token(token, expires, viewer.username(), viewer.role().key(), number(token), readsOnly);
    }

    Optional<Viewer> viewer(String token) {
        byte[] digest = digest(token);
        Optional<Use> use = jdbc.sql("""
                        select account_id, last_used_at > now() - interval '1 minute' as just_used, reads_only
                        from access_token where digest = ? and expires_at > now()
                        """).param(digest).query(Use.class).optional();
        if (use.isPresent() && !Boolean.TRUE.equals(use.get().justUsed())) {
            // To the minute is enough, and spares each call a write.
            jdbc.sql("update access_token set last_used_at = now() where digest = ?")
                    .param(digest)
                    .update();
            jdbc.sql("update account set last_used_at = now() where id = ?")
                    .param(use.get().accountId())
                    .update();
        }
        return use.flatMap(known -> standing.now(known.accountId(), null)
                .map(now -> known.readsOnly()
                        ? new Viewer(now.id(), now.username(), now.role(), now.scope(), now.emergency(), false)
                        : now));
    }

    List<Listed> of(Viewer viewer) {
        return jdbc.sql("""
                        select number, name, reads_only, created_at, expires_at, last_used_at from access_token
                        where account_id = ? and expires_at > now() order by created_at desc
                        """)
                .param(viewer.id())
                .query((row, n) -> new Listed(
                        row.getString("number"),
                        row.getString("name"),
                        row.getBoolean("reads_only"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at") == null
                                ? null
                                : row.getObject("last_used_at", OffsetDateTime.class)
                                        .toInstant()))
                .list();
    }

    /** Ends a token of somebody's own by its number; whether there was one. */
    @Transactional
    boolean end(Viewer viewer, String number) {
        boolean ended = jdbc.sql("delete from access_token where account_id = ? and number = ?")
                        .params(viewer.id(), number)
                        .update()
                > 0;
        if (ended) {
            trail.record("token.end", viewer.username(), null, number);
        }
        return ended;
    }

    void endAll(int account) {
        jdbc.sql("delete from access_token where account_id = ?").param(account).update();
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
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
