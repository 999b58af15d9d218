package org.linchpin.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Hands out every row in a filter as CSV, the one way there is: streamed, no cell a formula, counted and hashed. Count and
 * SHA-256 are in the headers of a small file and in the trailers of a large one; in both cases in a receipt that the header
 * {@code Link} names, on the page of one's exports, and in the trail.
 */
@Component
public class Exports {

    private final ExportReceipts receipts;
    private final Trail trail;

    Exports(ExportReceipts receipts, Trail trail) {
        this.receipts = receipts;
        this.trail = trail;
    }

    /**
     * What is handed out.
     *
     * @param name of the file
     * @param action as the trail calls it
     * @param subject where it comes from, as addresses name it
     * @param operator whose rows they are; null for those of several or of nobody
     */
    public record File(
            String name,
            String action,
            String subject,
            @Nullable Integer operator) {

        public File {
            name = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        }
    }

    /** Rows in an order that is always the same. */
    @FunctionalInterface
    public interface Rows {
        void each(Consumer<List<? extends @Nullable String>> row) throws IOException;
    }

    /** The answer to a request; nothing may be written to it before or after. */
    public void send(File file, List<String> header, HttpServletResponse response, Rows rows) throws IOException {
        send(file, response, (out, written) -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(header);
            rows.each(row -> {
                csv.writeRecord(row.stream().map(Csv::safe).toList());
                written.incrementAndGet();
            });
            csv.flush();
        });
    }

    /** The whole of a CSV file, for whoever writes it faster cell by cell itself; no cell may be a formula. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out, AtomicLong rows) throws IOException;
    }

    /** The answer to a request, written by somebody else; nothing may be written to it before or after. */
    public void send(File file, HttpServletResponse response, Body body) throws IOException {
        long receipt = receipts.begin(file);
        Outflow out = new Outflow(response, file.name(), receipt);
        AtomicLong written = new AtomicLong();
        try {
            body.write(out, written);
            String sha256 = out.sha256();
            receipts.finish(receipt, written.get(), out.bytes(), sha256);
            told(file, written.get() + " rows, SHA-256 " + sha256);
            out.end(written.get(), sha256);
        } catch (IOException | RuntimeException failure) {
            receipts.breakOff(receipt, written.get());
            told(file, "broken off after " + written + " rows");
            if (response.isCommitted()) {
                throw new BrokenOff(file.name(), failure);
            }
            throw failure;
        }
    }

    /** Every record of a list, page after page: a column each of its components. */
    public <T extends Record> void send(
            File file, Class<T> type, HttpServletResponse response, Function<@Nullable String, Listing<T>> page)
            throws IOException {
        RecordComponent[] columns = type.getRecordComponents();
        List<String> header = Arrays.stream(columns)
                .map(column -> column.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
        send(file, header, response, rows -> {
            String after = null;
            do {
                Listing<T> some = page.apply(after);
                some.items()
                        .forEach(one -> rows.accept(Arrays.stream(columns)
                                .map(column -> cell(column, one))
                                .toList()));
                after = some.next();
            } while (after != null);
        });
    }

    private static String cell(RecordComponent column, Record of) {
        Object value = ReflectionUtils.invokeMethod(accessible(column), of);
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : Objects.toString(value, "");
    }

    private static Method accessible(RecordComponent column) {
        Method accessor = column.getAccessor();
        ReflectionUtils.makeAccessible(accessor);
        return accessor;
    }

    private void told(File file, String detail) {
        trail.record(file.action(), file.subject(), file.operator(), file.name() + ", " + detail);
    }

    /** Half a file must not look like a whole one: whoever catches this closes the connection. */
    static final class BrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenOff(String name, Exception cause) {
            super(name + " broke off", cause);
        }
    }
}
