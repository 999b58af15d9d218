package org.linchpin.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linchpin.catalogue.Candidate.Grade;
import org.linchpin.catalogue.Knowledge.Equipment;
import org.linchpin.catalogue.Knowledge.Family;
import org.linchpin.catalogue.Knowledge.Identifier;

/**
 * Turns the words of a register's line into the modules that may be inside. Evidence is asked in order of strength; what
 * is weaker narrows what is stronger, or stands beside it where both are strong and disagree. The same words always give
 * the same verdict.
 */
final class Recognition {

    /** Part of the fingerprint of what verdicts rest on: a change here has every wording recognised again. */
    static final String VERSION = "1";

    private static final Pattern NOT_CELLULAR = Pattern.compile(
            "(?i)(wi-?fi|wlan|ethernet|fibre|fiber|plc|power ?line|lora(wan)?|zigbee|long[- ]range radio|none|offline|wired|dsl)( only)?");
    private static final Pattern PRODUCT_ID = Pattern.compile("(?i)(0x)?([0-9a-f]{4})[:/ _-](0x)?([0-9a-f]{4})");

    private final VendorNames vendors;
    private final ModuleNames modules;
    private final EquipmentModels equipment;
    private final Map<String, Identifier> identifiers = new HashMap<>();
    private final List<Identifier> grantees;

    Recognition(Knowledge knowledge) {
        vendors = new VendorNames(knowledge);
        modules = new ModuleNames(knowledge.families());
        equipment = new EquipmentModels(knowledge.equipment());
        knowledge.identifiers().forEach(id -> identifiers.put(id.kind() + " " + Words.bare(id.value()), id));
        grantees = knowledge.identifiers().stream()
                .filter(id -> id.kind().startsWith("fcc_grantee"))
                .sorted(Comparator.comparing((Identifier id) -> -id.value().length()))
                .toList();
    }

    Verdict recognise(Wording said) {
        String maker = equipment.maker(said.maker());
        List<List<Candidate>> evidence = new ArrayList<>();
        evidence.add(byFccId(said.fccId()));
        evidence.add(byFirmware(said.firmware()));
        evidence.add(byModule(said.moduleMaker(), said.module()));
        evidence.add(byProductId(said.usbId()));
        evidence.add(byTac(said.tac()));
        List<Equipment> boxes = equipment.of(said.maker(), said.model(), said.orderCode());
        evidence.add(byEquipment(boxes, said));
        evidence.add(byModuleInPlaceOfModel(said));
        evidence.removeIf(List::isEmpty);
        if (evidence.isEmpty()) {
            return withoutEvidence(said, boxes, maker);
        }
        List<Candidate> sum = evidence.get(0);
        for (List<Candidate> more : evidence.subList(1, evidence.size())) {
            sum = together(sum, more);
        }
        if (sum.stream().allMatch(candidate -> candidate.grade() == Grade.E)) {
            return Verdict.unknown("There are only hints. " + sum.get(0).reason(), sum, maker);
        }
        return Verdict.of(sum, maker);
    }

    private static Verdict withoutEvidence(Wording said, List<Equipment> boxes, String maker) {
        Optional<Equipment> without =
                boxes.stream().filter(box -> box.hasCellular().equals("no")).findFirst();
        if (without.isPresent()
                && boxes.stream().allMatch(box -> box.hasCellular().equals("no"))) {
            return new Verdict(
                    Verdict.Outcome.NONE,
                    "%s %s has no cellular module: %s."
                            .formatted(without.get().maker(), without.get().model(), because(without.get())),
                    List.of(),
                    maker);
        }
        if (NOT_CELLULAR.matcher(said.connectivity()).matches()) {
            return new Verdict(
                    Verdict.Outcome.NONE,
                    "The register says that it connects by " + said.connectivity() + ", not by a mobile network.",
                    List.of(),
                    maker);
        }
        if (!boxes.isEmpty()) {
            Equipment box = boxes.get(0);
            return Verdict.unknown(
                    "%s %s connects by a mobile network, but nobody has stated whose module is inside: %s."
                            .formatted(box.maker(), box.model(), because(box)),
                    List.of(),
                    maker);
        }
        return Verdict.unknown("Nothing in these words identifies a module or its maker.", List.of(), maker);
    }

    private static String because(Equipment box) {
        String module = box.module() == null ? "" : box.module() + ", ";
        return module + (box.evidence() == null ? "" : box.evidence());
    }

