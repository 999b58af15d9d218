package org.linchpin.contribution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput.Fault;

/**
 * What a file states, and what in it could not be understood.
 *
 * @param lines how many lines or parts it has
 */
record Statements(int lines, List<Code> codes, List<Contents> contents, List<Fault> problems) {

    Statements {
        codes = List.copyOf(codes);
        contents = List.copyOf(contents);
        problems = List.copyOf(problems);
    }

    /** How many lines state something. */
    int accepted() {
        return (int) (codes.size()
                + contents.stream().mapToInt(Contents::line).distinct().count());
    }

    /** A type allocation code and the words for whom it belongs to. */
    record Code(int line, String code, String maker, String model) {}

    /**
     * What is inside equipment.
     *
     * @param line the line of the file; 0 where the whole file states it
     * @param variant batch or order code; empty where the same module is in all
     * @param share the part of this equipment that has it, from 0 to 1
     */
    record Contents(
            int line,
            String maker,
            String model,
            String variant,
            boolean cellular,
            String moduleMaker,
            String module,
            @Nullable Double share,
            String evidence,
            String confidence) {}

    /**
     * The equipment that a bill of materials is of.
     *
     * @param complete whether the bill lists all of it, so that a module that is not on it is not inside
     */
    record Subject(String maker, String model, String variant, boolean complete) {

        static final Subject UNSAID = new Subject("", "", "", false);
    }
}
