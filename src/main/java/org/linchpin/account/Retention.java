package org.linchpin.account;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Trail;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets what need not be known of people any longer. What they did stays, under a number that is all that is left of an
 * erased account; the trail takes their name out of its lines within minutes.
 */
@Component
class Retention {

    /**
     * How long things are kept; what is not set is kept for good.
     *
     * @param sessions ended and outlived sessions, with their addresses ({@code LINCHPIN_RETENTION_SESSIONS})
     * @param unused accounts nobody signed in with are closed after this ({@code LINCHPIN_RETENTION_UNUSED})
     * @param closed closed accounts are erased after this ({@code LINCHPIN_RETENTION_CLOSED})
     */
    @ConfigurationProperties("linchpin.retention")
    record Rules(
            @DefaultValue("30d") Duration sessions,
            @Nullable Duration unused,
            @Nullable Duration closed) {

        Rules {
            if (sessions.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException(
                        "linchpin.retention.sessions is a day at least: a session lives for twelve hours");
            }
        }
    }

    private final Rules rules;
    private final JdbcClient jdbc;
    private final Enrolment enrolment;
    private final Passkeys passkeys;
    private final Trail trail;

    Retention(Rules rules, JdbcClient jdbc, Enrolment enrolment, Passkeys passkeys, Trail trail) {
        this.rules = rules;
        this.jdbc = jdbc;
        this.enrolment = enrolment;
        this.passkeys = passkeys;
        this.trail = trail;
    }

    /** Every night, when few are at work. */
    @Configuration(proxyBeanMethods = false)
    static class Nightly {

        @Bean
        RecurringTask<Void> retentionTask(Retention retention) {
            return Tasks.recurring("retention", Schedules.daily(ZoneOffset.UTC, LocalTime.of(3, 0)))
                    .execute((instance, context) -> retention.forget(OffsetDateTime.now(ZoneOffset.UTC)));
        }
    }

    private record Known(int id, String username) {}

    @Transactional
    public void forget(OffsetDateTime now) {
        jdbc.sql("delete from session where began_at < ?")
                .param(now.minus(rules.sessions()))
                .update();
        jdbc.sql("delete from access_token where expires_at < ?").param(now).update();
        jdbc.sql("delete from account_recovery where until < ?").param(now).update();
        if (rules.unused() != null) {
            unused(now.minus(rules.unused())).forEach(known -> enrolment.close(known.username()));
        }
        if (rules.closed() != null) {
            closed(now.minus(rules.closed())).forEach(known -> erase(known, now));
        }
    }

    /** Those nobody came by; an administrator stays, lest nobody be left who could let anybody in. */
    private List<Known> unused(OffsetDateTime since) {
        return jdbc.sql("""
                        select id, username from account
                        where enabled and not demonstration and role <> 'administrator' and coalesce(last_used_at, created_at) < ?
                        """).param(since).query(Known.class).list();
    }

    private List<Known> closed(OffsetDateTime since) {
        return jdbc.sql(
                        "select id, username from account where not enabled and not demonstration and erased_at is null and closed_at < ?")
                .param(since)
                .query(Known.class)
                .list();
    }

    /** First everything else, so that what the trail says of it is in the trail when its name goes. */
    private void erase(Known known, OffsetDateTime now) {
        passkeys.removeAll(known.username());
        for (String table :
                List.of("session", "access_token", "account_recovery", "account_operator", "account_sector")) {
            jdbc.sql("delete from " + table + " where account_id = ?")
                    .param(known.id())
                    .update();
        }
        jdbc.sql("""
                        update account set password = :nobody, secret = null, step = 0, outside = null, last_used_at = null, erased_at = :now
                        where id = :id
                        """)
                .param("nobody", enrolment.unguessable())
                .param("now", now)
                .param("id", known.id())
                .update();
        String pseudonym = "erased-" + UUID.randomUUID().toString().substring(24);
        jdbc.sql("select forget_name(?, ?)")
                .params(known.username(), pseudonym)
                .query((row, n) -> n)
                .list();
        jdbc.sql("""
                        insert into trail_forgetting (pseudonym, username, account_id, last_line)
                        select ?, ?, ?, last_value from trail_id_seq
                        """).params(pseudonym, known.username(), known.id()).update();
        trail.record("account.erase", pseudonym, null, null);
    }
}
