package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignOnTests {

    private static SignOn signOn(String issuer, String client, boolean local) {
        return new SignOn(issuer, client, null, "it", Set.of("openid"), "groups", Map.of(), "operators", false, local);
    }

    @Test
    void withoutAnIssuerThereIsNothingOfIt() {
        assertThat(signOn(null, null, true).on()).isFalse();
        assertThat(signOn(" ", null, true).on()).isFalse();
    }

    @Test
    void nobodyIsLockedOutByHalfASetting() {
        assertThatThrownBy(() -> signOn(null, null, false)).hasMessageContaining("nobody could sign in");
        assertThatThrownBy(() -> signOn("https://id.example", null, true)).hasMessageContaining("CLIENT_ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example", "file:///etc/passwd", "id.example", "ftp://id.example", "http://localhost.example"})
    void aProviderElsewhereIsAskedOverHttpsAlone(String issuer) {
        assertThatThrownBy(() -> signOn(issuer, "linchpin", true)).hasMessageContaining("https");
    }

    @Test
    void theOriginIsWhatAPolicyNames() {
        assertThat(signOn("https://id.example:8443/realms/x", "linchpin", true).origin())
                .isEqualTo("https://id.example:8443");
        assertThat(signOn("http://127.0.0.1:9000", "linchpin", false).on()).isTrue();
    }
}
