package org.linchpin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.reading.Days.Order;

/** Cells as people write them are read as what they mean, or not at all. */
class CellsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-31            | DMY | 2026-01-31
            2005/01/01 06:00:00+00| DMY | 2005-01-01
            2018/3/31             | DMY | 2018-03-31
            31/12/2025            | DMY | 2025-12-31
            12/31/2025            | MDY | 2025-12-31
            1/2/2020              | DMY | 2020-02-01
            1/2/2020              | MDY | 2020-01-02
            08/03/2017            | MDY | 2017-08-03
            22.07.21              | DMY | 2021-07-22
            1.5.98                | DMY | 1998-05-01
            25-12-31              | YMD | 2031-12-25
            99-12-31              | YMD | 1999-12-31
            31 Jan 2026           | MDY | 2026-01-31
            5-Mar-19              | DMY | 2019-03-05
            5. März 2019          | DMY | 2019-03-05
            3 févr. 2020          | DMY | 2020-02-03
            14 juillet 2020       | DMY | 2020-07-14
            2 de mayo             | DMY |
            12 ago 2021           | DMY | 2021-08-12
            March 5, 2019         | DMY | 2019-03-05
            March 2019            | DMY | 2019-03-01
            20200131              | DMY | 2020-01-31
            2020                  | DMY | 2020-01-01
            2020-05               | DMY | 2020-05-01
            05/2020               | DMY | 2020-05-01
            43831                 | DMY | 2020-01-01
            2020年5月3日            | DMY | 2020-05-03
            05/01/2020 08:45:00 AM +0000 | MDY | 2020-05-01
            2014-08-19T05:15:02Z  | DMY | 2014-08-19
            31/02/2020            | DMY |
            13/13/2020            | DMY |
            12/31/2025            | DMY |
            49473-01-01           | DMY |
            0203-01-01            | DMY |
            2150-01-01            | DMY |
            T2 - E/F              | DMY |
            12345678901           | DMY |
            1/2/345               | DMY |
            -                     | DMY |
            """)
    void aDayIsReadInTheOrderOfItsColumnOrNotAtAll(String cell, Order order, LocalDate day) {
        assertThat(Days.day(cell, order)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            22           | . | 22
            3.7          | . | 3.7
            3,7          | . | 3.7
            3,7          | , | 3.7
            3.7          | , | 3.7
            50,937417    | , | 50.937417
            1,234        | . | 1234
            1,234        | , | 1.234
            1.234        | . | 1.234
            1.234        | , | 1234
            1,234.5      | . | 1234.5
            1.234,5      | . | 1234.5
            1'234.5      | . | 1234.5
            1 234,5      | . | 1234.5
            1,234,567    | , | 1234567
            -97.7279663  | . | -97.7279663
            +12          | . | 12
            3.5E+14      | . | 3.5E14
            £1,200.00    | . | 1200
            0012         | . | 12
            -.5          | . | -0.5
            1828630.884054392576218 | . | 1828630.884054392576218
            1,2,3        | . | NaN
            1.2.3        | . | NaN
            12-13        | . | NaN
            T2           | . | NaN
            1,23,456     | . | NaN
            """)
    void aNumberIsReadByItsColumnsSign(String cell, char decimal, double number) {
        assertThat((Double) Numbers.number(cell, decimal)).isEqualTo((Double) number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Type 2, 22 kW    | 22
            T2 7,4kW x2      | 7.4
            AC 3.7 kW        | 3.7
            16A / 3.7kW      | 3.7
            up to 1 MW       | 1000
            no number        | NaN
            E/F              | NaN
            """)
    void theFirstNumberIsTakenOutOfWords(String words, double number) {
        assertThat((Double) Numbers.numberWithin(words, '.', Units.OF_CAPACITY)).isEqualTo((Double) number);
    }

    /** What a double is written as is read as that double, so that no coordinate moves. */
    @RepeatedTest(5)
    void everyNumberIsReadAsJavaReadsIt(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 20_000; i++) {
            String plain = new BigDecimal((random.nextDouble() - 0.5) * 1_000_000)
                    .setScale(random.nextInt(11), RoundingMode.HALF_UP)
                    .toPlainString();
            assertThat(Numbers.number(plain, '.')).as(plain).isCloseTo(Double.parseDouble(plain), Offset.offset(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "N/A",
                "n/a",
                "Unknown",
                "0000-00-00",
                "0000-00-00 00:00:00",
                "1900-01-01T00:00:00",
                "01/01/1900",
                "TBC",
                "#N/A",
                "k.A.",
                "(blank)",
                "unbekannt"
            })
    void whatSaysThatNothingIsKnownIsEmpty(String cell) {
        assertThat(Cells.placeholder(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Nokia", "none of these", "2019-01-01", "-5", "NA1", "1900-01-02", "#1"})
    void whatSaysSomethingIsNot(String cell) {
        assertThat(Cells.placeholder(cell)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31/12/2025 | 1
            12/31/2025 | 2
            01/02/2025 | 0
            2025-12-31 | 0
            31 Dec 25  | 0
            """)
    void aCellTellsTheOrderOfItsColumnOnlyWhereItMust(String cell, int order) {
        assertThat(Days.orderOf(cell)).isEqualTo(order);
    }
}
