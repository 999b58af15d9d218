package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Identifier;
import org.linchpin.recognition.Knowledge.TypeCode;

/** Type allocation codes, as observed and as the lists have them that operators and regulators brought in. */
final class TypeCodeEvidence implements Evidence {

    private final Map<String, List<Candidate>> byCode = new HashMap<>();

    TypeCodeEvidence(Knowledge knowledge, VendorNames vendors, NameEvidence names, Findings findings) {
        for (Identifier id : knowledge.identifiers()) {
            if (id.kind().equals("imei_tac") && !id.provesNothing()) {
                String vendor = String.valueOf(id.vendor());
                add(
                        id.value(),
                        List.of(findings.of(
                                String.valueOf(id.module()).replaceAll(" \\(.*", ""),
                                vendor,
                                Grade.C,
                                "type-allocation-code",
                                "Type allocation code " + id.value() + " was seen on " + vendors.display(vendor) + "'s "
                                        + id.module() + ".",
                                id.sources())));
            }
        }
        for (TypeCode code : knowledge.codes()) {
            List<Candidate> meant = new ArrayList<>();
            for (Candidate one : names.of(code.maker(), code.model())) {
                meant.add(new Candidate(
                        one.module(),
                        one.vendor(),
                        one.maker(),
                        one.family(),
                        null,
                        one.grade() == Grade.E ? Grade.E : Grade.C,
                        "type-allocation-code",
                        ("Type allocation code " + code.code() + " belongs to " + code.maker() + " " + code.model())
                                        .trim()
                                + ", according to " + code.statedBy() + ".",
                        code.sources()));
            }
            add(code.code(), meant);
        }
    }

    private void add(String code, List<Candidate> meant) {
        if (!meant.isEmpty()) {
            List<Candidate> all = new ArrayList<>(byCode.getOrDefault(code, List.of()));
            all.addAll(meant);
            byCode.put(code, Findings.distinct(all));
        }
    }

    @Override
    public List<Candidate> in(Wording said) {
        return said.tac().isEmpty() ? List.of() : byCode.getOrDefault(Words.bare(said.tac()), List.of());
    }
}
