package org.linchpin.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;

/** The rows of a sheet of an OpenDocument spreadsheet. A day is given as 2026-01-31, a number as the document keeps it. */
final class OpenDocumentRows extends Rows {

    private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static final int MOST_ROWS = 1 << 20;
    private static final int LARGEST_CELL = 4 << 20;
    /** A million rows of twenty columns that all say the same are a sheet; a few lines that stand for a thousand million cells are made to burst. */
    private static final long MOST_REPEATED = 20L << 20;

    private final ZipFile zip;
    private final Archive.Counted content;
    private final XMLStreamReader xml;
    private final long bytes;
    private final double packed;
    private List<String> cells = new ArrayList<>();
    private int number;
    private int repeats;
    private long repeated;
    private boolean over;

    OpenDocumentRows(Path file, FileForm form) throws IOException {
        bytes = file.toFile().length();
        zip = Archive.open(file);
        try {
            packed = bytes / (double) Math.max(1, zip.getEntry("content.xml").getSize());
            content = new Archive.Counted(Archive.entry(zip, "content.xml"));
            xml = Archive.xml(content);
            over = !sheet(form.sheet());
        } catch (XMLStreamException | IOException | RuntimeException broken) {
            zip.close();
            throw Archive.broken(broken);
        }
    }

    /** Goes to the sheet of that name, or to the first. */
    private boolean sheet(String name) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && is(TABLE, "table")) {
                String called = xml.getAttributeValue(TABLE, "name");
                if (name.isEmpty() || name.equals(called)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean is(String space, String name) {
        return name.equals(xml.getLocalName()) && space.equals(xml.getNamespaceURI());
    }

    @Override
    public boolean next() {
        if (repeats > 0) {
            repeats--;
            number++;
            return true;
        }
        try {
            while (!over && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && is(TABLE, "table")) {
                    over = true;
                } else if (event == XMLStreamConstants.START_ELEMENT && is(TABLE, "table-row")) {
                    int times = times("number-rows-repeated", MOST_ROWS);
                    cells = row();
                    if (!cells.isEmpty()) {
                        number++;
                        repeats = Math.min(times, MOST_ROWS - number) - 1;
                        repeated += (long) repeats * cells.size();
                        if (repeated > MOST_REPEATED) {
                            throw unfit(
                                    "archive-too-large",
                                    "The workbook repeats a row more often than a sheet may hold. Save the sheet as CSV and upload that");
                        }
                        return true;
                    }
                    number += times;
                }
            }
        } catch (XMLStreamException | RuntimeException broken) {
            throw broken instanceof BadInput refused ? refused : Archive.broken(broken);
        }
        over = true;
        return false;
    }

    private int times(String attribute, int most) {
        String said = xml.getAttributeValue(TABLE, attribute);
        return said == null ? 1 : Math.max(1, Math.min(Integer.parseInt(said), most));
    }

    /** The cells up to the last that holds something: what follows is repeated to the edge of the sheet. */
    private List<String> row() throws XMLStreamException {
        List<String> row = new ArrayList<>();
        int empty = 0;
        while (xml.next() != XMLStreamConstants.END_ELEMENT || !is(TABLE, "table-row")) {
            boolean starts = xml.isStartElement();
            if (starts && (is(TABLE, "table-cell") || is(TABLE, "covered-table-cell"))) {
                int times = times("number-columns-repeated", 1 << 14);
                String value = cell();
                if (value.isEmpty()) {
                    empty += times;
                } else if (row.size() + empty + times > MOST_COLUMNS) {
                    throw unfit("columns-too-many", "A row has more than " + MOST_COLUMNS + " cells");
                } else {
                    for (; empty > 0; empty--) {
                        row.add("");
                    }
                    for (int i = 0; i < times; i++) {
                        row.add(value);
                    }
                }
            }
        }
        return row;
    }

    private String cell() throws XMLStreamException {
        String type = xml.getAttributeValue(OFFICE, "value-type");
        String value = type == null
                ? null
                : switch (type) {
                    case "float", "percentage", "currency" -> xml.getAttributeValue(OFFICE, "value");
                    case "date" -> day(xml.getAttributeValue(OFFICE, "date-value"));
                    case "boolean" -> xml.getAttributeValue(OFFICE, "boolean-value");
                    case "time" -> xml.getAttributeValue(OFFICE, "time-value");
                    default -> xml.getAttributeValue(OFFICE, "string-value");
                };
        String end = xml.getLocalName();
        String words = words(end);
        return value == null ? words : value;
    }

    private static @Nullable String day(@Nullable String value) {
        return value == null ? null : value.endsWith("T00:00:00") ? value.substring(0, 10) : value.replace('T', ' ');
    }

    /** The text of a cell, a line for each paragraph; what somebody noted on its margin is none of it. */
    private String words(String end) throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        int paragraphs = 0;
        int aside = 0;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                if (is(OFFICE, "annotation")) {
                    aside--;
                } else if (is(TABLE, end)) {
                    return words.toString();
                }
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (is(OFFICE, "annotation")) {
                    aside++;
                } else if (is(TEXT, "p") && aside == 0 && paragraphs++ > 0) {
                    words.append('\n');
                } else if (is(TEXT, "s") && aside == 0) {
                    String count = xml.getAttributeValue(TEXT, "c");
                    words.append(" ".repeat(count == null ? 1 : Math.min(Math.max(0, Integer.parseInt(count)), 1_000)));
                } else if (is(TEXT, "tab") && aside == 0) {
                    words.append('\t');
                } else if (is(TEXT, "line-break") && aside == 0) {
                    words.append('\n');
                }
            } else if ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                    && aside == 0
                    && paragraphs > 0) {
                words.append(xml.getText());
                if (words.length() > LARGEST_CELL) {
                    throw unfit("cell-too-large", "A cell is larger than four million characters");
                }
            }
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int size() {
        return header().size() == 0 ? cells.size() : Math.max(cells.size(), header().size());
    }

    @Override
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    @Override
    public long bytesRead() {
        return over ? bytes : Math.min(bytes, Math.round(content.count() * packed));
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException ignored) {
            // The archive is closed below, and with it the stream.
        }
        zip.close();
    }
}
