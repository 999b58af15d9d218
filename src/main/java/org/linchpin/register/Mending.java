package org.linchpin.register;

import java.util.List;
import java.util.stream.Stream;
import org.linchpin.access.BadInput;
import org.linchpin.reading.Cause;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Problem.Severity;
import org.linchpin.reading.Remedies;
import org.linchpin.reading.Remedy;
import org.linchpin.reading.Sample;
import org.linchpin.reading.Vocabulary;
import org.springframework.stereotype.Component;

/**
 * What is wrong with a submission by its causes, and what may mend each. A remedy that a person confirms changes what columns mean, and
 * the file is checked again by the code that checked it first.
 */
@Component
class Mending {

    private final Desk desk;
    private final Receiving receiving;
    private final Mappings mappings;
    private final Vocabulary vocabulary;

    Mending(Desk desk, Receiving receiving, Mappings mappings, Vocabulary vocabulary) {
        this.desk = desk;
        this.receiving = receiving;
        this.mappings = mappings;
        this.vocabulary = vocabulary;
    }

    /** A cause and its remedies. */
    record Mendable(Cause cause, List<Remedy> remedies) {}

    /**
     * Causes of one submission, kept apart by what follows from them.
     *
     * @param setup faults of the file, or of what its columns mean, that need a decision
     * @param hard what keeps rows out
     * @param warnings what leaves cells out
     */
    record Causes(List<Mendable> setup, List<Mendable> hard, List<Mendable> warnings) {

        public boolean none() {
            return setup.isEmpty() && hard.isEmpty() && warnings.isEmpty();
        }
    }

    /** Nothing is left to mend once it is decided about. */
    Causes causes(Desk.Filed filed) {
        Submission submission = filed.submission();
        List<Cause> causes = mappings.causes(submission.causes());
        boolean open = submission.state() == State.CHECKED && !causes.isEmpty();
        List<Mendable> all = open
                ? withRemedies(filed, causes)
                : causes.stream().map(cause -> new Mendable(cause, List.of())).toList();
        return new Causes(of(all, Severity.SETUP), of(all, Severity.HARD), of(all, Severity.WARNING));
    }

    private List<Mendable> withRemedies(Desk.Filed filed, List<Cause> causes) {
        Submission submission = filed.submission();
        Sample sample = receiving.sample(submission, submission.form());
        Receipt receipt = submission.receipt();
        Remedies remedies = new Remedies(
                mappings.read(filed.register().mapping()),
                submission.form(),
                sample,
                vocabulary,
                receipt == null ? 0 : receipt.received());
        return causes.stream()
                .map(cause -> new Mendable(cause, remedies.of(cause)))
                .toList();
    }

    private static List<Mendable> of(List<Mendable> all, Severity severity) {
        return all.stream().filter(one -> one.cause().severity() == severity).toList();
    }

    /** Applies a remedy by its key and checks the file again. */
    void mend(long id, String key, Remedy.Answer answer) {
        Desk.Filed filed = desk.submission(id);
        Causes causes = causes(filed);
        Remedy chosen = Stream.of(causes.setup(), causes.hard(), causes.warnings())
                .flatMap(List::stream)
                .flatMap(one -> one.remedies().stream())
                .filter(remedy -> remedy.key().equals(key))
                .findFirst()
                .orElseThrow(() ->
                        BadInput.conflict("remedy-unknown", "That is not proposed for this submission, or no longer"));
        receiving.decide(id, chosen.change().with(answer));
    }
}
