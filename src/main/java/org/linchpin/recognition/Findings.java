package org.linchpin.recognition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Family;

/** Makes candidates: who made a module and whose business it is today, from a family or from a maker's name. */
final class Findings {

    private final VendorNames vendors;
    private final ModuleNames modules;

    Findings(VendorNames vendors, ModuleNames modules) {
        this.vendors = vendors;
        this.modules = modules;
    }

    Candidate of(Family family, String module, Grade grade, String rule, String reason) {
        return new Candidate(
                module,
                vendors.vendorOf(family),
                vendors.makerOf(family),
                family.key(),
                null,
                grade,
                rule,
                reason,
                family.sources());
    }

    /** The family where the name of the module tells it, and with it whose business the module is today. */
    Candidate of(String module, String vendor, Grade grade, String rule, String reason, List<String> sources) {
        @Nullable Family family = null;
        if (!module.isEmpty()) {
            for (Family one : modules.of(Words.bare(module))) {
                if (one.vendor().equals(vendor) || vendors.vendorOf(one).equals(vendor)) {
                    family = one;
                    break;
                }
            }
        }
        String maker = family == null ? vendors.successor(vendor) : vendors.makerOf(family);
        return new Candidate(
                module, vendor, maker, family == null ? null : family.key(), null, grade, rule, reason, sources);
    }

    /** Of several findings of one module the strongest. */
    static List<Candidate> distinct(List<Candidate> all) {
        if (all.size() < 2) {
            return all;
        }
        Map<String, Candidate> strongest = new LinkedHashMap<>();
        all.forEach(one -> strongest.merge(
                one.vendor() + "|" + one.module(), one, (a, b) -> a.grade().atLeast(b.grade()) ? a : b));
        return List.copyOf(strongest.values());
    }
}
