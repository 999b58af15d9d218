package org.linchpin.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static Optional<Path> folder() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("LINCHPIN_TEST_DATA"))
                                .map(Path::of)
                                .orElse(Path.of("none")),
                        Path.of("..", "shared", "data"),
                        Path.of("..", "..", "shared", "data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static byte[] file(String name) throws IOException {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "the folder of bills of materials is not here");
        return Files.readAllBytes(folder.orElseThrow().resolve(name));
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
    void theModuleOnTheBillIsFoundAndNoOther(String name, String maker) throws IOException {
        Statements statements = PartsList.read(Sheet.read(file("boms/" + name)), BOARD, RECOGNITION);
        assertThat(statements.contents()).extracting(Contents::moduleMaker).containsExactly(maker);
    }

    @ParameterizedTest
    @CsvSource({"inoa_metering_module.csv", "inoa_soc_module.csv"})
    void aBillWithoutACellularModuleStatesNoneOfItself(String name) throws IOException {
        byte[] file = file("boms/" + name);
        assertThatThrownBy(() -> PartsList.read(Sheet.read(file), BOARD, RECOGNITION))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not known is not safe");
    }

    @Test
    void theExampleOfTheCycloneDxProjectIsReadAndHasNoModule() throws IOException {
        byte[] file = file("boms/cyclonedx-hbom/bom.json");
        assertThatThrownBy(() -> HardwareBom.read(file, BOARD, RECOGNITION)).hasMessageContaining("cellular module");
    }

    @Test
    void aForeignListOfTypeAllocationCodesNamesItsMakers() throws IOException {
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
}
