package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linchpin.recognition.Knowledge.Equipment;
import org.linchpin.recognition.Words.Bare;

/** Equipment by maker and model, each with what was found inside, by batch or order code where that decides. */
final class EquipmentModels {

    private static final Pattern SERIES = Pattern.compile("^([A-Z]{2,}[0-9])[0-9]{2}$");
    private static final Pattern BRACKETS = Pattern.compile("^(.+?) ?\\((.+)\\)$");

    /** What comes behind a model's name without making it another model: a version, a batch, an order code. */
    private static final Pattern REVISION =
            Pattern.compile("(V|VER|VERSION|REV|REVISION|HW|BATCH|LOT|R)[0-9].*|(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{5,}");

    /** Words for kinds of equipment that people add to a model's name or leave out. */
    private static final Set<String> KINDS = Set.of(
            "ROUTER",
            "MODEM",
            "GATEWAY",
            "CAMERA",
            "METER",
            "CHARGER",
            "CHARGERS",
            "COMMS",
            "COMMUNICATIONS",
            "HUB",
            "CARD",
            "TRACKER",
            "TERMINAL",
            "UNIT",
            "CHARGEPOINT",
            "POINT",
            "CHARGE",
            "CELLULAR",
            "LTE",
            "4G",
            "5G",
            "INDUSTRIAL",
            "THE",
            "LAPTOP",
            "SERIES");

    private final Map<String, List<Equipment>> byModel = new HashMap<>();
    private final Map<String, List<Equipment>> bySeries = new HashMap<>();
    private final Map<String, List<Equipment>> byLabel = new HashMap<>();
    private final Map<String, String> makers = new LinkedHashMap<>();

    private final List<Equipment> all;
    private final Map<String, MakerName> seen = new ConcurrentHashMap<>();

    /** A maker's name in one form, and its first word. */
    private record MakerName(String bare, String first) {}

    private static final MakerName NOBODY = new MakerName("", "");
    private static final int MOST_SEEN = 50_000;

    private MakerName name(String maker) {
        if (maker.isEmpty()) {
            return NOBODY;
        }
        MakerName before = seen.get(maker);
        if (before != null) {
            return before;
        }
        List<String> words = Words.nameWords(maker);
        MakerName name = words.isEmpty() ? NOBODY : new MakerName(String.join("", words), words.get(0));
        if (seen.size() < MOST_SEEN) {
            seen.put(maker, name);
        }
        return name;
    }

    EquipmentModels(List<Equipment> all) {
        this.all = List.copyOf(all);
        for (Equipment one : all) {
            makers.putIfAbsent(Words.bareName(one.maker()), one.maker());
            for (String model : names(one.model())) {
                add(byModel, Words.bare(model), one);
                Matcher series = SERIES.matcher(Words.bare(model));
                if (series.matches()) {
                    add(bySeries, Words.bareName(one.maker()) + series.group(1), one);
                }
            }
            if (one.variant() != null && one.variant().startsWith("FCC ID ")) {
                add(byLabel, Words.bare(one.variant().substring(7)), one);
            }
        }
    }

    private static void add(Map<String, List<Equipment>> index, String key, Equipment one) {
        List<Equipment> rows = index.computeIfAbsent(key, any -> new ArrayList<>());
        if (!key.isEmpty() && !rows.contains(one)) {
            rows.add(one);
        }
    }

    /** A model as written, each of several with a stroke between, the code in brackets, and without the word for its kind. */
    private static List<String> names(String model) {
        List<String> names = new ArrayList<>(List.of(model.split(" / ")));
        names.add(model);
        Matcher brackets = BRACKETS.matcher(model);
        if (brackets.matches()) {
            names.add(brackets.group(1));
            names.add(brackets.group(2));
        }
        List.copyOf(names).stream()
                .map(EquipmentModels::withoutKind)
                .filter(name -> name.length() >= 4)
                .forEach(names::add);
        return names.stream().distinct().toList();
    }

    private static String withoutKind(String model) {
        StringBuilder rest = new StringBuilder();
        for (String word : Words.read(model).words()) {
            if (!KINDS.contains(word)) {
                rest.append(word);
            }
        }
        return rest.toString();
    }

    /**
     * What is known of a model.
     *
     * @param rows of one batch alone where the order code names it
     * @param exact whether the order code or batch said names them
     */
    record Found(List<Equipment> rows, boolean exact) {

        static final Found NOTHING = new Found(List.of(), false);
    }

