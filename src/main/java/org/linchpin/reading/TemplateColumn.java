package org.linchpin.reading;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of the register template: what it holds, how it is read, an example, and the names that operators' own headers give it in the
 * languages that registers come in, the likeliest first. The help page and the check of a file both read this.
 */
public enum TemplateColumn {
    ASSET_REF(
            Kind.REFERENCE,
            "The operator's own reference of the asset",
            "CP-000123",
            "assetreference assetid assetno assetnumber chargedeviceid idpdcitinerance idpdc cameraid signalid detectorid meterid"
                    + " chargepointid chargerid evseid equipmentid equipmentno deviceid serialnumber serialno serial mprn mpan"
                    + " poleid lampid streetlightid luminaireid poleattachid anlagennummer equipmentnummer gerätenummer zählernummer seriennummer"
                    + " uniqueid inventorynumber assettag objectid numérodeserie numérosérie identifiant numerodeserie numeroserie matricola"
                    + " activonr activo serienummer numerseryjny númerodesérie 관리번호 일련번호 编号 设备编号 编号 番号 管理番号 reference ref id"),
    OPERATOR(Kind.WORD, "The operator's code; must be that of the register", "northgrid", "operatorcode"),
    ASSET_CLASS(
            Kind.WORD,
            "What kind of equipment it is",
            "ev_charger",
            "assettype class equipmentclass equipmenttype devicetype category anlagenart typeéquipement tipodeequipo tipoapparato"),
    SECTOR(Kind.WORD, "The sector it serves", "energy", "industry cnisector sektor secteur settore"),
    UNITS(
            Kind.NUMBER,
            "How many pieces of equipment the row stands for",
            "1",
            "quantity qty count numberofunits numberofmeters anzahl anzahlladepunkte stück stückzahl menge nombre quantité nbrepdc cantidad quantità aantal"
                    + " ilość quantidade 수량 数量 台数"),
    MANUFACTURER(
            Kind.TEXT,
            "Who made the equipment",
            "ABB",
            "devicemanufacturer cameramanufacturer equipmentmanufacturer maker make brand brandname vendor oem hersteller"
                    + " fabricant fabbricante fabricante constructeur constructor marque marca produttore fabrikant producent 제조사 制造商 生产厂家"
                    + " メーカー 製造元"),
    MODEL(
            Kind.TEXT,
            "The equipment's model",
            "Terra 54",
            "devicemodel equipmentmodel modelname modelnumber modelno producttype product modell typ gerätemodell gerätetyp modèle modele modelo modello"
                    + " 모델 모델명 型号 型番"),
    ORDER_CODE(
            Kind.TEXT,
            "Order code, part number or batch",
            "6AGC082156",
            "partnumber partno sku articlenumber batch bestellnummer artikelnummer codearticle codicearticolo artikelnr"),
    FIRMWARE(
            Kind.TEXT,
            "Firmware revision",
            "EC25EFAR06A06M4G",
            "firmwareversion firmwarerevision fwversion softwarefirmwareversion softwareversion fw firmwarestand versionfirmware"),
    CONNECTIVITY(
            Kind.TEXT,
            "How it connects",
            "LTE-M",
            "communication comms commstype network communicationtype bearer technology kommunikation anbindung connectivité conectividad"),
    MODULE_MANUFACTURER(
            Kind.TEXT,
            "Who made the module inside",
            "Quectel",
            "modulemaker modulevendor modemmanufacturer modemmaker modemhersteller modulhersteller fabricantmodule"),
    MODULE_MODEL(
            Kind.TEXT,
            "The module's model",
            "EC25-E",
            "module modemmodel modem radiomodule cellularmodule modul funkmodul modemtyp modèlemodule"),
    FCC_ID(Kind.TEXT, "FCC ID on the label", "XMR201605EC25A", "fcc fccidentifier"),
    IMEI_OR_TAC(
            Kind.TEXT,
            "IMEI or its first eight digits; only these are kept",
            "86769803",
            "imei tac typeallocationcode imeitac imeinumber imeinummer imeino"),
    USB_ID(Kind.TEXT, "USB or PCI vendor:product", "2c7c:0125", "usb usbvidpid vidpid pciid"),
    REGION(Kind.WORD, "Region, by code or name", "TLI", "itl1 nuts1 regionname regioncode"),
    POSTCODE(
            Kind.TEXT,
            "Postcode",
            "SW1A 1AA",
            "postalcode zip zipcode plz postleitzahl codepostal códigopostal cap codiceavviamentopostale kodpocztowy 우편번호 邮编 郵便番号"),
    LATITUDE(
            Kind.NUMBER,
            "Latitude, degrees of WGS 84",
            "51.5034",
            "lat breitengrad geobreite ylatitude locationlatitude latitud latitudine breedtegraad szerokość 위도 纬度 緯度 y"),
    LONGITUDE(
            Kind.NUMBER,
            "Longitude, degrees of WGS 84",
            "-0.1276",
            "long lng lon längengrad laengengrad geolänge xlongitude locationlongitude longitud longitudine lengtegraad długość 경도 经度 経度 x"),
    INSTALLED_ON(
            Kind.DAY,
            "Day of installation",
            "2019-03-05",
            "installdate installationdate dateinstalled installed commissioned commissioningdate turnondate"
                    + " inbetriebnahmedatum inbetriebnahme einbaudatum datemiseenservice dateinstallation miseenservice fechadeinstalacion"
                    + " fechainstalación datainstallazione installatiedatum datainstalacji 설치일 安装日期 設置日 yearinstalled baujahr"),
    PLANNED_REPLACEMENT_ON(
            Kind.DAY,
            "Day on which replacement is planned",
            "2031-12-31",
            "replacementdate endoflife eol plannedreplacement ersatzdatum datederemplacement"),
    CAPACITY_KW(
            Kind.NUMBER,
            "Capacity in kilowatts; W and MW are converted",
            "50",
            "kw capacity ratedpowerkw powerkw connector1ratedoutputkw anschlussleistung leistung leistungkw nennleistung puissmax"
                    + " puissancenominale puissance potencia potenza vermogen moc"),
    PEOPLE_SERVED(
            Kind.NUMBER,
            "How many people depend on it",
            "1200",
            "population customers peopleserved customersserved einwohner"),
    CRITICALITY(
            Kind.NUMBER,
            "1 (least) to 5 (most)",
            "4",
            "criticalityrating criticalityscore priority kritikalität criticité"),
    SITE(
            Kind.TEXT,
            "Name of the site",
            "Harbour car park",
            "sitename location locationname station stationname name standort bezeichnung nstation nomstation emplacement sitio ubicación"
                    + " sito locatie lokalizacja 위치 地点 設置場所 address streetaddress siteaddress adresse adstation dirección indirizzo"),
    SITE_SENSITIVITY(Kind.TEXT, "How sensitive the site is", "hospital", "sensitivity siteclassification"),
    REMOTE_CONTROL(
            Kind.FLAG,
            "Whether it can be controlled from afar",
            "yes",
            "remotecontrolled remotelycontrollable fernsteuerbar télécommande"),
    UNIT_COST(Kind.NUMBER, "What one piece cost, in pounds", "1250.00", "cost purchasecost purchaseprice price"),
    STATUS(
            Kind.WORD,
            "In service, planned or removed",
            "in service",
            "assetstatus chargedevicestatus camerastatus signalstatus detectorstatus meterstatus devicestatus operationalstatus zustand betriebsstatus"
                    + " état etat statut estado stato stan 상태 状态 状態"),
    NOTES(
            Kind.TEXT,
            "Anything else",
            "beside the ramp",
            "note comment comments remarks bemerkung bemerkungen anmerkung anmerkungen observations remarques observaciones osservazioni opmerkingen"
                    + " uwagi 비고 备注 備考");

