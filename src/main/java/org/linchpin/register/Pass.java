package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.bulk.Belt;
import org.linchpin.reading.Cause;
import org.linchpin.reading.Causes;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Header;
import org.linchpin.reading.Identities;
import org.linchpin.reading.Line;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Problem;
import org.linchpin.reading.Problem.Severity;
import org.linchpin.reading.Rows;
import org.linchpin.reading.Sample;
import org.linchpin.reading.Vocabulary;

/**
 * One streaming pass over a file: rows are read and checked by one thread, and handed on in blocks to another that sends
 * them off. Memory holds a few blocks, the distinct wordings, and what is counted of them.
 */
final class Pass {

    private static final int BLOCK = 2_000;
    private static final int BLOCKS_WAITING = 3;
    private static final int FIRST_PROBLEMS = 100;

    private final Subject subject;
    private final Outflow outflow;
    private final Progress progress;
    private final References references;
    private final References refused;

    private final Map<String, Long> byCode = new TreeMap<>();
    private final Causes causes = new Causes();
    private final List<Found> first = new ArrayList<>();
    private Header header = Header.of(List.of(), 1);
    private Block block = new Block();
    private long received;
    private long rejected;
    private long superseded;

    /** What is read, and how. */
    record Subject(
            Path file,
            FileForm form,
            Operator operator,
            Mapping mapping,
            LineCheck.Defaults defaults,
            Vocabulary vocabulary) {}

    /** Where rows and problems go: into the database, or only to whoever wants to know of them. */
    interface Outflow {

        /** Lines that can be taken in, in the order of the file. */
        void lines(List<Line> lines);

        /** A problem, with the header of its column. */
        void problem(Problem problem, @Nullable String header);

        /**
         * All lines have come; some of them may repeat a reference.
         *
         * @param refused the references in rows that were rejected, as far as they could be read
         */
        void settle(References references, References refused, References.Repeats repeats);

        /** Nothing more will come; returns when all of it has arrived. */
        void finish();
    }

    /** A problem, with the header of its column. */
    record Found(Problem problem, @Nullable String header) {}

    /** Lines and problems on their way from one thread to the other. */
    private static final class Block {
        private final List<Line> lines = new ArrayList<>(BLOCK);
        private final List<Found> problems = new ArrayList<>();

        private boolean full() {
            return lines.size() + problems.size() >= BLOCK;
        }
    }

    /**
     * What became of a file's rows: {@code received = taken + rejected + superseded}.
     *
     * @param superseded rows that repeat an earlier row word for word
     * @param reading the mapping as it was applied
     * @param undecided columns that nobody has decided about
     * @param causes the problems by their cause
     */
    record Outcome(
            long received,
            long rejected,
            long superseded,
            Map<String, Long> byCode,
            Mapping reading,
            List<String> undecided,
            List<Cause> causes) {

        long taken() {
            return received - rejected - superseded;
        }
    }

    /** @param scratch where references go that do not fit into memory */
    Pass(Subject subject, Path scratch, Outflow outflow, Progress progress) {
        this.subject = subject;
        this.outflow = outflow;
        this.progress = progress;
        this.references = new References(scratch);
        this.refused = new References(scratch);
    }

    Outcome run() {
        try (references;
                refused;
                Belt belt = new Belt("sends-rows", BLOCKS_WAITING)) {
            Sample sample = Sample.of(subject.file(), subject.form());
            header = sample.header();
            LineCheck check = LineCheck.of(
                    sample,
                    subject.form(),
                    subject.operator(),
                    subject.mapping(),
                    subject.vocabulary(),
                    subject.defaults(),
                    this::report);
            read(check, belt);
            belt.await();
            outflow.settle(references, refused, this::repeated);
            send(block);
            outflow.finish();
            return new Outcome(
                    received,
                    rejected,
                    superseded,
                    Map.copyOf(byCode),
                    check.reading(),
                    check.undecided(),
                    causes.all(check.ambiguousDays()));
        }
    }

    private void read(LineCheck check, Belt belt) {
        try (Rows rows = Rows.of(subject.file(), subject.form())) {
            while (rows.next()) {
                if (!rows.blank()) {
                    received++;
                    Line line = check.check(rows);
                    if (line == null) {
                        refuse(check.refusedReference(), rows.number());
                    } else {
                        take(line);
                    }
                    if (block.full()) {
                        handOn(belt);
                    }
                }
                progress.at(received, rows::bytesRead, byCode, first);
            }
            handOn(belt);
            progress.read(received, rows.bytesRead(), byCode, first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Line line) {
        references.add(Identities.hash(line.assetRef()), line.content(), line.row());
        block.lines.add(line);
    }

    private void refuse(@Nullable String reference, int row) {
        rejected++;
        if (reference != null) {
            refused.add(Identities.hash(reference), 0, row);
        }
    }

    private void handOn(Belt belt) {
        Block full = block;
        block = new Block();
        belt.put(() -> send(full));
    }

    private void send(Block full) {
        outflow.lines(full.lines);
        full.problems.forEach(found -> outflow.problem(found.problem(), found.header()));
    }

    /** A line that repeats a reference was taken for good until the references were gone through. */
    private void repeated(int first, int line, boolean same) {
        if (block.full()) {
            send(block);
            block = new Block();
        }
        if (same) {
            superseded++;
            report(new Problem(
                    Severity.WARNING,
                    line,
                    -1,
                    null,
                    "row-repeated",
                    "The row says the same as row " + first + " and is counted once",
                    "Leave one of them out; if they are two assets, give each its own reference"));
        } else {
            rejected++;
            report(new Problem(
                    Severity.HARD,
                    line,
                    -1,
                    null,
                    "ref-repeated",
                    "The reference is used in row " + first + " already, for something else",
                    "Give each asset a reference of its own"));
        }
    }

    private void report(Problem problem) {
        Found found =
                new Found(problem, problem.column() < 0 ? null : header.labels().get(problem.column()));
        byCode.merge(problem.code(), 1L, Long::sum);
        causes.add(problem, found.header());
        if (first.size() < FIRST_PROBLEMS) {
            first.add(found);
        }
        block.problems.add(found);
    }
}