    /** Weaker evidence narrows stronger; two strong kinds that disagree stand side by side. */
    private static List<Candidate> together(List<Candidate> strong, List<Candidate> weak) {
        List<Candidate> narrowed = new ArrayList<>();
        for (Candidate one : strong) {
            for (Candidate other : weak) {
                if (one.vendor().equals(other.vendor()) || one.maker().equals(other.maker())) {
                    Optional<Candidate> both = agree(one, other);
                    both.filter(b -> !narrowed.contains(b)).ifPresent(narrowed::add);
                }
            }
        }
        if (!narrowed.isEmpty()) {
            return narrowed;
        }
        boolean bothStrong = weak.stream().allMatch(other -> other.grade().atLeast(Grade.C));
        if (!bothStrong
                || strong.stream().anyMatch(one -> one.grade() == Grade.A)
                        && weak.get(0).grade() != Grade.A) {
            return strong;
        }
        List<Candidate> sideBySide = new ArrayList<>(strong);
        sideBySide.addAll(weak);
        return sideBySide;
    }

    private static Optional<Candidate> agree(Candidate one, Candidate other) {
        if (one.module().isEmpty()) {
            return Optional.of(other.graded(one.grade().atLeast(other.grade()) ? one.grade() : other.grade()));
        }
        return Optional.of(one);
    }

    private List<Candidate> byFccId(String said) {
        String id = Words.bare(said);
        if (id.isEmpty()) {
            return List.of();
        }
        Identifier exact = identifiers.get("fcc_id " + id);
        if (exact != null && exact.vendor() != null) {
            String module = String.valueOf(exact.module());
            List<Candidate> found = new ArrayList<>(List.of(candidate(
                    module,
                    exact.vendor(),
                    Grade.A,
                    "fcc-id",
                    "FCC ID %s is %s's %s.",
                    said,
                    exact.vendor(),
                    module,
                    exact.sources())));
            // A filing names who filed, not always who designed.
            modules.of(Words.bare(module)).stream()
                    .filter(family -> !vendors.vendorOf(family).equals(exact.vendor()))
                    .map(family -> candidate(
                            family,
                            module,
                            Grade.A,
                            "fcc-id",
                            "The filing names the module " + module + ", a name of " + vendors.display(family.vendor())
                                    + "."))
                    .forEach(found::add);
            return found;
        }
        return grantees.stream()
                .filter(grantee -> id.startsWith(Words.bare(grantee.value())) && grantee.vendor() != null)
                .limit(1)
                .map(grantee -> candidate(
                        "",
                        String.valueOf(grantee.vendor()),
                        grantee.strength().equals("strong") ? Grade.B : Grade.E,
                        "fcc-grantee",
                        "FCC ID %s begins with the grantee code of %s%s.",
                        said,
                        String.valueOf(grantee.vendor()),
                        grantee.strength().equals("strong") ? "" : ", as recalled and not verified",
                        grantee.sources()))
                .toList();
    }

    /** Quectel's revisions begin with the module's name; other makers' are not known to. */
    private List<Candidate> byFirmware(String said) {
        String revision = Words.bare(said);
        if (revision.length() < 8) {
            return List.of();
        }
        return modules.of(revision).stream()
                .filter(family -> family.vendor().equals("quectel")
                        && Words.bare(family.prefix()).length() >= 4)
                .map(family -> candidate(
                        family,
                        family.prefix(),
                        identifiers.containsKey("firmware_prefix " + Words.bare(family.prefix())) ? Grade.A : Grade.B,
                        "firmware",
                        "Firmware revision " + said + " begins with " + family.prefix() + ", as Quectel's do."))
                .toList();
    }

    private List<Candidate> byModule(String maker, String module) {
        Set<String> stated = vendors.named(maker);
        if (module.isEmpty()) {
            return byStatedMaker(stated, maker, "", Grade.B);
        }
        NamedModule named = named(module, stated);
        if (named.families().isEmpty()) {
            return byStatedMaker(named.makers(), maker.isEmpty() ? module : maker, module, Grade.C);
        }
        List<Family> agreeing = named.families().stream()
                .filter(family -> named.makers().contains(family.vendor())
                        || named.makers().contains(vendors.vendorOf(family))
                        || named.makers().contains(family.owner()))
                .toList();
        if (!agreeing.isEmpty()) {
            return agreeing.stream()
                    .map(family -> candidate(
                            family,
                            named.name(),
                            Grade.A,
                            "module",
                            begins(named.name(), family) + " The maker stated agrees."))
                    .toList();
        }
        List<Candidate> found = new ArrayList<>(named.families().stream()
                .map(family -> candidate(
                        family, named.name(), alone(family, named.families()), "module", begins(named.name(), family)))
                .toList());
        byStatedMaker(named.makers(), maker, module, Grade.C).forEach(found::add);
        return found;
    }

