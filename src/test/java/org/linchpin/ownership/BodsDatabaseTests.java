package org.linchpin.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.linchpin.LinchpinTest;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@LinchpinTest
class BodsDatabaseTests {

    @Autowired
    private Bods bods;

    @Autowired
    private JsonMapper json;

    private static Map<?, ?> details(Map<String, Object> statement) {
        return (Map<?, ?>) statement.get("recordDetails");
    }

    private List<Map<String, Object>> ofType(String type) {
        return bods.statements().stream()
                .filter(one -> one.get("recordType").equals(type))
                .toList();
    }

    @Test
    void everyStatementHasAnIdOfItsOwnAndOfALengthThatTheStandardAllows() {
        List<Map<String, Object>> all = bods.statements();
        assertThat(all.stream().map(one -> one.get("statementId"))).doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(one -> assertThat((String) one.get("statementId")).hasSizeBetween(32, 64));
    }

    @Test
    void whatGoesOutHasTheFormOfTheStandard() {
        assertThat(BodsSchema.faults(json.writeValueAsString(bods.statements())))
                .isEmpty();
    }

    @Test
    void everyRelationshipJoinsRecordsThatAreThere() {
        Set<Object> records = bods.statements().stream()
                .filter(one -> !one.get("recordType").equals("relationship"))
                .map(one -> one.get("recordId"))
                .collect(Collectors.toSet());
        assertThat(ofType("relationship"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(records)
                        .contains(details(one).get("subject"), details(one).get("interestedParty")));
    }

    @Test
    void sharesAreExactAndDependenciesAreNotOwnership() {
        assertThat(ofType("relationship"))
                .filteredOn(one -> details(one).get("subject").equals("linchpin-party-longsung"))
                .singleElement()
                .satisfies(one ->
                        assertThat(details(one).toString()).contains("exact=68.0918", "shareholding", "2017-09-08"));
        assertThat(ofType("relationship"))
                .noneMatch(one -> details(one).get("subject").equals("linchpin-party-netprisma"));
        assertThat(ofType("person")).anyMatch(one -> details(one).toString().contains("Qian Penghe"));
    }
}
