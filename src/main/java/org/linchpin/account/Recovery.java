package org.linchpin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.access.Sha256;
import org.linchpin.access.TooManyAttempts;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another password for whoever forgot theirs: an administrator, who knows the person, hands over a code that works once and
 * for a day. A second factor is asked for all the same, unless it is lost as well and the administrator said so.
 */
@Component
class Recovery {

    private static final Duration LIFE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final SecondFactor factor;
    private final Passkeys passkeys;
    private final Attempts attempts;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    Recovery(
            JdbcClient jdbc,
            Accounts accounts,
            Enrolment enrolment,
            SecondFactor factor,
            Passkeys passkeys,
            Attempts attempts,
            Trail trail) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.factor = factor;
        this.passkeys = passkeys;
        this.attempts = attempts;
        this.trail = trail;
    }

    /**
     * A code, shown once.
     *
     * @param code 128 random bits, in letters and digits that are not taken for one another
     */
    record Code(String username, String code, Instant until, boolean factors) {}

    /** What whoever forgot their password fills in; {@code app} is the code of their app. */
    record Form(String username, String code, String app, String password) {}

    private record Kept(byte[] digest, boolean factors) {}

    /** @param factors whether codes of an app and passkeys are lost, too, and end with the new password */
    @Transactional
    Code begin(Viewer administrator, @Nullable String username, boolean factors) {
        String name = named(username);
        Account account = accounts.findByUsername(name)
                .orElseThrow(() -> notRecovered(name, "There is no account " + name, "Look for its name in the list"));
        if (!account.enabled()) {
            throw notRecovered(name, "The account " + name + " is closed", "Open it again first");
        } else if (account.vouchedFor()) {
            throw notRecovered(name, name + " signs in at your organisation", "Its password is renewed there");
        } else if (account.demonstration()) {
            throw notRecovered(
                    name,
                    "The password of " + name + " belongs to the demonstration",
                    "Make an account of your own to try it");
        } else if (account.username().equals(administrator.username())) {
            throw notRecovered(name, "This is your own account", "Change its password on the page of your account");
        }
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        String code = new Base32().encodeToString(bits).replace("=", "").toLowerCase(Locale.ROOT);
        Instant until = Instant.now().plus(LIFE);
        jdbc.sql("""
                        insert into account_recovery (account_id, digest, until, factors, made_by) values (:id, :digest, :until, :factors, :by)
                        on conflict (account_id) do update
                        set digest = excluded.digest, until = excluded.until, factors = excluded.factors, made_by = excluded.made_by
                        """)
                .param("id", account.viewer().id())
                .param("digest", digest(code))
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .param("factors", factors)
                .param("by", administrator.username())
                .update();
        trail.record("account.recovery", name, null, factors ? "password and factors" : "password");
        return new Code(name, code, until, factors);
    }

    /** A wrong name, a wrong code, a used one and an old one look alike, and are counted as attempts to sign in. */
    @Transactional
    void use(Form form, String address) {
        String name = named(form.username());
        List<Fault> faults = new ArrayList<>();
        try {
            attempts.begin(name, address);
        } catch (TooManyAttempts tooMany) {
            throw BadInput.fields(List.of(wrong("There were too many attempts", "Wait a few minutes and try again")));
        }
        Optional<Account> account = accounts.findByUsername(name).filter(Account::enabled);
        Optional<Kept> kept = account.flatMap(one -> kept(one.viewer().id()));
        boolean right = MessageDigest.isEqual(
                kept.map(Kept::digest).orElse(new byte[32]), digest(form.code().replace(" ", "")));
        if (account.isEmpty() || kept.isEmpty() || !right) {
            faults.add(wrong(
                    "The name or the code is not right, or the code is used or older than a day",
                    "Ask your administrator for another one"));
            throw BadInput.fields(faults);
        }
        faults.addAll(Enrolment.faults(form.password(), name));
        if (faults.isEmpty()
                && !kept.get().factors()
                && !factor.passes(account.get().viewer().id(), form.app())) {
            faults.add(Fault.field(
                    "app",
                    null,
                    "code-wrong",
                    "The code from your app is not right",
                    "Enter the code your app shows now; if you lost it, ask your administrator"));
        }
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        if (kept.get().factors()) {
            passkeys.removeAll(name);
            factor.turnOff(account.get().viewer().id(), name);
        }
        jdbc.sql("delete from account_recovery where account_id = ?")
                .param(account.get().viewer().id())
                .update();
        enrolment.renew(account.get(), form.password());
        trail.record("account.recovered", name, null, null);
        attempts.succeeded(name, address);
    }

    private Optional<Kept> kept(int account) {
        return jdbc.sql("select digest, factors from account_recovery where account_id = ? and until > now()")
                .param(account)
                .query(Kept.class)
                .optional();
    }

    private static BadInput notRecovered(String name, String why, String instead) {
        return BadInput.fields(List.of(Fault.field("recover", name, "account-not-recovered", why, instead)));
    }

    private static Fault wrong(String message, String fix) {
        return Fault.field("code", null, "code-wrong", message, fix);
    }

    private static byte[] digest(String code) {
        return Sha256.of(code.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static String named(@Nullable String username) {
        return username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
    }
}
