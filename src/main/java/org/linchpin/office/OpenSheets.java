package org.linchpin.office;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linchpin.office.Workbook.Cell;
import org.linchpin.office.Workbook.Sheet;

/** A workbook as an OpenDocument spreadsheet (ODF 1.3), each table marked up as one; the same workbook gives the same bytes. */
public final class OpenSheets {

    public static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";

    private final StringBuilder body = new StringBuilder();
    private final StringBuilder ranges = new StringBuilder();

    private OpenSheets() {}

    public static byte[] of(Workbook book) {
        OpenSheets sheets = new OpenSheets();
        book.sheets().forEach(sheets::add);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("mimetype", Zip.utf8(TYPE));
        files.put("content.xml", Zip.utf8(sheets.content()));
        files.put("styles.xml", Zip.utf8(styles(book)));
        files.put(
                "meta.xml",
                Zip.utf8(OpenDocument.meta(
                        book.title(), book.subject(), book.author(), book.moment(), book.number(), book.marking())));
        files.put("META-INF/manifest.xml", Zip.utf8(OpenDocument.manifest(TYPE, List.of())));
        return Zip.of(files);
    }

    private void add(Sheet sheet) {
        String name = Zip.xml(sheet.name());
        body.append("<table:table table:name=\"").append(name).append("\" table:style-name=\"sheet\">");
        for (int i = 0; i < sheet.header().size(); i++) {
            body.append("<table:table-column table:style-name=\"")
                    .append(width(sheet, i))
                    .append("\"/>");
        }
        body.append("<table:table-header-rows><table:table-row>");
        sheet.header().forEach(head -> string(head, "head"));
        body.append("</table:table-row></table:table-header-rows>");
        for (List<Cell> row : sheet.rows()) {
            body.append("<table:table-row>");
            row.forEach(this::cell);
            body.append("</table:table-row>");
        }
        body.append("</table:table>");
        ranges.append("<table:database-range table:name=\"table_")
                .append(name.replaceAll("[^A-Za-z0-9_]", "_"))
                .append("\" table:target-range-address=\"'")
                .append(name)
                .append("'.A1:'")
                .append(name)
                .append("'.")
                .append(column(sheet.header().size() - 1))
                .append(sheet.rows().size() + 1)
                .append("\" table:contains-header=\"true\" table:display-filter-buttons=\"true\"/>");
    }

    private static String width(Sheet sheet, int column) {
        int longest = sheet.rows().stream()
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
        return longest > 40 ? "wide" : longest > 16 ? "middle" : "narrow";
    }

    static String column(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : column(index / 26 - 1) + column(index % 26);
    }

    private void cell(Cell cell) {
        Double number = cell.number();
        if (number == null) {
            string(cell.text(), "words");
        } else {
            body.append("<table:table-cell office:value-type=\"float\" office:value=\"")
                    .append(Workbook.plain(number))
                    .append("\"><text:p>")
                    .append(Workbook.plain(number))
                    .append("</text:p></table:table-cell>");
        }
    }

    private void string(String text, String style) {
        body.append("<table:table-cell table:style-name=\"").append(style).append("\" office:value-type=\"string\">");
        for (String line : text.split("\n", -1)) {
            body.append("<text:p>").append(Zip.xml(line)).append("</text:p>");
        }
        body.append("</table:table-cell>");
    }

    private String content() {
        return OpenDocument.HEAD + "<office:document-content " + OpenDocument.SPACES + "><office:automatic-styles>"
                + "<style:style style:name=\"sheet\" style:family=\"table\" style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/></style:style>"
                + width("narrow", "3.2cm") + width("middle", "6cm") + width("wide", "12cm")
                + "<style:style style:name=\"head\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" fo:border-bottom=\"0.06cm solid #14213d\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>"
                + "<style:style style:name=\"words\" style:family=\"table-cell\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>"
                + "</office:automatic-styles><office:body><office:spreadsheet>" + body
                + "<table:database-ranges>" + ranges
                + "</table:database-ranges></office:spreadsheet></office:body></office:document-content>";
    }

    private static String width(String name, String width) {
        return "<style:style style:name=\"" + name
                + "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" + width
                + "\"/></style:style>";
    }

    private static String styles(Workbook book) {
        String marking = "<text:p>" + Zip.xml(book.marking()) + "</text:p>";
        return OpenDocument.HEAD + "<office:document-styles " + OpenDocument.SPACES + "><office:styles>"
                + "<style:default-style style:family=\"table-cell\"><style:text-properties fo:font-family=\"Source Sans 3, Arial\" fo:font-size=\"10.5pt\" fo:language=\"en\" fo:country=\"GB\"/></style:default-style>"
                + "</office:styles><office:automatic-styles><style:page-layout style:name=\"page\"><style:page-layout-properties fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" style:print-orientation=\"landscape\" fo:margin=\"1.5cm\"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
                + "<office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"page\"><style:header>"
                + marking + "</style:header><style:footer>" + marking + "<text:p>" + Zip.xml(book.number())
                + "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>";
    }
}
