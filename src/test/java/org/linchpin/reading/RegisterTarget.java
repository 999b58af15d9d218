package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.linchpin.Patience;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;

/** Any bytes as a register, read as intake reads it: what comes is rows and problems, or a refusal in words. */
public final class RegisterTarget {

    private static final Vocabulary WORDS = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
    private static final Operator OPERATOR = new Operator(1, "northgrid", "Northgrid", false);
    private static final Path FILE = file();

    private RegisterTarget() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("register", ".any");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once before anything is measured, so that loading the program is not counted. */
    public static void fuzzerInitialize() throws IOException {
        read("asset_ref,model\n1,a\n".getBytes(StandardCharsets.UTF_8), Mapping.none());
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Patience.within(() -> read(bytes, Mapping.none()));
    }

    /** The rows, then the causes of their problems and what would mend each, as pages show them; how many rows, or -1 where it is refused. */
    static long read(byte[] bytes, Mapping mapping) throws IOException {
        put(bytes);
        try {
            FileForm form = mapping.form().of(FILE);
            Sample sample = Sample.of(FILE, form);
            Proposals.of(sample, mapping.to(sample), WORDS);
            Causes causes = new Causes();
            LineCheck check = LineCheck.of(
                    sample,
                    form,
                    OPERATOR,
                    mapping,
                    WORDS,
                    new LineCheck.Defaults("ev_charger", null, false),
                    problem -> causes.add(problem, label(sample, problem.column())));
            long count = 0;
            try (Rows rows = Rows.of(FILE, form)) {
                while (rows.next()) {
                    if (!rows.blank()) {
                        check.check(rows);
                        count++;
                    }
                }
            }
            Remedies remedies = new Remedies(mapping, form, sample, WORDS, count);
            for (Cause cause : causes.all(check.ambiguousDays())) {
                remedies.of(cause);
            }
            return count;
        } catch (BadInput refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
            return -1;
        }
    }

    /** Over what was there: a file that is emptied first is written to disk at once by some systems, and whoever empties it next waits for that. */
    private static void put(byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(FILE, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(bytes));
            file.truncate(bytes.length);
        }
    }

    private static @Nullable String label(Sample sample, int column) {
        return column < 0 || column >= sample.header().size()
                ? null
                : sample.header().labels().get(column);
    }
}