    /** How the cells of a column are read. */
    public enum Kind {
        REFERENCE("as it stands"),
        TEXT("as it stands"),
        WORD("a key or name of the lists below"),
        NUMBER("a number"),
        DAY("a day"),
        FLAG("yes or no");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether several columns of a file can be joined to one of these. */
        boolean joins() {
            return this == REFERENCE || this == TEXT;
        }
    }

    private final Kind kind;
    private final String meaning;
    private final String example;
    private final List<String> names;
    private final String bareKey;
    private final List<String> bareNames;

    TemplateColumn(Kind kind, String meaning, String example, String names) {
        this.kind = kind;
        this.meaning = meaning;
        this.example = example;
        this.names = List.of(names.split(" "));
        this.bareKey = bare(key());
        this.bareNames = this.names.stream().map(TemplateColumn::bare).toList();
    }

    /** The name in the template and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** What the column holds, in words. */
    public String meaning() {
        return meaning;
    }

    /** A cell as it might stand there. */
    public String example() {
        return example;
    }

    /** Names by which it is known in operators' own headers; case, accents, blanks and signs do not matter. */
    public List<String> names() {
        return names;
    }

    public static Optional<TemplateColumn> of(String key) {
        return Arrays.stream(values())
                .filter(column -> column.key().equals(key))
                .findFirst();
    }

    /** How well a name that is {@link #bare} fits: 0 is the template's own name, more is weaker, and -1 not at all. */
    int fit(String bare) {
        if (bare.isEmpty()) {
            return -1;
        }
        if (bare.equals(bareKey)) {
            return 0;
        }
        int index = bareNames.indexOf(bare);
        return index < 0 ? -1 : index + 1;
    }

    /** Letters and digits alone, without accents, case and what stands in brackets: people write headers in every way. */
    static String bare(String header) {
        String outside = outside(header);
        StringBuilder bare = new StringBuilder();
        Normalizer.normalize(outside.isBlank() ? header : outside, Normalizer.Form.NFKD)
                .codePoints()
                .filter(TemplateColumn::tells)
                .forEach(bare::appendCodePoint);
        return bare.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean tells(int sign) {
        return Character.isLetter(sign)
                || switch (Character.getType(sign)) {
                    case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }

    /** What stands outside of brackets, in one pass whatever a name looks like: a pattern would try each opening one to the end. */
    private static String outside(String header) {
        int lastRound = header.lastIndexOf(')');
        int lastSquare = header.lastIndexOf(']');
        StringBuilder outside = new StringBuilder();
        for (int at = 0; at < header.length(); at++) {
            char sign = header.charAt(at);
            if (sign == '(' && at < lastRound) {
                at = header.indexOf(')', at);
                outside.append(' ');
            } else if (sign == '[' && at < lastSquare) {
                at = header.indexOf(']', at);
                outside.append(' ');
            } else {
                outside.append(sign);
            }
        }
        return outside.toString();
    }
}
