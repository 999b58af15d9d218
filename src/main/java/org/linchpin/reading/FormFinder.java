package org.linchpin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.linchpin.access.BadInput;
import org.linchpin.reading.FileForm.Kind;

/** Finds out how a file is written, from its beginning. */
public final class FormFinder {

    private static final int SAMPLE = 1 << 20;
    private static final int RECORDS = 60;
    private static final int MOST_ROWS_BEFORE_HEADER = 30;
    private static final int MOST_SHEETS_BEFORE_TABLE = 12;
    /** A table has so many columns. */
    private static final int TABLE = 3;

    private static final String USUAL_DELIMITERS = ",;\t|";
    /** Looked for where none of the usual ones divides anything. */
    private static final String RARE_DELIMITERS = "^~\u0001\u001F\u00A6\u00A7";

    private FormFinder() {}

    /** Looks at a file; refuses what is no table, and says what it is instead. */
    public static FileForm of(Path file) {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (start.length == 0) {
            throw Rows.unfit("file-empty", "The file is empty");
        }
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
            Kind kind = Archive.kind(file);
            return table(file, kind, Archive.sheets(file, kind));
        }
        Encoding.refuseOtherKinds(start);
        Charset charset = charset(file, start);
        String text = new String(start, charset);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.replace("\0", "").isBlank()) {
            throw Rows.unfit("file-empty", "The file holds nothing but blanks");
        }
        // Excel's own way to say it; the line is no row.
        if (plain.length() > 5 && plain.startsWith("sep=") && (plain.charAt(5) == '\r' || plain.charAt(5) == '\n')) {
            return FileForm.text(charset, plain.charAt(4), '"', 2);
        }
        char quote = quote(plain);
        return withHeader(file, FileForm.text(charset, delimiter(plain, quote), quote, 1));
    }

    /** The first sheet that holds a table, and not only how it is to be filled in; the first one where none does. */
    private static FileForm table(Path file, Kind kind, List<String> sheets) {
        for (String sheet : sheets.subList(0, Math.min(sheets.size(), MOST_SHEETS_BEFORE_TABLE))) {
            FileForm form = FileForm.workbook(kind, sheet, 1);
            List<Integer> widths = new ArrayList<>();
            if (sheets.size() == 1 || filled(file, form, widths, new ArrayList<>()) && usual(widths) >= TABLE) {
                return withHeader(file, form);
            }
        }
        return withHeader(file, FileForm.workbook(kind, sheets.get(0), 1));
    }

    private static Charset charset(Path file, byte[] start) {
        try {
            byte[] telling = Encoding.beyondAscii(file, start);
            return Encoding.of(telling, start.length < SAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first row that is as wide as most, if the very first is but a title above the table. */
    static FileForm withHeader(Path file, FileForm form) {
        List<Integer> widths = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        if (!filled(file, form, widths, numbers)) {
            return form;
        }
        int usual = usual(widths);
        int first = widths.get(0);
        if (usual < TABLE || first * 2 > usual) {
            return form;
        }
        for (int i = 1; i < Math.min(widths.size(), MOST_ROWS_BEFORE_HEADER); i++) {
            if (widths.get(i) * 10 >= usual * 8) {
                return form.headerIn(numbers.get(i));
            }
        }
        return form;
    }

    /** As wide as most rows are, or wider. */
    private static int usual(List<Integer> widths) {
        int[] sorted = widths.stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted[sorted.length * 3 / 4];
    }

    /**
     * Counts the cells that hold something in each of the first rows, and says at which numbers these stand.
     *
     * @return whether these rows have an end
     */
    private static boolean filled(Path file, FileForm form, List<Integer> widths, List<Integer> numbers) {
        try (Rows rows = Rows.of(file, form)) {
            widths.add(filled(rows.header().named()));
            numbers.add(rows.number());
            while (widths.size() < RECORDS && rows.next()) {
                Rows at = rows;
                widths.add(
                        filled(IntStream.range(0, at.size()).mapToObj(at::cell).toList()));
                numbers.add(rows.number());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadInput endless) {
            return false;
        }
        return true;
    }

    private static int filled(List<String> cells) {
        return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
    }

    /** A single quotation mark serves where it stands around cells and the double one does nowhere. */
    private static char quote(String text) {
        int single = 0;
        int both = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return '"';
            }
            if (c == '\'' && (i == 0 || (USUAL_DELIMITERS + "\n\r").indexOf(text.charAt(i - 1)) >= 0)) {
                single++;
            } else if (c == '\''
                    && (i + 1 == text.length() || (USUAL_DELIMITERS + "\n\r").indexOf(text.charAt(i + 1)) >= 0)) {
                both++;
            }
        }
        return single > 1 && both * 10 >= single * 9 ? '\'' : '"';
    }

    /** The delimiter under which records have the same number of cells, and the most of them. */
    private static char delimiter(String text, char quote) {
        char best = best(text, quote, USUAL_DELIMITERS);
        char rare = best == 0 ? best(text, quote, RARE_DELIMITERS) : best;
        return rare == 0 ? ',' : rare;
    }

    private static char best(String text, char quote, String candidates) {
        char best = 0;
        double most = 0;
        for (char delimiter : candidates.toCharArray()) {
            List<Integer> widths = widths(text, delimiter, quote);
            if (widths.isEmpty()) {
                continue;
            }
            int[] sorted = widths.stream().mapToInt(Integer::intValue).sorted().toArray();
            int usual = sorted[sorted.length / 2];
            double same = widths.stream().filter(width -> width == usual).count() / (double) widths.size();
            double score = usual > 1 ? same * same * Math.log(usual + 1.0) : 0;
            if (score > most) {
                most = score;
                best = delimiter;
            }
        }
        return best;
    }

    private static List<Integer> widths(String text, char delimiter, char quote) {
        List<Integer> widths = new ArrayList<>();
        try (TextRows rows = new TextRows(new StringReader(text), delimiter, quote)) {
            while (widths.size() < RECORDS && rows.next()) {
                // The sample may end within a cell.
                if (!rows.blank() && !rows.openEnded()) {
                    widths.add(rows.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BadInput endless) {
            return widths;
        }
        return widths;
    }
}
