package org.linchpin.register;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the registers of the demonstration: invented operators with invented equipment, whose modules are real ones, so
 * that there is something to recognise. The same seed writes the same files.
 */
final class SampleRegisters {

    private static final long SEED = 20_261_123;
    private static final String HEADER =
            "asset_ref,asset_class,units,manufacturer,model,order_code,firmware,module_manufacturer,module_model,fcc_id,region,"
                    + "installed_on,planned_replacement_on,capacity_kw,criticality,site,site_sensitivity,remote_control,status";

    /** Words for a module as registers write them, and how often. */
    private record Words(int weight, String maker, String module, String fccId) {}

    /** Equipment of a kind: what stands on the box, and which modules are said to be inside. */
    private record Kind(
            String assetClass, List<String> equipment, int[] kilowatts, int mostUnits, List<Words> modules) {}

    /** A register: whose, of what, how large, how much of it is known, where, and on which days it was sent. */
    record Plan(
            String code,
            String operator,
            String name,
            String file,
            String assetClass,
            int rows,
            int known,
            String regions,
            List<LocalDate> days) {}

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    private static Words words(int weight, String maker, String module) {
        return new Words(weight, maker, module, "");
    }

    private static void kind(String assetClass, String equipment, int[] kilowatts, int mostUnits, Words... modules) {
        KINDS.put(
                assetClass,
                new Kind(assetClass, List.of(equipment.split(";")), kilowatts, mostUnits, List.of(modules)));
    }

