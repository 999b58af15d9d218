package org.linchpin.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linchpin.ownership.LookThrough.Led;
import org.linchpin.ownership.LookThrough.Organisation;
import org.linchpin.ownership.LookThrough.Rule;

class LookThroughTests {

    private static Led led(Rule rule, String vendor) {
        return OwnershipFiles.lookThrough("2026-11-23").lead(vendor).stream()
                .filter(led -> led.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{1} under {0} is {2}, {3}")
    @CsvSource({
        "NAMED, ikotek, ikotek, US",
        "LEGAL, ikotek, ikotek, CN",
        "MAJORITY, ikotek, ikotek, CN",
        "DECLARED, ikotek, quectel, CN",
        "DECLARED, quectel, quectel, CN",
        "MAJORITY, simcom, sunsea, CN",
        "DECLARED, simcom, sunsea, CN",
        "DECLARED, longsung, sunsea, CN",
        "DECLARED, eagle_electronics, eagle_electronics, US",
        "DECLARED, netprisma, netprisma, US",
        "DECLARED, sierra_wireless, semtech, US",
        "LEGAL, thales_cinterion, telit_cinterion, GB",
        "DECLARED, telit_cinterion, telit_cinterion, GB",
        "MAJORITY, telit_cinterion, dbay, GB",
        "DECLARED, rolling_wireless, rolling_wireless, CN",
        "DECLARED, trasna, trasna, IE",
        "DECLARED, china_mobile_iot, china_mobile, CN",
        "DECLARED, telit_auto_titan, tus_international, CN",
        "JURISDICTION, simcom, country:CN, CN",
    })
    void eachRuleLeadsAsFarAsItSays(Rule rule, String vendor, String holder, String country) {
        assertThat(led(rule, vendor).holder()).isEqualTo(holder);
        assertThat(led(rule, vendor).country()).isEqualTo(country);
    }

    @Test
    void aChainIsToldWithItsDatesAndSources() {
        assertThat(led(Rule.DECLARED, "longsung").path())
                .isEqualTo("Longsung (source S60, 2017-09-08, confidence high), owned 68.0918% by Sunsea AIoT.");
    }

    @Test
    void aDealThatFellThroughNeverCounts() {
        assertThat(led(Rule.MAJORITY, "simcom").path()).doesNotContain("u-blox");
    }

    private static Organisation firm(String key) {
        return new Organisation(key, key, "vendor", "GB", null);
    }

    private static Tie tie(String child, Relation relation, Integer percent, String parent) {
        return new Tie(
                0,
                child,
                parent,
                relation,
                percent == null ? null : BigDecimal.valueOf(percent),
                null,
                null,
                "high",
                List.of("S01"));
    }

    private static String holder(Rule rule, String vendor, List<String> listed, Tie... ties) {
        Map<String, Organisation> organisations = new HashMap<>();
        List<Tie> numbered = new ArrayList<>();
        for (Tie tie : ties) {
            organisations.putIfAbsent(tie.child(), firm(tie.child()));
            organisations.putIfAbsent(tie.parent(), firm(tie.parent()));
            numbered.add(new Tie(
                    numbered.size(),
                    tie.child(),
                    tie.parent(),
                    tie.relation(),
                    tie.percent(),
                    tie.from(),
                    tie.to(),
                    tie.confidence(),
                    tie.sources()));
        }
        return new LookThrough(organisations, numbered, listed, LocalDate.of(2026, 11, 23))
                .lead(vendor).stream()
                        .filter(led -> led.rule() == rule)
                        .findFirst()
                        .orElseThrow()
                        .holder();
    }

    @Test
    void underThe50PercentRuleHoldingsOfOneGroupAreAddedAndPassedDown() {
        Tie[] ties = {
            tie("c", Relation.EQUITY, 30, "a"),
            tie("c", Relation.EQUITY, 25, "b"),
            tie("c", Relation.EQUITY, 45, "other"),
            tie("b", Relation.EQUITY, 50, "a")
        };
        assertThat(holder(Rule.OFAC50, "c", List.of(), ties)).isEqualTo("a");
        assertThat(holder(Rule.MAJORITY, "c", List.of(), ties)).isEqualTo("c");
    }

    @Test
    void underThe50PercentRuleHalfIsEnoughAndHoldingsOfAllListedAreAdded() {
        Tie[] ties = {
            tie("c", Relation.EQUITY, 30, "one"),
            tie("c", Relation.EQUITY, 20, "two"),
            tie("c", Relation.EQUITY, 49, "other")
        };
        assertThat(holder(Rule.OFAC50, "c", List.of("one", "two"), ties)).isEqualTo("one");
        assertThat(holder(Rule.OFAC50, "c", List.of("one"), ties)).isEqualTo("c");
    }

    @Test
    void aDeclaredControllingShareholderControlsWhateverItsShare() {
        Tie[] ties = {
            tie("maker", Relation.EQUITY, 20, "group"),
            tie("maker", Relation.CONTROLLING_SHAREHOLDER, null, "group"),
            tie("maker", Relation.EQUITY, 40, "fund")
        };
        assertThat(holder(Rule.DECLARED, "maker", List.of(), ties)).isEqualTo("group");
        assertThat(holder(Rule.MAJORITY, "maker", List.of(), ties)).isEqualTo("maker");
    }

    @Test
    void partiesInConcertAddTheirSharesToTheLeaders() {
        Tie[] ties = {
            tie("maker", Relation.EQUITY, 30, "leader"),
            tie("maker", Relation.EQUITY, 21, "friend"),
            tie("friend", Relation.CONCERT_PARTY, null, "leader")
        };
        assertThat(holder(Rule.DECLARED, "maker", List.of(), ties)).isEqualTo("leader");
        assertThat(holder(Rule.MAJORITY, "maker", List.of(), ties)).isEqualTo("maker");
    }

    @ParameterizedTest
    @EnumSource(
            value = Relation.class,
            names = {"TECHNOLOGY_LICENCE", "FACTORY_FOR", "TECHNICAL_EQUIVALENCE", "TERMINATED_DEAL"})
    void aDependencyIsNeverOwnership(Relation relation) {
        for (Rule rule : List.of(Rule.LEGAL, Rule.MAJORITY, Rule.OFAC50, Rule.DECLARED)) {
            assertThat(holder(rule, "plant", List.of(), tie("plant", relation, 100, "designer")))
                    .as(rule.key())
                    .isEqualTo("plant");
        }
    }

    @Test
    void ownersInACircleAreOneGroupFromWhereverOneStarts() {
        Tie[] ties = {
            tie("x", Relation.EQUITY, 60, "y"), tie("y", Relation.EQUITY, 60, "z"), tie("z", Relation.EQUITY, 60, "x")
        };
        for (Rule rule : List.of(Rule.MAJORITY, Rule.DECLARED)) {
            assertThat(List.of("x", "y", "z"))
                    .allSatisfy(start ->
                            assertThat(holder(rule, start, List.of(), ties)).isEqualTo("x"));
        }
    }

    @ParameterizedTest(name = "{0} was held by {1} in {2}")
    @CsvSource({
        "telit_auto_titan, telit_auto_titan, 2017-01-01",
        "telit_auto_titan, tus_international, 2020-06-01",
        "sierra_wireless, sierra_wireless, 2022-06-01",
        "sierra_wireless, semtech, 2024-06-01",
        "simcom, simcom, 2016-06-01",
        "simcom, sunsea, 2019-06-01"
    })
    void ownershipIsThatOfTheDayLookedAt(String vendor, String holder, String day) {
        assertThat(OwnershipFiles.lookThrough(day).lead(vendor).stream()
                        .filter(led -> led.rule() == Rule.DECLARED)
                        .findFirst()
                        .orElseThrow()
                        .holder())
                .isEqualTo(holder);
    }

    @Test
    void aLaterStatementOfTheSameShareTakesThePlaceOfTheEarlier() {
        Tie then = new Tie(1, "c", "a", Relation.EQUITY, BigDecimal.valueOf(49), "2020", null, "high", List.of("S01"));
        Tie since =
                new Tie(2, "c", "a", Relation.EQUITY, BigDecimal.valueOf(100), "2022-11", null, "high", List.of("S01"));
        assertThat(LookThrough.inForce(List.of(since, then), LocalDate.of(2021, 1, 1)))
                .containsExactly(then);
        assertThat(LookThrough.inForce(List.of(since, then), LocalDate.of(2023, 1, 1)))
                .containsExactly(since);
    }

    static Map<String, Organisation> someFirms(int many) {
        Map<String, Organisation> firms = new HashMap<>();
        IntStream.range(0, many).mapToObj(i -> "v" + i).forEach(key -> firms.put(key, firm(key)));
        return firms;
    }

    static List<Tie> someTies(Random random, int firms, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Tie(
                        i,
                        "v" + random.nextInt(firms),
                        "v" + random.nextInt(firms),
                        Relation.values()[random.nextInt(Relation.values().length)],
                        BigDecimal.valueOf(random.nextInt(1_000_001), 4),
                        random.nextBoolean() ? null : "" + (2000 + random.nextInt(30)),
                        random.nextInt(4) > 0 ? null : "" + (2000 + random.nextInt(30)),
                        random.nextInt(10) == 0 ? "low" : "high",
                        List.of("S01")))
                .toList();
    }

    /** Of any ties: one holder per vendor and rule, so totals stay; and owners are never less concentrated than makers. */
    @RepeatedTest(200)
    void lookingThroughNeverChangesATotalAndNeverLowersTheHhi(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int firms = 2 + random.nextInt(20);
        LookThrough rules = new LookThrough(
                someFirms(firms),
                someTies(random, firms, random.nextInt(60)),
                List.of("v0", "v1"),
                LocalDate.of(2015, 6, 1));
        Map<String, Long> units = new HashMap<>();
        someFirms(firms).keySet().forEach(key -> units.put(key, 1L + random.nextInt(1000)));
        long total = units.values().stream().mapToLong(Long::longValue).sum();
        for (Rule rule : Rule.values()) {
            Map<String, Long> held = new HashMap<>();
            units.forEach((vendor, many) -> {
                List<Led> led = rules.lead(vendor).stream()
                        .filter(one -> one.rule() == rule)
                        .toList();
                assertThat(led).hasSize(1);
                held.merge(led.get(0).holder(), many, Long::sum);
            });
            assertThat(held.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
            assertThat(squares(held)).isGreaterThanOrEqualTo(squares(units));
        }
    }

    private static long squares(Map<String, Long> units) {
        return units.values().stream().mapToLong(many -> many * many).sum();
    }
}
