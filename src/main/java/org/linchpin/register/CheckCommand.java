package org.linchpin.register;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Csv;
import org.linchpin.access.Given;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import org.linchpin.reading.Cause;
import org.linchpin.reading.FileForm;
import org.linchpin.reading.Header;
import org.linchpin.reading.Line;
import org.linchpin.reading.LineCheck;
import org.linchpin.reading.Mapping;
import org.linchpin.reading.Mappings;
import org.linchpin.reading.Problem;
import org.linchpin.reading.Problem.Severity;
import org.linchpin.reading.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a register where it lies, by the code that checks it once it is sent; nothing leaves the machine. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks a register where it lies, as the service would. Needs no network and no database.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row would be taken in",
            "1:some rows, or the whole file, would be refused",
            "2:wrong use of this command"
        })
public final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "register.csv", description = "the file")
    private Path file = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "mapping.json",
            description = "what its columns mean, as the register's mapping in the service")
    private @Nullable Path mapping;

    @Option(names = "--asset-class", paramLabel = "KEY", description = "what rows are that do not say")
    private @Nullable String assetClass;

    @Option(names = "--sector", paramLabel = "KEY", description = "which sector rows serve that do not say")
    private @Nullable String sector;

    @Option(
            names = "--operator",
            paramLabel = "CODE",
            description = "whose register it is; without it, a column that names the operator is not compared")
    private String operator = "";

    @Option(
            names = "--update",
            description = "the file only says what is new: columns that were used before may be missing")
    private boolean update;

    @Option(names = "--encoding", paramLabel = "NAME", description = "in place of the one that is found")
    private @Nullable String encoding;

    @Option(names = "--delimiter", paramLabel = "SIGN", description = "likewise what stands between the cells")
    private @Nullable String delimiter;

    @Option(
            names = "--quote",
            paramLabel = "NAME",
            description = "likewise what stands around cells: double, single or none")
    private @Nullable String quote;

    @Option(names = "--sheet", paramLabel = "NAME", description = "likewise the sheet of a workbook")
    private @Nullable String sheet;

    @Option(names = "--header-row", paramLabel = "NUMBER", description = "likewise the row that names the columns")
    private @Nullable String headerRow;

    @Option(names = "--problems", paramLabel = "problems.csv", description = "where to write every problem")
    private @Nullable Path problems;

    @Option(names = "--json", description = "print the verdict as JSON")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * What the service would answer about the same file.
     *
     * @param readAsBefore how it is read because the mapping says so
     */
    record Verdict(
            List<String> readAsBefore,
            long received,
            long taken,
            long rejected,
            long superseded,
            Map<String, Long> byCode,
            List<String> undecided,
            Mapping reading,
            List<Cause> causes) {

        /** Rows that somebody must mend; those that the mapping leaves out are none. */
        long broken() {
            return rejected - byCode.getOrDefault(LineCheck.LEFT_OUT, 0L);
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            out.println("There is no file " + file);
            return 2;
        }
        Gathered gathered = new Gathered(problems);
        try (gathered) {
            Mappings mappings = new Mappings(JsonMapper.shared());
            Vocabulary vocabulary = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
            Mapping said =
                    mapping == null ? Mapping.none() : mappings.from(Given.json(mapping, JsonNode.class, "mapping"));
            Verdict verdict = check(said, vocabulary, gathered);
            out.println(json ? mappings.written(verdict) : words(verdict));
            return verdict.broken() > 0 || verdict.taken() == 0 ? 1 : 0;
        } catch (Given.Unreadable unreadable) {
            out.println(unreadable.getMessage());
            return 2;
        } catch (BadInput refusal) {
            out.println(refusal.getMessage() + " (" + refusal.code() + ")");
            return 1;
        }
    }

    private Verdict check(Mapping said, Vocabulary vocabulary, Gathered gathered) {
        LineCheck.Defaults defaults = new LineCheck.Defaults(
                known("--asset-class", assetClass, vocabulary::assetClass),
                known("--sector", sector, vocabulary::sector),
                update);
        FileForm form = form(said);
        Pass.Outcome outcome = new Pass(
                        new Pass.Subject(
                                file,
                                form,
                                new Operator(0, operator, operator, false),
                                corrected() ? said.withForm(said.form().after(file, form)) : said,
                                defaults,
                                vocabulary),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        gathered,
                        Progress.untold())
                .run();
        return new Verdict(
                said.form().asBefore(form),
                outcome.received(),
                outcome.taken(),
                outcome.rejected(),
                outcome.superseded(),
                outcome.byCode(),
                outcome.undecided(),
                outcome.reading(),
                outcome.causes());
    }

    /** As the mapping says or as it is found, save where somebody knows better. */
    private FileForm form(Mapping said) {
        return said.form().of(file).corrected(file, correction());
    }

    private boolean corrected() {
        return !correction().equals(FileForm.Correction.NONE);
    }

    private FileForm.Correction correction() {
        return new FileForm.Correction(encoding, delimiter, quote, sheet, headerRow);
    }

    private static @Nullable String known(
            String option, @Nullable String said, Function<String, Optional<String>> words) {
        return said == null
                ? null
                : words.apply(said)
                        .orElseThrow(() -> BadInput.fields(List.of(BadInput.Fault.field(
                                option, said, "word-unknown", option + ": \"" + said + "\" is not known here", ""))));
    }

    private static String words(Verdict verdict) {
        StringBuilder words = new StringBuilder();
        if (!verdict.readAsBefore().isEmpty()) {
            words.append("Read as the mapping says: %s%n".formatted(String.join(", ", verdict.readAsBefore())));
        }
        words.append("%,d rows received = %,d to be taken in + %,d rejected + %,d repeated%n"
                .formatted(verdict.received(), verdict.taken(), verdict.rejected(), verdict.superseded()));
        for (Cause cause : verdict.causes()) {
            words.append("%n%-7s %s (%s)%n        for instance row %d: %s%n        %s%n"
                    .formatted(
                            cause.severity().key(),
                            cause.words(),
                            cause.code(),
                            cause.firstRow(),
                            cause.message(),
                            cause.fix()));
        }
        words.append("%n%s".formatted(sum(verdict)));
        return words.toString();
    }

    private static String sum(Verdict verdict) {
        if (verdict.taken() == 0) {
            return "No row can be taken in";
        }
        String rows = verdict.broken() > 0
                ? "%,d rows cannot be taken in".formatted(verdict.broken())
                : "Every row can be taken in";
        boolean open = verdict.causes().stream().anyMatch(cause -> cause.severity() == Severity.SETUP);
        return open ? rows + ", and somebody must settle what is open about the file" : rows;
    }

    /** Counts what would be stored, and writes down what is wrong. */
    private static final class Gathered implements Pass.Outflow, AutoCloseable {

        private final List<CsvWriter> file = new ArrayList<>(1);

        private Gathered(@Nullable Path problems) throws IOException {
            if (problems != null) {
                CsvWriter csv = CsvWriter.builder().build(problems, StandardCharsets.UTF_8);
                csv.writeRecord("row", "column", "header", "value", "severity", "code", "message", "fix");
                file.add(csv);
            }
        }

        @Override
        public void lines(List<Line> lines) {
            // Nothing is stored: that the rows could be is all there is to know.
        }

        @Override
        public void settle(References references, References refused, References.Repeats repeats) {
            for (int part = 0; part < References.PARTS; part++) {
                references.part(part, repeats);
            }
        }

        @Override
        public void problem(Problem problem, @Nullable String header) {
            file.forEach(csv -> csv.writeRecord(
                    String.valueOf(problem.row()),
                    problem.column() < 0 ? "" : Header.letter(problem.column()),
                    Csv.safe(header),
                    Csv.safe(problem.value()),
                    problem.severity().key(),
                    problem.code(),
                    Csv.safe(problem.message()),
                    problem.fix()));
        }

        @Override
        public void finish() {
            // All of it has arrived already.
        }

        @Override
        public void close() throws IOException {
            for (CsvWriter csv : file) {
                csv.close();
            }
        }
    }
}
