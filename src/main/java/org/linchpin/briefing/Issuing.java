package org.linchpin.briefing;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.linchpin.access.BadInput;
import org.linchpin.access.Viewer;
import org.linchpin.approval.Approved;
import org.linchpin.approval.Declined;
import org.linchpin.approval.FourEyes;
import org.linchpin.approval.Matter;
import org.linchpin.briefing.Briefings.Entry;
import org.linchpin.briefing.Commission.Section;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way from a commission to a briefing: its words are read before the job begins, so that a mistake is told at once. */
@Component
class Issuing {

    private static final long MOMENT = 40;

    private final Briefings briefings;
    private final Composer composer;
    private final SchedulerClient jobs;
    private final TransactionTemplate transaction;
    private final FourEyes fourEyes;

    Issuing(
            Briefings briefings,
            Composer composer,
            SchedulerClient jobs,
            PlatformTransactionManager transactions,
            FourEyes fourEyes) {
        this.fourEyes = fourEyes;
        this.briefings = briefings;
        this.composer = composer;
        this.jobs = jobs;
        this.transaction = new TransactionTemplate(transactions);
    }

    Entry issue(Viewer viewer, Commission commission) {
        if (wordsWithNumbers(commission)) {
            preview(viewer, commission);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            Entry entry = briefings.commission(viewer, commission);
            if (fourEyes.sensitive().contains(commission.marking())
                    && fourEyes.demanded(viewer, Matter.BRIEFING, viewer.scope())) {
                briefings.await(entry.id());
                fourEyes.ask(
                        viewer,
                        new FourEyes.Ask(
                                Matter.BRIEFING,
                                entry.address(),
                                entry.number() + ", " + entry.title(),
                                viewer.scope(),
                                null,
                                entry.audience().isBlank() ? null : "For " + entry.audience(),
                                "{}"));
                return briefings.one(entry.id());
            }
            BriefingJob.queue(jobs, entry.id(), viewer.scope());
            return entry;
        }));
    }

    /** A second person has approved: it is written under the scope of whoever asked. */
    @EventListener
    void approved(Approved approved) {
        if (approved.matter() == Matter.BRIEFING) {
            BriefingJob.queue(jobs, briefings.begin(approved.number()), briefings.scopeOf(approved.number()));
        }
    }

    @EventListener
    void declined(Declined declined) {
        if (declined.matter() == Matter.BRIEFING) {
            briefings.begin(declined.number());
            briefings.fail(declined.number(), "It took a second person, and was not approved");
        }
    }

    /** What a commission would give now; nothing is kept. */
    Document preview(Viewer viewer, Commission commission) {
        return composer.compose(
                viewer.scope(),
                commission.with(Composer.pinned(commission.slice()), commission.sections()),
                new Composer.Identity("preview, not issued", "", viewer.username(), LocalDate.now(ZoneOffset.UTC)),
                commission.follows() == null
                        ? null
                        : briefings
                                .find(commission.follows())
                                .filter(Entry::issued)
                                .map(before -> briefings.document(before.id()))
                                .orElseThrow(() -> BadInput.notFound("briefing")),
                (step, done, of) -> {});
    }

    private static boolean wordsWithNumbers(Commission commission) {
        return said(commission.title()) || commission.sections().stream().anyMatch(Issuing::said);
    }

    private static boolean said(Section section) {
        return (section.text() != null && said(section.text()))
                || (section.heading() != null && said(section.heading()));
    }

    private static boolean said(String words) {
        return words.contains("{{") || words.chars().anyMatch(Character::isDigit);
    }

    /** Waits until a briefing is issued or has failed, but not longer. */
    Entry settled(long id, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        Entry entry = briefings.one(id);
        while (entry.busy() && System.nanoTime() < until) {
            try {
                Thread.sleep(MOMENT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return entry;
            }
            entry = briefings.one(id);
        }
        return entry;
    }
}
