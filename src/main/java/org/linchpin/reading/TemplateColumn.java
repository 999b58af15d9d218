package org.linchpin.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of the register template, with the names that operators' own headers give it, the likeliest first. */
public enum TemplateColumn {
    ASSET_REF(
            "The operator's own reference of the asset",
            "assetreference assetid assetno assetnumber chargedeviceid idpdcitinerance idpdc cameraid signalid detectorid meterid"
                    + " chargepointid evseid equipmentid equipmentno deviceid serialnumber serialno serial mprn mpan"
                    + " poleid lampid streetlightid luminaireid anlagennummer equipmentnummer geratenummer uniqueid"
                    + " inventorynumber assettag objectid reference ref id"),
    OPERATOR("The operator's code; must be that of the register", "operatorcode"),
    ASSET_CLASS("What kind of equipment it is", "assettype class equipmentclass equipmenttype devicetype category"),
    SECTOR("The sector it serves", "industry cnisector"),
    UNITS("How many pieces of equipment the line stands for", "quantity qty count numberofunits anzahl nombre nbrepdc"),
    MANUFACTURER(
            "Who made the equipment",
            "devicemanufacturer cameramanufacturer equipmentmanufacturer maker make brand vendor oem hersteller"
                    + " fabricant fabbricante fabricante constructeur marque"),
    MODEL(
            "The equipment's model",
            "devicemodel equipmentmodel modelname modelnumber modelno producttype product modell typ modele modelo"),
    ORDER_CODE("Order code, part number or batch", "partnumber partno sku articlenumber batch bestellnummer"),
    FIRMWARE("Firmware revision", "firmwareversion firmwarerevision fwversion softwareversion fw"),
    CONNECTIVITY("How it connects", "communication comms commstype network communicationtype bearer technology"),
    MODULE_MANUFACTURER("Who made the module inside", "modulemaker modulevendor modemmanufacturer modemmaker"),
    MODULE_MODEL("The module's model", "module modemmodel modem radiomodule cellularmodule"),
    FCC_ID("FCC ID on the label", "fcc fccidentifier"),
    IMEI_OR_TAC("IMEI or its first eight digits; only these are kept", "imei tac typeallocationcode imeitac"),
    USB_ID("USB or PCI vendor:product", "usb usbvidpid vidpid pciid"),
    REGION("Region, by code or name", "itl1 nuts1 regionname regioncode"),
    POSTCODE("Postcode", "postalcode postcode zip zipcode plz postleitzahl codepostal"),
    LATITUDE("Latitude, degrees of WGS 84", "lat breitengrad ylatitude y"),
    LONGITUDE("Longitude, degrees of WGS 84", "long lng lon langengrad laengengrad xlongitude x"),
    INSTALLED_ON(
            "Day of installation",
            "installdate installationdate dateinstalled installed commissioned commissioningdate turnondate"
                    + " inbetriebnahmedatum datemiseenservice yearinstalled"),
    PLANNED_REPLACEMENT_ON("Day on which replacement is planned", "replacementdate endoflife eol plannedreplacement"),
    CAPACITY_KW(
            "Capacity in kilowatts",
            "kw capacity ratedpowerkw powerkw connector1ratedoutputkw anschlussleistung puissmax puissancenominale"),
    PEOPLE_SERVED("How many people depend on it", "population customers peopleserved customersserved"),
    CRITICALITY("1 (least) to 5 (most)", "criticalityrating criticalityscore priority"),
    SITE("Name of the site", "sitename location locationname station stationname name"),
    SITE_SENSITIVITY("How sensitive the site is", "sensitivity siteclassification"),
    REMOTE_CONTROL("Whether it can be controlled from afar", "remotecontrolled remotelycontrollable"),
    UNIT_COST("What one piece cost, in pounds", "cost purchasecost purchaseprice price"),
    STATUS(
            "In service, planned or removed",
            "assetstatus chargedevicestatus camerastatus signalstatus devicestatus operationalstatus"),
    NOTES("Anything else", "note comment comments remarks bemerkungen anmerkungen observations");

    private final String meaning;
    private final List<String> names;

    TemplateColumn(String meaning, String names) {
        this.meaning = meaning;
        this.names = List.of(names.split(" "));
    }

    /** The name in the template and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the column holds, in words. */
    public String meaning() {
        return meaning;
    }

    static Optional<TemplateColumn> of(String key) {
        return Arrays.stream(values())
                .filter(column -> column.key().equals(key))
                .findFirst();
    }

    /** How well a header's name fits: 0 is the template's own name, more is weaker, and -1 not at all. */
    int fit(String header) {
        String bare = bare(header);
        if (bare.equals(bare(key()))) {
            return 0;
        }
        int index = names.indexOf(bare);
        return index < 0 ? -1 : index + 1;
    }

    /** Letters and digits alone, without accents and case: people write headers in every way. */
    private static String bare(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
