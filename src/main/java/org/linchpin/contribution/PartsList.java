package org.linchpin.contribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.contribution.Statements.Contents;
import org.linchpin.contribution.Statements.Subject;
import org.linchpin.recognition.Candidate;
import org.linchpin.recognition.Recognition;
import org.linchpin.recognition.Words;
import org.springframework.http.HttpStatus;

/** The bill of materials of one piece of equipment: which of its parts is the cellular module. */
final class PartsList {

    private static final Set<String> MAKER = Set.of("MANUFACTURER", "MAKER", "MFR", "MFG", "BRAND", "SUPPLIER");
    private static final Set<String> LEFT_OUT = Set.of("DNP", "DNF", "DNI", "NOFIT", "DONOTPOPULATE", "NOTFITTED");
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final int LONGEST_NAME = 60;
    private static final int MOST_WORDS = 4;

    private final Recognition recognition;
    private final Map<String, Found> modules = new LinkedHashMap<>();
    private int parts;

    private record Found(Candidate module, int line, String where) {}

    PartsList(Recognition recognition) {
        this.recognition = recognition;
    }

    static Statements read(Sheet sheet, Subject subject, Recognition recognition) {
        PartsList list = new PartsList(recognition);
        int maker = sheet.column(MAKER);
        // Some bills begin with lines about themselves, so what stands as a header may be a part too.
        for (Sheet.Row row : sheet.rows()) {
            boolean fitted = row.cells().stream().noneMatch(cell -> LEFT_OUT.contains(Words.bare(cell)));
            if (fitted) {
                list.part(row.cell(maker), row.cells(), row.number(), "line " + row.number());
            }
        }
        return list.statements(subject, "bill of materials");
    }

    /** Looks at the short cells of a part, which hold its name; long ones tell stories, and addresses name shops. */
    void part(String maker, List<String> cells, int line, String where) {
        parts++;
        Candidate best = null;
        for (String cell : cells) {
            String name = cell.strip();
            if (name.isEmpty()
                    || name.length() > LONGEST_NAME
                    || name.contains("://")
                    || WORDS.split(name).length > MOST_WORDS) {
                continue;
            }
            for (Candidate one : recognition.part(maker, name)) {
                best = better(best, one);
            }
        }
        if (best != null) {
            Candidate found = best;
            modules.merge(
                    found.vendor() + "|" + found.family(),
                    new Found(found, line, where),
                    (a, b) -> better(a.module(), b.module()) == a.module() ? a : b);
        }
    }

    private static Candidate better(@Nullable Candidate one, Candidate other) {
        return one == null || other.module().length() > one.module().length() ? other : one;
    }

    int parts() {
        return parts;
    }

    Statements statements(Subject subject, String kind) {
        if (subject.model().isBlank()) {
            throw BadInput.fields(List.of(Fault.field(
                    "model",
                    null,
                    "model-missing",
                    "A bill of materials is of one piece of equipment: say which",
                    "Give its maker and its model")));
        }
        List<Contents> contents = new ArrayList<>();
        for (Found found : modules.values()) {
            contents.add(stated(subject, found.line(), true, found.module(), kind + ", " + found.where()));
        }
        if (contents.isEmpty() && subject.complete()) {
            contents.add(stated(
                    subject, 0, false, null, "complete " + kind + " of " + parts + " parts without a cellular module"));
        }
        if (contents.isEmpty()) {
            throw new BadInput(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "no-module-found",
                    "None of the " + parts
                            + " parts is a cellular module that is known here; a part that is not known is not safe",
                    List.of(
                            Fault.field(
                                    "complete",
                                    "false",
                                    "no-module-found",
                                    "None of the " + parts + " parts is a cellular module that is known here",
                                    "If the bill lists the whole equipment and it has no cellular module, say that it is complete")));
        }
        return new Statements(parts, List.of(), contents, List.of());
    }

    private static Contents stated(
            Subject subject, int line, boolean cellular, @Nullable Candidate module, String evidence) {
        return new Contents(
                line,
                subject.maker(),
                subject.model(),
                subject.variant(),
                cellular,
                module == null ? "" : module.vendor().replace('_', ' '),
                module == null ? "" : module.module(),
                null,
                evidence,
                "medium");
    }
}