    private List<Candidate> byStatedMaker(Set<String> stated, String maker, String module, Grade grade) {
        return stated.stream()
                .map(vendor -> candidate(
                        module,
                        vendor,
                        grade,
                        "stated-maker",
                        "The register states %s as the module's maker, which is %s%s.",
                        maker,
                        vendor,
                        "",
                        List.of("register")))
                .toList();
    }

    /** A short name that several things bear proves nothing without its maker beside it. */
    private static Grade alone(Family family, List<Family> all) {
        if (all.size() > 1) {
            return Grade.C;
        }
        return switch (String.valueOf(family.ambiguity())) {
            case "high" -> Grade.E;
            case "medium" -> Grade.C;
            default -> Grade.B;
        };
    }

    private static String begins(String name, Family family) {
        return "%s begins with the family %s; the longest beginning wins.".formatted(name, family.prefix());
    }

    private record NamedModule(String name, List<Family> families, Set<String> makers) {}

    /** A module's name may have its maker's before it, and a revision behind. */
    private NamedModule named(String said, Set<String> stated) {
        String[] tokens = said.trim().split("[\\s,;:/]+");
        Set<String> makers = stated;
        for (int from = 0; from < tokens.length; from++) {
            String rest = String.join(" ", List.of(tokens).subList(from, tokens.length));
            List<Family> families = modules.of(Words.bare(rest));
            if (!families.isEmpty()) {
                String name = tokens[from].length() > 3 || from == tokens.length - 1 ? tokens[from] : rest;
                return new NamedModule(name.toUpperCase(Locale.ROOT), families, makers);
            }
            String before = String.join(" ", List.of(tokens).subList(0, from + 1));
            Set<String> leading = vendors.named(before);
            if (makers.isEmpty() && !leading.isEmpty()) {
                makers = leading;
            }
        }
        return new NamedModule(said, List.of(), makers);
    }

    private List<Candidate> byProductId(String said) {
        var matcher = PRODUCT_ID.matcher(said.trim());
        if (!matcher.matches()) {
            return List.of();
        }
        String vid = matcher.group(2).toUpperCase(Locale.ROOT);
        String pair = vid + ":" + matcher.group(4).toUpperCase(Locale.ROOT);
        for (String bus : List.of("usb_vid_pid", "pci_vid_did")) {
            Identifier exact = identifiers.get(bus + " " + Words.bare(pair));
            if (exact != null && !exact.provesNothing()) {
                return List.of(String.valueOf(exact.module()).split("\\|")).stream()
                        .map(module -> candidate(
                                module.trim(),
                                String.valueOf(exact.vendor()),
                                Grade.B,
                                "product-id",
                                "%s is a product id of %s: %s.",
                                said,
                                String.valueOf(exact.vendor()),
                                module.trim(),
                                exact.sources()))
                        .toList();
            }
        }
        for (String bus : List.of("usb_vid", "pci_vid")) {
            Identifier vendor = identifiers.get(bus + " " + vid);
            if (vendor != null && !vendor.provesNothing() && !"oem_rebrand".equals(vendor.sharing())) {
                boolean exclusive = vendor.strength().equals("strong");
                return List.of(candidate(
                        "",
                        String.valueOf(vendor.vendor()),
                        exclusive ? Grade.C : Grade.E,
                        "vendor-id",
                        "%s carries the vendor id of %s%s.",
                        said,
                        String.valueOf(vendor.vendor()),
                        exclusive ? "" : ", which others share",
                        vendor.sources()));
            }
        }
        return List.of();
    }

    private List<Candidate> byTac(String said) {
        Identifier tac = identifiers.get("imei_tac " + Words.bare(said));
        return tac == null || tac.provesNothing()
                ? List.of()
                : List.of(candidate(
                        String.valueOf(tac.module()).replaceAll(" \\(.*", ""),
                        String.valueOf(tac.vendor()),
                        Grade.C,
                        "type-allocation-code",
                        "Type allocation code %s was seen on %s's %s.",
                        said,
                        String.valueOf(tac.vendor()),
                        String.valueOf(tac.module()),
                        tac.sources()));
    }