    Found of(String maker, String model, String orderCode) {
        if (model.isEmpty()) {
            return Found.NOTHING;
        }
        String said = name(maker).bare();
        Bare name = Words.read(model);
        int from =
                !said.isEmpty() && name.text().startsWith(said) && name.text().length() > said.length()
                        ? said.length()
                        : 0;
        Found whole = narrowed(maker, model, rows(name.text().substring(from), said), orderCode);
        if (!whole.rows().isEmpty()) {
            return whole;
        }
        String plain = withoutKind(from == 0 ? model : name.text().substring(from));
        if (plain.length() >= 4) {
            whole = narrowed(maker, model, rows(plain, said), orderCode);
            if (!whole.rows().isEmpty()) {
                return whole;
            }
        }
        return beginning(maker, said, model, name, from, orderCode);
    }

    /** A model with its batch or order code behind it. */
    private Found beginning(String maker, String said, String model, Bare name, int from, String orderCode) {
        for (int end = name.text().length() - 1; end > from + 2; end--) {
            if (name.startsAt(end)) {
                String rest = name.text().substring(end);
                List<Equipment> rows = rows(name.text().substring(from, end), said);
                boolean variant = rows.stream().anyMatch(row -> row.variant() != null && names(rest, row.variant()));
                if (!rows.isEmpty() && (variant || REVISION.matcher(rest).matches())) {
                    return narrowed(maker, model, rows, orderCode.isEmpty() ? rest : orderCode);
                }
            }
        }
        return Found.NOTHING;
    }

    private List<Equipment> rows(String bareModel, String said) {
        List<Equipment> rows = byModel.get(bareModel);
        if (rows != null) {
            return rows;
        }
        // A letter O for a nought and the like, where the maker is said too.
        return said.isEmpty() || bareModel.length() < 5
                ? List.of()
                : byModel.getOrDefault(mendDigits(bareModel), List.of());
    }

    /** Letters between digits that are taken for digits. */
    private static String mendDigits(String bare) {
        StringBuilder mended = new StringBuilder(bare);
        for (int i = 1; i < mended.length(); i++) {
            char digit = Words.skeleton(String.valueOf(mended.charAt(i))).charAt(0);
            boolean beside = Character.isDigit(mended.charAt(i - 1))
                    || i + 1 < mended.length() && Character.isDigit(mended.charAt(i + 1));
            if (beside && Character.isDigit(digit)) {
                mended.setCharAt(i, digit);
            }
        }
        return mended.toString();
    }

    private Found narrowed(String maker, String model, List<Equipment> all, String orderCode) {
        List<Equipment> rows =
                all.stream().filter(row -> sameMaker(maker, row.maker(), model)).toList();
        String code = Words.bare(orderCode);
        List<Equipment> exact = code.isEmpty()
                ? List.of()
                : rows.stream()
                        .filter(row -> row.variant() != null && names(code, row.variant()))
                        .toList();
        return exact.isEmpty() ? new Found(rows, false) : new Found(exact, true);
    }

    private static boolean names(String code, String variant) {
        String bare = Words.bare(variant);
        return bare.equals(code)
                || bare.equals("BATCH" + code)
                || code.equals("BATCH" + bare)
                || (code.length() >= 5 && bare.startsWith(code));
    }

    /**
     * A maker's name may be short for the one we know, another firm of the same house, or a slip; without any, only an
     * unmistakable model will do.
     */
    private boolean sameMaker(String maker, String known, String model) {
        MakerName said = name(maker);
        if (said.bare().isEmpty()) {
            return unmistakable(Words.bare(model));
        }
        MakerName ours = name(known);
        return ours.bare().startsWith(said.bare())
                || said.bare().startsWith(ours.bare())
                || said.first().length() >= 5 && said.first().equals(ours.first())
                || slip(said.first(), ours.first())
                || slip(said.bare(), ours.bare());
    }

    private static boolean slip(String one, String other) {
        return one.length() >= 6 && other.length() >= 6 && Words.oneSlip(one, other);
    }

    private static boolean unmistakable(String bare) {
        return bare.length() >= 5
                && bare.chars().anyMatch(Character::isDigit)
                && bare.chars().anyMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    /** Equipment by the FCC ID on its own label. */
    List<Equipment> labelled(String bareFccId) {
        return byLabel.getOrDefault(bareFccId, List.of());
    }

    /** What siblings of the same series were found to contain. */
    List<Equipment> siblings(Equipment one) {
        Matcher series = SERIES.matcher(Words.bare(one.model()));
        return series.matches()
                ? bySeries.getOrDefault(Words.bareName(one.maker()) + series.group(1), List.of())
                : List.of();
    }

    List<Equipment> all() {
        return all;
    }

    /** A maker's name as we write it, or as said. */
    String maker(String said) {
        return said.isEmpty() ? said : makers.getOrDefault(name(said).bare(), said);
    }
}
