package org.linchpin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.linchpin.Patience;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import tools.jackson.databind.json.JsonMapper;

/** Any bytes as a register, read as intake reads it: what comes is rows and problems, or a refusal in words. */
public final class RegisterTarget {

    private static final Vocabulary WORDS = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
    private static final Mapping NONE = new Mappings(JsonMapper.shared()).read("{}");
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
        read("asset_ref,model\n1,a\n".getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Patience.within(() -> read(bytes));
    }

    private static void read(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            FileForm form = FileForm.of(FILE);
            Sample sample = Sample.of(FILE, form);
            Mapping.Applied applied = NONE.to(sample);
            Proposals.of(sample, applied, WORDS);
            LineCheck check = LineCheck.of(
                    sample,
                    form,
                    OPERATOR,
                    NONE,
                    WORDS,
                    new LineCheck.Defaults("ev_charger", null, false),
                    problem -> {});
            try (Rows rows = Rows.of(FILE, form)) {
                while (rows.next()) {
                    if (!rows.blank()) {
                        check.check(rows);
                    }
                }
            }
        } catch (BadInput refused) {
            if (refused.status().is5xxServerError()) {
                throw refused;
            }
        }
    }
}
