package org.linchpin.register;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.linchpin.scanning.Unscanned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Checks as jobs in the database: queued together with what they are for, and taken up again if the process dies. Large
 * files are checked one at a time, so that there is always somebody free for the others.
 */
@Configuration(proxyBeanMethods = false)
class CheckJob {

    private static final Logger LOG = LoggerFactory.getLogger(CheckJob.class);
    private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("check-submission", Void.class);
    private static final int MOST_TRIES = 3;
    private static final long LARGE = 64 << 20;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration UNTIL_SCANNED = Duration.ofSeconds(20);
    private static final Semaphore FOR_LARGE = new Semaphore(1);

    @Bean
    CustomTask<Void> checkSubmission(Checking checking) {
        return Tasks.custom(TASK)
                .onFailure(new FailureHandler.MaxRetriesFailureHandler<>(
                        MOST_TRIES,
                        new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(5)),
                        (complete, operations) -> {
                            Key key =
                                    Key.of(complete.getExecution().taskInstance.getId());
                            checking.giveUp(
                                    key.operator(),
                                    key.submission(),
                                    complete.getCause().orElse(null));
                        }))
                .execute((instance, context) -> check(Key.of(instance.getId()), checking));
    }

    private static CompletionHandler<Void> check(Key key, Checking checking) {
        try {
            return inTurn(key, checking);
        } catch (Unscanned waits) {
            return later(UNTIL_SCANNED);
        }
    }

    private static CompletionHandler<Void> later(Duration wait) {
        return (complete, operations) ->
                operations.reschedule(complete, Instant.now().plus(wait));
    }

    private static CompletionHandler<Void> inTurn(Key key, Checking checking) {
        if (key.bytes() < LARGE) {
            run(key, checking);
        } else if (!FOR_LARGE.tryAcquire()) {
            return later(SOON);
        } else {
            try {
                run(key, checking);
            } finally {
                FOR_LARGE.release();
            }
        }
        return new CompletionHandler.OnCompleteRemove<>();
    }

    private static void run(Key key, Checking checking) {
        try {
            checking.check(key.operator(), key.submission());
        } catch (Unscanned waits) {
            throw waits;
        } catch (RuntimeException failure) {
            LOG.error("The check of submission {} broke off", key.submission(), failure);
            throw failure;
        }
    }

    /**
     * Queues a check, in the transaction at hand.
     *
     * @param later whether somebody is about to check it at once, so that the job is only there in case
     */
    static void queue(SchedulerClient jobs, Submission submission, boolean later) {
        Instant when = later ? Instant.now().plus(SOON) : Instant.now();
        jobs.scheduleIfNotExists(TASK.instance(Key.of(submission).text()).scheduledTo(when));
    }

    /** There is nothing left to do for a job that waits. */
    static void done(SchedulerClient jobs, Submission submission) {
        try {
            jobs.cancel(TASK.instanceId(Key.of(submission).text()));
        } catch (TaskInstanceException begun) {
            LOG.debug("The job of submission {} has begun and finds nothing to do", submission.id(), begun);
        }
    }

    /** Whose submission, which, and how large. */
    private record Key(int operator, long submission, long bytes) {

        static Key of(Submission submission) {
            return new Key(
                    submission.operatorId(), submission.id(), submission.file().bytes());
        }

        static Key of(String text) {
            String[] parts = text.split("-");
            return new Key(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    parts.length > 2 ? Long.parseLong(parts[2]) : 0);
        }

        String text() {
            return operator + "-" + submission + "-" + bytes;
        }
    }
}