    static {
        kind(
                "smart_meter",
                "Halden|S2 meter;Halden|S2 meter twin;Orbis Metering|OM-40;Meridyne|M3",
                new int[0],
                40,
                words(30, "Quectel", "BG95-M3"),
                words(14, "Quectel", "bc66 nb-iot"),
                words(12, "SIMCom", "SIM7020E"),
                words(10, "u-blox", "SARA-N310"),
                words(9, "Telit Cinterion", "ME910C1-WW"),
                words(8, "Neoway", "N21"),
                words(6, "Sierra Wireless", "HL7800"),
                words(6, "Quectel", ""),
                words(3, "Eagle Electronics", ""),
                words(11, "Ikotek", ""),
                words(5, "Nordic Semiconductor", "nRF9160"));
        kind(
                "ev_charger",
                "Voltaire|Kerb 22;Voltaire|Rapid 150;Amperic|Post 7;Zaptec|Pro;EVBox|G3",
                new int[] {7, 11, 22, 50, 150},
                1,
                words(34, "Quectel", "EC25-EUX"),
                new Words(8, "", "", "XMR201903EG25G"),
                words(12, "SIMCom", "SIM7600E-H"),
                words(9, "Fibocom", "L610-EU"),
                words(10, "Telit", "LE910C4-EU"),
                words(7, "Thales", "PLS62-W"),
                words(6, "u-blox", "LARA-R6401"),
                words(5, "", "EG91"),
                words(9, "Quectel", "EC21"),
                words(8, "Ikotek", ""),
                words(5, "NetPrisma", "LCUR57"));
        kind(
                "traffic_controller",
                "Junctor|T900;Junctor|T1200;Signalwright|SX-8;Signalwright|SX-16",
                new int[0],
                1,
                words(22, "Sierra Wireless", "MC7304"),
                words(18, "Telit", "HE910"),
                words(16, "Quectel", "UC20"),
                words(14, "Huawei", "ME909s-120"),
                words(12, "Cinterion", "EHS6"),
                words(10, "Quectel", "EC25"),
                words(8, "SIMCom", "SIM5320E"),
                words(9, "Ikotek", ""));
        kind(
                "camera",
                "Ocularis|C40;Ocularis|C60 PTZ;Beacon Optics|Dome 5",
                new int[0],
                1,
                words(36, "Quectel", "EC25-E"),
                words(18, "Fibocom", "NL668"),
                words(14, "MeiG", "SLM750"),
                words(12, "Sierra Wireless", "EM7455"),
                words(10, "Telit", "LE910"));
        kind(
                "variable_sign",
                "Signalwright|V4;Lumen Roads|VM-2",
                new int[0],
                1,
                words(30, "Telit", "HE910"),
                words(25, "Quectel", "EC25"),
                words(20, "Sierra Wireless", "HL7692"));
        kind(
                "telemetry_outstation",
                "Hydrolog|H2;Hydrolog|H3;Tarn Instruments|Outstation 9",
                new int[0],
                1,
                words(26, "Telit", "GE910"),
                words(20, "Cinterion", "BGS2"),
                words(16, "Quectel", "M95"),
                words(14, "u-blox", "SARA-R410M"),
                words(12, "Quectel", "BG96"),
                words(8, "SIMCom", "SIM900"));
        kind(
                "water_meter",
                "Tarn Instruments|Flow NB;Rillmark|W1",
                new int[0],
                25,
                words(30, "Quectel", "BC95-G"),
                words(22, "Quectel", "BC66"),
                words(16, "u-blox", "SARA-N211"),
                words(14, "SIMCom", "SIM7022"),
                words(10, "Lierda", "NB86-G"));
        kind(
                "ambulance_gateway",
                "Teltonika Networks|RUTX50;Sierra Wireless|AirLink LS300;Medway|Bridge 5G",
                new int[0],
                1,
                words(40, "Sierra Wireless", "EM7565"),
                words(20, "Quectel", "RG502Q"),
                words(12, "Quectel", "RM520N-GL"));
        kind(
                "patient_monitor",
                "Calyx|PM-3;Calyx|PM-4",
                new int[0],
                1,
                words(30, "u-blox", "SARA-R510S"),
                words(24, "Telit", "ME310G1"),
                words(16, "Quectel", "BG77"));
        kind(
                "payment_terminal",
                "Ingenico|Elite 790;Tillmark|T5;Tillmark|T7 portable",
                new int[0],
                1,
                words(30, "Quectel", "M26"),
                words(18, "Quectel", "EC200T"),
                words(14, "Telit", "GL865"),
                words(14, "SIMCom", "A7670E"),
                words(8, "Neoway", "N58"));
        kind(
                "atm",
                "Coinwright|A4;Coinwright|A6",
                new int[0],
                1,
                words(34, "Sierra Wireless", "MC7430"),
                words(22, "Telit", "LE910C1"),
                words(18, "Quectel", "EC21"));
        kind(
                "industrial_router",
                "Teltonika Networks|RUT955;Teltonika Networks|RUT241;Teltonika Networks|RUTX11;Brightmast|R8",
                new int[0],
                1,
                words(26, "Quectel", "EG25-G"),
                words(18, "Quectel", "EC200A"),
                words(14, "MeiG", "SLM828"),
                words(12, "Huawei", "ME909u-521"),
                words(12, "Sierra Wireless", "EM7421"));
        kind(
                "solar_inverter_gateway",
                "Sunfold|Gate 2;Sunfold|Gate 3;Helion|Link",
                new int[] {4, 10, 30, 100},
                1,
                words(34, "Quectel", "EC200U"),
                words(20, "SIMCom", "A7672E"),
                words(14, "Fibocom", "MC661"),
                words(12, "Openluat", "Air724UG"),
                words(10, "u-blox", "LENA-R8"));
        kind(
                "vehicle_telematics_unit",
                "Teltonika Telematics|FMC130;Teltonika Telematics|FMM130;Kestrel|Track 4",
                new int[0],
                1,
                words(30, "Quectel", "BG96"),
                words(16, "MeiG", "SLM320"),
                words(16, "Telit", "HE910"),
                words(12, "u-blox", "SARA-U270"));
        kind(
                "laptop_pc",
                "Lenovo|ThinkPad X1 Carbon Gen 12;Lenovo|ThinkPad T14 Gen 5 (Intel);Dell|DW5821e card",
                new int[0],
                1,
                words(30, "Quectel", "RM520N"),
                words(22, "Foxconn", "T99W175"),
                words(18, "Fibocom", "L860-GL"),
                words(12, "Intel", "XMM7360"));
        kind(
                "lift_alarm",
                "Safelift|L2;Safelift|L3",
                new int[0],
                1,
                words(30, "SIMCom", "SIM800"),
                words(24, "Telit", "GL865"),
                words(18, "Quectel", "M66"),
                words(10, "Cinterion", "BGS2"));
        kind(
                "street_light",
                "Harbourlux|Node 4;Harbourlux|Node 5",
                new int[0],
                8,
                words(36, "u-blox", "SARA-N310"),
                words(30, "Quectel", "BC66"),
                words(14, "Telit", "NE310"));
    }

