package org.linchpin.recognition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labelled set that recognition is measured against. Each wording is made from a line of the reference data, or by
 * hand, and then written as people write: mistyped, spaced, under another name, in another alphabet. The label comes from
 * that line and from rules stated here, never from recognition itself; where a slip could make one maker's name another's,
 * the reference patterns, tried one by one, decide. The same seed gives the same set.
 */
final class TruthSet {

    static final long SEED = 20261125;

    /** What a careful person would say. */
    enum Label {
        /** The maker is certain. */
        MAKER,
        /** Nobody should call a maker certain. */
        OPEN,
        /** There is no cellular module. */
        NONE
    }

    /**
     * A wording and the truth about it.
     *
     * @param made who really made the module, as far as the set knows; empty where nobody did or nobody knows
     */
    record Labelled(String kind, Wording said, Label label, String made) {

        String line() {
            return Stream.concat(Stream.of(kind, label.name().toLowerCase(Locale.ROOT), made), said.words().stream())
                    .map(cell ->
                            cell.contains(",") || cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell)
                    .collect(Collectors.joining(","));
        }
    }

    static final String HEADER =
            "kind,label,made,maker,model,order_code,firmware,connectivity,module_maker,module,fcc_id,tac,usb_id";

    private static final Set<String> RELABELS = Set.of("device_brand", "host_module", "module_brand");
    private static final List<String> SUFFIXES =
            List.of("", "-EU", "-E", "-GL", "-CN", " rev 2", "-EUX", " R2.0", "-A V1.1", "-G", "_LA");

    private final Random random = new Random(SEED);
    private final List<Labelled> set = new ArrayList<>();
    private final Map<String, Map<String, String>> vendors = new LinkedHashMap<>();
    private final List<Map<String, String>> families = ReferenceKnowledge.lines("module_families.csv");
    private final Map<String, Pattern> patterns = new HashMap<>();

    private TruthSet() {
        ReferenceKnowledge.lines("vendors.csv").forEach(line -> vendors.put(line.get("vendor_id"), line));
        families.forEach(family -> patterns.put(
                family.get("family_id"), Pattern.compile(family.get("match_regex"), Pattern.CASE_INSENSITIVE)));
    }

    static List<Labelled> generate() {
        TruthSet truth = new TruthSet();
        truth.names();
        truth.mistypedNames();
        truth.makers();
        truth.numbers();
        truth.labels();
        truth.revisions();
        truth.equipment();
        truth.doubtsAndDisagreements();
        truth.notCellular();
        truth.handMade();
        return List.copyOf(truth.set);
    }

    private static Wording module(String maker, String module) {
        return new Wording("", "", "", "", "", maker, module, "", "", "");
    }

    private static Wording box(String maker, String model, String orderCode, String connectivity) {
        return new Wording(maker, model, orderCode, "", connectivity, "", "", "", "", "");
    }

