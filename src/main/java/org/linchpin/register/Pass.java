package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.Wording;
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
 * One streaming pass over a file: each row is checked, recognised by its wording, counted into the cube and copied out.
 * Memory holds the rows of one block, the distinct wordings, the cube and a hash for each reference.
 */
final class Pass {

    private static final int BLOCK = 5_000;
    private static final int SAMPLE_ROWS = 2_000;

    private final Path file;
    private final FileForm form;
    private final Operator operator;
    private final Mapping mapping;
    private final LineCheck.Defaults defaults;
    private final Vocabulary vocabulary;
    private final Function<Collection<Wording>, Map<Wording, Integer>> wordings;
    private final Outflow outflow;
    private final Progress progress;

    private final Cube cube = new Cube();
    private final Identities identities = new Identities();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final Map<Wording, Integer> known = new HashMap<>();
    private final List<Line> block = new ArrayList<>(BLOCK);
    private Header header = new Header(List.of(), List.of());
    private long received;
    private long rejected;
    private long superseded;
    private long taken;

    /**
     * What became of a file's rows: {@code received = taken + rejected + superseded}.
     *
     * @param superseded rows that repeat an earlier row word for word
     * @param reading the mapping as it was applied
     * @param undecided columns that nobody has decided about
     */
    record Outcome(
            long received,
            long taken,
            long rejected,
            long superseded,
            Map<String, Long> byCode,
            Mapping reading,
            List<String> undecided,
            Cube cube) {}

    Pass(
            Path file,
            FileForm form,
            Operator operator,
            Mapping mapping,
            LineCheck.Defaults defaults,
            Vocabulary vocabulary,
            Function<Collection<Wording>, Map<Wording, Integer>> wordings,
            Outflow outflow,
            Progress progress) {
        this.file = file;
        this.form = form;
        this.operator = operator;
        this.mapping = mapping;
        this.defaults = defaults;
        this.vocabulary = vocabulary;
        this.wordings = wordings;
        this.outflow = outflow;
        this.progress = progress;
    }

    Outcome run() {
        Sample sample = Sample.of(file, form, SAMPLE_ROWS);
        header = sample.header();
        LineCheck check = LineCheck.of(sample, form, operator, mapping, vocabulary, defaults, this::report);
        read(check);
        outflow.finish();
        return new Outcome(
                received, taken, rejected, superseded, Map.copyOf(byCode), check.reading(), check.undecided(), cube);
    }

    private void read(LineCheck check) {
        try (Rows rows = Rows.of(file, form)) {
            while (rows.next()) {
                if (!rows.blank()) {
                    received++;
                    take(check.check(rows), check.hasIdentity());
                }
                if (block.size() == BLOCK) {
                    writeBlock();
                }
                progress.at(received, rows.bytesRead());
            }
            writeBlock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(@Nullable Line line, boolean hasIdentity) {
        if (line == null) {
            rejected++;
            return;
        }
        long mark = line.content() & 0xFFFFFFFF00000000L | line.row();
        long first = hasIdentity ? identities.putIfAbsent(Identities.hash(line.assetRef()), mark) : 0;
        if (first == 0) {
            block.add(line);
        } else if ((first ^ mark) >>> 32 == 0) {
            superseded++;
            report(new Problem(
                    Severity.WARNING,
                    line.row(),
                    -1,
                    line.assetRef(),
                    "row-repeated",
                    "The row says the same as row " + (int) first + " and is counted once",
                    "Leave one of them out; if they are two assets, give each its own reference"));
        } else {
            rejected++;
            report(new Problem(
                    Severity.HARD,
                    line.row(),
                    -1,
                    line.assetRef(),
                    "ref-repeated",
                    "The reference is used in row " + (int) first + " already, for something else",
                    "Give each asset a reference of its own"));
        }
    }

    private void writeBlock() {
        Set<Wording> fresh = new HashSet<>();
        for (Line line : block) {
            if (!known.containsKey(line.wording())) {
                fresh.add(line.wording());
            }
        }
        if (!fresh.isEmpty()) {
            known.putAll(wordings.apply(fresh));
        }
        for (Line line : block) {
            int wording = Objects.requireNonNull(known.get(line.wording()));
            outflow.add(line, wording);
            if (line.counts()) {
                cube.add(line, wording);
            }
        }
        taken += block.size();
        block.clear();
    }

    private void report(Problem problem) {
        byCode.merge(problem.code(), 1L, Long::sum);
        outflow.add(problem, problem.column() < 0 ? null : header.labels().get(problem.column()));
    }
}