    private static final Set<String> PLANNED =
            Set.of("northgrid_smart_meter", "severn-vale_telemetry_outstation", "harbour-lighting_street_light");

    private static final Map<String, String> SENSITIVITY = Map.of(
            "meridian-health_patient_monitor",
            "hospital;hospital;clinic",
            "severn-vale_telemetry_outstation",
            "treatment works;low;low;low;low;",
            "cityflow_traffic_controller",
            "normal;normal;normal;normal;normal;hospital approach",
            "brightmast_industrial_router",
            "low;low;low;substation");

    private static final LocalDate MID_2026 = LocalDate.of(2026, 6, 30);
    private static final LocalDate MID_2025 = LocalDate.of(2025, 6, 30);
    private static final LocalDate END_2023 = LocalDate.of(2023, 12, 31);

    static final List<Plan> PLANS = List.of(
            plan(
                    "northgrid-demo",
                    "Northgrid Energy (invented)",
                    "Smart meters",
                    "smart_meter",
                    11_000,
                    76,
                    "TLC TLD TLE",
                    END_2023,
                    MID_2025,
                    MID_2026),
            plan(
                    "northgrid-demo",
                    "Northgrid Energy (invented)",
                    "Public EV chargers",
                    "ev_charger",
                    1_400,
                    64,
                    "TLC TLD TLE",
                    MID_2025,
                    MID_2026),
            plan(
                    "albion-metering-demo",
                    "Albion Metering (invented)",
                    "Smart meters",
                    "smart_meter",
                    7_500,
                    58,
                    "TLG TLH TLJ TLK",
                    MID_2025,
                    MID_2026),
            plan(
                    "voltway-demo",
                    "Voltway Charging (invented)",
                    "Charge points",
                    "ev_charger",
                    3_400,
                    71,
                    "TLI TLJ TLK TLG TLL",
                    MID_2025,
                    MID_2026),
            plan(
                    "chargehaven-demo",
                    "Chargehaven (invented)",
                    "Charge points",
                    "ev_charger",
                    1_900,
                    34,
                    "TLM TLN TLD",
                    MID_2026),
            plan(
                    "cityflow-demo",
                    "Cityflow Transport (invented)",
                    "Traffic controllers",
                    "traffic_controller",
                    2_600,
                    69,
                    "TLI TLJ TLH",
                    MID_2025,
                    MID_2026),
            plan(
                    "cityflow-demo",
                    "Cityflow Transport (invented)",
                    "Roadside cameras",
                    "camera",
                    1_300,
                    47,
                    "TLI TLJ",
                    MID_2026),
            plan(
                    "cityflow-demo",
                    "Cityflow Transport (invented)",
                    "Variable message signs",
                    "variable_sign",
                    450,
                    52,
                    "TLI TLJ TLH",
                    MID_2026),
            plan(
                    "lowland-roads-demo",
                    "Lowland Roads (invented)",
                    "Traffic controllers",
                    "traffic_controller",
                    1_700,
                    41,
                    "TLM",
                    MID_2026),
            plan(
                    "severn-vale-demo",
                    "Severn Vale Water (invented)",
                    "Telemetry outstations",
                    "telemetry_outstation",
                    2_300,
                    62,
                    "TLG TLK TLL",
                    MID_2025,
                    MID_2026),
            plan(
                    "severn-vale-demo",
                    "Severn Vale Water (invented)",
                    "Water meters",
                    "water_meter",
                    4_200,
                    80,
                    "TLG TLK TLL",
                    MID_2026),
            plan(
                    "meridian-health-demo",
                    "Meridian Health Trust (invented)",
                    "Ambulance gateways",
                    "ambulance_gateway",
                    600,
                    74,
                    "TLE TLF",
                    MID_2026),
            plan(
                    "meridian-health-demo",
                    "Meridian Health Trust (invented)",
                    "Patient monitors",
                    "patient_monitor",
                    900,
                    30,
                    "TLE TLF",
                    MID_2026),
            plan(
                    "tellwright-demo",
                    "Tellwright Bank (invented)",
                    "Payment terminals",
                    "payment_terminal",
                    3_300,
                    55,
                    "TLC TLD TLE TLF TLG TLH TLI TLJ TLK TLL TLM TLN",
                    MID_2026),
            plan(
                    "tellwright-demo",
                    "Tellwright Bank (invented)",
                    "Cash machines",
                    "atm",
                    700,
                    67,
                    "TLI TLJ TLD TLM",
                    MID_2026),
            plan(
                    "brightmast-demo",
                    "Brightmast Networks (invented)",
                    "Industrial routers",
                    "industrial_router",
                    1_900,
                    60,
                    "TLD TLG TLI TLM TLL",
                    MID_2026),
            plan(
                    "sunfold-demo",
                    "Sunfold Solar (invented)",
                    "Inverter gateways",
                    "solar_inverter_gateway",
                    2_400,
                    72,
                    "TLH TLJ TLK TLL",
                    MID_2025,
                    MID_2026),
            plan(
                    "kestrel-fleet-demo",
                    "Kestrel Fleet (invented)",
                    "Vehicle units",
                    "vehicle_telematics_unit",
                    1_500,
                    66,
                    "TLE TLF TLG TLH",
                    MID_2026),
            plan(
                    "civic-estates-demo",
                    "Civic Estates (invented)",
                    "Laptops with a modem",
                    "laptop_pc",
                    800,
                    58,
                    "TLI",
                    MID_2026),
            plan(
                    "civic-estates-demo",
                    "Civic Estates (invented)",
                    "Lift alarms",
                    "lift_alarm",
                    700,
                    38,
                    "TLI TLJ",
                    MID_2026),
            plan(
                    "harbour-lighting-demo",
                    "Harbour Lighting (invented)",
                    "Street lights",
                    "street_light",
                    2_000,
                    83,
                    "TLK TLL",
                    MID_2026));

