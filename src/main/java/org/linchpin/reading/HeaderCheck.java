package org.linchpin.reading;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linchpin.reading.Problem.Severity;

/** Reports what a file's header, and the way it is written, leave open for somebody to decide. */
final class HeaderCheck {

    private static final int MOST_NAMED = 5;

    private HeaderCheck() {}

    /** What the names of the columns leave open. */
    static void columns(Sample sample, Mapping mapping, Mapping.Applied applied, Consumer<Problem> report) {
        Header header = sample.header();
        for (String name : header.repeated()) {
            report.accept(new Problem(
                    Severity.WARNING,
                    header.row(),
                    header.labels().indexOf(name),
                    name,
                    "header-repeated",
                    "Two columns are called \"" + name + "\"; the later one is called \"" + name + " (2)\" here",
                    "Give each column a name of its own"));
        }
        for (int i : applied.undecided()) {
            String name = header.labels().get(i);
            report.accept(new Problem(
                    Severity.SETUP,
                    header.row(),
                    i,
                    name,
                    "column-undecided",
                    "Nobody has said what the column \"" + name + "\" means",
                    "Map it to a column of the template, or set it aside"));
        }
        for (String name : applied.gone()) {
            report.accept(new Problem(
                    Severity.SETUP,
                    header.row(),
                    -1,
                    name,
                    "column-gone",
                    "The column \"" + name + "\" was used before, and this file has none of that name",
                    "Say which column takes its place, or that it is no longer kept"));
        }
        if (header.row() > 1) {
            report.accept(new Problem(
                    Severity.WARNING,
                    header.row(),
                    -1,
                    null,
                    "rows-before-header",
                    "The header was found in row " + header.row() + "; what stands above it is not read",
                    "The header was found in row " + header.row() + "; nothing is to be done if that is right"));
        }
        if (applied.column(TemplateColumn.ASSET_REF) == null) {
            report.accept(new Problem(
                    Severity.WARNING,
                    header.row(),
                    -1,
                    null,
                    "identity-missing",
                    "No column identifies the assets; a row is known by what it says",
                    "Map a column to asset_ref, so that a changed row is seen as changed and not as new"));
        }
        if (applied.column(TemplateColumn.MANUFACTURER) != null
                && applied.column(TemplateColumn.MODEL) == null
                && mapping.constant(TemplateColumn.MODEL).isEmpty()
                && !mapping.columns().containsValue(TemplateColumn.MODEL.key())) {
            report.accept(new Problem(
                    Severity.WARNING,
                    header.row(),
                    -1,
                    null,
                    "model-missing",
                    "Who made it is said, and no column says which model it is",
                    modelAmong(sample, applied)));
        }
    }

    private static String modelAmong(Sample sample, Mapping.Applied applied) {
        String unused = Stream.concat(applied.undecided().stream(), applied.aside().stream())
                .sorted()
                .filter(i -> !sample.values(i).isEmpty())
                .limit(MOST_NAMED)
                .map(i -> "\u201C" + sample.header().labels().get(i) + "\u201D (" + sample.values(i) + ")")
                .collect(Collectors.joining(", "));
        return unused.isEmpty()
                ? "Send a column that says the model; else it counts as unknown"
                : "Map a column to model, if one of those that are not used says it: " + unused;
    }

    /** What was said of files before, and is otherwise in this one. */
    static void form(Header header, FileForm form, KeptForm kept, Consumer<Problem> report) {
        for (KeptForm.Change change : kept.changes(form)) {
            report.accept(new Problem(
                    Severity.SETUP,
                    header.row(),
                    -1,
                    change.before() + " \u2192 " + change.now(),
                    "form-changed",
                    "Files of this register were read as somebody had said, " + change.before()
                            + "; this one looks otherwise: " + change.now(),
                    "Say on the mapping page how this file is written"));
        }
    }
}
