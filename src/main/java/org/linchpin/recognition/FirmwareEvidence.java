package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Words.Bare;

/** A firmware revision: Quectel's begin with the module's name; others may have an unmistakable name inside. */
final class FirmwareEvidence implements Evidence {

    private static final Pattern LEADING_WORDS = Pattern.compile("(?i)^\\s*(firmware|revision|version|fw|rev)[: ]+");
    private static final int SHORTEST_REVISION = 8;
    private static final int SHORTEST_NAME = 4;
    private static final int UNMISTAKABLE = 7;

    private final VendorNames vendors;
    private final ModuleNames modules;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();

    FirmwareEvidence(Knowledge knowledge, VendorNames vendors, ModuleNames modules, Findings findings) {
        this.vendors = vendors;
        this.modules = modules;
        this.findings = findings;
        knowledge.identifiers().stream()
                .filter(id -> id.kind().equals("firmware_prefix"))
                .forEach(id -> seen.add(Words.bare(id.value())));
    }

    @Override
    public List<Candidate> in(Wording said) {
        if (said.firmware().length() < SHORTEST_REVISION) {
            return List.of();
        }
        Bare revision = Words.read(LEADING_WORDS.matcher(said.firmware()).replaceFirst(""));
        if (revision.text().length() < SHORTEST_REVISION) {
            return List.of();
        }
        List<Candidate> found = new ArrayList<>();
        for (Family family : modules.at(revision, 0).families()) {
            String prefix = Words.bare(family.prefix());
            if (family.vendor().equals("quectel") && prefix.length() >= SHORTEST_NAME) {
                found.add(findings.of(
                        family,
                        family.prefix(),
                        seen.contains(prefix) ? Grade.A : Grade.B,
                        "firmware",
                        "Firmware revision " + said.firmware() + " begins with " + family.prefix()
                                + ", as Quectel's do."));
            }
        }
        for (int at = 0; found.isEmpty() && at + UNMISTAKABLE <= revision.text().length(); at++) {
            for (Family family : modules.at(revision, at).families()) {
                if ("low".equals(family.ambiguity())
                        && Words.bare(family.prefix()).length() >= UNMISTAKABLE) {
                    found.add(findings.of(
                            family,
                            family.prefix(),
                            Grade.C,
                            "firmware",
                            "Firmware revision " + said.firmware() + " has the name of "
                                    + vendors.display(vendors.vendorOf(family)) + "'s " + family.prefix() + " in it."));
                }
            }
        }
        return found;
    }
}
