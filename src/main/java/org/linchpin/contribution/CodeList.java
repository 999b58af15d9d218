package org.linchpin.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linchpin.access.BadInput;
import org.linchpin.access.BadInput.Fault;
import org.linchpin.contribution.Statements.Code;

/** A list of type allocation codes: eight digits, and the words for maker and model. */
final class CodeList {

    private static final Set<String> CODE =
            Set.of("TAC", "TYPEALLOCATIONCODE", "TACCODE", "IMEITAC", "IMEIORTAC", "IMEI", "CODE", "VALUE");
    private static final Set<String> MAKER = Set.of(
            "MANUFACTURER",
            "MAKER",
            "BRAND",
            "BRANDNAME",
            "MANUFACTURERORAPPLICANT",
            "APPLICANT",
            "VENDOR",
            "VENDORID",
            "MODULEMAKER",
            "MODULEMANUFACTURER");
    private static final Set<String> MODEL = Set.of(
            "MODEL",
            "MODELNAME",
            "MARKETINGNAME",
            "MODULE",
            "MODULEMODEL",
            "MODULEFAMILYORMODEL",
            "DEVICE",
            "DEVICENAME");
    private static final Set<String> EITHER = Set.of("NAME");

    private CodeList() {}

    static Statements read(Sheet sheet) {
        int code = sheet.column(CODE);
        if (code < 0) {
            throw BadInput.fields(List.of(Fault.field(
                    "file",
                    String.join(", ", sheet.header()),
                    "column-missing",
                    "No column holds the type allocation codes",
                    "Name a column tac, and others manufacturer and model")));
        }
        int named = sheet.column(MAKER);
        int maker = named < 0 ? sheet.column(EITHER) : named;
        int modelled = sheet.column(MODEL);
        int model = modelled < 0 ? sheet.column(EITHER, maker) : modelled;
        List<Code> codes = new ArrayList<>();
        List<Fault> problems = new ArrayList<>();
        Map<String, Code> seen = new HashMap<>();
        for (Sheet.Row row : sheet.rows()) {
            String said = row.cell(code);
            String digits = said.replaceAll("[\\s.\\-/]", "");
            if (!digits.matches("[0-9]{8}|[0-9]{14,16}")) {
                problems.add(fault(
                        row,
                        code,
                        said,
                        "code-digits",
                        "A type allocation code has eight digits",
                        digits.matches("[0-9]{7}")
                                ? "A spreadsheet may have taken its leading nought: write 0" + digits
                                : "Write the first eight digits of the IMEI"));
                continue;
            }
            Code one = new Code(row.number(), digits.substring(0, 8), words(row.cell(maker)), words(row.cell(model)));
            Code before = seen.putIfAbsent(one.code(), one);
            if (one.maker().isEmpty() && one.model().isEmpty()) {
                problems.add(fault(
                        row,
                        Math.max(maker, 0),
                        "",
                        "words-missing",
                        "Neither a maker nor a model stands beside the code",
                        "Say whom the code belongs to"));
            } else if (before == null) {
                codes.add(one);
            } else if (!before.maker().equalsIgnoreCase(one.maker())
                    || !before.model().equalsIgnoreCase(one.model())) {
                problems.add(fault(
                        row,
                        code,
                        said,
                        "code-twice",
                        "The code stands on line " + before.line() + " with other words",
                        "Keep one of the two"));
            }
        }
        return new Statements(sheet.rows().size(), codes, List.of(), problems);
    }

    static String words(String cell) {
        return cell.length() > 200 ? cell.substring(0, 200) : cell;
    }

    static Fault fault(Sheet.Row row, int column, String value, String code, String message, String fix) {
        return new Fault((long) row.number(), Sheet.letter(column), words(value), code, message, fix);
    }
}
