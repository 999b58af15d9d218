package org.linchpin.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.SharedData;
import org.linchpin.access.BadInput;
import org.linchpin.contribution.Statements.Contents;
import org.linchpin.contribution.Statements.Subject;
import org.linchpin.recognition.Recognition;
import org.linchpin.recognition.ReferenceKnowledge;
import org.linchpin.recognition.Wording;

/** Bills of materials of real boards, as their makers publish them; run where the folder LINCHPIN_TEST_DATA or shared/data is. */
class BillsOfMaterialsTests {

    private static final Recognition RECOGNITION = new Recognition(ReferenceKnowledge.read());
    private static final Subject BOARD = new Subject("A maker", "A board", "", false);

    private static byte[] file(String name) {
        return SharedData.bytes(name);
    }

    @ParameterizedTest(name = "{0} has a module of {1}")
    @CsvSource({
        "easyhive_v1.4_sara-n200.csv, u blox",
        "easyhive_v1.4b_sara-n2.csv, u blox",
        "easyhive_v1.5_2021-01-02_sara-n310.csv, u blox",
        "easyhive_v1.5_2021-01-14_sara-n310.csv, u blox",
        "easyhive_v1.5_sara-n310.csv, u blox",
        "easyhive_v1.5_2021-01-17_bc66.csv, quectel",
        "sensoricnet_2018_bc95.csv, quectel",
        "sensoricnet_fab_bc95.csv, quectel",
        "sensoricnet_nbiot_mainboard_bc95.csv, quectel",
        "sensoricnet_shop_links_bc95.csv, quectel",
        "wahyu_test_kit_sim7000e.csv, simcom",
        "sim7600_breakout.bom.md, simcom",
        "hw_cape_gsm_g510.bom.md, fibocom",
        "opens_lte_bom_pcbway.xlsx, u blox"
    })
    void theModuleOnTheBillIsFoundAndNoOther(String name, String maker) {
        Statements statements = PartsList.read(Sheet.read(file("boms/" + name)), BOARD, RECOGNITION);
        assertThat(statements.contents()).extracting(Contents::moduleMaker).containsExactly(maker);
    }

    @ParameterizedTest
    @CsvSource({"inoa_metering_module.csv", "inoa_soc_module.csv"})
    void aBillWithoutACellularModuleStatesNoneOfItself(String name) {
        byte[] file = file("boms/" + name);
        assertThatThrownBy(() -> PartsList.read(Sheet.read(file), BOARD, RECOGNITION))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not known is not safe");
    }

    @Test
    void theExampleOfTheCycloneDxProjectIsReadAndHasNoModule() {
        byte[] file = file("boms/cyclonedx-hbom/bom.json");
        assertThatThrownBy(() -> HardwareBom.read(file, BOARD, RECOGNITION)).hasMessageContaining("cellular module");
    }

    @Test
    void aForeignListOfTypeAllocationCodesNamesItsMakers() {
        Statements list = CodeList.read(Sheet.read(file("identifiers/tac_osmocom_modules.csv")));
        assertThat(list.problems()).isEmpty();
        assertThat(list.codes()).hasSizeGreaterThan(100);
        assertThat(list.codes())
                .filteredOn(one -> RECOGNITION
                        .recognise(new Wording("", "", "", "", "", one.maker(), one.model(), "", "", ""))
                        .vendor()
                        .isPresent())
                .hasSizeGreaterThan(list.codes().size() / 2);
    }

    /** Its first line is a notice of its licence, and two of its columns are called name. */
    @Test
    void theWholeListOfTheOsmocomProjectIsRead() {
        Statements list = CodeList.read(Sheet.read(file("identifiers/osmocom_tacdb.csv")));
        assertThat(list.accepted()).isGreaterThan(24_000);
        assertThat(list.codes())
                .filteredOn(one -> one.code().equals("35649604"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.maker()).isEqualTo("Cinterion");
                    assertThat(one.model()).isEqualTo("BGS2-W");
                });
        assertThat(list.problems()).allSatisfy(one -> assertThat(one.row()).isNotNull());
    }
}
