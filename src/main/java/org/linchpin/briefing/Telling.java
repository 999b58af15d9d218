package org.linchpin.briefing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.List;
import java.util.Objects;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at issued briefings again whenever knowledge, costs or registers moved, and tells those who issued them. */
@Component
class Telling {

    /** In one go, so that other work gets its turn. */
    private static final int AT_ONCE = 3;

    private static final String STATE = """
            select concat_ws('|', current_date, (select version from knowledge_version),
                             (select count(*) || '/' || max(greatest(accepted_at, withdrawn_at)) from submission where accepted_at is not null),
                             (select count(*) || '/' || max(greatest(stated_at, retracted_at)) from own_cost))
            """;

    private final JdbcClient jdbc;
    private final Comparisons comparisons;
    private final Scopes scopes;
    private final TransactionTemplate transaction;

    Telling(JdbcClient jdbc, Comparisons comparisons, Scopes scopes, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.comparisons = comparisons;
        this.scopes = scopes;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Again and again; while nothing moves it costs one query. */
    @Configuration(proxyBeanMethods = false)
    static class Regularly {

        @Bean
        RecurringTask<Void> lookAgainAtBriefings(Telling telling, BriefingSettings settings) {
            return Tasks.recurring("look-again-at-briefings", FixedDelay.of(settings.lookAgain()))
                    .execute((instance, context) -> telling.lookAgain(AT_ONCE));
        }
    }

    /** Looks at some of those that were not looked at since something moved; how many. */
    int lookAgain(int most) {
        return scopes.within(Scope.all(), () -> {
            Due due = Objects.requireNonNull(transaction.execute(status -> due(most)));
            due.briefings().forEach(id -> comparisons.lookAgain(id, due.state()));
            return due.briefings().size();
        });
    }

    /** Briefings that were not looked at in this state of things. */
    private record Due(String state, List<Long> briefings) {}

    private Due due(int most) {
        String state = jdbc.sql(STATE).query(String.class).single();
        return new Due(
                state, jdbc.sql("""
                        select b.id from briefing b left join briefing_check c on c.briefing_id = b.id
                        where b.state = 'issued' and c.seen is distinct from ?
                        order by c.checked_at nulls first, b.issued_at desc limit ?
                        """).params(state, most).query(Long.class).list());
    }

    /** How many briefings of somebody would say something else today that they have not read of yet. */
    @Transactional(readOnly = true)
    public int untold(String author) {
        return Objects.requireNonNull(
                jdbc.sql("""
                        select count(*)::int from briefing b join briefing_check c on c.briefing_id = b.id
                        where b.author = ? and b.state = 'issued' and c.differing > 0 and (c.read_at is null or c.read_at < c.changed_at)
                        """).param(author).query(Integer.class).single());
    }
}
