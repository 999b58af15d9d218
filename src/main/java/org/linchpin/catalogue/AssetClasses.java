package org.linchpin.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linchpin.recognition.Words;
import org.springframework.stereotype.Component;

/** The kinds of equipment there are, found by key or name however people write it. */
@Component
public class AssetClasses {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("CHARGEPOINT", "ev_charger"),
            Map.entry("CHARGER", "ev_charger"),
            Map.entry("EVSE", "ev_charger"),
            Map.entry("EVCHARGEPOINT", "ev_charger"),
            Map.entry("CHARGINGSTATION", "ev_charger"),
            Map.entry("METER", "smart_meter"),
            Map.entry("COMMSHUB", "smart_meter_comms_hub"),
            Map.entry("COMMUNICATIONSHUB", "smart_meter_comms_hub"),
            Map.entry("TRAFFICSIGNAL", "traffic_controller"),
            Map.entry("TRAFFICSIGNALCONTROLLER", "traffic_controller"),
            Map.entry("CCTV", "camera"),
            Map.entry("CCTVCAMERA", "camera"),
            Map.entry("TRAFFICCAMERA", "camera"),
            Map.entry("ANPR", "alpr_camera"),
            Map.entry("ANPRCAMERA", "alpr_camera"),
            Map.entry("ALPR", "alpr_camera"),
            Map.entry("ROUTER", "industrial_router"),
            Map.entry("GATEWAY", "industrial_gateway"),
            Map.entry("CPE", "home_router_cpe"),
            Map.entry("HOMEROUTER", "home_router_cpe"),
            Map.entry("TELEMATICS", "vehicle_telematics_unit"),
            Map.entry("VEHICLETRACKER", "vehicle_telematics_unit"),
            Map.entry("TRACKER", "vehicle_telematics_unit"),
            Map.entry("POSTERMINAL", "payment_terminal"),
            Map.entry("POS", "payment_terminal"),
            Map.entry("INVERTERGATEWAY", "solar_inverter_gateway"),
            Map.entry("RTU", "grid_rtu"),
            Map.entry("STREETLIGHT", "street_light"),
            Map.entry("LAPTOP", "laptop_pc"),
            Map.entry("VMS", "variable_sign"),
            Map.entry("DETECTOR", "traffic_detector"));

    /** A kind of equipment. */
    public record AssetClass(String key, String name, String plural, String usualSector, String swapClass) {}

    private final List<AssetClass> all;
    private final Map<String, String> keys = new HashMap<>(ALIASES);
    private final Map<String, Optional<String>> usualSectors = new HashMap<>();

    /** Reads them from the reference data itself, so that a file is judged alike with and without a database. */
    public AssetClasses() {
        all = ReferenceData.rows("asset_class").stream()
                .map(row -> new AssetClass(
                        String.valueOf(row.get("key")),
                        String.valueOf(row.get("name")),
                        String.valueOf(row.get("plural")),
                        String.valueOf(row.get("usual_sector")),
                        String.valueOf(row.get("swap_class"))))
                .sorted(Comparator.comparing(AssetClass::name))
                .toList();
        for (AssetClass one : all) {
            List.of(one.key(), one.name(), one.plural()).forEach(name -> keys.put(Words.bare(name), one.key()));
            usualSectors.put(one.key(), Optional.of(one.usualSector()).filter(sector -> !sector.isEmpty()));
        }
    }

    public List<AssetClass> all() {
        return all;
    }

    public Optional<String> keyOf(String said) {
        return Optional.ofNullable(keys.get(Words.bare(said)));
    }

    /** The sector that equipment of this kind usually serves; empty where it serves any. */
    public Optional<String> usualSector(String key) {
        return usualSectors.getOrDefault(key, Optional.empty());
    }
}
