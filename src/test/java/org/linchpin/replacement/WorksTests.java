package org.linchpin.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linchpin.inventory.Holdings.Holding;

/** What there is to plan, and what waiting costs, worked by hand. */
class WorksTests {

    private static final String COMMON = """
            ask now 2027 2032
            common failed 12 disposal 3 certification 60000 firmware 100000 overhead 12 bias 10 200
            kind hub S2 unit 45 visit 100 life 15
            kind meter S3 unit 80 visit 100 life 10
            kind terminal S2 unit 50 life 5
            kind remote S0 unit 50 visit 100 life 5
            sunset 2G 2033
            """;

    private static List<Work> works(String held) {
        Worked worked = Worked.of(COMMON + held);
        return Works.of(worked.question(), worked.book(), worked.held);
    }

    @Test
    void aWorkCostsWhatItsUnitsDoAndCountsItsVisits() {
        Work hub = works("hold hub year 2020 sure 10 possible 15").get(0);
        // 45 + 100 x 1.12 + 3 = 160; x 1.12 = 179.20
        assertThat(hub.pence()).isEqualTo(17_920);
        assertThat(hub.units()).isEqualTo(10);
        assertThat(hub.possible()).isEqualTo(15);
        assertThat(hub.visits()).isCloseTo(1.12, within(1e-12));
        assertThat(hub.naturalEnd()).isEqualTo(2035);
        assertThat(hub.need()).isEqualTo(new Work.Need(Work.Need.ANY, List.of()));
        Work terminal = works("hold terminal year 2025 sure 4 possible 4").get(0);
        assertThat(terminal.visits()).isZero();
        // (50 + 3) x 1.12 = 59.36
        assertThat(terminal.pence()).isEqualTo(5_936);
        Work meter = works("hold meter year 2020 maker a model b sure 100 possible 100")
                .get(0);
        // 80 + 112 + 3 + 160,000 / 100 = 1,795; x 1.12 = 2,010.40
        assertThat(meter.pence()).isEqualTo(201_040);
        assertThat(meter.need().form()).isEqualTo("soldered");
    }

    @Test
    void onlyAModuleThatIsExchangedByItselfMustFitItsSocket() {
        List<Work> sockets = works("hold meter forms M.2 generations 4G sure 1 possible 1");
        assertThat(sockets).extracting(Work::need).containsExactly(new Work.Need("M.2", List.of("4G")));
        Worked worked = Worked.of(COMMON + "swap op meter S1\nhold meter sure 1 possible 1\n");
        assertThat(Works.of(worked.question(), worked.book(), worked.held))
                .extracting(work -> work.need().form())
                .containsExactly(Work.Need.NOT_KNOWN);
    }

    @Test
    void whatDiffersInNothingIsOneWorkAndWhatIsChangedRemotelyIsNone() {
        List<Work> works = works("""
                hold hub year 2020 sure 10 possible 10
                hold hub year 2020 sure 5 possible 20
                hold hub year 2018 planned 2035 sure 1 possible 1
                hold hub year 2020 sensitive sure 3 possible 3
                hold hub year 2021 sure 7 possible 7
                hold hub year 2025 generations 2G sure 2 possible 2
                hold remote year 2020 sure 9 possible 9
                """);
        assertThat(works).extracting(Work::units).containsExactly(16L, 3L, 7L, 2L);
        assertThat(works).extracting(Work::naturalEnd).containsExactly(2035, 2035, 2036, 2033);
        assertThat(works).extracting(Work::sensitive).containsExactly(false, true, false, false);
        assertThat(works.get(0).possible()).isEqualTo(31);
        assertThat(works("hold hub sure 1 possible 1").get(0).naturalEnd()).isNull();
        assertThat(works("hold hub generations 2G sure 1 possible 1").get(0).naturalEnd())
                .isEqualTo(2033);
    }

    @Test
    void whatIsOnlyPossibleCostsNothingToPlan() {
        Work unknown = works("hold hub year 2020 sure 0 possible 40").get(0);
        assertThat(unknown.units()).isZero();
        assertThat(unknown.pence()).isZero();
        assertThat(unknown.visits()).isZero();
        assertThat(unknown.possible()).isEqualTo(40);
    }

    private static Holding weighing(String region, String model, double possible, double weight) {
        return new Holding(
                "op",
                "meter",
                "energy",
                region,
                "m",
                model,
                List.of(),
                List.of(),
                2020,
                null,
                false,
                possible,
                possible,
                possible,
                weight,
                weight * 2,
                weight * 3);
    }

    @Test
    void weightsAreMeansOverUnits() {
        Worked worked = Worked.of(COMMON);
        worked.held.add(weighing("TLI", "a", 10, 1));
        worked.held.add(weighing("TLI", "a", 30, 5));
        Work work = Works.of(worked.question(), worked.book(), worked.held).get(0);
        assertThat(work.weight()).isCloseTo(4, within(1e-12));
        assertThat(work.kilowatts()).isCloseTo(8, within(1e-12));
        assertThat(work.people()).isCloseTo(12, within(1e-12));
    }

    @Test
    void tooManyGroupsAreTakenTogetherByRegionAndThenByDesignAndNoneIsLost() {
        Worked regions = Worked.of(COMMON);
        Worked designs = Worked.of(COMMON);
        for (int i = 0; i < 1_600; i++) {
            regions.held.add(weighing("TL" + i, "a", 1, 1));
            designs.held.add(weighing("TLI", "m" + i, 1, 1));
        }
        assertThat(worksOf(regions)).singleElement().satisfies(work -> {
            assertThat(work.units()).isEqualTo(1_600);
            assertThat(work.region()).isNull();
        });
        assertThat(worksOf(designs)).singleElement().extracting(Work::units).isEqualTo(1_600L);
        regions.held.subList(1_500, 1_600).clear();
        assertThat(worksOf(regions)).hasSize(1_500);
    }

