package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.replacement.Question.Option;

/** When units go under each option, how much of their cost is only brought forward, and what a later pound is worth. */
class ProgrammeTests {

    private static final Map<String, Integer> SUNSETS = Map.of("2G", 2033, "3G", 2030);

    private static Programme programme(Option option) {
        return new Programme(option, 2027, 2030, Worked.GREEN_BOOK, SUNSETS);
    }

    private static Holding held(
            @Nullable Integer year, @Nullable Integer planned, boolean sensitive, String... generations) {
        return new Holding(
                "op",
                "hub",
                "energy",
                "TLI",
                "",
                "",
                List.of(),
                List.of(generations),
                year,
                planned,
                sensitive,
                1,
                1,
                1,
                1,
                0,
                0);
    }

    @Test
    void everyOptionHasItsYears() {
        Holding one = held(2020, null, false, "2G");
        assertThat(programme(Option.LEAVE).years(one, 15)).isEmpty();
        assertThat(programme(Option.LIMIT_NEW).years(one, 15)).isEmpty();
        assertThat(programme(Option.NOW).years(one, 15)).isEqualTo(Map.of(2027, 1.0));
        assertThat(programme(Option.BY_DATE).years(one, 15))
                .isEqualTo(Map.of(2027, 0.25, 2028, 0.25, 2029, 0.25, 2030, 0.25));
        assertThat(programme(Option.END_OF_LIFE).years(one, 15)).isEqualTo(Map.of(2035, 1.0));
        assertThat(programme(Option.NETWORK_SUNSET).years(one, 15)).isEqualTo(Map.of(2033, 1.0));
        assertThat(programme(Option.SENSITIVE_FIRST).years(one, 15)).isEqualTo(Map.of(2035, 1.0));
        assertThat(programme(Option.SENSITIVE_FIRST).years(held(2020, null, true), 15))
                .containsOnlyKeys(2027, 2028, 2029, 2030);
    }

    @Test
    void anOwnersDateCountsBeforeLifeAndNothingEndsBeforeTheProgramme() {
        Programme atEnd = programme(Option.END_OF_LIFE);
        assertThat(atEnd.years(held(2020, 2029, false), 15)).isEqualTo(Map.of(2029, 1.0));
        assertThat(atEnd.years(held(null, 2029, false), 15)).isEqualTo(Map.of(2029, 1.0));
        assertThat(atEnd.years(held(2020, 2045, false), 15)).isEqualTo(Map.of(2045, 1.0));
        assertThat(atEnd.years(held(2005, null, false), 15)).isEqualTo(Map.of(2027, 1.0));
        assertThat(programme(Option.NETWORK_SUNSET).years(held(2020, 2045, false, "3G"), 15))
                .isEqualTo(Map.of(2030, 1.0));
        assertThat(Programme.end(held(2020, null, false), 14.6)).isEqualTo(2035);
        assertThat(Programme.end(held(null, null, false), 15)).isNull();
        assertThat(Programme.whole(0.2)).isEqualTo(1);
        assertThat(Programme.whole(2.5)).isEqualTo(3);
    }

    @Test
    void unitsOfUnknownAgeGoEvenlyAndNoneOutlivesItsNetwork() {
        assertThat(programme(Option.END_OF_LIFE).years(held(null, null, false), 4))
                .isEqualTo(Map.of(2027, 0.25, 2028, 0.25, 2029, 0.25, 2030, 0.25));
        Map<Integer, Double> closing = programme(Option.NETWORK_SUNSET).years(held(null, null, false, "3G"), 8);
        assertThat(closing).containsOnlyKeys(2027, 2028, 2029, 2030);
        assertThat(closing.get(2030)).isCloseTo(5 / 8.0, within(1e-12));
        assertThat(closing.get(2027)).isCloseTo(1 / 8.0, within(1e-12));
    }

