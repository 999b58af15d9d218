package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Equipment;
import org.linchpin.recognition.Knowledge.Family;
import org.linchpin.recognition.Knowledge.Identifier;

/** The FCC ID on a label: a filing that is known, else the code of the firm that files. */
final class LabelEvidence implements Evidence {

    private static final Pattern LEADING_WORDS = Pattern.compile("^(CONTAINS|FCCID|FCC)+");
    private static final Pattern DATE = Pattern.compile("^20[0-9]{2}(0[1-9]|1[0-2])?");

    private final VendorNames vendors;
    private final ModuleNames modules;
    private final Findings findings;
    private final EquipmentModels equipment;
    private final FoundInside inside;
    private final Map<String, Identifier> filings = new HashMap<>();
    private final Map<String, Identifier> mistyped = new HashMap<>();
    private final List<Grantee> grantees;

    private record Grantee(String code, Identifier id) {}

    LabelEvidence(
            Knowledge knowledge,
            VendorNames vendors,
            ModuleNames modules,
            Findings findings,
            EquipmentModels equipment,
            FoundInside inside) {
        this.vendors = vendors;
        this.modules = modules;
        this.findings = findings;
        this.equipment = equipment;
        this.inside = inside;
        for (Identifier id : knowledge.identifiers()) {
            if (id.kind().equals("fcc_id") && id.vendor() != null) {
                filings.put(Words.bare(id.value()), id);
                mistyped.put(Words.skeleton(Words.bare(id.value())), id);
            }
        }
        grantees = knowledge.identifiers().stream()
                .filter(id -> id.kind().startsWith("fcc_grantee") && id.vendor() != null)
                .map(id -> new Grantee(Words.bare(id.value()), id))
                .sorted(Comparator.comparing(
                        (Grantee grantee) -> -grantee.code().length()))
                .toList();
    }

    @Override
    public List<Candidate> in(Wording said) {
        if (said.fccId().isEmpty()) {
            return List.of();
        }
        String id = LEADING_WORDS.matcher(Words.bare(said.fccId())).replaceFirst("");
        Identifier filing = filings.get(id);
        if (filing != null) {
            return filed(said.fccId(), filing, Grade.A, "");
        }
        List<Equipment> boxes = equipment.labelled(id);
        if (!boxes.isEmpty()) {
            return inside.of(new EquipmentModels.Found(boxes, true), said);
        }
        Identifier near = mistyped.get(Words.skeleton(id));
        if (near != null) {
            return filed(said.fccId(), near, Grade.B, ", letters and digits that look alike taken for each other");
        }
        for (Grantee grantee : grantees) {
            if (id.startsWith(grantee.code())) {
                return byGrantee(said.fccId(), id.substring(grantee.code().length()), grantee.id());
            }
        }
        return List.of();
    }

    private List<Candidate> filed(String said, Identifier filing, Grade grade, String mended) {
        String module = String.valueOf(filing.module());
        String vendor = String.valueOf(filing.vendor());
        List<Candidate> found = new ArrayList<>();
        found.add(findings.of(
                module,
                vendor,
                grade,
                "fcc-id",
                "FCC ID " + said + " is " + vendors.display(vendor) + "'s " + module + mended + ".",
                filing.sources()));
        // A filing names who filed, not always who designed.
        for (Family family : modules.of(Words.bare(module))) {
            if (!vendors.vendorOf(family).equals(vendor)) {
                found.add(findings.of(
                        family,
                        module,
                        grade,
                        "fcc-id",
                        "The filing names the module " + module + ", a name of " + vendors.display(family.vendor())
                                + "."));
            }
        }
        return found;
    }

    /** The code names who files; what follows it often names the module, and the two together are strong. */
    private List<Candidate> byGrantee(String said, String behind, Identifier grantee) {
        String vendor = String.valueOf(grantee.vendor());
        String rest = DATE.matcher(behind).replaceFirst("");
        List<Family> named = modules.of(rest);
        Optional<Family> own = named.stream()
                .filter(family -> family.vendor().equals(vendor)
                        || vendors.vendorOf(family).equals(vendor))
                .findFirst();
        boolean known = grantee.strength().equals("strong");
        String begins = "FCC ID " + said + " begins with the grantee code of " + vendors.display(vendor);
        if (own.isPresent()) {
            return List.of(findings.of(
                    own.get(),
                    rest,
                    known ? Grade.A : Grade.B,
                    "fcc-grantee",
                    begins + " and goes on with the family " + own.get().prefix() + "."));
        }
        boolean filer =
                vendors.vendor(vendor).map(Knowledge.Vendor::filesForOthers).orElse(false);
        String but = filer ? ", which files for others" : known ? "" : ", as recalled and not verified";
        return List.of(findings.of(
                "", vendor, known && !filer ? Grade.B : Grade.E, "fcc-grantee", begins + but + ".", grantee.sources()));
    }
}
