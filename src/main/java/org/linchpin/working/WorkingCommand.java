package org.linchpin.working;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Given;
import org.linchpin.inventory.Tally;
import org.linchpin.working.Working.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Derives a figure again from its downloaded working, without asking anybody. */
@Command(
        name = "working",
        mixinStandardHelpOptions = true,
        description = "Derives a figure again from its downloaded working. Needs no network and no database.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the same figure comes out", "1:another figure comes out", "2:it cannot be read"})
public final class WorkingCommand implements Callable<Integer> {

    private static final double ROUNDING = 1e-9;
    private static final String WORKING = "working of a figure";

    @Parameters(paramLabel = "working.json", description = "the working, as the service gave it out")
    private Path file = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Working working = Given.json(file, Working.class, WORKING);
            if (!Working.FORM.equals(working.form())) {
                say("This is no working of a figure that this version knows");
                return 2;
            }
            Tally tally = working.tally();
            List<Value> stated = working.stated();
            List<Value> derived = working.derived();
            say("Figure     " + working.label() + (working.key().isEmpty() ? "" : " of " + working.key()) + ", by "
                    + working.by() + ", weight " + working.weight() + ", rule " + working.lookThrough());
            say("Clocks     as at " + working.asAt() + ", known at " + working.knownAt());
            say("Formula    " + working.formula());
            say("Reckoning  " + working.reckoning().lines().size() + " lines, "
                    + working.reckoning().statements().size() + " statements, "
                    + working.submissions().size() + " submissions");
            say("Sums       total " + plain(tally.total()) + ", identified " + plain(tally.identified()) + ", unknown "
                    + plain(tally.unknown()));
            boolean same = stated.size() == derived.size();
            for (int i = 0; i < Math.min(stated.size(), derived.size()); i++) {
                Value was = stated.get(i);
                Value is = derived.get(i);
                String whose = was.label().isEmpty() ? "" : "  " + was.label();
                say("Stated     " + plain(was.low()) + " to " + plain(was.high()) + whose);
                say("Derived    " + plain(is.low()) + " to " + plain(is.high()));
                same &= near(is.low(), was.low()) && near(is.high(), was.high());
            }
            same = same
                    && near(
                            stated.isEmpty() ? 0 : stated.get(0).low(),
                            working.result().low())
                    && near(tally.total(), working.result().total())
                    && near(tally.identified(), working.result().identified());
            say(same ? "The figure holds" : "The figure does NOT hold");
            return same ? 0 : 1;
        } catch (IOException unreadable) {
            say("It cannot be read: " + unreadable.getMessage());
            return 2;
        } catch (IllegalArgumentException | NullPointerException incomplete) {
            say("It cannot be read: " + Given.no(file, WORKING));
            return 2;
        }
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }

    private void say(String line) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
