package org.linchpin.contribution;

import static org.linchpin.contribution.CodeList.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.contribution.Statements.Contents;

/** A table of what many kinds of equipment contain, a line each. */
final class ContentsSheet {

    /** What a column holds, by the names it may have. */
    private enum Column {
        MAKER("MANUFACTURER", "MAKER", "MAKE", "EQUIPMENTMAKER", "EQUIPMENTMANUFACTURER", "BRAND"),
        MODEL("MODEL", "EQUIPMENTMODEL", "EQUIPMENT"),
        VARIANT("ORDERCODE", "BATCH", "VARIANT", "VARIANTORORDERCODE", "BATCHORORDERCODE"),
        CELLULAR("CELLULAR", "HASCELLULAR", "CELLULARMODULE"),
        MODULE_MAKER("MODULEMAKER", "MODULEMANUFACTURER", "MODULEVENDOR"),
        MODULE("MODULE", "MODULEMODEL", "MODULEASREPORTED", "MODEM"),
        SHARE("SHARE", "WEIGHT", "PARTOFUNITS"),
        EVIDENCE("EVIDENCE", "EVIDENCETYPE", "HOWITISKNOWN"),
        CONFIDENCE("CONFIDENCE");

        private final Set<String> names;

        Column(String... names) {
            this.names = Set.of(names);
        }

        int in(Sheet sheet) {
            return sheet.column(names);
        }
    }

    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "ja", "oui");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein", "non", "none");

    private final int[] columns;
    private final List<Contents> contents = new ArrayList<>();
    private final List<Fault> problems = new ArrayList<>();
    private final Map<String, Double> shares = new HashMap<>();

    private ContentsSheet(Sheet sheet) {
        this.columns = Arrays.stream(Column.values())
                .mapToInt(column -> column.in(sheet))
                .toArray();
    }

    /** Whether a table is one of equipment, and not the bill of materials of a single one. */
    static boolean is(Sheet sheet) {
        return Column.MODEL.in(sheet) >= 0
                && Stream.of(Column.MODULE, Column.CELLULAR, Column.MODULE_MAKER)
                        .anyMatch(column -> column.in(sheet) >= 0);
    }

    static Statements read(Sheet sheet) {
        ContentsSheet reading = new ContentsSheet(sheet);
        sheet.rows().forEach(reading::line);
        return new Statements(sheet.rows().size(), List.of(), reading.contents, reading.problems);
    }

    /** A line states something if nothing in it is wrong. */
    private void line(Sheet.Row row) {
        int before = problems.size();
        if (cell(row, Column.MODEL).isEmpty()) {
            fault(row, Column.MODEL, "model-missing", "The equipment's model is missing", "Say which model it is");
        }
        String cellular = cell(row, Column.CELLULAR).toLowerCase(Locale.ROOT);
        cellular(row, cellular);
        Double share = share(row);
        String confidence = cell(row, Column.CONFIDENCE).toLowerCase(Locale.ROOT);
        if (!Set.of("", "high", "medium", "low").contains(confidence)) {
            fault(
                    row,
                    Column.CONFIDENCE,
                    "confidence-unclear",
                    "Confidence is high, medium or low",
                    "Write one of the three");
        }
        if (share != null && problems.size() == before) {
            addUp(row, share);
        }
        if (problems.size() == before) {
            String evidence = cell(row, Column.EVIDENCE);
            contents.add(new Contents(
                    row.number(),
                    words(cell(row, Column.MAKER)),
                    words(cell(row, Column.MODEL)),
                    words(cell(row, Column.VARIANT)),
                    !NO.contains(cellular),
                    words(cell(row, Column.MODULE_MAKER)),
                    words(cell(row, Column.MODULE)),
                    share,
                    evidence.isEmpty() ? "stated" : words(evidence),
                    confidence.isEmpty() ? "medium" : confidence));
        }
    }

    private void cellular(Sheet.Row row, String said) {
        boolean named = !cell(row, Column.MODULE).isEmpty()
                || !cell(row, Column.MODULE_MAKER).isEmpty();
        if (!said.isEmpty() && !YES.contains(said) && !NO.contains(said)) {
            fault(row, Column.CELLULAR, "cellular-unclear", "This says neither yes nor no", "Write yes or no");
        } else if (said.isEmpty() && !named) {
            problems.add(CodeList.fault(
                    row,
                    Math.max(at(Column.MODULE), 0),
                    "",
                    "contents-missing",
                    "The line says neither a module nor that there is none",
                    "Name the module or its maker, or write no under cellular"));
        } else if (NO.contains(said) && named) {
            fault(
                    row,
                    Column.CELLULAR,
                    "contents-contradict",
                    "The line names a module and says that there is none",
                    "Keep one of the two");
        }
    }

    private @Nullable Double share(Sheet.Row row) {
        String said = cell(row, Column.SHARE);
        if (said.isEmpty()) {
            return null;
        }
        String number = said.replace("%", "").strip().replace(',', '.');
        if (number.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            double value = Double.parseDouble(number) / (said.contains("%") ? 100 : 1);
            if (value > 0 && value <= 1) {
                return value;
            }
        }
        fault(
                row,
                Column.SHARE,
                "share-range",
                "A share is more than 0 and at most 1, or a percentage",
                "Write 0.7 or 70%");
        return null;
    }

    private void addUp(Sheet.Row row, double share) {
        double sum = shares.merge(cell(row, Column.MAKER) + "|" + cell(row, Column.MODEL), share, Double::sum);
        if (sum > 1.0005) {
            fault(
                    row,
                    Column.SHARE,
                    "shares-over-one",
                    "The shares of this model add up to more than all of it",
                    "Make them add up to 1");
        }
    }

    private int at(Column column) {
        return columns[column.ordinal()];
    }

    private String cell(Sheet.Row row, Column column) {
        return row.cell(at(column));
    }

    private void fault(Sheet.Row row, Column column, String code, String message, String fix) {
        problems.add(CodeList.fault(row, at(column), cell(row, column), code, message, fix));
    }
}
