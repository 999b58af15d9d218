package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linchpin.recognition.Candidate.Grade;
import org.linchpin.recognition.Knowledge.Equipment;

/**
 * Turns the words of a register's line into the modules that may be inside. Evidence is asked in order of strength; what
 * is weaker narrows what is stronger, or stands beside it where both are strong and disagree. The same words always give
 * the same verdict.
 */
public final class Recognition {

    /** Part of the fingerprint of what verdicts rest on: a change here has every wording recognised again. */
    public static final String VERSION = "4";

    private static final Pattern NOT_CELLULAR = Pattern.compile("(?i)(wi-?fi|wlan|w?lan|ethernet|fibre|fiber|plc|power"
            + " ?line|lora(wan)?|zigbee|z-?wave|bluetooth|ble|rs-?485|modbus|m-?bus|wi-?sun|rf mesh|long[- ]range"
            + " radio|none|offline|wired|dsl|adsl)( only)?");
    private static final Pattern ALSO = Pattern.compile("(?i)\\s*[/,+&;]\\s*|\\s+and\\s+");
    private static final Pattern NO_MODULE =
            Pattern.compile("(?i)(no|without( an?)?|keine?|ohne|sans|aucun) ?(cellular|mobile|4g|5g|lte|gsm)?"
                    + " ?(module?|modem|modul|modem fitted|module fitted)|(module |modem )?not"
                    + " (fitted|installed|present)");

    /** What people write where nothing is known. */
    private static final Set<String> BLANKS = Set.of(
            "unknown",
            "n/a",
            "na",
            "n.a.",
            "none",
            "null",
            "nan",
            "-",
            "--",
            "---",
            "?",
            "tbd",
            "tbc",
            "various",
            "other",
            "others",
            "not known",
            "not stated",
            "not applicable",
            "unspecified",
            "generic",
            "unbekannt",
            "inconnu",
            "inconnue",
            "desconocido",
            "未知",
            "不明",
            "无");

    private static final int LONGEST_BLANK = 16;
    private static final String FIRST_LETTERS = BLANKS.stream()
            .map(word -> word.substring(0, 1) + word.substring(0, 1).toUpperCase(Locale.ROOT))
            .distinct()
            .collect(Collectors.joining());

    private final EquipmentModels equipment;
    private final FoundInside inside;
    private final NameEvidence names;
    private final List<Evidence> evidence;

    public Recognition(Knowledge knowledge) {
        VendorNames vendors = new VendorNames(knowledge);
        ModuleNames modules = new ModuleNames(knowledge.families());
        Findings findings = new Findings(vendors, modules);
        names = new NameEvidence(vendors, modules, findings);
        List<Equipment> boxes = new ArrayList<>(knowledge.equipment());
        boxes.addAll(FoundInside.stated(knowledge.contents(), names));
        equipment = new EquipmentModels(boxes);
        inside = new FoundInside(vendors, modules, equipment, findings);
        evidence = List.of(
                new LabelEvidence(knowledge, vendors, modules, findings, equipment, inside),
                new FirmwareEvidence(knowledge, vendors, modules, findings),
                names,
                new ProductIdEvidence(knowledge, vendors, findings),
                new TypeCodeEvidence(knowledge, vendors, names, findings));
    }

    /**
     * The module that a part of a bill of materials is: by its name as it stands, with nothing mended or guessed.
     *
     * @param maker the part's maker; empty where not said
     */
    public List<Candidate> part(String maker, String name) {
        return names.part(maker, name);
    }

    public Verdict recognise(Wording words) {
        Wording said = withoutBlanks(words);
        String maker = equipment.maker(said.maker());
        EquipmentModels.Found boxes = equipment.of(said.maker(), said.model(), said.orderCode());
        List<Candidate> sum = List.of();
        for (Evidence kind : evidence) {
            sum = together(sum, kind.in(said));
        }
        sum = together(sum, inside.of(boxes, said));
        sum = together(sum, names.inPlaceOfModel(said));
        if (sum.isEmpty()) {
            return withoutEvidence(said, boxes.rows(), maker);
        }
        if (sum.stream().allMatch(candidate -> candidate.grade() == Grade.E)) {
            return Verdict.unknown("There are only hints. " + sum.get(0).reason(), sum, maker);
        }
        return Verdict.of(weighed(sum), maker);
    }

    private static Wording withoutBlanks(Wording said) {
        boolean any = blank(said.maker())
                || blank(said.model())
                || blank(said.orderCode())
                || blank(said.firmware())
                || blank(said.moduleMaker())
                || blank(said.module())
                || blank(said.fccId())
                || blank(said.usbId());
        return !any
                ? said
                : new Wording(
                        known(said.maker()),
                        known(said.model()),
                        known(said.orderCode()),
                        known(said.firmware()),
                        said.connectivity(),
                        known(said.moduleMaker()),
                        known(said.module()),
                        known(said.fccId()),
                        said.tac(),
                        known(said.usbId()));
    }

