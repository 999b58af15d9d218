package org.linchpin.briefing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.linchpin.briefing.Document.Cell;
import org.linchpin.briefing.Sheets.Sheet;
import org.linchpin.office.Zip;

/** All tables as a workbook: a cover, notes, and each table marked up as one, with one header row and no merged cells. */
final class Xlsx {

    private static final int WIDEST = 60;
    private static final int LONGEST = 32_000;

    private final XSSFWorkbook book;
    private final CellStyle head;
    private final CellStyle words;

    private Xlsx(XSSFWorkbook book) {
        this.book = book;
        XSSFFont bold = book.createFont();
        bold.setBold(true);
        head = book.createCellStyle();
        head.setFont(bold);
        head.setWrapText(true);
        head.setBorderBottom(BorderStyle.MEDIUM);
        words = book.createCellStyle();
        words.setWrapText(true);
        words.setVerticalAlignment(VerticalAlignment.TOP);
    }

    static byte[] of(Document document) {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            Xlsx xlsx = new Xlsx(book);
            List<Sheet> sheets = Sheets.all(document);
            for (int i = 0; i < sheets.size(); i++) {
                xlsx.add(sheets.get(i), i + 1, document);
            }
            properties(book.getProperties(), document);
            book.write(bytes);
            return Zip.steady(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Sheet sheet, int number, Document document) {
        XSSFSheet page = book.createSheet(sheet.name());
        XSSFRow header = page.createRow(0);
        for (int i = 0; i < sheet.header().size(); i++) {
            XSSFCell cell = header.createCell(i);
            cell.setCellValue(sheet.header().get(i));
            cell.setCellStyle(head);
        }
        for (int r = 0; r < sheet.rows().size(); r++) {
            XSSFRow row = page.createRow(r + 1);
            for (int i = 0; i < sheet.header().size(); i++) {
                set(row.createCell(i), sheet.rows().get(r).get(i));
            }
        }
        for (int i = 0; i < sheet.header().size(); i++) {
            page.setColumnWidth(i, 256 * width(sheet, i));
        }
        XSSFTable table = page.createTable(new AreaReference(
                new CellReference(0, 0),
                new CellReference(sheet.rows().size(), sheet.header().size() - 1),
                SpreadsheetVersion.EXCEL2007));
        String name = "table_" + number + "_" + sheet.name().replaceAll("[^A-Za-z0-9_]", "_");
        table.setName(name);
        table.setDisplayName(name);
        table.setStyleName("TableStyleLight1");
        page.createFreezePane(0, 1);
        page.getHeader().setCenter(document.marking());
        page.getFooter().setCenter(document.marking());
        page.getFooter().setLeft(document.number());
    }

    private void set(XSSFCell cell, Cell value) {
        Double number = value.number();
        if (number != null) {
            cell.setCellValue(number);
        } else {
            String text = Zip.clean(value.text());
            cell.setCellValue(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            cell.setCellStyle(words);
        }
    }

    private static int width(Sheet sheet, int column) {
        int longest = sheet.rows().stream()
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
        return Math.max(14, Math.min(WIDEST, longest + 2));
    }

    private static void properties(POIXMLProperties properties, Document document) {
        POIXMLProperties.CoreProperties core = properties.getCoreProperties();
        core.setTitle(document.title());
        core.setCreator(document.author());
        core.setSubjectProperty(document.finding());
        core.setKeywords(document.number());
        core.setCategory(document.marking().isEmpty() ? "none" : document.marking());
        core.setCreated(Optional.of(Date.from(document.knownAt())));
        core.setModified(Optional.of(Date.from(document.knownAt())));
        properties
                .getCustomProperties()
                .addProperty("Marking", document.marking().isEmpty() ? "none" : document.marking());
    }

    /** What every office document says of itself. */
    static void describe(POIXMLProperties properties, Document document) {
        properties(properties, document);
    }
}
