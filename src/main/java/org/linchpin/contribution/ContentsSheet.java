package org.linchpin.contribution;

import static org.linchpin.contribution.CodeList.fault;
import static org.linchpin.contribution.CodeList.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.contribution.Statements.Contents;

/** A table of what many kinds of equipment contain, a line each. */
final class ContentsSheet {

    private static final Set<String> MAKER =
            Set.of("MANUFACTURER", "MAKER", "EQUIPMENTMAKER", "EQUIPMENTMANUFACTURER", "BRAND");
    private static final Set<String> MODEL = Set.of("MODEL", "EQUIPMENTMODEL", "EQUIPMENT");
    private static final Set<String> VARIANT =
            Set.of("ORDERCODE", "BATCH", "VARIANT", "VARIANTORORDERCODE", "BATCHORORDERCODE");
    private static final Set<String> CELLULAR = Set.of("CELLULAR", "HASCELLULAR", "CELLULARMODULE");
    private static final Set<String> MODULE_MAKER = Set.of("MODULEMAKER", "MODULEMANUFACTURER", "MODULEVENDOR");
    private static final Set<String> MODULE = Set.of("MODULE", "MODULEMODEL", "MODULEASREPORTED");
    private static final Set<String> SHARE = Set.of("SHARE", "WEIGHT", "PARTOFUNITS");
    private static final Set<String> EVIDENCE = Set.of("EVIDENCE", "EVIDENCETYPE", "HOWITISKNOWN");
    private static final Set<String> CONFIDENCE = Set.of("CONFIDENCE");
    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "ja", "oui");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "nein", "non", "none");

    private ContentsSheet() {}

    /** Whether a table is one of equipment, and not the bill of materials of a single one. */
    static boolean is(Sheet sheet) {
        return sheet.column(MODEL) >= 0
                && (sheet.column(MODULE) >= 0 || sheet.column(CELLULAR) >= 0 || sheet.column(MODULE_MAKER) >= 0);
    }

    static Statements read(Sheet sheet) {
        int model = sheet.column(MODEL);
        int module = sheet.column(MODULE);
        int moduleMaker = sheet.column(MODULE_MAKER);
        int cellular = sheet.column(CELLULAR);
        int share = sheet.column(SHARE);
        int confidence = sheet.column(CONFIDENCE);
        List<Contents> contents = new ArrayList<>();
        List<Fault> problems = new ArrayList<>();
        Map<String, Double> shares = new HashMap<>();
        for (Sheet.Row row : sheet.rows()) {
            int before = problems.size();
            String said = row.cell(cellular).toLowerCase(Locale.ROOT);
            boolean named =
                    !row.cell(module).isEmpty() || !row.cell(moduleMaker).isEmpty();
            if (row.cell(model).isEmpty()) {
                problems.add(fault(
                        row, model, "", "model-missing", "The equipment's model is missing", "Say which model it is"));
            }
            if (!said.isEmpty() && !YES.contains(said) && !NO.contains(said)) {
                problems.add(fault(
                        row, cellular, said, "cellular-unclear", "This says neither yes nor no", "Write yes or no"));
            } else if (said.isEmpty() && !named) {
                problems.add(fault(
                        row,
                        Math.max(module, 0),
                        "",
                        "contents-missing",
                        "The line says neither a module nor that there is none",
                        "Name the module or its maker, or write no under cellular"));
            } else if (NO.contains(said) && named) {
                problems.add(fault(
                        row,
                        cellular,
                        said,
                        "contents-contradict",
                        "The line names a module and says that there is none",
                        "Keep one of the two"));
            }
            Double part = share(row, share, problems);
            String sure = row.cell(confidence).toLowerCase(Locale.ROOT);
            if (!Set.of("", "high", "medium", "low").contains(sure)) {
                problems.add(fault(
                        row,
                        confidence,
                        sure,
                        "confidence-unclear",
                        "Confidence is high, medium or low",
                        "Write one of the three"));
            }
            if (part != null && problems.size() == before) {
                double sum = shares.merge(row.cell(sheet.column(MAKER)) + "|" + row.cell(model), part, Double::sum);
                if (sum > 1.0005) {
                    problems.add(fault(
                            row,
                            share,
                            row.cell(share),
                            "shares-over-one",
                            "The shares of this model add up to more than all of it",
                            "Make them add up to 1"));
                }
            }
            if (problems.size() == before) {
                contents.add(new Contents(
                        row.number(),
                        words(row.cell(sheet.column(MAKER))),
                        words(row.cell(model)),
                        words(row.cell(sheet.column(VARIANT))),
                        !NO.contains(said),
                        words(row.cell(moduleMaker)),
                        words(row.cell(module)),
                        part,
                        row.cell(sheet.column(EVIDENCE)).isEmpty() ? "stated" : words(row.cell(sheet.column(EVIDENCE))),
                        sure.isEmpty() ? "medium" : sure));
            }
        }
        return new Statements(sheet.rows().size(), List.of(), contents, problems);
    }

    private static @Nullable Double share(Sheet.Row row, int column, List<Fault> problems) {
        String said = row.cell(column);
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
        problems.add(fault(
                row,
                column,
                said,
                "share-range",
                "A share is more than 0 and at most 1, or a percentage",
                "Write 0.7 or 70%"));
        return null;
    }
}