    private static boolean blank(String word) {
        return !word.isEmpty()
                && word.length() <= LONGEST_BLANK
                && FIRST_LETTERS.indexOf(word.charAt(0)) >= 0
                && BLANKS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String known(String word) {
        return blank(word) ? "" : word;
    }

    private Verdict withoutEvidence(Wording said, List<Equipment> boxes, String maker) {
        Optional<Equipment> without =
                boxes.stream().filter(box -> box.hasCellular().equals("no")).findFirst();
        if (without.isPresent()
                && boxes.stream().allMatch(box -> box.hasCellular().equals("no"))) {
            Equipment box = without.get();
            return none(
                    box.maker() + " " + box.model() + " has no cellular module: " + FoundInside.because(box) + ".",
                    maker);
        }
        if (!boxes.isEmpty()) {
            Equipment box = boxes.get(0);
            return Verdict.unknown(
                    box.maker() + " " + box.model()
                            + " connects by a mobile network, but nobody has stated whose module is inside: "
                            + FoundInside.because(box) + ".",
                    List.of(),
                    maker);
        }
        if (NO_MODULE.matcher(said.module()).matches()
                || NO_MODULE.matcher(said.moduleMaker()).matches()) {
            return none("The register says that there is no cellular module.", maker);
        }
        if (connectsOtherwise(said.connectivity())) {
            return none(
                    "The register says that it connects by " + said.connectivity() + ", not by a mobile network.",
                    maker);
        }
        List<Candidate> brand = names.brand(said);
        return Verdict.unknown(
                brand.isEmpty()
                        ? "Nothing in these words identifies a module or its maker."
                        : "There are only hints. " + brand.get(0).reason(),
                brand,
                maker);
    }

    private static Verdict none(String reason, String maker) {
        return new Verdict(Verdict.Outcome.NONE, reason, List.of(), maker);
    }

    private static boolean connectsOtherwise(String said) {
        if (said.isEmpty()) {
            return false;
        }
        for (String way : ALSO.split(said)) {
            if (!NOT_CELLULAR.matcher(way.trim()).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Weaker evidence narrows stronger; two strong kinds that disagree stand side by side. */
    private static List<Candidate> together(List<Candidate> strong, List<Candidate> weak) {
        if (strong.isEmpty() || weak.isEmpty()) {
            return strong.isEmpty() ? weak : strong;
        }
        boolean weakHints = weak.stream().allMatch(other -> other.grade() == Grade.E);
        boolean strongHints = strong.stream().allMatch(one -> one.grade() == Grade.E);
        if (weakHints && !strongHints) {
            return strong;
        }
        List<Candidate> narrowed = narrowed(strong, weak, true);
        if (narrowed.isEmpty()) {
            narrowed = narrowed(strong, weak, false);
        }
        if (!narrowed.isEmpty()) {
            return narrowed;
        }
        if (strongHints && !weakHints) {
            return weak;
        }
        boolean weakProves = weak.stream().allMatch(other -> other.grade().atLeast(Grade.C));
        if (!weakProves
                || strong.stream().anyMatch(one -> one.grade() == Grade.A)
                        && weak.get(0).grade() != Grade.A) {
            return strong;
        }
        List<Candidate> sideBySide = new ArrayList<>(strong);
        sideBySide.addAll(weak);
        return sideBySide;
    }

    /** Pairs that agree, on the family if so asked, else on the maker. */
    private static List<Candidate> narrowed(List<Candidate> strong, List<Candidate> weak, boolean family) {
        List<Candidate> narrowed = new ArrayList<>();
        for (Candidate one : strong) {
            for (Candidate other : weak) {
                boolean agree = family
                        ? one.family() != null && one.family().equals(other.family())
                        : one.vendor().equals(other.vendor()) || one.maker().equals(other.maker());
                if (agree) {
                    Candidate both = agreed(one, other);
                    if (!narrowed.contains(both)) {
                        narrowed.add(both);
                    }
                }
            }
        }
        return narrowed;
    }

    private static Candidate agreed(Candidate one, Candidate other) {
        if (one.module().isEmpty()) {
            return other.graded(one.grade().atLeast(other.grade()) ? one.grade() : other.grade());
        }
        return one.grade().atLeast(other.grade()) ? one : one.graded(other.grade());
    }

    /** Weights stand only where they speak of all candidates. */
    private static List<Candidate> weighed(List<Candidate> candidates) {
        double sum = 0;
        boolean all = true;
        boolean any = false;
        for (Candidate one : candidates) {
            Double weight = one.weight();
            any |= weight != null;
            all &= weight != null;
            sum += weight == null ? 0 : weight;
        }
        if (!any || all && Math.abs(sum - 1) <= 0.02) {
            return candidates;
        }
        return candidates.stream().map(one -> one.weighing(null)).toList();
    }
}
