package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.catalogue.AssetClasses;
import org.linchpin.catalogue.Regions;
import org.linchpin.catalogue.Sectors;
import tools.jackson.databind.json.JsonMapper;

/** Each cause has a remedy, and a file that is read again with it has the cause no longer. */
class RemediesTests {

    private static final Vocabulary WORDS = new Vocabulary(new AssetClasses(), new Sectors(), new Regions());
    private static final Mappings MAPPINGS = new Mappings(JsonMapper.shared());

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Mapping mapping = Mapping.none();
    private List<Cause> causes = List.of();
    private List<Line> lines = List.of();
    private long rows;

    private void read(String csv, String said) throws IOException {
        file = Files.writeString(folder.resolve("file.csv"), csv);
        mapping = MAPPINGS.read(said);
        check();
    }

    private void check() throws IOException {
        FileForm form = FormFinder.of(file);
        Sample sample = Sample.of(file, form);
        Causes found = new Causes();
        LineCheck check = LineCheck.of(
                sample,
                form,
                new Operator(1, "northgrid", "Northgrid", false),
                mapping,
                WORDS,
                new LineCheck.Defaults("ev_charger", null, false),
                problem -> found.add(
                        problem,
                        problem.column() < 0 ? null : sample.header().labels().get(problem.column())));
        lines = new ArrayList<>();
        rows = 0;
        try (Rows all = Rows.of(file, form)) {
            while (all.next()) {
                if (!all.blank()) {
                    rows++;
                    Line line = check.check(all);
                    if (line != null) {
                        lines.add(line);
                    }
                }
            }
        }
        causes = found.all(check.ambiguousDays());
    }

    private Cause cause(String code) {
        return causes.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private List<Remedy> remedies(String code) throws IOException {
        return new Remedies(mapping, FormFinder.of(file), Sample.of(file, FormFinder.of(file)), WORDS, rows)
                .of(cause(code));
    }

    private Remedy remedy(String code, String words) throws IOException {
        return remedies(code).stream()
                .filter(one -> one.words().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " has no remedy \"" + words + "\""));
    }

    /** Confirms a remedy and reads the file again. */
    private void mend(String code, String words, String why, Map<String, String> meanings) throws IOException {
        mapping = remedy(code, words).change().with(new Remedy.Answer(why, "", meanings));
        check();
        assertThat(causes).extracting(Cause::code).as("mended: " + words).doesNotContain(code);
    }

    private void mend(String code, String words) throws IOException {
        mend(code, words, "", Map.of());
    }

    @Test
    void daysThatCanBeReadInTwoWaysAreCountedAndDecidedForTheirColumnAlone() throws IOException {
        read("""
                id,installed_on,planned_replacement_on
                1,03/04/2020,25/12/2030
                2,05/06/2020,01/02/2031
                3,2020-07-08,01/02/2031
                """, "{}");
        assertThat(cause("date-order").words())
                .isEqualTo("2 days in \u201Cinstalled_on\u201D can be read in two ways; read as day, month, year");
        mend("date-order", "month, day, year");
        assertThat(lines).extracting(Line::installedOn).contains(LocalDate.of(2020, 3, 4), LocalDate.of(2020, 7, 8));
        assertThat(lines).extracting(Line::plannedReplacementOn).contains(LocalDate.of(2030, 12, 25));
    }

    @Test
    void confirmingTheOrderOfDaysSettlesIt() throws IOException {
        read("id,installed_on\n1,03/04/2020\n", "{}");
        mend("date-order", "day, month, year");
        assertThat(lines.get(0).installedOn()).isEqualTo(LocalDate.of(2020, 4, 3));
        assertThat(causes).isEmpty();
    }

    @Test
    void aColumnWhoseOrderWasSaidWronglyIsTurnedRound() throws IOException {
        read("id,installed_on\n1,12/25/2020\n2,12/31/2020\n3,01/02/2020\n", """
                {"columns": {}, "dates": {"installed_on": "dmy"}}""");
        assertThat(cause("date-form").words()).isEqualTo("2 cells in \u201Cinstalled_on\u201D are no day");
        mend("date-form", "month, day, year");
        assertThat(lines).extracting(Line::installedOn).contains(LocalDate.of(2020, 12, 25), LocalDate.of(2020, 1, 2));
    }

