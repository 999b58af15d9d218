package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Contents;
import org.linchpin.recognition.Knowledge.Equipment;

/** What was found inside equipment: by order code or batch where that is said, else all that its model is known with. */
final class FoundInside {

    private static final Pattern BRACKETS = Pattern.compile("\\(.*?\\)");
    private static final Pattern LEADING_MAKER = Pattern.compile("^(Huawei|Quectel|Telit|Sierra) ");
    private static final Pattern OPTION = Pattern.compile("(?i).*\\boption(al)?\\b.*|cellular");
    private static final Pattern MOBILE =
            Pattern.compile("(?i).*\\b([2345]g|lte|gsm|gprs|umts|cellular|wwan|nb-?iot|cat-?m1?|mobile)\\b.*");

    private final VendorNames vendors;
    private final EquipmentModels equipment;
    private final Findings findings;
    private final Map<Equipment, List<String>> names = new IdentityHashMap<>();

    FoundInside(VendorNames vendors, ModuleNames modules, EquipmentModels equipment, Findings findings) {
        this.vendors = vendors;
        this.equipment = equipment;
        this.findings = findings;
        for (Equipment box : equipment.all()) {
            String reported =
                    box.module() == null ? "" : BRACKETS.matcher(box.module()).replaceAll("");
            names.put(
                    box,
                    Arrays.stream(reported.split(" or |/|, "))
                            .map(name -> LEADING_MAKER
                                    .matcher(name)
                                    .replaceFirst("")
                                    .trim()
                                    .split(" ")[0])
                            .filter(name -> !modules.of(Words.bare(name)).isEmpty())
                            .toList());
        }
    }

    /** What contributors stated about contents, their words read as a register's would be. */
    static List<Equipment> stated(List<Contents> all, NameEvidence words) {
        List<Equipment> rows = new ArrayList<>();
        for (Contents one : all) {
            List<Candidate> meant = one.cellular() ? words.of(one.moduleMaker(), one.module()) : List.of();
            String variant = one.variant().isEmpty() ? null : one.variant();
            String evidence = one.evidence() + ", " + one.statedBy();
            if (meant.isEmpty()) {
                rows.add(row(
                        one, variant, null, one.module().isEmpty() ? null : one.module(), evidence, one.confidence()));
            }
            for (Candidate candidate : meant) {
                rows.add(row(
                        one,
                        variant,
                        candidate.vendor(),
                        candidate.module(),
                        evidence,
                        candidate.grade() == Grade.E ? "low" : one.confidence()));
            }
        }
        return rows;
    }

    private static Equipment row(
            Contents one,
            @Nullable String variant,
            @Nullable String vendor,
            @Nullable String module,
            String evidence,
            String confidence) {
        return new Equipment(
                one.maker(),
                one.model(),
                variant,
                one.cellular() ? "yes" : "no",
                vendor,
                null,
                module,
                evidence,
                confidence,
                one.sources(),
                one.share());
    }

    List<Candidate> of(EquipmentModels.Found found, Wording said) {
        List<Equipment> rows = found.rows();
        if (rows.isEmpty()) {
            return List.of();
        }
        int whole = 0;
        int batches = 0;
        for (Equipment box : rows) {
            whole += box.variant() == null || describes(box) ? 1 : 0;
            batches += box.vendor() != null && box.variant() != null ? 1 : 0;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Equipment box : rows) {
            if (box.vendor() != null) {
                inside(box, grade(box, found.exact(), whole, batches, rows.size(), said), candidates);
            }
        }
        if (candidates.stream().map(Candidate::vendor).distinct().count() > 1) {
            siblings(rows.get(0), candidates);
        }
        return Findings.distinct(candidates);
    }

    /** A variant that says what the thing is, and not which of several it is. */
    private static boolean describes(Equipment box) {
        return box.variant() != null
                && (box.variant().equals("rebrand") || box.variant().startsWith("FCC ID"));
    }

    private static Grade grade(Equipment box, boolean exact, int whole, int batches, int rows, Wording said) {
        if (box.confidence().equals("low")) {
            return Grade.E;
        }
        boolean high = box.confidence().equals("high");
        if (box.variant() == null || describes(box)) {
            return high || rows == 1 ? Grade.C : Grade.D;
        }
        if (OPTION.matcher(box.variant()).matches() && !exact) {
            // Whether the option was bought is not known from the model.
            return MOBILE.matcher(said.connectivity()).matches() ? Grade.D : Grade.E;
        }
        if (exact) {
            return Grade.C;
        }
        // One batch among others of which nothing is known is a hint.
        return whole == 0 && batches < 2 ? Grade.E : Grade.D;
    }

    private void inside(Equipment box, Grade grade, List<Candidate> found) {
        String vendor = String.valueOf(box.vendor());
        String batch = box.variant() == null || describes(box) ? "" : " (" + box.variant() + ")";
        String reason = box.maker() + " " + box.model() + batch + " was found with a module of "
                + vendors.display(vendor) + ": " + because(box) + ".";
        List<String> known = names.getOrDefault(box, List.of());
        for (String name : known.isEmpty() ? List.of("") : known) {
            found.add(findings.of(name, vendor, grade, "equipment", reason, box.sources())
                    .weighing(known.size() > 1 ? null : box.share()));
        }
    }

    static String because(Equipment box) {
        String module = box.module() == null || box.module().isEmpty() ? "" : box.module() + ", ";
        return module + (box.evidence() == null ? "" : box.evidence());
    }

    /** Where batches differ, what siblings of the series contain cannot be ruled out either. */
    private void siblings(Equipment box, List<Candidate> found) {
        for (Equipment sibling : equipment.siblings(box)) {
            String vendor = sibling.vendor();
            if (vendor != null && found.stream().noneMatch(one -> one.vendor().equals(vendor))) {
                found.add(findings.of(
                        "",
                        vendor,
                        Grade.E,
                        "series",
                        "Its sibling " + sibling.maker() + " " + sibling.model() + " was found with a module of "
                                + vendors.display(vendor) + ": " + because(sibling) + ".",
                        sibling.sources()));
            }
        }
    }
}
