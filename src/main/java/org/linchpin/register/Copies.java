package org.linchpin.register;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Csv;
import org.linchpin.reading.Rows;
import org.springframework.stereotype.Component;

/** A submission's file for its sender: as it came, and with the problems beside the rows they were found in. */
@Component
class Copies {

    private static final int MOST_ROWS_OF_A_SHEET = 1_048_576;
    private static final int LONGEST_CELL = 32_767;
    private static final String BESIDE = "What was found";

    private final FileStore files;
    private final ProblemList problems;

    Copies(FileStore files, ProblemList problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The bytes as they came; asked for before anything is answered, for they may be held or refused. */
    Path original(Submission submission) {
        return files.admitted(submission.file(), submission.operatorId());
    }

    /** A row of the file and what was found in it. */
    private interface RowReader {
        void row(List<String> cells, List<ProblemList.Item> found, boolean header);
    }

    /** The header with a column more. */
    List<String> header(Submission submission) throws IOException {
        try (Rows rows = Rows.of(original(submission), submission.form());
                ProblemList.Pages problems = this.problems.pages(submission)) {
            List<ProblemList.Item> found = new ArrayList<>();
            for (ProblemList.Item item = problems.hasNext() ? problems.next() : null;
                    item != null && item.row() <= 1;
                    item = problems.hasNext() ? problems.next() : null) {
                found.add(item);
            }
            return with(rows.header().labels(), found.isEmpty() ? BESIDE : words(found));
        }
    }

    /** Every row with what was found in it. */
    void rows(Submission submission, Consumer<List<? extends @Nullable String>> reader) throws IOException {
        annotated(submission, (cells, found, header) -> {
            if (!header) {
                reader.accept(with(cells, words(found)));
            }
        });
    }

    private static List<String> with(List<String> cells, String beside) {
        List<String> more = new ArrayList<>(cells);
        more.add(beside);
        return more;
    }

    /** As a workbook, the cells at fault coloured. */
    void workbook(Submission submission, OutputStream to) throws IOException {
        if (submission.file().bytes() > 200L << 20) {
            throw BadInput.conflict("file-too-large", "So large a register is no workbook; take the copy as CSV");
        }
        try (Workbook workbook = new Workbook(to, "Linchpin", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Register");
            int[] line = {0};
            annotated(submission, (cells, found, header) -> {
                if (line[0] >= MOST_ROWS_OF_A_SHEET) {
                    return;
                }
                for (int i = 0; i < cells.size(); i++) {
                    sheet.value(line[0], i, shortened(Csv.safe(cells.get(i))));
                }
                mark(sheet, line[0], cells.size(), found, header);
                line[0]++;
                if (line[0] % 1_000 == 0) {
                    flush(sheet);
                }
            });
            sheet.freezePane(0, 1);
        }
    }

    private static void flush(Worksheet sheet) {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mark(Worksheet sheet, int line, int width, List<ProblemList.Item> found, boolean header) {
        sheet.value(line, width, header && found.isEmpty() ? BESIDE : shortened(Csv.safe(words(found))));
        if (header) {
            sheet.range(line, 0, line, width).style().bold().set();
        }
        for (ProblemList.Item item : found) {
            int column = item.column() == null ? width : index(item.column());
            sheet.style(line, Math.min(column, width))
                    .fillColor(item.severity().equals("hard") ? "F8D7DA" : "FFF3CD")
                    .set();
        }
    }

    /** The number of a column from its letters. */
    private static int index(String letters) {
        int index = 0;
        for (char letter : letters.toCharArray()) {
            index = index * 26 + letter - 'A' + 1;
        }
        return index - 1;
    }

    private static String shortened(String cell) {
        return cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell;
    }

    private static String words(List<ProblemList.Item> found) {
        StringBuilder words = new StringBuilder();
        for (ProblemList.Item item : found) {
            words.append(words.isEmpty() ? "" : "; ");
            if (item.header() != null) {
                words.append(item.header()).append(": ");
            }
            words.append(item.message());
        }
        return words.toString();
    }

    /** Rows and problems both come in the order of the file, so that neither has to be held. */
    private void annotated(Submission submission, RowReader reader) throws IOException {
        try (Rows rows = Rows.of(original(submission), submission.form());
                ProblemList.Pages pages = problems.pages(submission)) {
            Iterator<ProblemList.Item> each = pages;
            ProblemList.Item next = each.hasNext() ? each.next() : null;
            boolean header = true;
            List<String> cells = rows.header().labels();
            int number = 1;
            do {
                if (!header) {
                    cells = cells(rows);
                    number = rows.number();
                }
                List<ProblemList.Item> found = new ArrayList<>();
                while (next != null && next.row() <= number) {
                    found.add(next);
                    next = each.hasNext() ? each.next() : null;
                }
                reader.row(cells, found, header);
                header = false;
            } while (rows.next());
        }
    }

    private static List<String> cells(Rows rows) {
        List<String> cells = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            cells.add(rows.cell(i));
        }
        return cells;
    }

    /** What somebody calls a copy. */
    static String name(Submission submission, @Nullable String ending) {
        String name = submission.file().name().replaceAll("[^A-Za-z0-9._ -]", "_");
        return ending == null ? name : name.replaceAll("\\.[A-Za-z]{1,4}$", "") + ending;
    }
}
