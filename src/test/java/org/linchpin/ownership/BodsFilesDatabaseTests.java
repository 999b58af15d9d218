package org.linchpin.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.LinchpinTest;
import org.linchpin.SharedData;
import org.linchpin.access.BadInput;
import org.springframework.beans.factory.annotation.Autowired;

/** Files of the Beneficial Ownership Data Standard 0.4: the standard's own examples and test statements, and ours. */
@LinchpinTest
class BodsFilesDatabaseTests {

    private static final Path KEPT = Path.of("src", "test", "resources", "ownership", "bods-0.4-expected.csv");
    private static final List<String> FOLDERS = List.of(
            "ownership/bods_0.4_examples",
            "ownership/bods_0.4_test_statements/valid-statements",
            "ownership/bods_0.4_test_statements/invalid-statements");

    @Autowired
    private BodsFile files;

    /** What becomes of a file: refused with the place and kind of its first fault, or read with so many ties and so many aside. */
    private String outcome(String text) {
        try {
            BodsFile.Content content = files.read(text);
            return "read,%d ties,%s"
                    .formatted(
                            content.ties().size(),
                            String.join(
                                    " ",
                                    content.aside().stream()
                                            .map(BodsFile.Aside::code)
                                            .toList()));
        } catch (BadInput refused) {
            assertThat(refused.faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
            return "refused,%s,%s"
                    .formatted(
                            refused.faults().get(0).code(),
                            refused.faults().get(0).column());
        }
    }

    @Test
    void everyExampleAndTestStatementOfTheStandardComesOutAsKept() throws IOException {
        List<String> found = new ArrayList<>(List.of("folder,file,outcome,what,where"));
        for (String folder : FOLDERS) {
            for (Path file : SharedData.files(folder)) {
                found.add("%s,%s,%s"
                        .formatted(Path.of(folder).getFileName(), file.getFileName(), outcome(Files.readString(file))));
            }
        }
        String written = String.join("\n", found) + "\n";
        Files.writeString(Path.of("target", "bods-0.4-expected.csv"), written);
        assertThat(found).hasSize(1 + 19 + 111 + 192);
        assertThat(written.lines().toList()).isEqualTo(Files.readAllLines(KEPT));
    }

    @Test
    void whatTheStandardCallsInvalidIsRefusedAndWhatItCallsValidIsNot() throws IOException {
        try (CsvReader<NamedCsvRecord> kept = CsvReader.builder().ofNamedCsvRecord(KEPT)) {
            assertThat(kept.stream().toList())
                    .allSatisfy(line -> assertThat(line.getField("outcome"))
                            .as(line.getField("file"))
                            .isEqualTo(line.getField("folder").equals("invalid-statements") ? "refused" : "read"));
        }
    }

    private static String entity(String record, String name, String type) {
        return """
            {"statementId": "statement-of-the-entity-%s-0001", "statementDate": "2020-01-01", "declarationSubject": "x",
             "recordId": "%s", "recordType": "entity",
             "recordDetails": {"isComponent": false, "entityType": {"type": "%s"}, "name": "%s", "jurisdiction": {"name": "Norway", "code": "NO"}}}
            """.formatted(record, record, type, name);
    }

    private static String tie(int version, String day, String status, String interests, String more) {
        return """
            {"statementId": "statement-of-the-relationship-000%d", "statementDate": "%s", "declarationSubject": "x",
             "recordId": "rel", "recordStatus": "%s", "recordType": "relationship",
             "recordDetails": {"isComponent": false, "subject": "child", "interestedParty": "parent", "interests": [%s]%s}}
            """.formatted(version, day, status, interests, more);
    }

    private BodsFile.Content read(String type, String... ties) {
        return files.read("[" + entity("child", "Vannkraft Moduler AS", "registeredEntity") + ","
                + entity("parent", "Fjordholding AS", type) + "," + String.join(",", ties) + "]");
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3}, aside {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\": \"shareholding\" | \"share\": {\"exact\": 49.5} | equity | 49.5 |",
                "\"type\": \"shareholding\" | \"share\": {\"minimum\": 75, \"exclusiveMaximum\": 100} | equity | 75 |",
                "\"type\": \"shareholding\" | \"share\": {\"exclusiveMinimum\": 50, \"maximum\": 75} | equity |"
                        + " 50.0001 |",
                "\"type\": \"shareholding\" | \"share\": {\"minimum\": 30, \"maximum\": 30} | equity | 30 |",
                "\"type\": \"shareholding\" | \"share\": {\"maximum\": 75} | | | share-missing",
                "\"type\": \"votingRights\" | \"share\": {\"minimum\": 75} | controlling_shareholder | |",
                "\"type\": \"votingRights\" | \"share\": {\"exact\": 50} | | | votes-half",
                "\"type\": \"appointmentOfBoard\" | | controlling_shareholder | |",
                "\"type\": \"otherInfluenceOrControl\" | \"details\": \"acts in concert, since 2020\" | concert_party"
                        + " | |",
                "\"type\": \"otherInfluenceOrControl\" | \"details\": \"established by\" | established_by | |",
                "\"type\": \"otherInfluenceOrControl\" | \"details\": \"licence\" | controlling_shareholder | |",
                "\"type\": \"boardMember\" | | | | interest-other",
                "\"directOrIndirect\": \"unknown\" | | | | interest-untyped",
            })
    void anInterestBecomesWhatItAmountsTo(String type, String more, String relation, String percent, String aside) {
        BodsFile.Content content = read(
                "registeredEntity",
                tie(1, "2021-01-01", "new", "{" + type + (more == null ? "" : ", " + more) + "}", ""));
        if (relation == null) {
            assertThat(content.ties()).isEmpty();
            assertThat(content.aside()).extracting(BodsFile.Aside::code).containsExactly(aside);
        } else {
            assertThat(content.ties()).singleElement().satisfies(one -> {
                assertThat(one.relation().key()).isEqualTo(relation);
                assertThat(one.percent() == null ? null : one.percent().toPlainString())
                        .isEqualTo(percent);
                assertThat(one.parent().country()).isEqualTo("NO");
            });
        }
    }

