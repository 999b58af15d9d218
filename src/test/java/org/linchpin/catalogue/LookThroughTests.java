package org.linchpin.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linchpin.catalogue.LookThrough.Led;
import org.linchpin.catalogue.LookThrough.Link;
import org.linchpin.catalogue.LookThrough.Organisation;
import org.linchpin.catalogue.LookThrough.Rule;

class LookThroughTests {

    private static Led led(Rule rule, String vendor) {
        return KnowledgeFiles.lookThrough("2026-11-23").lead(vendor).stream()
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

    @RepeatedTest(30)
    void whateverTheLinksEveryVendorHasExactlyOneHolderUnderEachRule(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<String> keys = IntStream.range(0, 8).mapToObj(i -> "v" + i).toList();
        Map<String, Organisation> organisations =
                keys.stream().collect(Collectors.toMap(k -> k, k -> new Organisation(k, k, "vendor", "GB", null)));
        List<Link> links = IntStream.range(0, 14)
                .mapToObj(i -> new Link(
                        keys.get(random.nextInt(8)),
                        keys.get(random.nextInt(8)),
                        List.of("equity", "merger", "established_by", "technology_licence")
                                .get(random.nextInt(4)),
                        random.nextDouble() * 100,
                        null,
                        null,
                        "high",
                        List.of("S01")))
                .toList();
        LookThrough rules = new LookThrough(organisations, links, "2026-11-23");
        assertThat(keys).allSatisfy(key -> assertThat(rules.lead(key)).hasSize(Rule.values().length));
    }
}
