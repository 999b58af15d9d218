package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words in which a star stands for anything. */
class GlobTests {

    @ParameterizedTest
    @CsvSource({
        "TEST*, TEST, true",
        "TEST*, TEST 1, true",
        "TEST*, A TEST, false",
        "*TEST, A TEST, true",
        "*TEST, TEST 1, false",
        "*es*, Test, true",
        "*es*, TEST, false",
        "a*b*c, axbxc, true",
        "a*b*c, abc, true",
        "a*b*c, acb, false",
        "ab*ba, aba, false",
        "ab*ba, abba, true",
        "*, anything, true",
        "'\\*', *, true",
        "'\\*', anything, false",
        "'N\\A', 'N\\A', true",
        "TEST, TEST 1, false"
    })
    void aStarStandsForAnything(String said, String cell, boolean fits) {
        assertThat(Glob.of(said).fits(cell)).isEqualTo(fits);
    }

    @Test
    void anEmptyCellSaysNothingSoThatNoStarStandsForIt() {
        assertThat(Glob.of("*").fits("")).isFalse();
        assertThat(Glob.of("").fits("")).isTrue();
    }

    @Test
    void whatIsQuotedMeansItself() {
        for (String cell : new String[] {"*", "a*b", "\\*", "plain", "N\\A"}) {
            assertThat(Glob.of(Glob.quoted(cell)).fits(cell)).as(cell).isTrue();
        }
        assertThat(Glob.of(Glob.quoted("a*b")).fits("axb")).isFalse();
    }
}
