package org.linchpin.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves the trail without its server and without its database. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The trail of what was done and read.",
        subcommands = AuditCommand.Verify.class)
public final class AuditCommand {

    /** Walks an exported chain against the checkpoints of a witness and the public key. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Proves offline that no line of an exported trail was altered, dropped, moved or back-dated.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:it holds", "1:it does not hold", "2:it cannot be read"})
    static final class Verify implements Callable<Integer> {

        private static final String CHECKPOINTS = "file of checkpoints";
        private static final String EXPORT = "exported trail";

        @Option(
                names = "--trail",
                required = true,
                paramLabel = "trail.jsonl",
                description = "the chain, from GET /api/v1/audit.jsonl")
        private Path trail = Path.of("");

        @Option(
                names = "--witness",
                required = true,
                paramLabel = "checkpoints",
                description = "the checkpoints that the witness holds, best fetched from the witness itself")
        private Path witness = Path.of("");

        @Option(
                names = "--key",
                required = true,
                paramLabel = "audit.pub",
                description =
                        "a public key of the trail, best the first, kept since the installation began (keys/audit.pub)")
        private Path key = Path.of("");

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            try {
                Notes witnessed = witnessed();
                Verification verification = new Verification(
                        AuditKey.toCheckWith(key), Duration.ofHours(1), witnessed, witnessed, witness.toString());
                walk(verification);
                Verdict verdict = verification.verdict(0);
                say("Lines       " + verdict.lines());
                say("Witnessed   " + verdict.witnessed() + ", in "
                        + witnessed.checkpoints().size() + " checkpoints");
                say("Keys        " + verdict.keys() + ", each named by the one before it");
                say("Erased      words of " + verdict.erased() + " lines, each signed");
                verdict.findings()
                        .forEach(one ->
                                say(one.code() + (one.seq() == null ? "" : " at " + one.seq()) + ": " + one.message()));
                boolean holds = verdict.holds() && !witnessed.checkpoints().isEmpty();
                if (witnessed.checkpoints().isEmpty()) {
                    say("The file of the witness holds no checkpoint, so nothing is proved");
                }
                say(holds ? "The trail holds" : "The trail does NOT hold");
                return holds ? 0 : 1;
            } catch (IOException e) {
                say("This cannot be read: " + e.getMessage());
                return 2;
            }
        }

        /** What the witness holds; an empty file is a witness that holds nothing. */
        private Notes witnessed() throws IOException {
            String text = Given.text(witness, CHECKPOINTS);
            Notes found = Notes.read(text);
            if (found.equals(Notes.none()) && !text.isBlank()) {
                throw new Given.Unreadable(witness, CHECKPOINTS);
            }
            return found;
        }

        private void walk(Verification verification) throws IOException {
            int number = 1;
            long last = 0;
            try (BufferedReader lines = Files.newBufferedReader(trail, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = next(verification, line, number++, last);
                }
            } catch (IOException e) {
                throw Given.unreadable(trail, EXPORT, e);
            }
        }

        /** A copy may have taken a part twice; what came first is proved. */
        private long next(Verification verification, String line, int number, long last) throws IOException {
            String refusal = Given.no(trail, EXPORT) + ": its line " + number + " is none of a trail";
            Sealed sealed = Given.json(line, Sealed.class, refusal);
            try {
                if (sealed.seq() > last) {
                    verification.next(sealed);
                }
                return Math.max(last, sealed.seq());
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new Given.Unreadable(refusal, e);
            }
        }

        private void say(String line) {
            if (spec != null) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(line);
                out.flush();
            }
        }
    }
}