    private void add(String kind, Wording said, Label label, String made) {
        set.add(new Labelled(kind, said, label, made));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Who made it: the label's firm, or where that only relabels, the firm behind it; a holding's one maker stands for it. */
    private String madeBy(Map<String, String> family) {
        String vendor = family.get("vendor_id");
        if (!RELABELS.contains(vendors.get(vendor).get("role"))) {
            return vendor;
        }
        String owner = family.get("current_owner_vendor_id");
        return owner.equals("semtech") ? "sierra_wireless" : owner;
    }

    private List<String> namesOf(String vendor) {
        Map<String, String> line = vendors.get(vendor);
        return Stream.of(
                        line.get("display_name").replaceAll("\\(.*", ""),
                        line.get("legal_name").split("[;/(]")[0],
                        line.get("legal_name_local").split("[;；(（]")[0])
                .map(String::trim)
                .filter(name -> name.length() > 2)
                .toList();
    }

    /** Every family's name alone, with its maker, and written in some other way. */
    private void names() {
        for (Map<String, String> family : families) {
            String prefix = family.get("prefix_or_model");
            String made = madeBy(family);
            String name = prefix + one(SUFFIXES);
            add("module alone", module("", name), alone(family), made);
            String maker = one(namesOf(family.get("vendor_id")));
            add("module and maker", module(maker, prefix + one(SUFFIXES)), Label.MAKER, made);
            add("module written otherwise", module("", written(name)), alone(family), made);
            String sentence = switch (random.nextInt(5)) {
                case 0 -> maker + " " + name;
                case 1 -> maker.toLowerCase(Locale.ROOT) + "_" + prefix;
                case 2 -> maker + " " + name + " LTE module";
                case 3 -> name + " (" + maker + ")";
                default -> maker + ": " + written(name);
            };
            add("maker and module in one", module("", sentence), Label.MAKER, made);
        }
    }

    private Label alone(Map<String, String> family) {
        boolean shared = families.stream()
                .anyMatch(other -> !madeBy(other).equals(madeBy(family))
                        && patterns.get(other.get("family_id"))
                                .matcher(family.get("prefix_or_model"))
                                .find()
                        && other.get("prefix_or_model").length()
                                >= family.get("prefix_or_model").length());
        return shared || family.get("match_ambiguity").equals("high") ? Label.OPEN : Label.MAKER;
    }

    /** The same name as people, spreadsheets and machines write it. */
    private String written(String name) {
        return switch (random.nextInt(9)) {
            case 0 -> name.toLowerCase(Locale.ROOT);
            case 1 -> name.replace("-", " ");
            case 2 -> name.replace("-", "");
            case 3 -> name.replace("-", "_").toLowerCase(Locale.ROOT);
            case 4 -> name.replaceFirst("(?<=[A-Za-z])(?=[0-9])", " ");
            case 5 -> fullWidth(name);
            case 6 -> name.replace('C', 'С').replace('E', 'Е').replace('M', 'М').replace('A', 'А');
            case 7 -> "\u00a0" + name.replace("-", "\u2011") + "\u200b ";
            default -> name.replaceFirst("(?<=[A-Za-z])(?=[0-9])", "-");
        };
    }

    private static String fullWidth(String name) {
        return name.chars()
                .mapToObj(c -> String.valueOf((char) (c > 32 && c < 127 ? c + 0xFEE0 : c)))
                .collect(Collectors.joining());
    }

    /** One typing error: with the maker beside it the maker stays certain; alone only where no other maker's name is as near. */
    private void mistypedNames() {
        for (Map<String, String> family : families) {
            String prefix = family.get("prefix_or_model");
            String made = madeBy(family);
            add(
                    "mistyped module and maker",
                    module(one(namesOf(family.get("vendor_id"))), slip(prefix) + one(SUFFIXES)),
                    RELABELS.contains(vendors.get(family.get("vendor_id")).get("role")) ? Label.OPEN : Label.MAKER,
                    made);
            String look = lookAlike(prefix);
            if (!look.equals(prefix)) {
                add("look-alike letter", module("", look + one(SUFFIXES)), mended(look, family), made);
            }
            String bare = prefix.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
            if (bare.length() >= 6) {
                String wrong = slip(bare);
                add("mistyped module", module("", wrong + one(SUFFIXES)), mended(wrong, family), made);
            }
        }
    }

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /** A letter wrong, doubled, left out or changed about with its neighbour; digits are another model, so they stay. */
    private String slip(String name) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                places.add(i);
            }
        }
        int at = one(places);
        StringBuilder wrong = new StringBuilder(name);
        switch (random.nextInt(4)) {
            case 0 -> wrong.setCharAt(at, LETTERS.charAt(random.nextInt(26)));
            case 1 -> wrong.insert(at, name.charAt(at));
            case 2 -> wrong.deleteCharAt(at);
            default -> {
                int other = at + 1 < name.length() ? at + 1 : at - 1;
                wrong.setCharAt(at, name.charAt(other));
                wrong.setCharAt(other, name.charAt(at));
            }
        }
        return wrong.toString();
    }

    private String lookAlike(String name) {
        String from = "0158OISB";
        String to = "OISB0158";
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < name.length(); i++) {
            if (from.indexOf(name.charAt(i)) >= 0) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return name;
        }
        int at = one(places);
        return name.substring(0, at) + to.charAt(from.indexOf(name.charAt(at))) + name.substring(at + 1);
    }

    /** Whether a careful person with the list of all families would know which maker is meant: by brute force over it. */
    private Label mended(String wrong, Map<String, String> family) {
        String bare = wrong.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        Set<String> exact = new TreeSet<>();
        Set<String> near = new TreeSet<>();
        for (Map<String, String> other : families) {
            String prefix =
                    other.get("prefix_or_model").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
            if (bare.startsWith(prefix) && !other.get("match_ambiguity").equals("high")) {
                exact.add(madeBy(other));
            }
            for (int end = prefix.length() - 1; end <= Math.min(bare.length(), prefix.length() + 1); end++) {
                if (end > 0 && prefix.length() >= 4 && distance(bare.substring(0, end), prefix) <= 1) {
                    near.add(madeBy(other));
                }
            }
        }
        // A name that others use too is not guessed from four letters.
        boolean high = family.get("match_ambiguity").equals("high")
                || family.get("match_ambiguity").equals("medium") && bare.length() < 5;
        Set<String> meant = exact.isEmpty() ? near : exact;
        return meant.equals(Set.of(madeBy(family))) && !high && bare.length() >= 4 ? Label.MAKER : Label.OPEN;
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    /** Every name of every maker of modules alone, in each language, and mistyped once. */
    private void makers() {
        for (Map<String, String> vendor : vendors.values()) {
            String key = vendor.get("vendor_id");
            String role = vendor.get("role");
            if (Set.of("chipset", "holding", "state_owner", "device_brand", "host_module")
                    .contains(role)) {
                if (role.equals("chipset")) {
                    add(
                            "maker of chips",
                            module(vendor.get("display_name").replaceAll(" \\(.*", ""), ""),
                            Label.OPEN,
                            "");
                }
                continue;
            }
            List<String> names = new ArrayList<>(namesOf(key));
            for (String alias : vendor.get("aliases").split(";")) {
                if (alias.trim().length() > 2 && !alias.contains("formerly") && usedOnce(alias.trim())) {
                    names.add(alias.trim());
                }
            }
            names.removeIf(name -> !usedOnce(name));
            for (String name : names) {
                add("maker alone", module(name, ""), Label.MAKER, key);
                add(
                        "maker alone, written otherwise",
                        module(random.nextBoolean() ? name.toUpperCase(Locale.ROOT) + " " : fullWidth(name), ""),
                        Label.MAKER,
                        key);
                String first = name.split("[ ,(]")[0];
                if (first.length() >= 7 && first.chars().allMatch(c -> c < 128) && usedOnce(first)) {
                    String wrong = slip(first);
                    if (vendors.values().stream()
                            .noneMatch(other -> !other.get("vendor_id").equals(key)
                                    && distance(
                                                    wrong.toUpperCase(Locale.ROOT),
                                                    other.get("display_name")
                                                            .split("[ ,(]")[0]
                                                            .toUpperCase(Locale.ROOT))
                                            <= 2)) {
                        add("mistyped maker", module(wrong + name.substring(first.length()), ""), Label.MAKER, key);
                    }
                }
            }
        }
    }

    /** Some names are borne by two firms of the list, and nobody could tell which is meant. */
    private boolean usedOnce(String name) {
        String bare = name.toLowerCase(Locale.ROOT);
        return vendors.values().stream()
                        .filter(vendor -> Stream.of("display_name", "legal_name", "aliases", "legal_name_local")
                                .anyMatch(column -> Pattern.compile("(^|[^a-z])" + Pattern.quote(bare) + "($|[^a-z])")
                                        .matcher(vendor.get(column).toLowerCase(Locale.ROOT))
                                        .find()))
                        .count()
                == 1;
    }

    /** Vendor and product numbers on USB and PCI, bare and dressed. */
    private void numbers() {
        for (Map<String, String> id : ReferenceKnowledge.lines("identifiers.csv")) {
            String kind = id.get("id_type");
            boolean pair = kind.equals("usb_vid_pid") || kind.equals("pci_vid_did");
            if (!pair && !kind.equals("usb_vid") && !kind.equals("pci_vid")) {
                continue;
            }
            boolean proves = id.get("evidence_strength").equals("strong")
                    && !id.get("confidence").equals("low")
                    && !id.get("shared_or_exclusive").startsWith("chipset")
                    // The generic numbers of this card are also a Gosuncn's.
                    && !id.get("module_family_or_model").equals("T99W175");
            String value = pair ? id.get("value") : id.get("value") + ":fffe";
            add(
                    pair ? "product number" : "vendor number",
                    new Wording("", "", "", "", "", "", "", "", "", dressed(value, kind.startsWith("pci"))),
                    proves ? Label.MAKER : Label.OPEN,
                    id.get("vendor_id"));
        }
    }

    private String dressed(String number, boolean pci) {
        String[] both = number.split(":");
        return switch (random.nextInt(6)) {
            case 0 -> number.toUpperCase(Locale.ROOT);
            case 1 -> "0x" + both[0] + ":0x" + both[1];
            case 2 ->
                pci
                        ? "PCI\\VEN_" + both[0].toUpperCase(Locale.ROOT) + "&DEV_" + both[1]
                        : "USB\\VID_" + both[0].toUpperCase(Locale.ROOT) + "&PID_" + both[1];
            case 3 -> both[0] + "/" + both[1];
            case 4 -> " " + both[0] + " " + both[1] + " ";
            default -> number;
        };
    }

    /** FCC IDs that are known, and made as their holders make them. */
    private void labels() {
        for (Map<String, String> id : ReferenceKnowledge.lines("identifiers.csv")) {
            if (id.get("id_type").equals("fcc_id")) {
                boolean hawkeye = id.get("vendor_id").equals("hawkeye");
                for (String said : List.of(
                        id.get("value"),
                        "Contains FCC ID: " + id.get("value"),
                        id.get("value").toLowerCase(Locale.ROOT),
                        id.get("value").substring(0, 3) + "-" + id.get("value").substring(3))) {
                    add(
                            "FCC ID",
                            fcc(said),
                            hawkeye ? Label.OPEN : Label.MAKER,
                            hawkeye ? "quectel" : id.get("vendor_id"));
                }
            }
            if (id.get("id_type").startsWith("fcc_grantee")
                    && !id.get("vendor_id").equals("hawkeye")) {
                add(
                        "FCC grantee",
                        fcc(id.get("value") + "7Y" + random.nextInt(100)),
                        id.get("evidence_strength").equals("strong") ? Label.MAKER : Label.OPEN,
                        id.get("vendor_id"));
            }
        }
        for (Map<String, String> family : families) {
            if (family.get("vendor_id").equals("quectel")) {
                add(
                        "FCC ID",
                        fcc("XMR20" + (12 + random.nextInt(14)) + "0" + (1 + random.nextInt(9))
                                + family.get("prefix_or_model")),
                        Label.MAKER,
                        "quectel");
            }
        }
    }

    private static Wording fcc(String id) {
        return new Wording("", "", "", "", "", "", "", id, "", "");
    }

    /** Firmware revisions as Quectel writes them, and Sierra's, which name no module. */
    private void revisions() {
        for (Map<String, String> family : families) {
            String prefix = family.get("prefix_or_model");
            if (family.get("vendor_id").equals("quectel") && prefix.length() >= 4) {
                add(
                        "firmware",
                        new Wording(
                                "",
                                "",
                                "",
                                prefix
                                        + one(List.of(
                                                "EFAR06A03M4G", "GLAAR01A07M4G", "ECGAR06A04M1G", "EUHAR01A30M16")),
                                "",
                                random.nextBoolean() ? "QUALCOMM INCORPORATED" : "",
                                "",
                                "",
                                "",
                                ""),
                        Label.MAKER,
                        "quectel");
            }
        }
        for (String revision : List.of("25.20.224.00", "18500.5001.00.05.27.30", "1.0.0", "V2.3-rc1", "0G_4")) {
            add("firmware", new Wording("", "", "", revision, "", "", "", "", "", ""), Label.OPEN, "");
        }
    }

    /** Equipment by model, by model and order code, and with the little things that people add. */
    private void equipment() {
        Map<String, List<Map<String, String>>> models = ReferenceKnowledge.lines("device_models.csv").stream()
                .collect(Collectors.groupingBy(
                        line -> line.get("manufacturer") + "|" + line.get("model"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        models.forEach((key, rows) -> {
            String maker = rows.get(0).get("manufacturer");
            String model = rows.get(0).get("model");
            Set<String> made =
                    rows.stream().map(row -> row.get("module_vendor_id")).collect(Collectors.toSet());
            String truth = made.size() == 1 ? made.iterator().next() : "";
            boolean never =
                    rows.stream().allMatch(row -> row.get("has_cellular").equals("no"));
            Label label = never ? Label.NONE : certain(rows) ? Label.MAKER : Label.OPEN;
            String name = model.split(" / ")[0];
            add("equipment", box(maker, model, "", ""), label, truth);
            if (name.equals(model) || name.length() > 4 && name.matches(".*[0-9].*")) {
                add(
                        "equipment",
                        box(maker.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), "", ""),
                        label,
                        truth);
                add("equipment, maker twice", box(maker, maker + " " + name, "", ""), label, truth);
                add("equipment of another maker", box("Acme Instruments", name, "", ""), Label.OPEN, "");
            }
            for (Map<String, String> row : rows) {
                String code = row.get("variant_or_order_code");
                if (code.matches("(batch )?[A-Z0-9]{3,}")
                        && !row.get("module_vendor_id").isEmpty()) {
                    add(
                            "equipment by order code",
                            box(maker, model, code, ""),
                            Label.MAKER,
                            row.get("module_vendor_id"));
                    add(
                            "equipment by order code",
                            box(maker, model + " " + code, "", ""),
                            Label.MAKER,
                            row.get("module_vendor_id"));
                }
            }
        });
    }

    /** One maker in all that is known of a model, on more than recollection, and no option that may not be fitted. */
    private static boolean certain(List<Map<String, String>> rows) {
        boolean one =
                rows.stream().map(row -> row.get("module_vendor_id")).distinct().count() == 1;
        boolean said = rows.stream()
                .noneMatch(row -> row.get("module_vendor_id").isEmpty()
                        || row.get("confidence").equals("low")
                        || row.get("variant_or_order_code").matches("(?i).*option.*|cellular"));
        boolean allBatches = rows.size() > 1
                || rows.get(0).get("variant_or_order_code").isEmpty()
                || rows.get(0).get("variant_or_order_code").matches("rebrand|FCC ID.*");
        return one && said && allBatches;
    }

    private void doubtsAndDisagreements() {
        List<String> sure =
                List.of("quectel", "fibocom", "simcom", "telit_cinterion", "u_blox", "sierra_wireless", "meig");
        for (Map<String, String> family : families) {
            if (family.get("match_ambiguity").equals("low") && random.nextInt(3) == 0) {
                String other = one(sure);
                boolean same = other.equals(madeBy(family))
                        || other.equals(family.get("current_owner_vendor_id"))
                        || other.equals(vendors.get(family.get("current_owner_vendor_id"))
                                .get("immediate_parent_id"));
                if (!same) {
                    add(
                            "maker and module disagree",
                            module(vendors.get(other).get("display_name"), family.get("prefix_or_model")),
                            Label.OPEN,
                            "");
                }
            }
            if (random.nextInt(12) == 0) {
                String maker = one(namesOf(family.get("vendor_id")));
                add(
                        "in doubt",
                        module(one(List.of("probably " + maker, maker + "?", "assumed " + maker)), ""),
                        Label.OPEN,
                        madeBy(family));
                add("in doubt", module("", "compatible with " + family.get("prefix_or_model")), Label.OPEN, "");
                add("in doubt", module("", "not " + maker + " " + family.get("prefix_or_model")), Label.OPEN, "");
            }
        }
        for (String blank : List.of("", "n/a", "Unknown", "-", "TBC", "various", "other", "?", "未知", "null")) {
            add("blank", module(blank, blank), Label.OPEN, "");
        }
    }

    private void notCellular() {
        for (String way : List.of(
                "Wi-Fi",
                "wifi only",
                "Ethernet",
                "WLAN",
                "Fibre",
                "PLC",
                "LoRaWAN",
                "Zigbee",
                "long-range radio",
                "Ethernet / Wi-Fi",
                "RS-485")) {
            add("connects otherwise", box("Acme", "Meter 5", "", way), Label.NONE, "");
            add(
                    "connects otherwise, but has a module",
                    box("Teltonika Networks", "RUT241", "", way),
                    Label.MAKER,
                    "meig");
            add("connects otherwise, but has a module", box("Zaptec", "Pro", "", way), Label.OPEN, "");
        }
        for (String way : List.of("4G", "LTE-M", "Wi-Fi and 4G", "NB-IoT", "GPRS", "Ethernet, LTE backup", "unknown")) {
            add("connects by a mobile network", box("Acme", "Meter 5", "", way), Label.OPEN, "");
        }
        for (String none : List.of("no modem", "No module", "not fitted", "without cellular module", "kein Modem")) {
            add("no module stated", module("", none), Label.NONE, "");
        }
    }

    /** Traps known from practice, and parts that are no cellular modules at all. */
    private void handMade() {
        for (String part : List.of(
                "ESP32-WROOM-32",
                "ESP8266",
                "ATSAMD21G18A",
                "STM32F072",
                "STM32L151",
                "CC1310",
                "CC2652R",
                "nRF52840",
                "nRF5340",
                "SX1276",
                "SX1262",
                "RFM95W",
                "ATWINC1500",
                "RN2483",
                "MT7621",
                "QCA9563",
                "AR9331",
                "BCM4339",
                "LM2596",
                "MC34063",
                "TPS63020",
                "AMS1117-3.3",
                "ADS1232",
                "NAU8810YG",
                "SIM8060-6-0-14-00-A",
                "M10578-A2",
                "MMBT3904L",
                "ATECC608A",
                "2137160001",
                "NVT2008PW",
                "DM3AT",
                "BLM18AG121SN1D",
                "TJA1051",
                "MAX3485",
                "HC-05",
                "HC-12",
                "NEO-M8N",
                "MAX-M10S",
                "ZED-F9P",
                "L80-R",
                "L86",
                "SAM-M8Q",
                "RTL8812AU",
                "AX210",
                "E18-D80",
                "MG24",
                "EFR32MG21",
                "EC11 encoder",
                "M12 connector",
                "MC14490",
                "G5LE relay",
                "N25Q128",
                "W25Q64",
                "SC16IS752",
                "UC3843",
                "TC4427",
                "XT60",
                "AC6",
                "A4988",
                "BG7",
                "FM1808",
                "SL22",
                "LE50",
                "Type 1LD",
                "alaska",
                "SIMPLE",
                "Modem",
                "4G module",
                "LTE Cat 1",
                "cellular",
                "EC",
                "SIM",
                "RM",
                "SARA",
                "module",
                "IoT board rev 3")) {
            add("no cellular part", module("", part), Label.OPEN, "");
        }
        // Modules that exist and that the reference data does not have: their maker is known, nobody need recognise
        // them.
        Map.ofEntries(
                        Map.entry("SIM7022", "simcom"),
                        Map.entry("BC65", "quectel"),
                        Map.entry("L506", "mobiletek"),
                        Map.entry("A9G", "ai_thinker"),
                        Map.entry("MU736", "huawei"),
                        Map.entry("MU739", "huawei"),
                        Map.entry("EM820W", "huawei"),
                        Map.entry("ME3760", "zte"),
                        Map.entry("MG2618", "zte"),
                        Map.entry("ZM8620", "zte"),
                        Map.entry("SL8082", "sierra_wireless"),
                        Map.entry("GL6110", "sierra_wireless"),
                        Map.entry("AR8652", "sierra_wireless"),
                        Map.entry("SARA-S200", "u_blox"),
                        Map.entry("LEXI-R10", "u_blox"),
                        Map.entry("UBX-R5", "u_blox"),
                        Map.entry("NL660", "fibocom"),
                        Map.entry("G610", "fibocom"),
                        Map.entry("H380", "fibocom"),
                        Map.entry("M680", "neoway"),
                        Map.entry("A590", "neoway"),
                        Map.entry("SLM790", "meig"),
                        Map.entry("SLM758", "meig"),
                        Map.entry("UL864", "telit_cinterion"),
                        Map.entry("GT864", "telit_cinterion"),
                        Map.entry("SIM6320", "simcom"),
                        Map.entry("SIM5215", "simcom"),
                        Map.entry("MC8090", "sierra_wireless"),
                        Map.entry("MC5725", "sierra_wireless"),
                        Map.entry("EM8805", "sierra_wireless"),
                        Map.entry("nRF9152", "nordic"),
                        Map.entry("GM510", "gosuncn"),
                        Map.entry("ME3610", "gosuncn"),
                        Map.entry("TX10", "thales_cinterion"),
                        Map.entry("EU3-E", "thales_cinterion"),
                        Map.entry("Air208", "openluat"),
                        Map.entry("LBAD0XX1SC", "murata"),
                        Map.entry("WNC M18QFZ", "wnc"),
                        Map.entry("GTM671", "option_be"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(module -> add(
                        "module that is not in the data", module("", module.getKey()), Label.OPEN, module.getValue()));
        add("trap", module("", "MC60"), Label.OPEN, "");
        add("trap", module("Siemens", "MC60"), Label.MAKER, "thales_cinterion");
        add("trap", module("Quectel", "MC60"), Label.MAKER, "quectel");
        add("trap", module("", "M35"), Label.OPEN, "quectel");
        add("trap", module("移远", "M35"), Label.MAKER, "quectel");
        add("trap", module("Zebra", "MC55"), Label.OPEN, "");
        add("trap", module("", "EC200A-EU"), Label.MAKER, "quectel");
        add("trap", module("", "EG915U-EU"), Label.MAKER, "quectel");
        add("trap", module("QUALCOMM INCORPORATED", ""), Label.OPEN, "");
        add("trap", module("QUALCOMM INCORPORATED", "EC21"), Label.MAKER, "quectel");
        add("trap", module("Compaq", ""), Label.OPEN, "");
        add("trap", module("Novatek", ""), Label.OPEN, "");
        add("trap", module("Telia", ""), Label.OPEN, "");
        add("trap", module("Dell", ""), Label.OPEN, "");
        add("trap", module("Dell", "DW5821e"), Label.MAKER, "foxconn");
        add("trap", module("HP", "lt4132"), Label.MAKER, "huawei");
        add("trap", module("Quectel / SIMCom", ""), Label.OPEN, "");
        add("trap", module("", "EC25 or SIM7600"), Label.OPEN, "");
        add("trap", module("", "EC25 / EG25-G"), Label.MAKER, "quectel");
        add("trap", box("Sierra Wireless", "AirLink RV50X", "", ""), Label.OPEN, "");
        add("trap", box("Teltonika", "FMM130", "", ""), Label.MAKER, "quectel");
        add("trap", box("Teltonika", "FMC130", "", ""), Label.OPEN, "");
        add("trap", box("Telco Electronics", "X1 Pro", "", ""), Label.MAKER, "quectel");
        add("trap", box("Telco", "X1", "", ""), Label.MAKER, "sierra_wireless");
        add("trap", box("EDMI", "CS-21", "", ""), Label.NONE, "");
        add("trap", box("EDMI", "Dual Band Variant 450 communications hub", "", ""), Label.NONE, "");
        add("trap", box("Lenovo", "ThinkPad X1 Carbon Gen 12", "", ""), Label.OPEN, "quectel");
        add("trap", box("Lenovo", "ThinkPad X1 Carbon Gen 12", "", "5G WWAN"), Label.MAKER, "quectel");
        add("trap", box("TP-Link", "Archer MR200 v5", "", ""), Label.OPEN, "");
        add("trap", box("Teltonika", "RUT955", "RUT955H7V3C0", ""), Label.OPEN, "quectel");
        add("trap", box("Teltonica Networks", "RUT241", "", ""), Label.MAKER, "meig");
        add("trap", box("Teltonika", "RUT24I", "", ""), Label.MAKER, "meig");
    }
}