    @Test
    void aNetworkClosesWhenTheLastOfItsRadiosDoesAndNotWhereOneStays() {
        Programme one = programme(Option.NOW);
        assertThat(one.sunset(held(2020, null, false, "2G"))).isEqualTo(2033);
        assertThat(one.sunset(held(2020, null, false, "2G", "3G"))).isEqualTo(2033);
        assertThat(one.sunset(held(2020, null, false, "3G", "2G"))).isEqualTo(2033);
        assertThat(one.sunset(held(2020, null, false, "2G", "4G"))).isNull();
        assertThat(one.sunset(held(2020, null, false))).isNull();
    }

    @Test
    void onlyWhatIsDoneBeforeItsTimeIsBroughtForward() {
        Programme now = programme(Option.NOW);
        assertThat(now.broughtForward(held(2020, null, false), 15, 2027))
                .isCloseTo(1 - Math.pow(1.035, -8), within(1e-12));
        assertThat(now.broughtForward(held(2020, 2029, false), 15, 2027))
                .isCloseTo(1 - Math.pow(1.035, -2), within(1e-12));
        assertThat(now.broughtForward(held(2020, 2025, false), 15, 2027)).isZero();
        assertThat(now.broughtForward(held(null, null, false), 15, 2027))
                .isCloseTo(1 - Math.pow(1.035, -7.5), within(1e-12));
        assertThat(now.broughtForward(held(2020, null, false, "3G"), 15, 2027))
                .isCloseTo(1 - Math.pow(1.035, -3), within(1e-12));
        assertThat(now.broughtForward(held(2020, null, false), 15, 2040)).isZero();
        for (Option waits : List.of(Option.END_OF_LIFE, Option.NETWORK_SUNSET, Option.SENSITIVE_FIRST)) {
            assertThat(programme(waits).broughtForward(held(2020, null, false), 15, 2027))
                    .isZero();
        }
        assertThat(programme(Option.SENSITIVE_FIRST).broughtForward(held(2020, null, true), 15, 2027))
                .isCloseTo(1 - Math.pow(1.035, -8), within(1e-12));
    }

    @Test
    void whoSaysNoYearBeginsThisYearAndLateInItTheNext() {
        LocalDate june = LocalDate.of(2026, 6, 30);
        LocalDate november = LocalDate.of(2026, 11, 29);
        assertThat(Asking.firstYear(june, null)).isEqualTo(2026);
        assertThat(Asking.firstYear(LocalDate.of(2026, 9, 30), null)).isEqualTo(2026);
        assertThat(Asking.firstYear(LocalDate.of(2026, 10, 1), null)).isEqualTo(2027);
        assertThat(Asking.firstYear(november, 2030)).isEqualTo(2027);
        assertThat(Asking.firstYear(november, 2026))
                .as("what ends this year begins in it")
                .isEqualTo(2026);
        assertThat(Asking.firstYear(november, 2020)).isEqualTo(2026);
        assertThat(Asking.lastYear(june)).isEqualTo(2033).isEqualTo(Asking.lastYear(november));
    }

    @Test
    void laterPoundsAreWorthLessByTheBandsOfTheGreenBook() {
        Discount book = Worked.GREEN_BOOK;
        assertThat(book.factor(0)).isEqualTo(1);
        assertThat(book.factor(-3)).isEqualTo(1);
        assertThat(book.factor(1)).isCloseTo(1 / 1.035, within(1e-15));
        assertThat(book.factor(30)).isCloseTo(Math.pow(1.035, -30), within(1e-12));
        assertThat(book.factor(31)).isCloseTo(Math.pow(1.035, -30) / 1.03, within(1e-12));
        assertThat(book.factor(30.5)).isCloseTo(Math.pow(1.035, -30) * Math.pow(1.03, -0.5), within(1e-12));
        assertThat(book.factor(76)).isCloseTo(Math.pow(1.035, -30) * Math.pow(1.03, -45) / 1.025, within(1e-12));
        assertThat(book.factor(126) / book.factor(125))
                .as("beyond its end the last band goes on")
                .isCloseTo(1 / 1.025, within(1e-12));
        assertThat(programme(Option.NOW).presentValue(2029)).isCloseTo(Math.pow(1.035, -2), within(1e-12));
    }
}
