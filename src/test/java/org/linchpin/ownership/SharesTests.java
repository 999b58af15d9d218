package org.linchpin.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SharesTests {

    private static Tie owns(String parent, String percent, String child) {
        return new Tie(0, child, parent, Relation.EQUITY, new BigDecimal(percent), null, null, "high", List.of("S01"));
    }

    private static String integrated(Shares.Holdings holdings, String holder) {
        return holdings.holders().stream()
                .filter(one -> one.holder().equals(holder))
                .findFirst()
                .orElseThrow()
                .integrated()
                .toPlainString();
    }

    @Test
    void sharesMultiplyAlongAChainAndAddUpOverSeveral() {
        Shares.Holdings holdings = Shares.of(
                "c",
                List.of(owns("a", "50", "b"), owns("b", "40", "c"), owns("a", "10.5", "c"), owns("x", "49.5", "c")));
        assertThat(integrated(holdings, "a")).isEqualTo("30.5");
        assertThat(integrated(holdings, "b")).isEqualTo("40");
        assertThat(integrated(holdings, "x")).isEqualTo("49.5");
        assertThat(holdings.traced()).isEqualByComparingTo("80");
    }

    /** p and q each hold half of one firm, the firms hold the other halves of one another: a third and two thirds. */
    @Test
    void crossHoldingsAreSolvedExactly() {
        Shares.Holdings holdings = Shares.of(
                "b", List.of(owns("p", "50", "a"), owns("b", "50", "a"), owns("q", "50", "b"), owns("a", "50", "b")));
        assertThat(integrated(holdings, "p")).isEqualTo("33.333333");
        assertThat(integrated(holdings, "q")).isEqualTo("66.666667");
        assertThat(integrated(holdings, "a")).isEqualTo("50");
        assertThat(holdings.traced()).isEqualByComparingTo("100");
    }

    @Test
    void aCircleThatOwnsItselfAndNobodyElseHasNoAnswer() {
        Shares.Holdings holdings = Shares.of("a", List.of(owns("b", "100", "a"), owns("a", "100", "b")));
        assertThat(holdings.closed()).isTrue();
        assertThat(holdings.holders()).isEmpty();
    }

    @Test
    void sharesThatAddUpToMoreThanAllAreScaledAndNamed() {
        Shares.Holdings holdings = Shares.of("c", List.of(owns("a", "80", "c"), owns("b", "80", "c")));
        assertThat(holdings.overstated()).containsExactly("c");
        assertThat(integrated(holdings, "a")).isEqualTo("50");
    }

    @Test
    void theReferenceDataIsOverstatedNowhere() {
        List<Tie> today = LookThrough.inForce(OwnershipFiles.ties(), LocalDate.of(2026, 11, 23));
        assertThat(OwnershipFiles.organisations().keySet())
                .allSatisfy(key ->
                        assertThat(Shares.of(key, today).overstated()).as(key).isEmpty());
        assertThat(integrated(Shares.of("telit_cinterion", today), "dbay")).isEqualTo("75");
    }

    @RepeatedTest(200)
    void nobodyEverHoldsMoreThanAllOfACompanyNorDoAllTogether(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int firms = 2 + random.nextInt(12);
        List<Tie> ties = new ArrayList<>();
        for (int i = 0; i < random.nextInt(50); i++) {
            ties.add(owns(
                    "v" + random.nextInt(firms),
                    BigDecimal.valueOf(random.nextInt(1_000_001), 4).toPlainString(),
                    "v" + random.nextInt(firms)));
        }
        for (int i = 0; i < firms; i++) {
            Shares.Holdings holdings = Shares.of("v" + i, ties);
            assertThat(holdings.traced()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
            assertThat(holdings.holders())
                    .allSatisfy(holding ->
                            assertThat(holding.integrated()).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100)));
        }
    }
}