    @Test
    void aNumberThatNoRowTellsHowToReadIsAskedAbout() throws IOException {
        read("id;capacity_kw\n1;1.500\n2;2.250\n", "{}");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(1500.0, 2250.0);
        mend("decimal-order", "A point stands before decimals");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(1.5, 2.25);
    }

    @Test
    void aNumberInWhichAnotherSignStandsThanInTheRestIsAskedAbout() throws IOException {
        read("id;capacity_kw\n1;22.000\n2;3,7kW\n3;11,5\n", "{}");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22000.0, 3.7, 11.5);
        mend("decimal-order", "A point stands before decimals");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 3.7, 11.5);
    }

    @Test
    void aMistypedNumberIsNoPlaceholder() throws IOException {
        read("id,longitude\n1,-0.I24\n2,-0.1\n", "{}");
        assertThat(remedies("number-form")).isEmpty();
    }

    @Test
    void degreesAreNeverThousands() throws IOException {
        read("id;latitude;longitude\n1;51.503;-0.127\n2;51.504;-0.128\n", "{}");
        assertThat(lines).extracting(Line::latitude).containsExactly(51.503, 51.504);
        assertThat(causes).isEmpty();
    }

    @Test
    void wattsAreToldFromKilowattsByTheHeaderOrByAPerson() throws IOException {
        read("id,Leistung [W]\n1,22000\n2,11000\n3,3700\n", "{}");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 11.0, 3.7);
        assertThat(causes).isEmpty();
        read("id,capacity_kw\n1,22000\n2,11000\n3,3700\n", """
                {"columns": {"capacity_kw": "capacity_kw"}}""");
        assertThat(causes).as("its name says kilowatts").isEmpty();
        read("id,Leistung\n1,22000\n2,11000\n3,3.7 kW\n4,3700\n", "{}");
        mend("unit-doubtful", "They are watts");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 11.0, 3.7, 3.7);
        read("id,Leistung\n1,22000\n2,11000\n3,3700\n", "{}");
        mend("unit-doubtful", "They are kilowatts");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22000.0, 11000.0, 3700.0);
    }

    @Test
    void moneyOfAnotherCountryInTheHeaderIsNotTakenForPounds() throws IOException {
        read("id,Unit cost (EUR)\n1,100\n2,200\n", """
                {"columns": {"Unit cost (EUR)": "unit_cost"}}""");
        assertThat(lines).extracting(Line::unitCost).containsOnlyNulls();
        mend("number-form", "Set the column");
    }

    @Test
    void theNumberIsTakenOutOfWords() throws IOException {
        read("id,capacity_kw\n1,Typ 2 mit 22 kW\n2,Typ 2 mit 11 kW\n3,DC 50 kW fest\n", "{}");
        mend("number-form", "Take the number out of the words");
        assertThat(lines).extracting(Line::capacityKw).containsExactly(22.0, 11.0, 50.0);
    }

    @Test
    void wordsThatSayNothingCountAsEmptyFromThenOn() throws IOException {
        read("id,installed_on,units\n1,offen,-1\n2,2020-01-01,1\n3,offen,-1\n4,offen,2\n5,2020-01-01,-1\n", "{}");
        assertThat(cause("date-form").values()).containsExactly(new Cause.Value("offen", 3));
        mend("date-form", "\u201Coffen\u201D says that nothing is known");
        mend("units-range", "\u201C-1\u201D says that nothing is known");
        assertThat(lines).extracting(Line::units).containsExactly(1, 1, 1, 2, 1);
    }

    @Test
    void wordsOfTheOperatorsAreExplainedOnce() throws IOException {
        read("id,status\n1,TURNED_OFF_FOREVER\n2,RUNNING\n3,RUNNING\n", "{}");
        Remedy words = remedy("status-unknown", "what the words stand for");
        assertThat(words.said()).containsExactly("RUNNING", "TURNED_OFF_FOREVER");
        assertThat(words.choices()).containsKeys("in_service", "removed");
        mend(
                "status-unknown",
                "what the words stand for",
                "",
                Map.of("RUNNING", "in_service", "TURNED_OFF_FOREVER", "removed"));
        assertThat(lines).extracting(Line::status).containsExactly("removed", "in_service", "in_service");
    }

    @Test
    void whatAWordMostLikelyStandsForIsProposedAndNotApplied() throws IOException {
        read("""
                id,status
                1,Mtr/Post Remv - PERMANENT
                2,Mtr/Post Rmvd- PERMANENT
                3,REMOVED_PERMANENTLY
                4,DESIGN
                5,To be removed
                6,Not retired
                7,Planned outage
                8,DESIGNATED
                9,RUNNING
                """, "{}");
        assertThat(lines).extracting(Line::status).containsOnly("in_service");
        Remedy words = remedy("status-unknown", "what the words stand for");
        assertThat(words.proposed())
                .containsOnly(
                        Map.entry("Mtr/Post Remv - PERMANENT", "removed"),
                        Map.entry("Mtr/Post Rmvd- PERMANENT", "removed"),
                        Map.entry("REMOVED_PERMANENTLY", "removed"),
                        Map.entry("DESIGN", "planned"));
        assertThat(words.words()).isEqualTo("Say what the words stand for (proposed: 1 row planned, 3 rows removed)");
        mend(
                "status-unknown",
                "what the words stand for",
                "",
                Map.of(
                        "Mtr/Post Remv - PERMANENT", "removed",
                        "Mtr/Post Rmvd- PERMANENT", "removed",
                        "REMOVED_PERMANENTLY", "removed",
                        "DESIGN", "planned",
                        "To be removed", "in_service",
                        "Not retired", "in_service",
                        "Planned outage", "in_service",
                        "DESIGNATED", "planned",
                        "RUNNING", "in_service"));
    }

    @Test
    void aColumnThatMixesOrdersSaysSoAndNoRemedyBreaksMoreThanItMends() throws IOException {
        String mixed = "id,installed_on\n1,25/12/2020\n2,31/12/2020\n3,12/25/2020\n4,01/02/2020\n";
        read(mixed, "{}");
        assertThat(cause("date-mixed").words())
                .isEqualTo(
                        "Days in \u201Cinstalled_on\u201D are written in two orders, some with the day first and some with the"
                                + " month; one can be read in both ways");
        assertThat(cause("date-mixed").message()).contains("2 show the day first and 1 the month", "day, month, year");
        assertThat(remedies("date-mixed"))
                .extracting(Remedy::words)
                .containsExactly(
                        "Treat the column as day, month, year: 31/12/2025, as now (of the first 4 rows 1 are no day)",
                        "Set the column \u201Cinstalled_on\u201D aside");
        assertThat(remedies("date-form"))
                .extracting(Remedy::words)
                .noneMatch(words -> words.contains("month, day, year"));
        mend("date-mixed", "day, month, year");
        read(mixed, """
                {"columns": {}, "dates": {"installed_on": "mdy"}}""");
        assertThat(remedy("date-form", "day, month, year: 31/12/2025").words())
                .endsWith("(of the first 4 rows mends 2, breaks 1, reads 1 otherwise)");
        read("id,installed_on\n1,25/12/2020\n2,12/25/2020\n", "{}");
        mend("date-mixed", "month, day, year: 12/31/2025 (of the first 2 rows mends 1, breaks 1, reads 0 otherwise)");
        read(mixed, "{}");
        mend("date-mixed", "aside");
    }

    @Test
    void aMakerWithoutAModelIsWarnedAboutAndTheColumnsNamedThatMaySayIt() throws IOException {
        read("id,manufacturer,Colour,Type\n1,Itron,red,E470\n2,Itron,blue,S-AC\n3,Itron,red,E470\n", """
                {"columns": {"Type": "aside", "Colour": "aside"}}""");
        assertThat(cause("model-missing").fix())
                .contains("\u201CType\u201D (E470 \u00B7 S-AC)", "\u201CColour\u201D (red \u00B7 blue)");
        assertThat(remedies("model-missing"))
                .extracting(Remedy::words)
                .first()
                .isEqualTo("\u201CType\u201D says the model: E470 \u00B7 S-AC");
        mend("model-missing", "Type");
        assertThat(lines).extracting(line -> line.wording().model()).containsExactly("E470", "S-AC", "E470");
        read("id,manufacturer\n1,Itron\n", """
                {"constants": {"model": "E470"}}""");
        assertThat(causes).isEmpty();
    }

    @Test
    void rowsAreLeftOutWithAReasonAndNotWithoutOne() throws IOException {
        read("id,units\n1,0\n2,1\n3,0\n", "{}");
        Remedy leave = remedy("units-range", "Leave these 2 rows out");
        assertThat(leave.asks()).isEqualTo(Remedy.Asks.WHY);
        assertThatThrownBy(() -> leave.change().with(new Remedy.Answer(" ", "", Map.of())))
                .isInstanceOf(BadInput.class);
        mend("units-range", "Leave these 2 rows out", "Never installed", Map.of());
        assertThat(lines).hasSize(1);
        assertThat(cause(LineCheck.LEFT_OUT).count()).isEqualTo(2);
    }

    @Test
    void rowsOfAColumnThatSaysTooMuchToBeListedAreLeftOutByWordsWithAStar() throws IOException {
        StringBuilder csv = new StringBuilder("id,status\n1,in service\n2,SCRAP*\n");
        for (int i = 3; i < 40; i++) {
            csv.append(i).append(",TEST ").append(i).append('\n');
        }
        read(csv.toString(), "{}");
        Remedy leave = remedy("status-unknown", "Leave rows out by what");
        assertThat(leave.asks()).isEqualTo(Remedy.Asks.WORDS);
        assertThatThrownBy(() -> leave.change().with(new Remedy.Answer("Rigs", " ; ", Map.of())))
                .isInstanceOf(BadInput.class);
        mapping = leave.change().with(new Remedy.Answer("Rigs", "TEST 1*; *9; TEST 20; SCRAP\\*", Map.of()));
        check();
        assertThat(lines).hasSize(39 - 10 - 3 - 1 - 1);
        assertThat(lines)
                .extracting(Line::assetRef)
                .contains("1", "3", "21")
                .doesNotContain("2", "10", "19", "20", "39");
    }

    @Test
    void wordsThatHoldAStarAreLeftOutAsTheyStand() throws IOException {
        read("id,status\n1,*\n2,RUNNING\n3,N*A\n4,NEXT QUA\n", "{}");
        mend("status-unknown", "Leave these", "Unknown", Map.of());
        assertThat(lines).isEmpty();
        read("id,units\n1,0*\n2,1\n3,07\n", "{}");
        mend("units-range", "Leave this row out", "Never installed", Map.of());
        assertThat(lines).extracting(Line::assetRef).containsExactly("2", "3");
    }

    @Test
    void rowsWithoutAReferenceAreLeftOut() throws IOException {
        read("id,model\n1,A\n,B\n3,C\n", "{}");
        mend("ref-missing", "without a reference", "Sums", Map.of());
        assertThat(lines).hasSize(2);
    }

    @Test
    void anIdentityIsFoundAmongColumnsOfWhichEveryRowSaysSomethingElse() throws IOException {
        read("Kennung,model,Farbe\nA7,X,red\nB2,X,red\nC9,Y,red\n", "{}");
        assertThat(remedies("identity-missing"))
                .extracting(Remedy::words)
                .containsExactly("Tell the assets apart by \u201CKennung\u201D");
        mend("identity-missing", "Kennung");
        assertThat(lines).extracting(Line::assetRef).containsExactly("A7", "B2", "C9");
    }

    @Test
    void whatMostRowsShareIsNotTakenForAReferenceByItsNameAlone() throws IOException {
        read("signal_id,Arm\n7,A\n7,B\n7,C\n8,A\n8,B\n8,C\n", "{}");
        assertThat(lines).hasSize(6);
        assertThat(causes).extracting(Cause::code).contains("identity-missing", "column-undecided");
    }

    @Test
    void twoColumnsTogetherTellTheAssetsApartOrAnotherAlone() throws IOException {
        String decided = """
                {"columns": {"signal_id": "asset_ref"}}""";
        read("signal_id,Arm,Kennung\n7,A,x\n7,B,y\n8,A,z\n8,B,w\n", decided);
        Cause repeated = new Cause(
                Problem.Severity.HARD, "ref-repeated", -1, null, 2, 2, 3, "used before", "mend it", List.of(), true);
        List<Remedy> remedies = new Remedies(
                        mapping, FormFinder.of(file), Sample.of(file, FormFinder.of(file)), WORDS, rows)
                .of(repeated);
        assertThat(remedies)
                .extracting(Remedy::words)
                .contains(
                        "Tell the assets apart by \u201Csignal_id\u201D and \u201CArm\u201D together",
                        "Tell the assets apart by \u201CKennung\u201D");
        mapping = remedies.get(0).change().with(new Remedy.Answer("", "", Map.of()));
        check();
        assertThat(lines).extracting(Line::assetRef).containsExactly("7 A", "7 B", "8 A", "8 B");
        mapping = remedies.stream()
                .filter(one ->
                        one.words().contains("Kennung\u201D") && !one.words().contains("together"))
                .findFirst()
                .orElseThrow()
                .change()
                .with(new Remedy.Answer("", "", Map.of()));
        check();
        assertThat(lines).extracting(Line::assetRef).containsExactly("x", "y", "z", "w");
    }

    @Test
    void latitudeAndLongitudeThatAreExchangedAreReadTheOtherWayRound() throws IOException {
        read("id,latitude,longitude\n1,-0.1276,51.5034\n2,-2.2426,53.4808\n", "{}");
        mend("place-outside", "exchanged");
        assertThat(lines).extracting(Line::region).containsExactly("TLI", "TLD");
        read("id,Position\n1,\"-0.1276, 51.5034\"\n2,\"-2.2426, 53.4808\"\n", """
                {"columns": {"Position": "latitude, longitude"}}""");
        mend("place-outside", "exchanged");
        assertThat(lines).extracting(Line::region).containsExactly("TLI", "TLD");
    }

    @Test
    void placesAbroadAreSetAsideWhereMostOfThemAre() throws IOException {
        read("id,latitude,longitude\n1,40.4163,-3.7034\n2,40.4163,-3.7034\n", "{}");
        mend("place-outside", "Set the coordinates aside");
        assertThat(lines).extracting(Line::latitude).containsOnlyNulls();
    }

    @Test
    void aNewNameTakesTheOldOnesPlaceOrTheColumnIsNoLongerKept() throws IOException {
        String decided = """
                {"columns": {"Charger": "asset_ref", "Make": "manufacturer", "Ort": "site"},
                 "header": ["Charger", "Make", "Ort"]}""";
        read("Charger,Brand,Ort\n1,ABB,x\n2,EVBox,y\n", decided);
        assertThat(cause("column-gone").severity()).isEqualTo(Problem.Severity.SETUP);
        assertThat(causes.get(0).severity()).isEqualTo(Problem.Severity.SETUP);
        mend("column-gone", "\u201CBrand\u201D takes the place of \u201CMake\u201D");
        assertThat(causes).extracting(Cause::code).containsExactly("model-missing");
        assertThat(lines).extracting(line -> line.wording().maker()).containsExactly("ABB", "EVBox");
        read("Charger,Ort\n1,x\n2,y\n", decided);
        mend("column-gone", "\u201CMake\u201D is no longer kept");
    }

    @Test
    void whatNobodyHasDecidedIsSetAsideAtOnce() throws IOException {
        read("id,Shade,Hue\n1,red,x\n2,blue,y\n", "{}");
        assertThat(cause("column-undecided").words()).isEqualTo("Nobody has said what 2 columns mean");
        assertThat(cause("column-undecided").values())
                .extracting(Cause.Value::said)
                .containsExactly("Shade", "Hue");
        mend("column-undecided", "Set all 2 aside");
        assertThat(causes).isEmpty();
        assertThat(mapping.columns()).containsEntry("id", "asset_ref").containsEntry("Shade", "aside");
    }

    @Test
    void rowsOfAnotherOperatorAreLeftOutOrTheColumnIs() throws IOException {
        read("id,operator\n1,northgrid\n2,southgrid\n3,southgrid\n", "{}");
        mend("operator-other", "Leave these 2 rows out", "Not ours", Map.of());
        read("id,operator\n1,Big Van\n2,Depot\n", "{}");
        mend("operator-other", "set it aside");
        assertThat(lines).hasSize(2);
    }

    @Test
    void manyDifferentValuesTakeNoMoreMemoryThanFew() {
        Causes found = new Causes();
        for (int i = 0; i < 100_000; i++) {
            found.add(
                    new Problem(Problem.Severity.WARNING, i, 0, "value " + i, "date-form", "no day", "mend it"),
                    "Installed");
        }
        Cause one = found.all(Map.of()).get(0);
        assertThat(one.words()).isEqualTo("100,000 cells in \u201CInstalled\u201D are no day");
        assertThat(one.values()).hasSize(20);
        assertThat(one.allValues()).isFalse();
        assertThat(Objects.requireNonNull(one.header())).isEqualTo("Installed");
    }
}
