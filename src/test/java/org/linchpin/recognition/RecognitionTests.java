package org.linchpin.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.recognition.Verdict.Outcome;

class RecognitionTests {

    private static final Recognition RECOGNITION = new Recognition(ReferenceKnowledge.read());

    private static Verdict module(String maker, String module) {
        return RECOGNITION.recognise(new Wording("", "", "", "", "", maker, module, "", "", ""));
    }

    private static Verdict equipment(String maker, String model, String orderCode) {
        return RECOGNITION.recognise(new Wording(maker, model, orderCode, "", "", "", "", "", "", ""));
    }

    private static Verdict usb(String id) {
        return RECOGNITION.recognise(new Wording("", "", "", "", "", "", "", "", "", id));
    }

    private static Set<String> vendors(Verdict verdict) {
        return verdict.candidates().stream().map(Candidate::vendor).collect(Collectors.toSet());
    }

    /** Columns: what is said, what should come of it. Words are those of registers, labels and modems. */
    @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5} {6} {7}")
    @CsvFileSource(resources = "/recognition/truth.csv", numLinesToSkip = 1, nullValues = "NULL")
    void wordsAreRecognisedAsACarefulPersonWould(
            String maker,
            String model,
            String orderCode,
            String firmware,
            String moduleMaker,
            String module,
            String fccId,
            String usbId,
            String outcome,
            String makers) {
        Verdict verdict = RECOGNITION.recognise(new Wording(
                said(maker),
                said(model),
                said(orderCode),
                said(firmware),
                "",
                said(moduleMaker),
                said(module),
                said(fccId),
                "",
                said(usbId)));
        assertThat(verdict.outcome().key()).as(verdict.reason()).isEqualTo(outcome);
        if (makers != null) {
            assertThat(vendors(verdict)).containsExactlyInAnyOrder(makers.split(";"));
        }
    }

    private static String said(String cell) {
        return cell == null ? "" : cell;
    }

    @Test
    void aFamilyWhoseNameHoldsNoLetterIsNoBeginningOfOtherNames() {
        Knowledge known = ReferenceKnowledge.read();
        List<Knowledge.Family> families = new ArrayList<>(known.families());
        families.add(new Knowledge.Family(
                "brackets", "(((", "^\\(\\(\\(", "quectel", "quectel", null, "high", List.of("R00")));
        Recognition more =
                new Recognition(new Knowledge(known.vendors(), families, known.identifiers(), known.equipment()));
        assertThat(vendors(more.recognise(new Wording("", "", "", "", "", "SIMCom", "SIM7600E-H", "", "", ""))))
                .containsExactly("simcom");
    }

    @Test
    void aHubOfTheNorthRegionHasNoCellularModule() {
        assertThat(equipment("EDMI", "Dual Band Variant 450 comms hub (CS-21)", "")
                        .outcome())
                .isEqualTo(Outcome.NONE);
    }

    @Test
    void aTrackerWithTwoPossibleModulesOfOneMakerHasACertainMaker() {
        Verdict verdict = equipment("Teltonika Telematics", "FMM130", "");
        assertThat(verdict.outcome()).isEqualTo(Outcome.CERTAIN);
        assertThat(verdict.vendor()).contains("quectel");
        assertThat(verdict.module()).isEmpty();
        assertThat(verdict.candidates()).extracting(Candidate::module).containsExactlyInAnyOrder("BG96", "BG95-M3");
    }

    @Test
    void aRouterWhoseBatchesDifferHasNoCertainMakerAndNoCertainCountry() {
        Verdict verdict = equipment("Teltonika", "RUT955", "");
        assertThat(verdict.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(vendors(verdict)).contains("huawei", "quectel", "meig", "telit_cinterion");
        assertThat(equipment("Teltonika", "RUT955", "batch 107").vendor()).contains("quectel");
        assertThat(equipment("Teltonika", "RUT955", "H7V3C0").vendor()).contains("quectel");
    }

    @Test
    void aShortNameThatTwoMakersUsedIsAmbiguousUntilTheMakerStandsBesideIt() {
        assertThat(module("", "MC60").outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(vendors(module("", "MC60"))).containsExactlyInAnyOrder("quectel", "thales_cinterion");
        assertThat(module("Siemens", "MC60").vendor()).contains("thales_cinterion");
        assertThat(module("Quectel", "MC60").vendor()).contains("quectel");
        assertThat(module("", "M35").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(module("移远通信", "M35").vendor()).contains("quectel");
    }

    @Test
    void oneProductIdOfSeveralModulesLeavesTheModuleOpen() {
        Verdict verdict = usb("2dee:4d22");
        assertThat(verdict.vendor()).contains("meig");
        assertThat(verdict.candidates().size()).isGreaterThan(1);
        assertThat(verdict.module()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"05c6:9215", "1782:4e00", "0e8d:7127", "8087:095a"})
    void aChipMakersIdProvesNothingByItself(String id) {
        assertThat(usb(id.substring(0, 5) + "ffff").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aChipMakersNameProvesNothing() {
        assertThat(module("QUALCOMM INCORPORATED", "").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aDisagreementBetweenModuleAndMakerIsSaidAndNotResolved() {
        Verdict verdict = module("Telit", "EC25-E");
        assertThat(verdict.outcome()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(vendors(verdict)).contains("quectel", "telit_cinterion");
    }

    @Test
    void equipmentWhoseModuleNobodyStatedIsUnknownAndNotSafe() {
        Verdict verdict = equipment("Zaptec", "Pro", "");
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.reason()).contains("nobody has stated");
    }

    @RepeatedTest(20)
    void theSameWordsMistypedInCaseAndSpacesGiveTheSameMaker(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        var families = ReferenceKnowledge.read().families().stream()
                .filter(family -> "low".equals(family.ambiguity()))
                .toList();
        var family = families.get(random.nextInt(families.size()));
        String plain = family.prefix() + "-EU";
        StringBuilder mistyped = new StringBuilder(" ");
        for (char letter : plain.toCharArray()) {
            mistyped.append(random.nextBoolean() ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
        }
        assertThat(vendors(module("", mistyped.toString().replace("-", random.nextBoolean() ? " " : "_"))))
                .as("%s, seed %d", mistyped, repetition.getCurrentRepetition())
                .isEqualTo(vendors(module("", plain)))
                .isNotEmpty();
    }
}