    private List<Candidate> byEquipment(List<Equipment> boxes, Wording said) {
        List<Candidate> found = new ArrayList<>();
        for (Equipment box : boxes) {
            if (box.vendor() != null) {
                inside(box, boxes.size() == 1 && box.variant() == null || exactly(box, said), found);
            }
        }
        long makers = found.stream().map(Candidate::vendor).distinct().count();
        if (makers > 1) {
            // Where batches differ, what siblings of the series contain cannot be ruled out either.
            for (Equipment sibling : equipment.siblings(boxes.get(0))) {
                if (sibling.vendor() != null
                        && found.stream().noneMatch(c -> c.vendor().equals(sibling.vendor()))) {
                    found.add(candidate(
                            sibling,
                            "",
                            Grade.E,
                            "series",
                            "Its sibling %s %s was found with a module of %s: %s."
                                    .formatted(
                                            sibling.maker(),
                                            sibling.model(),
                                            vendors.display(sibling.vendor()),
                                            because(sibling))));
                }
            }
        }
        return distinct(found);
    }

    private static boolean exactly(Equipment box, Wording said) {
        return box.variant() != null
                && !said.orderCode().isEmpty()
                && Words.bare(box.variant()).contains(Words.bare(said.orderCode()));
    }

    private void inside(Equipment box, boolean exact, List<Candidate> found) {
        Grade grade = switch (box.confidence()) {
            case "high" -> Grade.C;
            case "medium" -> exact ? Grade.C : Grade.D;
            default -> Grade.D;
        };
        String reason = "%s %s was found with a module of %s: %s."
                .formatted(box.maker(), box.model(), vendors.display(String.valueOf(box.vendor())), because(box));
        String reported = box.module() == null ? "" : box.module().replaceAll("\\(.*?\\)", "");
        List<String> names = List.of(reported.split(" or |/|, ")).stream()
                .map(name -> name.replaceAll("^(Huawei|Quectel|Telit|Sierra) ", "")
                        .trim()
                        .split(" ")[0])
                .filter(name -> !modules.of(Words.bare(name)).isEmpty())
                .toList();
        for (String name : names.isEmpty() ? List.of("") : names) {
            found.add(candidate(box, name, grade, "equipment", reason));
        }
    }

    /** Some registers write the module where the equipment's model belongs. */
    private List<Candidate> byModuleInPlaceOfModel(Wording said) {
        Set<String> makers = vendors.named(said.maker());
        if (said.model().isEmpty() || makers.isEmpty()) {
            return List.of();
        }
        return modules.of(Words.bare(said.model())).stream()
                .filter(family -> makers.contains(family.vendor()))
                .map(family -> candidate(
                        family,
                        said.model().toUpperCase(Locale.ROOT),
                        Grade.B,
                        "module-as-model",
                        begins(said.model(), family)))
                .toList();
    }

    private Candidate candidate(Family family, String module, Grade grade, String rule, String reason) {
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

    private Candidate candidate(Equipment box, String module, Grade grade, String rule, String reason) {
        String vendor = String.valueOf(box.vendor());
        return located(module, vendor, grade, rule, reason, box.sources());
    }

    private Candidate candidate(
            String module,
            String vendor,
            Grade grade,
            String rule,
            String reason,
            String said,
            String of,
            String more,
            List<String> sources) {
        return located(module, vendor, grade, rule, reason.formatted(said, vendors.display(of), more), sources);
    }

    /** The family where the name of the module tells it, and with it whose business the module is today. */
    private Candidate located(
            String module, String vendor, Grade grade, String rule, String reason, List<String> sources) {
        @Nullable
        Family family = modules.of(Words.bare(module)).stream()
                .filter(one ->
                        one.vendor().equals(vendor) || vendors.vendorOf(one).equals(vendor))
                .findFirst()
                .orElse(null);
        String maker = family == null ? vendors.successor(vendor) : vendors.makerOf(family);
        return new Candidate(
                module, vendor, maker, family == null ? null : family.key(), null, grade, rule, reason, sources);
    }

    private static List<Candidate> distinct(List<Candidate> all) {
        Map<String, Candidate> strongest = new LinkedHashMap<>();
        all.forEach(one -> strongest.merge(
                one.vendor() + "|" + one.module(), one, (a, b) -> a.grade().atLeast(b.grade()) ? a : b));
        return List.copyOf(strongest.values());
    }
}
