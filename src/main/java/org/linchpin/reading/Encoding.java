package org.linchpin.reading;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * In which encoding bytes are written: UTF-8 wherever that is possible; else what byte order marks, the rules of East Asian
 * encodings and the frequencies of letters tell, in this order.
 */
final class Encoding {

    /** Those that people choose from. */
    static final List<String> NAMES = List.of(
            "UTF-8",
            "UTF-16LE",
            "UTF-16BE",
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "windows-1253",
            "windows-1254",
            "windows-1255",
            "windows-1256",
            "windows-1257",
            "windows-1258",
            "x-windows-874",
            "ISO-8859-2",
            "ISO-8859-15",
            "IBM850",
            "x-MacRoman",
            "GB18030",
            "x-windows-949",
            "Big5",
            "windows-31j",
            "EUC-JP");

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Set<String> EAST_ASIAN =
            Set.of("GB18030", "GBK", "GB2312", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "x-EUC-TW", "ISO-2022-JP");
    /** What Windows writes is a superset of the standard, and a superset loses nothing. */
    private static final Map<String, String> SUPERSETS = Map.of(
            "EUC-KR", "x-windows-949",
            "GBK", "GB18030",
            "GB2312", "GB18030",
            "Shift_JIS", "windows-31j",
            "ISO-8859-1", "windows-1252",
            "ISO-8859-7", "windows-1253",
            "ISO-8859-8", "windows-1255",
            "ISO-8859-8-I", "windows-1255",
            "ISO-8859-9", "windows-1254");

    private static final int ENOUGH_TO_LOOK_AT = 1 << 16;

    /** Files of which so much is plain ASCII say what they are somewhere else. */
    private static final long FARTHEST = 1L << 28;

    private static final int BLOCK = 1 << 20;
    private static final String ASCII = "a;1";
    /** What every table has, whatever alphabet it is written in. */
    private static final String DIVIDING = ",;\t|\r\n\0";

    private static final int LEAST_CONFIDENCE = 15;
    private static final int FEW = 64;

    private Encoding() {}