    private SampleRegisters() {}

    private static Plan plan(
            String code,
            String operator,
            String name,
            String assetClass,
            int rows,
            int known,
            String regions,
            LocalDate... days) {
        String file = code.replace("-demo", "") + "_" + assetClass;
        return new Plan(code, operator, name, file, assetClass, rows, known, regions, List.of(days));
    }

    /** The text of a register on one of its days: of what stands there on the last day, what stood there by then. */
    static String csv(Plan plan, LocalDate day) {
        Random random = new Random(SEED ^ plan.file().hashCode());
        Kind kind = KINDS.get(plan.assetClass());
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= plan.rows(); i++) {
            String line = line(plan, kind, i, day, random);
            if (line != null) {
                lines.add(line);
            }
        }
        return Stream.concat(Stream.of(HEADER), lines.stream()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Plan plan, Kind kind, int number, LocalDate day, Random random) {
        int age = (int) Math.abs(random.nextGaussian() * 2_000);
        LocalDate installed = MID_2026.minusDays(20 + Math.min(age, 6_500));
        String[] equipment = pick(kind.equipment(), random).split("\\|");
        boolean known = random.nextInt(100) < plan.known();
        Words words = pickWords(kind.modules(), random);
        int style = random.nextInt(10);
        boolean mistaken = random.nextInt(700) == 0;
        int units = kind.mostUnits() == 1 ? 1 : 1 + random.nextInt(kind.mostUnits());
        String region = pick(List.of(plan.regions().split(" ")), random);
        int kilowatts = kind.kilowatts().length == 0 ? 0 : kind.kilowatts()[random.nextInt(kind.kilowatts().length)];
        int criticality = 1 + Math.min(4, (int) Math.abs(random.nextGaussian() * 1.7));
        int fate = random.nextInt(100);
        if (installed.isAfter(day)) {
            return null;
        }
        String maker = known ? words.maker() : "";
        String module = known ? written(words.module(), style) : "";
        return String.join(
                ",",
                "%s-%06d".formatted(plan.file().substring(0, 3).toUpperCase(Locale.ROOT), number),
                plan.assetClass(),
                mistaken ? "0" : String.valueOf(units),
                equipment[0],
                equipment[1],
                "",
                "",
                style == 9 && !module.isEmpty() ? "" : maker,
                module,
                known ? words.fccId() : "",
                region,
                installed.toString(),
                planned(plan, number, installed),
                kilowatts == 0 ? "" : String.valueOf(kilowatts),
                String.valueOf(criticality),
                "Site " + (1 + number % 97),
                sensitivity(plan, number),
                fate % 2 == 0 ? "yes" : "no",
                fate == 99 ? "planned" : fate == 98 ? "removed" : "in service");
    }