    private static List<Work> worksOf(Worked worked) {
        return Works.of(worked.question(), worked.book(), worked.held);
    }

    private static List<Delay> curve(String held, double growth) {
        Worked worked = Worked.of(COMMON + held);
        return Delay.curve(worked.question(), worked.book(), worked.lots(), growth);
    }

    @Test
    void waitingCostsNewUnitsAndWhatEndsMeanwhileLivesAgain() {
        List<Delay> still = curve("hold hub year 2014 sure 10 possible 10", 0);
        assertThat(still).extracting(Delay::startYear).containsExactly(2027, 2028, 2029, 2030, 2031, 2032);
        assertThat(still).extracting(Delay::units).containsOnly(10.0);
        assertThat(still).extracting(Delay::gross).containsOnly(179_200L);
        // Ends in 2029; begun in 2027 two years early, in 2028 one, in 2029 none, and after that it was renewed, to
        // live until 2044.
        assertThat(still)
                .extracting(Delay::broughtForward)
                .containsExactly(early(2), early(1), 0L, early(14), early(13), early(12));

        List<Delay> growing = curve("hold hub year 2020 sure 10 possible 10", 10);
        assertThat(growing).extracting(Delay::units).containsExactly(10.0, 11.0, 12.0, 13.0, 14.0, 15.0);
        assertThat(growing.get(1).gross()).isEqualTo(11 * 17_920);

        List<Delay> planned = curve("hold hub year 2020 planned 2029 sure 10 possible 10", 0);
        assertThat(planned)
                .extracting(Delay::broughtForward)
                .containsExactly(early(2), early(1), 0L, early(14), early(13), early(12));
        assertThat(curve("hold hub sure 10 possible 10", 0))
                .extracting(Delay::broughtForward)
                .containsOnly(early(7.5));
    }

    @Test
    void aDesignIsCertifiedOnceHoweverManyMoreAreFitted() {
        List<Delay> growing = curve("hold meter maker acme model m1 year 2026 sure 100 possible 100", 10);
        // (80 + 100 x 1.12 + 3) x 1.12 = 218.40 a unit; (60,000 + 100,000) x 1.12 = 179,200.00 for the design.
        for (int waited = 0; waited < growing.size(); waited++) {
            assertThat(growing.get(waited).gross()).isEqualTo((100 + 10 * waited) * 21_840L + 17_920_000);
        }
    }

    @Test
    void whateverTheBeginningAProgrammeTakesAsLong() {
        Worked worked = Worked.of(COMMON.replace("ask now 2027 2032", "ask by_date 2027 2028")
                + "hold hub year 2020 sure 10 possible 10");
        // Half of them eight years early, half seven, and a year less for each year of waiting.
        assertThat(Delay.curve(worked.question(), worked.book(), worked.lots(), 0))
                .extracting(Delay::broughtForward)
                .containsExactly(halves(8, 7), halves(7, 6), halves(6, 5), halves(5, 4), halves(4, 3), halves(3, 2));
    }

    private static long halves(double first, double second) {
        return Math.round(89_600 * (2 - Math.pow(1.035, -first) - Math.pow(1.035, -second)));
    }

    private static long early(double years) {
        return Math.round(179_200 * (1 - Math.pow(1.035, -years)));
    }

    @Test
    void growthIsWhatWasFittedInTheLastThreeWholeYears() {
        StringBuilder fitted = new StringBuilder(COMMON);
        for (int year = 2020; year <= 2026; year++) {
            fitted.append("hold hub year " + year + " sure 10 possible 10 expected 10\n");
        }
        // 2023, 2024 and 2025 fitted 30 of 70.
        assertThat(Delay.growth(Worked.of(fitted.toString()).lots(), 2026)).isCloseTo(100 * 10 / 70.0, within(1e-12));
        assertThat(Delay.growth(List.of(), 2026)).isZero();
        assertThat(Delay.growth(
                        Worked.of(COMMON + "hold hub sure 10 possible 10").lots(), 2026))
                .isZero();
    }

    @Test
    void whatCostsAlikeIsOneLotAndItsDesignsAreSharedAsIfEachWereCounted() {
        Worked worked = Worked.of(COMMON + """
                hold meter year 2020 maker a model b sure 30 possible 40
                hold meter year 2020 maker a model c sure 10 possible 20
                hold meter year 2021 maker a model c sure 10 possible 20
                hold hub year 2020 maker a model b sure 5 possible 9
                hold hub year 2020 maker a model c sure 6 possible 9
                """);
        List<Lot> lots = worked.lots();
        // The open of both meters of 2020 is expected not to be, so that they are one lot: all of b and half of c.
        assertThat(lots).extracting(lot -> lot.held().possible()).containsExactly(60.0, 20.0, 18.0);
        assertThat(lots).extracting(Lot::sureDesigns).containsExactly(1.5, 0.5, 0.0);
        assertThat(lots).extracting(Lot::possibleDesigns).containsExactly(1.5, 0.5, 0.0);
        assertThat(Lot.of(worked.book(), worked.slice, worked.held, true)).hasSize(4);
    }
}
