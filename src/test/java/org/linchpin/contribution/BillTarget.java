package org.linchpin.contribution;

import java.nio.charset.StandardCharsets;
import org.linchpin.Patience;
import org.linchpin.access.BadInput;
import org.linchpin.contribution.Statements.Subject;
import org.linchpin.recognition.Recognition;
import org.linchpin.recognition.ReferenceKnowledge;

/** Any bytes as a bill of materials (CSV, Markdown, workbook, CycloneDX) or a list of codes: statements, or a refusal in words. */
public final class BillTarget {

    private static final Recognition RECOGNITION = new Recognition(ReferenceKnowledge.read());
    private static final Subject BOARD = new Subject("A maker", "A board", "", false);

    private BillTarget() {}

    /** Once before anything is measured, so that loading the program is not counted. */
    public static void fuzzerInitialize() {
        statements("Ref,MPN\nU1,BG95-M3\n".getBytes(StandardCharsets.UTF_8));
        statements("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"}".getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] file) throws Exception {
        Patience.within(() -> statements(file));
    }

    private static void statements(byte[] file) {
        try {
            if (HardwareBom.is(file)) {
                HardwareBom.read(file, BOARD, RECOGNITION);
                return;
            }
            Sheet sheet = Sheet.read(file);
            if (ContentsSheet.is(sheet)) {
                ContentsSheet.read(sheet);
            } else {
                read(sheet);
            }
        } catch (BadInput refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
        }
    }

    private static void read(Sheet sheet) {
        try {
            PartsList.read(sheet, BOARD, RECOGNITION);
        } catch (BadInput noModule) {
            CodeList.read(sheet);
        }
    }
}