    @Test
    void whatAStateHoldsIsOwnershipOfAState() {
        assertThat(read(
                                "stateBody",
                                tie(
                                        1,
                                        "2021-01-01",
                                        "new",
                                        "{\"type\": \"shareholding\", \"share\": {\"exact\": 10}}",
                                        ""))
                        .ties())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.relation()).isEqualTo(Relation.STATE_OWNERSHIP);
                    assertThat(one.parent().kind()).isEqualTo("state");
                });
    }

    @Test
    void laterStatementsOfARelationshipEndWhatTheEarlierSaid() {
        String fifty = "{\"type\": \"shareholding\", \"share\": {\"exact\": 50}, \"startDate\": \"2019-01-01\"}";
        String hundred = fifty.replace("50", "100");
        BodsFile.Content content = read(
                "registeredEntity",
                tie(3, "2023-05-05", "closed", hundred, ""),
                tie(1, "2020-01-01", "new", fifty, ""),
                tie(2, "2021-06-01", "updated", hundred, ""));
        assertThat(content.ties().stream().map(one -> one.percent() + " " + one.from() + " " + one.to()))
                .containsExactly("50 2019-01-01 2021-06-01", "100 2021-06-01 2023-05-05");
    }

    @Test
    void anIndirectInterestWhosePartsAreStatedIsNotCountedTwice() {
        String indirect =
                "{\"type\": \"shareholding\", \"directOrIndirect\": \"indirect\", \"share\": {\"exact\": 30}}";
        assertThat(read("registeredEntity", tie(1, "2021-01-01", "new", indirect, ", \"componentRecords\": [\"x\"]"))
                        .aside())
                .extracting(BodsFile.Aside::code)
                .containsExactly("interest-indirect");
        assertThat(read("registeredEntity", tie(1, "2021-01-01", "new", indirect, ""))
                        .ties())
                .singleElement()
                .satisfies(one -> assertThat(one.basis()).isEqualTo("indirect, as declared"));
    }

    @Test
    void aFirmHeldHereIsKnownByItsNameAndAPersonNeverIs() {
        String file = "[" + entity("child", "QUECTEL wireless solutions co., ltd.", "registeredEntity") + ","
                + entity("parent", "A Firm Nobody Holds", "registeredEntity") + ","
                + tie(1, "2021-01-01", "new", "{\"type\": \"appointmentOfBoard\"}", "") + "]";
        assertThat(files.read(file).ties()).singleElement().satisfies(one -> {
            assertThat(one.child().key()).isEqualTo("quectel");
            assertThat(one.parent().key()).startsWith("bods:a_firm_nobody_holds-");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | bods-json",
                "{} | bods-type",
                "[] | bods-minItems",
                "[1] | bods-type",
                "null | bods-type"
            })
    void whatIsNoFileOfTheStandardIsRefused(String text, String code) {
        assertThat(outcome(text)).startsWith("refused," + code);
    }
}
