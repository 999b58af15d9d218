package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPasswordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"administrator", "1q2w3e4r5t6y", "123456789012", "aaaaaaaaaaaa", "password1234"})
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertThat(KnownPasswords.hold(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linchpin-2026", "olive.north.1", "Linchpin-official"})
    void whatHangsOnTheNameOfThePlaceOrThePersonIsRefused(String password) {
        assertThat(KnownPasswords.hangOnContext(password, "olive.north")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"correct horse battery", "long enough for it", "meter-lantern-quince", "Tr0ub4dor&3 and more"})
    void severalWordsThatDoNotBelongTogetherAreTaken(String password) {
        assertThat(KnownPasswords.hold(password)).isFalse();
    }
}