    /** Some owners say of some of their equipment when they mean to replace it; the same in each of a register's files. */
    private static String planned(Plan plan, int number, LocalDate installed) {
        Random owner = new Random(SEED + 31L * plan.file().hashCode() + number);
        boolean says = PLANNED.contains(plan.file()) && owner.nextInt(100) < 40;
        int year = Math.max(2027, installed.getYear() + 9 + owner.nextInt(9));
        return says ? year + "-03-31" : "";
    }

    private static String sensitivity(Plan plan, int number) {
        Random owner = new Random(SEED + 37L * plan.file().hashCode() + number);
        String[] words = SENSITIVITY.getOrDefault(plan.file(), "").split(";");
        return words[owner.nextInt(words.length)];
    }

    /** People write one thing in many ways. */
    private static String written(String module, int style) {
        return switch (style) {
            case 0 -> module.toLowerCase(Locale.ROOT);
            case 1 -> module.replace('-', ' ');
            default -> module;
        };
    }

    private static <T> T pick(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }

    private static Words pickWords(List<Words> words, Random random) {
        int total = words.stream().mapToInt(Words::weight).sum();
        int at = random.nextInt(total);
        for (Words one : words) {
            at -= one.weight();
            if (at < 0) {
                return one;
            }
        }
        throw new IllegalStateException();
    }

    static String list() {
        List<String> lines = new ArrayList<>(List.of("operator,operator_name,register,asset_class,effective,file"));
        for (Plan plan : PLANS) {
            for (LocalDate day : plan.days()) {
                lines.add(String.join(
                        ",",
                        plan.code(),
                        plan.operator(),
                        plan.name(),
                        plan.assetClass(),
                        day.toString(),
                        file(plan, day)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    static String file(Plan plan, LocalDate day) {
        return plan.file() + "_" + day + ".csv.gz";
    }

    /** Writes all files anew into a folder. */
    public static void main(String[] folder) throws IOException {
        Path to = Path.of(folder[0]);
        Files.writeString(to.resolve("registers.csv"), list());
        for (Plan plan : PLANS) {
            for (LocalDate day : plan.days()) {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to.resolve(file(plan, day))))) {
                    out.write(csv(plan, day).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
