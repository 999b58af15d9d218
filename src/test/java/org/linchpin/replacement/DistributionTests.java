package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distributions that are drawn from, against what is known of them in closed form. */
class DistributionTests {

    private static Parameter parameter(double low, double likely, double high) {
        return new Parameter(
                "p", "p", low, likely, high, "per unit", 2025, "assumption", List.of(), "", Parameter.REFERENCE, null);
    }

    private static double at(double[] table, double part) {
        return table[(int) Math.round(part * (table.length - 1))];
    }

    /** As the table is drawn from: straight lines between its places. */
    private static double mean(double[] table) {
        double sum = 0;
        for (int i = 1; i < table.length; i++) {
            sum += (table[i - 1] + table[i]) / 2;
        }
        return sum / (table.length - 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 1, 1", "10, 20, 60", "50, 90, 100", "5, 12, 25", "-3, 0, 3"})
    void aPertHasItsMeanAndStaysBetweenItsPoints(double low, double likely, double high) {
        Parameter one = parameter(low, likely, high);
        double[] table = Quantiles.pert(one);
        assertThat(one.mean()).isCloseTo((low + 4 * likely + high) / 6, within(1e-12));
        assertThat(mean(table)).isCloseTo(one.mean(), within((high - low) * 1e-6));
        for (int i = 1; i < table.length; i++) {
            assertThat(table[i]).isBetween(table[i - 1], high);
        }
        assertThat(table[0]).isGreaterThanOrEqualTo(low);
    }

    @Test
    void whereTheLikeliestIsAnEndTheQuantilesAreRoots() {
        // Beta(1, 5) has the quantile 1 - (1 - p)^(1/5), Beta(5, 1) p^(1/5).
        double[] low = Quantiles.pert(parameter(0, 0, 1));
        double[] high = Quantiles.pert(parameter(0, 1, 1));
        for (double part : new double[] {0.0625, 0.25, 0.5, 0.75, 0.9375}) {
            assertThat(at(low, part)).isCloseTo(1 - Math.pow(1 - part, 0.2), within(2e-5));
            assertThat(at(high, part)).isCloseTo(Math.pow(part, 0.2), within(2e-5));
        }
        // Scaled and moved.
        assertThat(at(Quantiles.pert(parameter(100, 100, 300)), 0.5))
                .isCloseTo(100 + 200 * (1 - Math.pow(0.5, 0.2)), within(4e-3));
    }

    @Test
    void aPertThatLeansNeitherWayHasItsMedianInTheMiddle() {
        double[] table = Quantiles.pert(parameter(0, 30, 60));
        assertThat(at(table, 0.5)).isCloseTo(30, within(1e-6));
        assertThat(at(table, 0.25) + at(table, 0.75)).isCloseTo(60, within(1e-6));
        // Beta(3, 3) below a quarter: 10 x^3 - 15 x^4 + 6 x^5.
        double quarter = at(table, 0.25) / 60;
        assertThat(10 * Math.pow(quarter, 3) - 15 * Math.pow(quarter, 4) + 6 * Math.pow(quarter, 5))
                .isCloseTo(0.25, within(1e-5));
    }

    @Test
    void aSharesMeanIsItsOwnAndAHalfIsAnyShareAlike() {
        double[] half = Quantiles.share(0.5);
        for (double part : new double[] {0.125, 0.25, 0.5, 0.75, 0.875}) {
            assertThat(at(half, part)).isCloseTo(part, within(1e-6));
        }
        // A quarter: Beta(1, 3), whose quantile is 1 - (1 - p)^(1/3); three quarters is its mirror.
        assertThat(at(Quantiles.share(0.25), 0.5)).isCloseTo(1 - Math.cbrt(0.5), within(2e-5));
        assertThat(at(Quantiles.share(0.75), 0.5)).isCloseTo(Math.cbrt(0.5), within(2e-5));
        for (double mean : new double[] {0.006, 0.1, 0.4, 0.9, 0.99}) {
            assertThat(mean(Quantiles.share(mean))).isCloseTo(mean, within(1e-6));
        }
        for (double certain : new double[] {0, 0.004, 0.996, 1}) {
            assertThat(Quantiles.share(certain)).containsOnly(certain);
        }
    }

    @Test
    void whatIsCertainIsNotDrawn() {
        assertThat(Quantiles.pert(parameter(7, 7, 7))).containsOnly(7);
    }

    @Test
    void pointsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> parameter(2, 1, 3)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> parameter(1, 4, 3)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> parameter(1, 2, Double.POSITIVE_INFINITY)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> parameter(Double.NEGATIVE_INFINITY, 2, 3)).hasMessageContaining("out of order");
        assertThatThrownBy(() -> parameter(1, Double.NaN, 3)).hasMessageContaining("out of order");
    }