    /** Names what is no delimited text. */
    static void refuseOtherKinds(byte[] start) {
        String head = new String(start, 0, Math.min(start.length, 1024), StandardCharsets.ISO_8859_1);
        String bare = head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
        String plain = bare.strip().toLowerCase(Locale.ROOT);
        if (head.startsWith("%PDF")) {
            throw FileForm.otherKind("file-pdf", "This is a PDF document. Export the table as CSV and upload that");
        }
        if (plain.startsWith("<!doctype html") || plain.startsWith("<html")) {
            throw FileForm.otherKind(
                    "file-html", "This is a web page, perhaps a sign-in page saved in place of a download");
        }
        if (plain.startsWith("<?xml")) {
            throw FileForm.otherKind("file-xml", "This is an XML document. Export the table as CSV and upload that");
        }
        if (plain.startsWith("{")
                || plain.startsWith("[{")
                || plain.startsWith("[") && plain.substring(1).strip().startsWith("{")) {
            throw FileForm.otherKind("file-json", "This is a JSON document. Export the table as CSV and upload that");
        }
        if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            throw FileForm.otherKind(
                    "file-workbook",
                    "This is an Excel workbook of before 2007, or one with a password. Save it as .xlsx without one");
        }
        if (head.startsWith("\u001F\u008B")) {
            throw FileForm.otherKind("file-gzip", "This file is compressed. Unpack it, and upload what is inside");
        }
        long foreign = head.chars().filter(c -> c >= 128).count();
        if (foreign * 2 > head.length()
                && head.length() >= FEW
                && head.chars().noneMatch(c -> DIVIDING.indexOf(c) >= 0)) {
            throw FileForm.otherKind(
                    "file-binary",
                    "This is no text, or one of a mainframe in EBCDIC. Export the register as CSV in UTF-8 and upload that");
        }
        long strange = head.chars()
                .filter(c -> c < 32 && c != '\t' && c != '\n' && c != '\r' && c != 0 && c != 1 && c != 0x1F)
                .count();
        if (strange * 20 > head.length()) {
            throw FileForm.otherKind("file-binary", "This is no text. Export the register as CSV and upload that");
        }
    }

    /**
     * Finds it out.
     *
     * @param whole whether the bytes are all there are, so that none may be cut off in the middle of a character
     */
    static Charset of(byte[] bytes, boolean whole) {
        if (begins(bytes, 0xFF, 0xFE, 0, 0)) {
            return Charset.forName("UTF-32LE");
        }
        if (begins(bytes, 0, 0, 0xFE, 0xFF)) {
            return Charset.forName("UTF-32BE");
        }
        if (begins(bytes, 0xFF, 0xFE) || nulsAt(bytes, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(bytes, 0xFE, 0xFF) || nulsAt(bytes, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if (decoded(bytes, StandardCharsets.UTF_8, whole) != null || mostlyUtf8(bytes)) {
            return StandardCharsets.UTF_8;
        }
        byte[] telling = telling(bytes);
        Charset eastAsian = eastAsian(telling);
        if (eastAsian != null) {
            return eastAsian;
        }
        Charset windows = Alphabets.of(telling);
        if (windows != null) {
            return windows;
        }
        CharsetDetector detector = new CharsetDetector();
        detector.setText(telling);
        for (CharsetMatch match : detector.detectAll()) {
            Charset charset = singleByte(match.getName());
            if (match.getConfidence() >= LEAST_CONFIDENCE && decoded(telling, charset, false) != null) {
                return charset;
            }
        }
        return WESTERN;
    }

    /**
     * Where the beginning of a file is nothing but ASCII: its first million bytes from the first line that is not; the beginning where
     * there is none, or only far away.
     */
    static byte[] beyondAscii(Path file, byte[] start) throws IOException {
        if (start.length < BLOCK || beyond(start, start.length) >= 0) {
            return start;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (long from = 0; from < FARTHEST; from += BLOCK) {
                int length = in.readNBytes(block, 0, BLOCK);
                int at = beyond(block, length);
                if (at >= 0) {
                    byte[] rest = in.readNBytes(BLOCK);
                    byte[] some = Arrays.copyOfRange(block, at, length + rest.length);
                    System.arraycopy(rest, 0, some, length - at, rest.length);
                    return some;
                }
                if (length < BLOCK) {
                    break;
                }
            }
        }
        return start;
    }

    /** Whether a file says the same in another encoding than was found: nothing in it but ASCII, and the other says that as well. */
    static boolean same(Path file, Charset found, Charset other) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] telling = beyondAscii(file, in.readNBytes(BLOCK));
            return found.equals(StandardCharsets.UTF_8)
                    && beyond(telling, telling.length) < 0
                    && Arrays.equals(ASCII.getBytes(other), ASCII.getBytes(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int beyond(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return i;
            }
        }
        return -1;
    }

    /** Text in UTF-8 in which a few characters were broken on the way: those are reported, the rest is right. */
    private static boolean mostlyUtf8(byte[] bytes) {
        int whole = 0;
        int broken = 0;
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i] & 0xFF;
            int follow = lead < 0x80
                    ? 0
                    : lead >= 0xC2 && lead < 0xE0
                            ? 1
                            : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
            boolean good = follow >= 0 && i + follow < bytes.length;
            for (int j = 1; good && j <= follow; j++) {
                good = (bytes[i + j] & 0xC0) == 0x80;
            }
            whole += good && follow > 0 ? 1 : 0;
            broken += good ? 0 : 1;
            i += good ? follow + 1 : 1;
        }
        return whole > 20L * broken;
    }

    /** Lines without a character beyond ASCII tell nothing of the encoding, and there may be a million of them first. */
    private static byte[] telling(byte[] bytes) {
        byte[] some = new byte[Math.min(bytes.length, ENOUGH_TO_LOOK_AT)];
        int filled = 0;
        int line = 0;
        boolean tells = false;
        for (int i = 0; i < bytes.length && filled < some.length; i++) {
            tells |= bytes[i] < 0;
            if (bytes[i] == '\n' || bytes[i] == '\r' || i == bytes.length - 1) {
                int length = Math.min(i + 1 - line, some.length - filled);
                if (tells) {
                    System.arraycopy(bytes, line, some, filled, length);
                    filled += length;
                }
                line = i + 1;
                tells = false;
            }
        }
        return Arrays.copyOf(some, filled);
    }

    private static @Nullable Charset eastAsian(byte[] bytes) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes);
        detector.dataEnd();
        String found = detector.getDetectedCharset();
        if (found != null && Charset.isSupported(found)) {
            Charset charset = Charset.forName(found);
            if (EAST_ASIAN.contains(charset.name()) && decoded(bytes, superset(charset.name()), false) != null) {
                return superset(charset.name());
            }
        }
        // Too few characters for frequencies: Korean is known by being nothing but its syllables.
        Charset korean = Charset.forName("x-windows-949");
        String text = decoded(bytes, korean, true);
        long strange = text == null ? 0 : text.chars().filter(c -> c > 127).count();
        return text != null
                        && strange > 1
                        && text.chars().filter(c -> c > 127).allMatch(c -> c >= 0xAC00 && c <= 0xD7A3)
                        && commonSyllables(text, strange)
                ? korean
                : null;
    }

    /** The rows of KS X 1001 hold the 2,350 syllables that are in use; letters of other alphabets read as Korean give rare ones. */
    private static boolean commonSyllables(String text, long strange) {
        Charset standard = Charset.forName("EUC-KR");
        String syllables = text.codePoints()
                .filter(c -> c > 127)
                .limit(FEW * 1_000L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return strange > 0 && standard.newEncoder().canEncode(syllables);
    }

    private static Charset singleByte(String name) {
        try {
            return superset(name);
        } catch (IllegalArgumentException unknown) {
            return WESTERN;
        }
    }

    private static Charset superset(String name) {
        return Charset.forName(SUPERSETS.getOrDefault(name, name));
    }

    private static boolean begins(byte[] bytes, int... mark) {
        return bytes.length >= mark.length
                && IntStream.range(0, mark.length).allMatch(i -> (bytes[i] & 0xFF) == mark[i]);
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

    /** The text, or null where the bytes are none in this encoding; a character cut off at the end is no fault. */
    private static @Nullable String decoded(byte[] bytes, Charset charset, boolean whole) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        return decoder.decode(ByteBuffer.wrap(bytes), out, whole).isError()
                ? null
                : out.flip().toString();
    }
}
