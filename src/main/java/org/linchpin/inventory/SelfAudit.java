package org.linchpin.inventory;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the stock again from the rows themselves, and says how much differs. Every figure reads the stock, so this is the
 * proof that no figure has drifted from the registers it rests on.
 */
@Component
class SelfAudit {

    private static final Logger LOG = LoggerFactory.getLogger(SelfAudit.class);

    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final TransactionTemplate transaction;

    SelfAudit(JdbcClient jdbc, Scopes scopes, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One counting: when it began, and what it found. */
    public record Result(Instant at, int submissions, long cells, long differences) {}

    private record Compared(long cells, long differences) {}

    private record Submission(int operator, long id) {}

    /** Every night, when few are at work. */
    @Configuration(proxyBeanMethods = false)
    static class Nightly {

        @Bean
        RecurringTask<Void> selfAuditTask(SelfAudit audit) {
            return Tasks.recurring("self-audit", Schedules.daily(ZoneOffset.UTC, LocalTime.of(2, 0)))
                    .execute((instance, context) -> audit.run());
        }
    }

    /** Counts all submissions in force, each in a transaction of its own so that nobody waits. */
    Result run() {
        return scopes.within(Scope.all(), () -> {
            Instant start = Instant.now();
            List<Submission> submissions = inForce();
            long cells = 0;
            long differences = 0;
            for (Submission one : submissions) {
                Compared compared = Objects.requireNonNull(transaction.execute(status -> compare(one)));
                cells += compared.cells();
                differences += compared.differences();
                if (compared.differences() > 0) {
                    LOG.error(
                            "The stock of submission {} differs in {} cells from its rows",
                            one.id(),
                            compared.differences());
                }
            }
            Result result = new Result(start, submissions.size(), cells, differences);
            keep(result);
            return result;
        });
    }

    private List<Submission> inForce() {
        return Objects.requireNonNull(transaction.execute(
                status -> jdbc.sql("select operator_id, submission_id from in_force(:asAt, now()) order by 1, 2")
                        .param("asAt", LocalDate.now(ZoneOffset.UTC))
                        .query((row, n) -> new Submission(row.getInt(1), row.getLong(2)))
                        .list()));
    }

    /** Kilowatts are stored in binary and counted as they were written, in decimals; rounded, they may differ by a watt. */
    private Compared compare(Submission submission) {
        return jdbc.sql("""
                        with counted as (
                            select wording_id, asset_class, sector, coalesce(region, '') as region,
                                   coalesce(extract(year from installed_on)::int, 0) as year, coalesce(criticality, 0) as criticality,
                                   coalesce(extract(year from planned_replacement_on)::int, 0) as planned,
                                   coalesce(sensitive_site(site_sensitivity)::text, '') as sensitive,
                                   count(*)::bigint as assets, sum(units)::bigint as units, coalesce(sum(people_served), 0)::bigint as people,
                                   coalesce(sum(capacity_kw::text::numeric), 0)::float8 as kilowatts
                            from asset
                            where operator_id = :operator and submission_id = :submission and status = 'in_service'
                            group by 1, 2, 3, 4, 5, 6, 7, 8
                        ), kept as (
                            select wording_id, asset_class, sector, coalesce(region, '') as region,
                                   coalesce(installed_year::int, 0) as year, coalesce(criticality, 0) as criticality,
                                   coalesce(planned_year::int, 0) as planned, coalesce(sensitive_site::text, '') as sensitive,
                                   assets, units, people, kilowatts
                            from stock where operator_id = :operator and submission_id = :submission
                        )
                        select count(*) as cells,
                               count(*) filter (where (c.assets, c.units, c.people) is distinct from (k.assets, k.units, k.people)
                                                or abs(coalesce(c.kilowatts, 0) - coalesce(k.kilowatts, 0)) > 0.001) as differences
                        from counted c full join kept k using (wording_id, asset_class, sector, region, year, criticality, planned, sensitive)
                        """)
                .param("operator", submission.operator())
                .param("submission", submission.id())
                .query(Compared.class)
                .single();
    }

    private void keep(Result result) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        insert into self_audit (at, finished_at, submissions, cells, differences)
                        values (?, now(), ?, ?, ?)
                        """)
                .params(
                        result.at().atOffset(ZoneOffset.UTC),
                        result.submissions(),
                        result.cells(),
                        result.differences())
                .update());
    }

    /** The latest counting; nothing before the first. */
    Optional<Result> latest() {
        return jdbc.sql("select at, submissions, cells, differences from self_audit order by at desc limit 1")
                .query((row, n) -> new Result(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getInt("submissions"),
                        row.getLong("cells"),
                        row.getLong("differences")))
                .optional();
    }
}
