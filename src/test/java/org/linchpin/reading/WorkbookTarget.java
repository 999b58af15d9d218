package org.linchpin.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.linchpin.Patience;

/**
 * Any bytes as one part of a workbook of which all else is right: its sheet, texts, list of sheets, looks or relations, or the content of an
 * OpenDocument one. The first byte says which. A change to the packed file itself seldom does more than break the packing.
 */
public final class WorkbookTarget {

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final Map<String, String> EXCEL = Map.of(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                    + "spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd."
                    + "openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\""
                    + " ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/></Types>",
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\""
                    + RELATION + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            "xl/workbook.xml",
            "<workbook " + MAIN + " xmlns:r=\"" + RELATION + "\"><sheets>"
                    + "<sheet name=\"Assets\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"r1\" Type=\"" + RELATION + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"r2\" Type=\"" + RELATION + "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                    + "<Relationship Id=\"r3\" Type=\"" + RELATION
                    + "/styles\" Target=\"styles.xml\"/></Relationships>",
            "xl/sharedStrings.xml",
            "<sst " + MAIN + "><si><t>asset_ref</t></si><si><t>model</t></si><si><t>installed_on</t></si></sst>",
            "xl/styles.xml",
            "<styleSheet " + MAIN
                    + "><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                    + "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
            SHEET,
            "<worksheet " + MAIN
                    + "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                    + "<c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>17</v></c><c r=\"B2\" t=\"inlineStr\">"
                    + "<is><t>RUT955</t></is></c><c r=\"C2\" s=\"1\"><v>43900</v></c></row></sheetData></worksheet>");
    private static final Map<String, String> OPEN =
            Map.of("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "");
    private static final String[] PARTS = {
        SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "content.xml"
    };

    private WorkbookTarget() {}

    /** Once before anything is measured, so that loading the program is not counted. */
    public static void fuzzerInitialize() throws IOException {
        RegisterTarget.fuzzerInitialize();
        if (RegisterTarget.read(packed(EXCEL, "", new byte[0]), Mapping.none()) != 1) {
            throw new IllegalStateException("the workbook whose parts are changed is not read");
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            String part = PARTS[Math.floorMod(bytes[0] - 'a', PARTS.length)];
            byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
            byte[] workbook = packed(OPEN.containsKey(part) ? OPEN : EXCEL, part, content);
            Patience.within(() -> RegisterTarget.read(workbook, Mapping.none()));
        }
    }

    private static byte[] packed(Map<String, String> parts, String replaced, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(
                        part.getKey().equals(replaced)
                                ? content
                                : part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
