package org.linchpin.reading;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The records of a delimited text. Nothing of it is refused: a quotation mark inside a cell that has none around it stands
 * for itself, and so does what follows a closing one. A cell becomes a String when it is asked for, and a column that
 * repeats itself gives the same String again, so that a national register costs little memory to read.
 */
final class TextRows extends Rows {

    /** So large a record is no record: a quotation mark was never closed. */
    private static final int LARGEST_RECORD = 4 << 20;

    private static final int END = -1;
    private static final int REMEMBERED_BITS = 12;
    private static final int REMEMBERED = 1 << REMEMBERED_BITS;
    private static final int LONGEST_REMEMBERED = 40;
    private static final int TRIAL = 1 << 12;
    private static final int TELLING = 5;

    private final BoundedInputStream bytes;
    private final Reader reader;
    private final char delimiter;
    private final char quote;

    private char[] text = new char[1 << 16];
    /** The record lies from {@code start} on; {@code next} is the character to look at, {@code end} that after the last read. */
    private int start;

    private int next;
    private int end;

    private int[] from = new int[64];
    private int[] to = new int[64];
    private int size;
    private int number;
    private boolean openEnded;
    private boolean astray;

    private final String[] known = new String[REMEMBERED];
    private int[] asked = new int[64];
    private int[] found = new int[64];

    TextRows(Path file, FileForm form) throws IOException {
        bytes = BoundedInputStream.builder().setPath(file).get();
        reader = new InputStreamReader(bytes, form.charset());
        delimiter = form.delimiter();
        quote = form.quote();
        if (peek() == '\uFEFF') {
            next++;
        }
    }

    /** Reads a text that is there already. */
    TextRows(Reader text, char delimiter, char quote) {
        try {
            bytes = BoundedInputStream.builder().setByteArray(new byte[0]).get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = text;
        this.delimiter = delimiter;
        this.quote = quote;
        if (peek() == '\uFEFF') {
            next++;
        }
    }

    @Override
    public boolean next() {
        start = next;
        size = 0;
        astray = false;
        if (peek() == END) {
            return false;
        }
        number++;
        while (cell()) {
            // goes on while a delimiter follows
        }
        return true;
    }

    /** Reads one cell and what ends it; true if that is a delimiter. */
    private boolean cell() {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
            asked = Arrays.copyOf(asked, size * 2);
            found = Arrays.copyOf(found, size * 2);
        }
        int first = peek();
        if (first == quote && quote != 0) {
            return quoted();
        }
        int begin = next - start;
        while (true) {
            char[] in = text;
            int limit = end;
            int at = next;
            while (at < limit) {
                char c = in[at];
                if (c == delimiter || c == '\n' || c == '\r') {
                    break;
                }
                at++;
            }
            next = at;
            if (at < limit || peek() == END) {
                return ends(begin, next - start);
            }
        }
    }

    private boolean quoted() {
        next++;
        int begin = next - start;
        int write = begin;
        boolean inside = true;
        boolean lines = false;
        while (true) {
            int c = peek();
            if (c == END) {
                openEnded = inside;
                break;
            }
            if (inside) {
                next++;
                if (c != quote) {
                    lines |= c == '\n' || c == '\r';
                    text[start + write++] = (char) c;
                } else if (peek() == quote) {
                    text[start + write++] = quote;
                    next++;
                } else {
                    inside = false;
                }
            } else if (c == delimiter || c == '\n' || c == '\r') {
                break;
            } else {
                next++;
                astray |= lines && c != ' ';
                text[start + write++] = (char) c;
            }
        }
        return ends(begin, write);
    }

    /** Notes a cell by its place in the record, and passes what ends it. */
    private boolean ends(int begin, int close) {
        from[size] = begin;
        to[size] = close;
        size++;
        int c = peek();
        if (c == END) {
            return false;
        }
        next++;
        if (c == delimiter) {
            return true;
        }
        if (c == '\r' && peek() == '\n') {
            next++;
        }
        return false;
    }

    private int peek() {
        return next < end || fill() ? text[next] : END;
    }

    /** Reads more, keeping the record at hand; false at the end of the file. */
    private boolean fill() {
        if (start > 0) {
            System.arraycopy(text, start, text, 0, end - start);
            next -= start;
            end -= start;
            start = 0;
        }
        if (end == text.length) {
            if (text.length >= LARGEST_RECORD) {
                throw unfit(
                        "cell-too-large",
                        "A record is larger than four million characters: most likely a quotation mark was never closed");
            }
            text = Arrays.copyOf(text, text.length * 2);
        }
        try {
            int read = reader.read(text, end, text.length - end);
            if (read <= 0) {
                return false;
            }
            end += read;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String cell(int column) {
        int begin = start + from[column];
        int length = to[column] - from[column];
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_REMEMBERED || !repeats(column)) {
            return new String(text, begin, length);
        }
        int slot = slot(begin, length);
        String there = known[slot];
        asked[column]++;
        if (there != null && there.length() == length && same(there, begin)) {
            found[column]++;
            return there;
        }
        String fresh = new String(text, begin, length);
        known[slot] = fresh;
        return fresh;
    }

    private boolean same(String there, int begin) {
        for (int i = 0; i < there.length(); i++) {
            if (there.charAt(i) != text[begin + i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean repeats(int column) {
        return asked[column] < TRIAL || found[column] > asked[column] - (asked[column] >> 2);
    }

    /** By the last signs of a cell, for that is where cells of a column differ. */
    private int slot(int begin, int length) {
        int hash = length * 31 + text[begin];
        for (int i = begin + Math.max(0, length - TELLING); i < begin + length; i++) {
            hash = hash * 31 + text[i];
        }
        return hash * 0x9E3779B9 >>> Integer.SIZE - REMEMBERED_BITS;
    }

    @Override
    public boolean blank() {
        for (int i = 0; i < size; i++) {
            for (int at = start + from[i]; at < start + to[i]; at++) {
                if (!Character.isWhitespace(text[at])) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean openEnded() {
        return openEnded;
    }

    @Override
    public boolean astray() {
        return astray;
    }

    @Override
    public long bytesRead() {
        return bytes.getCount();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
