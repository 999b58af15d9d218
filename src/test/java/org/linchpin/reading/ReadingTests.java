package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import tools.jackson.databind.json.JsonMapper;

/** An operator's file is brought to the template: columns found, cells divided, joined and translated, places believed or doubted. */
class ReadingTests {

    private static final Vocabulary WORDS = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
    private static final Mappings MAPPINGS = new Mappings(JsonMapper.shared());

    @TempDir
    private Path folder;

    private final List<Problem> problems = new ArrayList<>();

    private Sample sample(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("file.csv"), csv);
        return Sample.of(file, FormFinder.of(file));
    }

    /** The lines of a file, null where a row is not taken in. */
    private List<Line> lines(String csv, String mapping) throws IOException {
        Sample sample = sample(csv);
        Path file = folder.resolve("file.csv");
        FileForm form = FormFinder.of(file);
        problems.clear();
        LineCheck check = LineCheck.of(
                sample,
                form,
                new Operator(1, "northgrid", "Northgrid", false),
                MAPPINGS.read(mapping),
                WORDS,
                new LineCheck.Defaults("ev_charger", null, false),
                problems::add);
        List<Line> lines = new ArrayList<>();
        try (Rows rows = Rows.of(file, form)) {
            while (rows.next()) {
                if (!rows.blank()) {
                    lines.add(check.check(rows));
                }
            }
        }
        return lines;
    }

    private List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    @Test
    void oneCellOfTwoCoordinatesIsDivided() throws IOException {
        for (String cell : List.of("(51.5034, -0.1276)", "51.5034,-0.1276", "51.5034; -0.1276")) {
            Line line = lines("id,pos\n1,\"" + cell + "\"\n", """
                    {"columns": {"id": "asset_ref", "pos": "latitude, longitude"}}""").get(0);
            assertThat(line.latitude()).isEqualTo(51.5034);
            assertThat(line.longitude()).isEqualTo(-0.1276);
            assertThat(line.region()).isEqualTo("TLI");
        }
        Line point = lines("id,pos\n1,POINT (-0.1276 51.5034)\n", """
                {"columns": {"id": "asset_ref", "pos": "longitude, latitude"}}""").get(0);
        assertThat(point.region()).isEqualTo("TLI");
        assertThat(problems).isEmpty();
    }

    @Test
    void severalColumnsOfTextAreJoined() throws IOException {
        Line line = lines("Strasse;Nr;site_no\nKennedyplatz;1;7\n", """
                {"columns": {"Strasse": "site", "Nr": "site", "site_no": "asset_ref"}}""").get(0);
        assertThat(line.site()).isEqualTo("Kennedyplatz 1");
    }

    @Test
    void aNumberIsTakenOutOfWordsAndUnitsAreConverted() throws IOException {
        List<Line> lines = lines("id,kw\n1,\"Type 2, 22 kW\"\n2,50\n", """
                {"columns": {"id": "asset_ref", "kw": "capacity_kw"}, "numbers": ["capacity_kw"]}""");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 50.0);
        lines = lines("id,kw\n1,22 kW\n2,7400 W\n3,1.5 MW\n4,230 V\n5,11 kVA\n", """
                {"columns": {"id": "asset_ref", "kw": "capacity_kw"}}""");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 7.4, 1500.0, null, 11.0);
        assertThat(codes()).containsExactly("number-form");
    }

    @Test
    void moneyOfAnotherCountryIsNotTakenForPounds() throws IOException {
        List<Line> lines = lines("id,unit_cost\n1,£12.50\n2,€12.50\n3,$12\n4,12 GBP\n", """
                {"columns": {"id": "asset_ref"}}""");
        assertThat(lines).extracting(Line::unitCost).containsExactly(1250L, null, null, 1200L);
    }

    @Test
    void wordsAreTranslatedAndRowsAreLeftOutWithAReason() throws IOException {
        List<Line> lines = lines("id,state\n1,TURNED_ON\n2,DESIRED\n3,TEST\n4,XYZ\n", """
                {"columns": {"id": "asset_ref", "state": "status"}, "values": {"status": {"XYZ": "removed"}},
                 "leaveOut": [{"column": "state", "values": ["TEST"], "why": "test rigs in the workshop"}]}""");
        assertThat(lines)
                .extracting(line -> line == null ? null : line.status())
                .containsExactly("in_service", "planned", null, "removed");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("row-left-out");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.message()).contains("test rigs in the workshop");
        });
    }

    @Test
    void aConstantHoldsWhereTheFileSaysNothing() throws IOException {
        List<Line> lines = lines("id,manufacturer\n1,ABB\n2,\n", """
                {"columns": {"id": "asset_ref"}, "constants": {"manufacturer": "EVBox", "connectivity": "LTE"}}""");
        assertThat(lines).extracting(line -> line.wording().maker()).containsExactly("ABB", "EVBox");
        assertThat(lines).extracting(line -> line.connectivity()).containsOnly("LTE");
    }

    @Test
    void oneOrderOfDaysAndOneDecimalSignHoldForAColumn() throws IOException {
        List<Line> lines =
                lines("id;installed_on;capacity_kw\n1;03.04.2020;3,7\n2;25.04.2020;11\n3;1.2.2020;1.500\n", "{}");
        assertThat(lines)
                .extracting(line -> String.valueOf(line.installedOn()))
                .containsExactly("2020-04-03", "2020-04-25", "2020-02-01");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(3.7, 11.0, 1500.0);
        lines = lines("id,installed_on\n1,03/04/2020\n2,04/25/2020\n3,13/01/2020\n", "{}");
        assertThat(lines)
                .extracting(line -> String.valueOf(line.installedOn()))
                .containsExactly("2020-04-03", "null", "2020-01-13");
        assertThat(codes()).containsExactly("date-mixed", "date-form");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            SW1A 1AA | 51.5034  | -0.1276  | TLI | -
            SW1A 1AA |          |          | TLI | -
                     | 53.4808  | -2.2426  | TLD | -
            SW1A 1AA | 53.4808  | -2.2426  | TLI | place-elsewhere
            SW1A 1AA | 40.4163  | -3.7034  | TLI | place-outside
                     | -25.3639 | 131.0449 | -   | place-outside
                     | -0.1276  | 51.5034  | -   | place-outside
                     | 0        | 0        | -   | -
            """)
    void aPlaceIsBelievedWhereItsWordsAgree(
            String postcode, String latitude, String longitude, String region, String code) throws IOException {
        Line line = lines(
                        "id,postcode,latitude,longitude\n1,%s,%s,%s\n"
                                .formatted(
                                        postcode == null ? "" : postcode,
                                        latitude == null ? "" : latitude,
                                        longitude == null ? "" : longitude),
                        "{}")
                .get(0);
        assertThat(line.region()).isEqualTo(region);
        assertThat(codes()).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void columnsAreProposedByTheirNamesInSeveralLanguagesAndByWhatStandsInThem() throws IOException {
        Sample sample = sample("""
                Zählernummer;Hersteller;Anschlussleistung [kW];Codigo;Pos;Radio;Label;Wo;Remarque
                Z1;ABB;22;SW1A 1AA;"(51.5034, -0.1276)";86769803;XMR201605EC25A;London;x
                Z2;ABB;11;M1 1AE;"(53.4808, -2.2426)";86769803;XMR201605EC25A;Wales;y
                Z3;EVBox;22;EH1 1YZ;"(55.9533, -3.1883)";35123456;XMR201605EC25A;Scotland;x
                """);
        Mapping.Applied applied = Mapping.none().to(sample);
        assertThat(applied.byName())
                .containsExactlyInAnyOrderEntriesOf(Map.of(0, "asset_ref", 1, "manufacturer", 2, "capacity_kw"));
        Map<Integer, String> proposed = new LinkedHashMap<>();
        Proposals.of(sample, applied, WORDS).forEach((i, proposal) -> proposed.put(i, proposal.meaning()));
        assertThat(proposed)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(3, "postcode", 4, "latitude, longitude", 5, "imei_or_tac", 6, "fcc_id", 7, "region"));
        assertThat(applied.undecided()).contains(3, 4, 5, 6, 7, 8);
    }

    @Test
    void aNameThatItsRowsContradictIsNoProposal() throws IOException {
        Sample sample = sample("X,Y,OBJECTID\n1828630.88,710272.8,1\n1828650.35,710276.8,2\n1828631.8,710270.1,3\n");
        assertThat(Mapping.none().to(sample).byName()).containsExactlyEntriesOf(Map.of(2, "asset_ref"));
    }

    private String proposed(String csv, String column) throws IOException {
        Sample sample = sample(csv);
        Mapping.Applied applied = Mapping.none().to(sample);
        int at = sample.header().labels().indexOf(column);
        Proposals.Proposal proposal = Proposals.of(sample, applied, WORDS).get(at);
        return proposal == null ? applied.byName().getOrDefault(at, Mapping.ASIDE) : proposal.meaning();
    }

    @Test
    void aColumnOfPairsIsProposedToBeDividedInTheOrderInWhichTheyStand() throws IOException {
        for (String[] one : new String[][] {
            {"Location", "(51.5034, -0.1276)", "latitude, longitude"},
            {"Location", "(-0.1276, 51.5034)", "longitude, latitude"},
            {"Geo", "51,50340; -0,12760", "latitude, longitude"},
            {"Geo", "51,50340 -0,12760", "latitude, longitude"},
            {"coordonneesXY", "[7.48710500,48.345345]", "longitude, latitude"},
            {"position", "[48.345345, 7.48710500]", "latitude, longitude"},
            {"where", "151.20930;-33.86880", "longitude, latitude"},
            {"where", "POINT (-97.718872 30.337629)", "longitude, latitude"},
        }) {
            String csv = "id,%s\n1,\"%s\"\n2,\"%s\"\n3,\"%s\"\n".formatted(one[0], one[1], one[1], one[1]);
            assertThat(proposed(csv, one[0])).as(one[1]).isEqualTo(one[2]);
            Line line = lines(csv, "{\"columns\": {\"id\": \"asset_ref\", \"%s\": \"%s\"}}".formatted(one[0], one[2]))
                    .get(0);
            assertThat(List.of(line.latitude(), line.longitude()))
                    .as(one[1])
                    .isSubsetOf(51.5034, -0.1276, 48.345345, 7.487105, -33.8688, 151.2093, 30.337629, -97.718872);
        }
    }

    /** Some name a column for each half, leave both empty, and write the pair into a third one. */
    @Test
    void pairsAreBelievedBeforeEmptyColumnsForTheirHalves() throws IOException {
        String csv =
                "id,location_latitude,location_longitude,LOCATION\n1,,,POINT (-0.1276 51.5034)\n2,,,POINT (-0.1276 51.5034)\n";
        assertThat(proposed(csv, "LOCATION")).isEqualTo("longitude, latitude");
        assertThat(proposed(csv, "location_latitude")).isEqualTo(Mapping.ASIDE);
        csv = "id,lat,lon,Location,Location Name\n1,51.5034,-0.1276,\"(51.5034, -0.1276)\",Kiosk\n";
        assertThat(proposed(csv, "lat")).isEqualTo("latitude");
        assertThat(proposed(csv, "Location")).as("said twice").isEqualTo(Mapping.ASIDE);
        assertThat(proposed(csv, "Location Name")).isEqualTo("site");
    }

    /** Of the pole or of the lamp: who stands there most often is proposed, and a person decides. */
    @Test
    void aMakerIsProposedFromTheEndOfAName() throws IOException {
        String csv =
                "id,Pole_Manufacturer,Lamp_Manufacturer,Lamp Model\n1,,GE,Evolve\n2,,GE,Evolve\n3,Hapco,GE,Evolve\n";
        assertThat(proposed(csv, "Lamp_Manufacturer")).isEqualTo("manufacturer");
        assertThat(proposed(csv, "Pole_Manufacturer")).isEqualTo(Mapping.ASIDE);
        assertThat(proposed(csv, "Lamp Model")).isEqualTo("model");
        assertThat(proposed("id,Make,Lamp_Manufacturer\n1,ABB,GE\n", "Lamp_Manufacturer"))
                .isEqualTo(Mapping.ASIDE);
    }

    @Test
    void aTypeBesideAMakerIsProposedAsTheModel() throws IOException {
        String csv = "MPAN,Manufacturer,Type\n11,Itron,E470\n12,Itron,S-AC\n13,Iskra,E470\n";
        assertThat(proposed(csv, "Type")).isEqualTo("model");
        assertThat(proposed("MPAN,Manufacturer,Model,Type\n11,Itron,E470,S\n12,Itron,S-AC,T\n", "Type"))
                .as("another column says the model")
                .isEqualTo(Mapping.ASIDE);
        assertThat(proposed("MPAN,Type\n11,E470\n12,S-AC\n", "Type"))
                .as("no column says who made it")
                .isEqualTo(Mapping.ASIDE);
        assertThat(proposed("id,Manufacturer,Type\n11,Itron,ev_charger\n12,Itron,smart_meter\n", "Type"))
                .isNotEqualTo("model");
        assertThat(proposed("id,Manufacturer,Type\n11,Itron,1\n12,Itron,2\n", "Type"))
                .isEqualTo(Mapping.ASIDE);
    }

    /** Each row of the French register is one point, and says how many its station has. */
    @Test
    void howManyPointsAStationHasIsNotHowManyARowStandsForThatIsOne() throws IOException {
        assertThat(proposed("id_station,nbre_pdc,id_pdc\nS1,2,P1\nS1,2,P2\n", "nbre_pdc"))
                .isEqualTo(Mapping.ASIDE);
        assertThat(proposed("id,nbre_pdc\nS1,2\nS2,4\n", "nbre_pdc")).isEqualTo("units");
        assertThat(lines("nbre_pdc,id_pdc\n2,P1\n2,P2\n", """
                {"columns": {"nbre_pdc": "units"}}"""))
                .as("a person may say so all the same")
                .extracting(line -> line == null ? 0 : line.units())
                .containsExactly(2, 2);
    }

    @Test
    void aRowThatSumsUpOthersIsNoAsset() throws IOException {
        List<Line> lines = lines("asset_ref,units\nA-1,2\nA-2,3\nTotal,5\n", "{}");
        assertThat(lines).hasSize(3).element(2).isNull();
        assertThat(codes()).containsExactly("row-total");
        assertThat(lines("asset_ref,units\nTotal-1,2\nTOTALE 7,3\n", "{}")).doesNotContainNull();
    }

    @Test
    void aRowThatSumsUpAPartIsNoAssetEither() throws IOException {
        for (String ref : List.of(
                "Subtotal West",
                "SUB-TOTAL",
                "Sub total: East",
                "Zwischensumme Nord",
                "Sous-total",
                "Subtotaal",
                "Totale parziale",
                "Suma cz\u0119\u015Bciowa",
                "\u5C0F\u8BA1",
                "Total:",
                "Total West")) {
            assertThat(lines("asset_ref,manufacturer,model,units\nA-1,ABB,T,2\n" + ref + ",,,100\n", "{}"))
                    .as(ref)
                    .element(1)
                    .isNull();
            assertThat(codes()).as(ref).containsExactly("row-total");
        }
    }

    @Test
    void whatIsTheSameForEveryRowMakesNoAssetOfASum() throws IOException {
        assertThat(lines("asset_ref,units\nA-1,2\nSubtotal West,2\n", """
                {"constants": {"manufacturer": "ABB"}}"""))
                .element(1)
                .isNull();
    }

    @Test
    void aNameThatBeginsLikeASumIsAnAsset() throws IOException {
        assertThat(lines("""
                asset_ref,manufacturer,model,units,postcode
                Total Energies 5,,,2,
                Total Garage,,,2,SW1A 1AA
                Total West,ABB,,2,
                Subtotal West,,Terra,2,
                Subtotals-1,,,2,
                Totalia,,,2,
                SU-1,,,2,
                Suma 5,,,2,
                """, "{}")).hasSize(8).doesNotContainNull();
        assertThat(lines("asset_ref,units\nTotal Garage,2\n", "{}"))
                .as("no row of the file says who made it")
                .doesNotContainNull();
    }

    @Test
    void aRowThatSumsUpOthersIsNotCheckedFurther() throws IOException {
        lines("asset_ref,status,imei_or_tac\nA-1,in service,86769803\nTotal,300,50\n", "{}");
        assertThat(codes()).containsExactly("row-total");
    }

    @Test
    void aReferenceThatASpreadsheetHasRoundedStandsForNoAsset() throws IOException {
        assertThat(lines("asset_ref,units\n1.23457E+12,2\n\"1,23457E+12\",2\n12E+4,2\nA1E+5,3\n", "{}"))
                .extracting(line -> line == null ? "-" : line.assetRef())
                .containsExactly("-", "-", "12E+4", "A1E+5");
        assertThat(codes()).containsExactly("ref-rounded", "ref-rounded");
    }

    @Test
    void whatIsNoDegreeIsNotProposedToBeOne() throws IOException {
        String csv = "id,tarification\n1,0.40€ / kwh\n2,0.4000 / kwh\n3,0.40€ / kwh\n";
        assertThat(proposed(csv, "tarification")).isEqualTo(Mapping.ASIDE);
        assertThat(proposed("id,somewhere\n1,51.50341\n2,51.50342\n3,51.50343\n", "somewhere"))
                .isEqualTo("latitude");
    }

    @Test
    void aChangedHeaderStopsAndShowsTheDifference() throws IOException {
        Mapping decided = MAPPINGS.read("""
                {"columns": {"Charger": "asset_ref", "Make": "manufacturer", "Remarks": "aside"},
                 "header": ["Charger", "Make", "Remarks"]}""");
        assertThat(decided.to(sample("Remarks,Make,Charger\nx,ABB,1\n")).open()).isFalse();
        Mapping.Applied changed = decided.to(sample("Charger,Who made it,Remarks\n1,ABB,x\n"));
        assertThat(changed.gone()).containsExactly("Make");
        assertThat(changed.undecided()).containsExactly(1);
        lines("Charger,Who made it,Remarks\n1,ABB,x\n", """
                {"columns": {"Charger": "asset_ref", "Make": "manufacturer", "Remarks": "aside"},
                 "header": ["Charger", "Make", "Remarks"]}""");
        assertThat(codes()).containsExactlyInAnyOrder("column-gone", "column-undecided");
        assertThat(Mapping.open(codes())).isTrue();
    }

    @Test
    void aMappingIsWrittenAndReadBackWhole() {
        String json = """
                {"columns": {"a": "asset_ref", "b": "latitude, longitude", "*": "aside"}, "constants": {"sector": "energy"},
                 "values": {"status": {"X": "removed"}}, "dates": "mdy", "decimal": "comma", "numbers": ["capacity_kw"],
                 "leaveOut": [{"column": "a", "values": ["T"], "why": "tests"}], "header": ["a", "b", "c"]}""";
        Mapping mapping = MAPPINGS.read(json);
        assertThat(MAPPINGS.read(MAPPINGS.written(mapping))).isEqualTo(mapping);
        assertThat(mapping.leaveOut()).containsExactly(new Mapping.LeftOut("a", List.of("T"), "tests"));
    }

    @Test
    void withoutAReferenceARowIsKnownByWhatItSaysAndItsNumberAmongThoseThatSayTheSame() throws IOException {
        List<Line> lines = lines("manufacturer,model\nABB,T\nABB,T\nEVBox,E\n", "{}");
        assertThat(lines).extracting(Line::assetRef).doesNotHaveDuplicates();
        List<Line> shuffled = lines("model,manufacturer\nE,EVBox\nT,ABB\nT,ABB\n", "{}");
        assertThat(shuffled)
                .extracting(Line::assetRef)
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(Line::assetRef).toList());
    }

    @Test
    void anOpenQuotationMarkIsNamedAndNoRowIsSwallowed() throws IOException {
        List<Line> lines = lines(
                "id,notes,other\n1,a,b\n2,\"open,b\n3,c,d\n",
                "{\"columns\": {\"id\": \"asset_ref\", \"other\": \"aside\"}}");
        assertThat(lines.get(0)).isNotNull();
        assertThat(lines.get(1)).isNull();
        assertThat(codes()).containsExactly("quote-open");
    }

    /** Inches: the mark of one row and that of the next would make one row of both. */
    @Test
    void marksThatBelongToWordsSwallowNoRowInSilence() throws IOException {
        List<Line> lines = lines(
                "id,notes\n1,\"5 inch main\n2,6\" main\n3,\"two\nlines\"\n4,c\n",
                "{\"columns\": {\"id\": \"asset_ref\"}}");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isNull();
        assertThat(lines.get(1)).isNotNull();
        assertThat(codes()).containsExactly("quote-astray");
    }

    @Test
    void whatNobodySeesTellsNoReferencesApart() throws IOException {
        List<Line> lines = lines(
                "asset_ref,imei_or_tac,site\n\u200BA1,'861234567890123,\u202Eone\nA\uFEFF2\u2060,86123456,two\u0085\n",
                "{}");
        assertThat(lines).extracting(Line::assetRef).containsExactly("A1", "A2");
        assertThat(lines).extracting(line -> line.wording().tac()).containsOnly("86123456");
        assertThat(lines).extracting(Line::site).containsExactly("one", "two");
    }

    @Test
    void formulasComeThroughUnchanged() throws IOException {
        String formula = "=HYPERLINK(\"\"http://x\"\",\"\"y\"\")";
        Line line = lines("id,notes,site\n1,\"" + formula + "\",+44 20 7946\n", "{}")
                .get(0);
        assertThat(line.notes()).isEqualTo(formula.replace("\"\"", "\""));
        assertThat(line.site()).isEqualTo("+44 20 7946");
    }
}
