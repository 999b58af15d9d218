package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an Excel workbook. A day is given as 2026-01-31, a number as Excel keeps it. */
final class ExcelRows extends Rows {

    private static final int MOST_SERIAL_DAYS = 2_958_465;
    private static final LocalDateTime EPOCH = LocalDate.of(1899, 12, 30).atStartOfDay();
    private static final LocalDateTime EPOCH_OF_1904 = LocalDate.of(1904, 1, 1).atStartOfDay();

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> each;
    private final LocalDateTime epoch;
    private final long bytes;
    private @Nullable Row row;
    private boolean over;

    ExcelRows(Path file, FileForm form) throws IOException {
        bytes = file.toFile().length();
        try {
            workbook =
                    new ReadableWorkbook(file.toFile(), new ReadingOptions(Archive.holds(file, "xl/styles.xml"), true));
        } catch (RuntimeException | IOException broken) {
            throw Archive.broken(broken);
        }
        try {
            Sheet sheet = workbook.findSheet(form.sheet()).orElseGet(workbook::getFirstSheet);
            epoch = workbook.isDate1904() ? EPOCH_OF_1904 : EPOCH;
            stream = sheet.openStream();
            each = stream.iterator();
        } catch (RuntimeException | IOException broken) {
            workbook.close();
            throw Archive.broken(broken);
        }
    }

    @Override
    public boolean next() {
        try {
            while (each.hasNext()) {
                row = each.next();
                if (row.getPhysicalCellCount() > 0) {
                    return true;
                }
            }
        } catch (UncheckedIOException broken) {
            throw Archive.broken(broken);
        } catch (RuntimeException broken) {
            throw Archive.broken(broken);
        }
        over = true;
        return false;
    }

    @Override
    public int number() {
        return row == null ? 0 : row.getRowNum();
    }

    @Override
    public int size() {
        if (row == null) {
            return 0;
        }
        // A sheet's row ends with its last cell; the header says how far the table goes.
        int last = row.getCellCount();
        while (last > 0 && cell(last - 1).isEmpty()) {
            last--;
        }
        return header().size() == 0 ? last : Math.max(last, header().size());
    }

    @Override
    public String cell(int column) {
        if (row == null || column >= row.getCellCount()) {
            return "";
        }
        Cell cell = row.getCell(column);
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        if (cell.getType() == CellType.BOOLEAN) {
            return Boolean.TRUE.equals(cell.asBoolean()) ? "true" : "false";
        }
        Object value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return isDay(cell) ? day(number) : plain(number);
        }
        String text = cell.getText();
        return text == null ? "" : text;
    }

    /** Excel writes 7.4 as 7.4000000000000004, which is the same number to it. */
    private static String plain(BigDecimal number) {
        return number.precision() > 15 && number.scale() > 0
                ? new BigDecimal(Double.toString(number.doubleValue())).toPlainString()
                : number.toPlainString();
    }

    private static boolean isDay(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null || format.equalsIgnoreCase("General")) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^]]*]", "").toLowerCase(Locale.ROOT);
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 && bare.indexOf('m') >= 0;
    }

    private String day(BigDecimal serial) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(MOST_SERIAL_DAYS)) > 0) {
            return serial.toPlainString();
        }
        LocalDateTime time = epoch.plusSeconds(Math.round(serial.doubleValue() * 86_400));
        return time.toLocalTime().toSecondOfDay() == 0
                ? time.toLocalDate().toString()
                : time.toString().replace('T', ' ');
    }

    @Override
    public long bytesRead() {
        return over ? bytes : 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
