package org.linchpin.exposure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.linchpin.access.Viewer;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Names;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;
import org.springframework.stereotype.Component;

/** Why there is nothing to count: no register at all, none of the part, none by then, or none that says the amount. */
@Component
public class Nothing {

    private final InstalledBase installed;
    private final Findings findings;
    private final Names names;

    Nothing(InstalledBase installed, Findings findings, Names names) {
        this.installed = installed;
        this.findings = findings;
        this.names = names;
    }

    /**
     * What is empty, and why.
     *
     * @param elsewhere whether something stands on the page of everything, as of today
     */
    public record Why(String headline, String lede, boolean elsewhere) {}

    /** Why nothing of a weight is in a slice. */
    public Why why(Viewer viewer, Slice slice, Weight weight) {
        LocalDate asAt = InstalledBase.Clocks.of(slice).asAt();
        String own = viewer.scope().everything() ? "" : ".own";
        List<LocalDate> days = installed.days(viewer.scope(), slice);
        if (days.isEmpty()) {
            return slice.knownAt() == null
                            || installed
                                    .days(viewer.scope(), slice.knownAt(null))
                                    .isEmpty()
                    ? new Why(findings.say("finding.none"), findings.say("finding.none.lede"), false)
                    : because("nothing.known" + own, "nothing.known.lede", findings.day(knownBy(slice)));
        }
        if (days.get(0).isAfter(asAt)) {
            return new Why(
                    findings.say("nothing.before" + own, findings.day(days.get(0))),
                    findings.say("nothing.before.lede", findings.day(asAt)),
                    true);
        }
        Tally units =
                installed.tally(viewer.scope(), slice, Dimension.CONTROLLER, Weight.UNITS, LookThroughRule.DECLARED);
        if (!units.empty() && (weight == Weight.KILOWATTS || weight == Weight.PEOPLE)) {
            String key = "nothing." + weight.key();
            return new Why(
                    slice.restricted() ? findings.say(key + ".part", names.of(slice)) : findings.say(key),
                    findings.say("nothing.weight.lede", Say.count(units.total())),
                    true);
        }
        if (units.withoutModule() > 0) {
            return because("finding.nowhere", "finding.nowhere.lede", Say.count(units.withoutModule()));
        }
        if (slice.restricted()) {
            return because(
                    (slice.asAt() == null ? "nothing.part" : "nothing.part.then") + own,
                    "nothing.part.lede",
                    names.of(slice),
                    findings.day(asAt));
        }
        return because("nothing.rows", "nothing.rows.lede", findings.day(asAt));
    }

    private Why because(String headline, String lede, String... words) {
        return new Why(findings.say(headline, words), findings.say(lede, words), true);
    }

    /** The last day of which everything was known; a moment at midnight ends the day before it. */
    private static LocalDate knownBy(Slice slice) {
        return InstalledBase.Clocks.of(slice)
                .knownAt()
                .minusNanos(1)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
