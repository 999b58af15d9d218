package org.linchpin.register;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many lines of a submission are new, changed, unchanged and gone against another, with some of them as examples. */
final class Differences {

    /** How many examples of each kind are kept. */
    static final int EXAMPLES = 200;

    private final List<Example> added = new ArrayList<>();
    private final List<Example> changed = new ArrayList<>();
    private final List<Example> removed = new ArrayList<>();
    private long addedLines;
    private long changedLines;
    private long unchangedLines;
    private long removedLines;
    private long removedRejected;
    private long standing;
    private final boolean knowsRejected;

    /**
     * A line that differs.
     *
     * @param line its number in this submission; none where it is gone
     * @param before its number in the other one; none where it is new
     * @param rejected where it is gone: the row of this submission that has its reference and was rejected, if there is one
     */
    record Example(
            String kind,
            @Nullable Integer line,
            @Nullable Integer before,
            @Nullable Integer rejected) {}

    /** @param knowsRejected whether it is told which lines are gone because their row was rejected */
    Differences(boolean knowsRejected) {
        this.knowsRejected = knowsRejected;
    }

    void added(int line) {
        if (addedLines++ < EXAMPLES) {
            added.add(new Example("added", line, null, null));
        }
    }

    void removed(int before, @Nullable Integer rejected) {
        if (rejected != null) {
            removedRejected++;
        }
        if (removedLines++ < EXAMPLES) {
            removed.add(new Example("removed", null, before, rejected));
        }
    }

    void stayed(int line, int before, boolean same) {
        if (same) {
            unchangedLines++;
        } else if (changedLines++ < EXAMPLES) {
            changed.add(new Example("changed", line, before, null));
        }
    }

    Differences standing(long lines) {
        standing = lines;
        return this;
    }

    /** How many lines stand in the submission. */
    long standing() {
        return standing;
    }

    List<Example> examples() {
        List<Example> all = new ArrayList<>(added);
        all.addAll(changed);
        all.addAll(removed);
        return all;
    }

    /** The receipt of a submission whose lines these are: what is not said here is what became of the other rows. */
    Receipt receipt(long received, long rejected, long superseded) {
        return new Receipt(
                received,
                addedLines + changedLines,
                unchangedLines,
                addedLines,
                changedLines,
                removedLines,
                rejected == 0 ? Long.valueOf(0) : knowsRejected ? Long.valueOf(removedRejected) : null,
                rejected,
                superseded);
    }
}
