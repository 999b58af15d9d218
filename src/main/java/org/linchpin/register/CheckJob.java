package org.linchpin.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks as jobs in the database: queued together with what they are for, and taken up again if the process dies. */
@Configuration(proxyBeanMethods = false)
class CheckJob {

    private static final Logger LOG = LoggerFactory.getLogger(CheckJob.class);
    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("check-submission", Void.class);
    private static final int MOST_TRIES = 3;

    @Bean
    OneTimeTask<Void> checkSubmission(Checking checking) {
        return Tasks.oneTime(TASK)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        MOST_TRIES,
                        new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)),
                        (complete, operations) -> {
                            Key key =
                                    Key.of(complete.getExecution().taskInstance.getId());
                            checking.giveUp(key.operator(), key.submission());
                        }))
                .execute((instance, context) -> {
                    Key key = Key.of(instance.getId());
                    try {
                        checking.check(key.operator(), key.submission());
                    } catch (RuntimeException failure) {
                        LOG.error("The check of submission {} broke off", key.submission(), failure);
                        throw failure;
                    }
                });
    }

    /** Queues a check, in the transaction at hand. */
    static void queue(SchedulerClient jobs, Submission submission) {
        Key key = new Key(submission.operatorId(), submission.id());
        jobs.scheduleIfNotExists(TASK.instance(key.text()).scheduledTo(Instant.now()));
    }

    /** Whose submission, and which. */
    private record Key(int operator, long submission) {

        static Key of(String text) {
            int dash = text.indexOf('-');
            return new Key(Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }

        String text() {
            return operator + "-" + submission;
        }
    }
}
