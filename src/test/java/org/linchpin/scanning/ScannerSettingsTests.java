package org.linchpin.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ScannerSettingsTests {

    private static ScannerSettings at(String address) {
        return new ScannerSettings(
                URI.create(address), Duration.ofSeconds(1), DataSize.ofMegabytes(20), Duration.ofDays(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:3310", "unix:/run/clamav/clamd.ctl"})
    void aPortOrASocketIsAnAddress(String address) {
        assertThat(at(address).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamav:3310", "tcp://clamav", "http://clamav:3310", "", "unix:clamd.ctl"})
    void whatIsNoneIsRefusedAtTheStartAndNeverTakenForNoScanner(String address) {
        assertThatThrownBy(() -> at(address)).hasMessageContaining("tcp://host:port");
    }
}
