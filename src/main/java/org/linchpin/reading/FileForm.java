package org.linchpin.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.linchpin.access.BadInput;
import org.mozilla.universalchardet.UniversalDetector;
import org.springframework.http.HttpStatus;

/**
 * How a file is written: found from its first megabyte, and shown to whoever sent it.
 *
 * @param charset how its characters are encoded
 * @param delimiter what stands between its cells
 */
public record FileForm(Charset charset, char delimiter) {

    private static final int SAMPLE = 1 << 20;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int RECORDS = 50;

    /** Looks at a file; refuses what is no CSV, and says what it is instead. */
    public static FileForm of(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseOtherKinds(start);
        Charset charset = charset(start);
        String text = new String(start, charset);
        if (text.replace("\uFEFF", "").isBlank()) {
            throw unfit("file-empty", "The file holds nothing but blanks");
        }
        return new FileForm(charset, delimiter(text));
    }

    private static void refuseOtherKinds(byte[] start) {
        if (start.length == 0) {
            throw unfit("file-empty", "The file is empty");
        }
        String head = new String(start, 0, Math.min(start.length, 1024), StandardCharsets.ISO_8859_1);
        String plain = head.replaceFirst("^(ï»¿)?\\s*", "").toLowerCase(Locale.ROOT);
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            boolean workbook = head.contains("[Content_Types].xml") || head.contains("xl/");
            throw kind(
                    workbook ? "file-workbook" : "file-zip",
                    workbook
                            ? "This is an Excel workbook. Save the sheet as \"CSV UTF-8\" and upload that"
                            : "This is a ZIP archive or a workbook. Unpack it, and upload the CSV file");
        }
        if (head.startsWith("%PDF")) {
            throw kind("file-pdf", "This is a PDF document. Export the table as CSV and upload that");
        }
        if (plain.startsWith("<!doctype html") || plain.startsWith("<html")) {
            throw kind("file-html", "This is a web page, perhaps a sign-in page saved in place of a download");
        }
        if (plain.startsWith("<?xml")) {
            throw kind("file-xml", "This is an XML document. Export the table as CSV and upload that");
        }
        if (plain.startsWith("{") || plain.startsWith("[{")) {
            throw kind("file-json", "This is a JSON document. Export the table as CSV and upload that");
        }
        if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            throw kind(
                    "file-workbook", "This is an old Excel workbook. Save the sheet as \"CSV UTF-8\" and upload that");
        }
        if (head.startsWith("\u001F\u008B")) {
            throw kind("file-gzip", "This file is compressed. Unpack it, and upload the CSV file");
        }
        long strange = head.chars()
                .filter(c -> c < 32 && c != '\t' && c != '\n' && c != '\r' && c != 0)
                .count();
        if (strange * 20 > head.length()) {
            throw kind("file-binary", "This is no text. Export the register as CSV and upload that");
        }
    }

    /** UTF-8 wherever that is possible; else what the frequencies of bytes tell. */
    private static Charset charset(byte[] start) {
        if (begins(start, 0xFF, 0xFE) || nulsAt(start, 1)) {
            return begins(start, 0xFF, 0xFE) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE;
        }
        if (begins(start, 0xFE, 0xFF) || nulsAt(start, 0)) {
            return begins(start, 0xFE, 0xFF) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16BE;
        }
        if (decodes(start, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(start);
        detector.dataEnd();
        String found = detector.getDetectedCharset();
        try {
            Charset charset = found == null ? Charset.forName("windows-1252") : Charset.forName(found);
            // Korean Windows writes its own superset of EUC-KR, and a superset loses nothing.
            return charset.name().equals("EUC-KR") ? Charset.forName("x-windows-949") : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.forName("windows-1252");
        }
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /** Every second byte of Western text in UTF-16 is NUL. */
    private static boolean nulsAt(byte[] bytes, int offset) {
        int nuls = 0;
        int looked = Math.min(bytes.length, 4096) / 2;
        for (int i = 0; i < looked; i++) {
            nuls += bytes[2 * i + offset] == 0 ? 1 : 0;
        }
        return looked > 4 && nuls * 10 > looked * 7;
    }

    /** Whether the bytes are text in this encoding, save for a character that the sample cuts in two. */
    private static boolean decodes(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, bytes.length < SAMPLE);
        return !result.isError();
    }

    /** The delimiter under which records have the same number of cells, and the most of them. */
    private static char delimiter(String text) {
        char best = ',';
        double most = 0;
        for (char delimiter : DELIMITERS) {
            List<Integer> widths = widths(text, delimiter);
            if (widths.isEmpty()) {
                continue;
            }
            int header = widths.get(0);
            double same = widths.stream().filter(width -> width == header).count() / (double) widths.size();
            double score = header < 2 ? 0 : same * same * Math.log(header + 1.0);
            if (score > most) {
                most = score;
                best = delimiter;
            }
        }
        return best;
    }

    private static List<Integer> widths(String text, char delimiter) {
        List<Integer> widths = new ArrayList<>();
        try (CsvReader<CsvRecord> records = Rows.reader(delimiter).ofCsvRecord(text)) {
            Iterator<CsvRecord> each = records.iterator();
            while (widths.size() < RECORDS && each.hasNext()) {
                widths.add(each.next().getFieldCount());
            }
        } catch (CsvParseException | IOException cutOff) {
            // The sample may end within a cell; what was read until there is enough to compare.
            return widths;
        }
        return widths;
    }

    /** What people call the encoding. */
    public String encoding() {
        return charset.name();
    }

    /** What people call the delimiter. */
    public String delimiterName() {
        return switch (delimiter) {
            case '\t' -> "tab";
            case ';' -> "semicolon";
            case '|' -> "pipe";
            default -> "comma";
        };
    }

    public static FileForm of(String encoding, String delimiter) {
        char sign = switch (delimiter) {
            case "tab" -> '\t';
            case "semicolon" -> ';';
            case "pipe" -> '|';
            default -> ',';
        };
        return new FileForm(Charset.forName(encoding), sign);
    }

    public static List<String> delimiterNames() {
        return Arrays.asList("comma", "semicolon", "tab", "pipe");
    }

    private static BadInput unfit(String code, String message) {
        return new BadInput(HttpStatus.UNPROCESSABLE_CONTENT, code, message);
    }

    private static BadInput kind(String code, String message) {
        return new BadInput(HttpStatus.UNSUPPORTED_MEDIA_TYPE, code, message);
    }
}
