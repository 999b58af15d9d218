package org.linchpin.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.linchpin.access.BadInput;
import org.linchpin.reading.FileForm.Kind;

/** Workbooks are ZIP archives of XML, and both can be made to grow without end: what is unpacked here is counted. */
final class Archive {

    private static final int MOST_ENTRIES = 5_000;
    /** Sheets are packed to a tenth or a thirtieth; what shrinks to a three-hundredth is made to burst. */
    private static final int MOST_RATIO = 300;

    private static final long ALWAYS_ALLOWED = 32L << 20;
    private static final long MOST_UNPACKED = 8L << 30;
    /** Excel's table of texts is held in memory. */
    private static final long MOST_TEXTS = 96L << 20;

    private static final int DEEPEST = 64;

    private Archive() {}

    /** Excel or OpenDocument; refuses every other archive, and one that would burst. */
    static Kind kind(Path file) {
        try (ZipFile zip = open(file)) {
            if (zip.size() > MOST_ENTRIES) {
                throw Rows.unfit("archive-too-large", "The archive holds " + zip.size() + " files");
            }
            Kind kind = kind(zip);
            long packed = file.toFile().length();
            long unpacked = 0;
            for (ZipEntry entry : zip.stream().toList()) {
                if (matters(entry.getName())) {
                    long most = entry.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml")
                            ? MOST_TEXTS
                            : MOST_UNPACKED - unpacked;
                    unpacked += measured(zip, entry, Math.min(most, Math.max(ALWAYS_ALLOWED, packed * MOST_RATIO)));
                }
            }
            return kind;
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    private static boolean matters(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels");
    }

    private static Kind kind(ZipFile zip) throws IOException {
        if (zip.getEntry("xl/workbook.xml") != null) {
            return Kind.XLSX;
        }
        ZipEntry type = zip.getEntry("mimetype");
        if (type != null && zip.getEntry("content.xml") != null) {
            try (InputStream in = zip.getInputStream(type)) {
                String said = new String(in.readNBytes(200), StandardCharsets.US_ASCII);
                if (said.startsWith(Kind.ODS.mediaType())) {
                    return Kind.ODS;
                }
            }
        }
        if (zip.getEntry("xl/workbook.bin") != null) {
            throw FileForm.otherKind("file-workbook", "This is a binary Excel workbook. Save it as .xlsx");
        }
        throw FileForm.otherKind(
                "file-zip", "This is a ZIP archive. Unpack it, and upload the CSV file or workbook that is inside");
    }

    private static long measured(ZipFile zip, ZipEntry entry, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long all = 0;
        RowLength row = new RowLength();
        boolean sheet =
                entry.getName().startsWith("xl/worksheets/") || entry.getName().equals("content.xml");
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
                if (all > most || sheet && row.tooLong(buffer, read)) {
                    throw Rows.unfit(
                            "archive-too-large",
                            "The workbook unpacks to more than a workbook may hold. Save the sheet as CSV and upload that");
                }
            }
        }
        return all;
    }

    /** Readers hold one row of a sheet at a time: how long it is, is seen from where the rows' elements end. */
    private static final class RowLength {

        private static final long LONGEST = 32L << 20;
        private static final int LONGEST_TAG = 24;

        private final StringBuilder tag = new StringBuilder(LONGEST_TAG);
        private boolean inTag;
        private long length;

        private boolean tooLong(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                char c = (char) (bytes[i] & 0xFF);
                length++;
                if (c == '<') {
                    inTag = true;
                    tag.setLength(0);
                } else if (inTag && c == '>') {
                    inTag = false;
                    boolean rowEnds =
                            tag.length() > 3 && tag.charAt(0) == '/' && tag.indexOf("row", tag.length() - 3) > 0;
                    length = rowEnds ? 0 : length;
                } else if (inTag && tag.length() < LONGEST_TAG) {
                    tag.append(c);
                    // What looks like the end of a row inside such a section would be none; no spreadsheet writes them.
                    if (c == '[' && tag.indexOf("![CDATA[") == 0) {
                        return true;
                    }
                } else {
                    inTag = false;
                }
            }
            return length > LONGEST;
        }
    }

    static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException broken) {
            throw broken(broken);
        }
    }

    static BadInput broken(Exception cause) {
        if (cause instanceof UncheckedIOException
                || cause instanceof IOException
                || cause instanceof XMLStreamException) {
            return Rows.unfit(
                    "file-broken", "The workbook is damaged and cannot be read. Save it again, or save it as CSV");
        }
        return Rows.unfit("file-broken", "The workbook holds something that is no spreadsheet. Save the sheet as CSV");
    }

    /** The names of a workbook's sheets, in their order, hidden ones last. */
    static List<String> sheets(Path file, Kind kind) {
        List<String> shown = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        boolean excel = kind == Kind.XLSX;
        try (ZipFile zip = open(file);
                InputStream in = entry(zip, excel ? "xl/workbook.xml" : "content.xml")) {
            XMLStreamReader xml = xml(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(excel ? "sheet" : "table")) {
                    String name = xml.getAttributeValue(
                            excel ? null : "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "name");
                    String state = excel ? xml.getAttributeValue(null, "state") : null;
                    (state == null || state.equals("visible") ? shown : hidden).add(name == null ? "" : name);
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw broken(e);
        }
        shown.addAll(hidden);
        if (shown.isEmpty()) {
            throw Rows.unfit("file-empty", "The workbook has no sheet");
        }
        return shown;
    }

    /** Whether it has a part: simple programs write workbooks without styles. */
    static boolean holds(Path file, String part) {
        try (ZipFile zip = open(file)) {
            return zip.stream().anyMatch(entry -> entry.getName().equalsIgnoreCase(part));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    static InputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException(name + " is missing");
        }
        return zip.getInputStream(entry);
    }

    /** Neither document types nor outside entities are looked at, and elements nest only as deep as sheets need. */
    static XMLStreamReader xml(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", String.valueOf(DEEPEST));
        return factory.createXMLStreamReader(in, StandardCharsets.UTF_8.name());
    }

    /** Counts what is read. */
    static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            count += Math.max(read, 0);
            return read;
        }

        long count() {
            return count;
        }
    }
}