    @Test
    void percentilesAreByNearestRank() {
        double[] draws = new double[20];
        Arrays.setAll(draws, i -> 20 - i);
        Spread spread = Spread.of(draws);
        assertThat(spread).isEqualTo(new Spread(200, 1000, 1600, 1800, 1050));
        assertThat(draws[0]).as("the draws keep their order").isEqualTo(20);
        assertThat(Spread.of(new double[] {3})).isEqualTo(new Spread(300, 300, 300, 300, 300));
        assertThat(spread.times(2.5)).isEqualTo(new Spread(500, 2500, 4000, 4500, 2625));
        Arrays.sort(draws);
        assertThat(Spread.curve(draws))
                .hasSize(19)
                .containsEntry(5, 100L)
                .containsEntry(50, 1000L)
                .containsEntry(95, 1900L);
        assertThat(Spread.pence(1.005)).isEqualTo(100);
        assertThat(Spread.pence(12.345678)).isEqualTo(1235);
    }

    @Test
    void whatIsAssumedAndWhatIsMoneyIsTold() {
        assertThat(graded("evidence").assumed()).isFalse();
        assertThat(graded("evidence-weak").assumed()).isFalse();
        assertThat(graded(Parameter.OWN).assumed()).isFalse();
        assertThat(graded("assumption").assumed()).isTrue();
        assertThat(graded(Parameter.ASKED).assumed()).isTrue();
        assertThat(graded("recall").assumed()).isTrue();
        Parameter money = parameter(1, 2, 3);
        assertThat(money.money()).isTrue();
        assertThat(unit("percent of visits", 2025).money()).isFalse();
        assertThat(unit("years", 2025).money()).isFalse();
        assertThat(unit("per unit", null).money()).isFalse();
        Parameter later = money.in(2030, 1.5);
        assertThat(List.of(later.low(), later.likely(), later.high())).containsExactly(1.5, 3.0, 4.5);
        assertThat(later.priceYear()).isEqualTo(2030);
        assertThat(later.basis()).endsWith("from prices of 2025 by the GDP deflator");
    }

    private static Parameter graded(String grade) {
        return new Parameter("p", "p", 1, 2, 3, "per unit", 2025, grade, List.of(), "", "me", null);
    }

    private static Parameter unit(String unit, @Nullable Integer year) {
        return new Parameter("p", "p", 1, 2, 3, unit, year, "assumption", List.of(), "", "me", null);
    }

    @Test
    void theFormDecidesWhereAModuleSitsOnItsOwnBoardAlone() {
        List<String> socket = List.of("M.2");
        List<String> solder = List.of("LCC/LGA soldered");
        for (SwapClass usual : List.of(SwapClass.S0, SwapClass.S2, SwapClass.S4)) {
            assertThat(SwapClass.of(usual, socket)).isEqualTo(usual);
            assertThat(SwapClass.of(usual, solder)).isEqualTo(usual);
        }
        for (SwapClass usual : List.of(SwapClass.S1, SwapClass.S3)) {
            assertThat(SwapClass.of(usual, socket)).isEqualTo(SwapClass.S1);
            assertThat(SwapClass.of(usual, solder)).isEqualTo(SwapClass.S3);
            assertThat(SwapClass.of(usual, List.of("M.2", "mPCIe"))).isEqualTo(SwapClass.S1);
            assertThat(SwapClass.of(usual, List.of("M.2", "LGA"))).isEqualTo(usual);
            assertThat(SwapClass.of(usual, List.of("LGA or mPCIe"))).isEqualTo(usual);
            assertThat(SwapClass.of(usual, List.of())).isEqualTo(usual);
        }
        assertThat(SwapClass.of(" s3 ")).contains(SwapClass.S3);
        assertThat(SwapClass.of("S9")).isEmpty();
        assertThat(SwapClass.values())
                .filteredOn(SwapClass::removes)
                .doesNotContain(SwapClass.S0)
                .hasSize(4);
        assertThat(SwapClass.values()).filteredOn(SwapClass::ownDesign).containsExactly(SwapClass.S1, SwapClass.S3);
    }
}
