package org.linchpin.briefing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import org.linchpin.access.BadInput;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Composing as a job in the database, under the scope of whoever asked: taken up again if the process dies. */
@Configuration(proxyBeanMethods = false)
class BriefingJob {

    private static final Logger LOG = LoggerFactory.getLogger(BriefingJob.class);
    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("issue-briefing", Void.class);
    private static final int MOST_TRIES = 3;

    @Bean
    OneTimeTask<Void> issueBriefing(Briefings briefings, Scopes scopes) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        MOST_TRIES,
                        new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(2)),
                        (complete, operations) -> {
                            Key key =
                                    Key.of(complete.getExecution().taskInstance.getId());
                            scopes.within(
                                    key.scope(),
                                    () -> briefings.fail(
                                            key.briefing(),
                                            "The briefing could not be written, and nothing of it was issued. The administrator finds the cause in the log."));
                        }))
                .execute((instance, context) -> {
                    Key key = Key.of(instance.getId());
                    scopes.within(key.scope(), () -> issue(briefings, key));
                });
    }

    private static void issue(Briefings briefings, Key key) {
        try {
            briefings.issue(
                    key.briefing(),
                    key.scope(),
                    (step, done, of) -> briefings.progress(key.briefing(), step, done, of));
        } catch (BadInput mistake) {
            briefings.fail(key.briefing(), String.valueOf(mistake.getMessage()));
        } catch (RuntimeException failure) {
            LOG.error("Writing briefing {} broke off", key.briefing(), failure);
            throw failure;
        }
    }

    /** Queues the work, in the transaction at hand. */
    static void queue(SchedulerClient jobs, long briefing, Scope scope) {
        jobs.scheduleIfNotExists(TASK.instance(briefing + "-" + scope.setting()).scheduledTo(Instant.now()));
    }

    /** Which briefing, and whose rows it may count. */
    private record Key(long briefing, Scope scope) {

        static Key of(String text) {
            int dash = text.indexOf('-');
            String scope = text.substring(dash + 1);
            return new Key(Long.parseLong(text.substring(0, dash)), Scope.read(scope));
        }
    }
}
