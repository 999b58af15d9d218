package org.linchpin.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.provider.SignOn;
import org.mockito.Mockito;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

class SignOnTests {

    private static SignOn signOn(String issuer, String client, boolean local) {
        return new SignOn(
                issuer,
                client,
                null,
                "it",
                Set.of("openid"),
                "groups",
                Map.of(),
                "operators",
                "sectors",
                Set.of("mfa"),
                Duration.ofSeconds(5),
                false,
                local);
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

    @Test
    void whereAStrongSignInIsAskedForTheProviderMustSayThatItWas() {
        Introduction introduction = new Introduction(
                signOn("https://id.example", "linchpin", true),
                Mockito.mock(Accounts.class),
                Mockito.mock(Operators.class),
                Mockito.mock(Enrolment.class),
                Mockito.mock(Powers.class),
                Mockito.mock(Standing.class),
                Mockito.mock(Trail.class));
        for (Map<String, Object> weak : List.<Map<String, Object>>of(
                Map.of("sub", "ann"),
                Map.of("sub", "ann", "acr", "pwd"),
                Map.of("sub", "ann", "amr", List.of("pwd")))) {
            assertThatThrownBy(() -> introduction.introduce(person(weak))).hasMessageContaining("strong enough");
        }
        for (Map<String, Object> strong : List.<Map<String, Object>>of(
                Map.of("sub", "ann", "acr", "mfa"), Map.of("sub", "ann", "amr", List.of("pwd", "mfa")))) {
            assertThatThrownBy(() -> introduction.introduce(person(strong)))
                    .as("let past, and stopped at the next question only")
                    .hasMessageContaining("No group of this person has a role");
        }
    }

    private static OidcUser person(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("iss", "https://id.example");
        return new DefaultOidcUser(
                List.of(), new OidcIdToken("t", Instant.now(), Instant.now().plusSeconds(60), all));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "file:///etc/passwd",
                "id.example",
                "ftp://id.example",
                "http://localhost.example"
            })
    void aProviderElsewhereIsAskedOverHttpsAlone(String issuer) {
        assertThatThrownBy(() -> signOn(issuer, "linchpin", true)).hasMessageContaining("https");
    }

    @Test
    void everySettingCanBeAVariableOfTheEnvironment() {
        Map<String, Object> environment = Map.of(
                "LINCHPIN_SIGNON_ISSUER", "https://id.example",
                "LINCHPIN_SIGNON_CLIENT_ID", "linchpin",
                "LINCHPIN_SIGNON_ROLES_ANALYST", "grid,lab",
                "LINCHPIN_SIGNON_ROLES_UTILITYREADER", "readers",
                "LINCHPIN_SIGNON_CLAIM", "teams",
                "LINCHPIN_SIGNON_LOCAL", "false");
        StandardEnvironment here = new StandardEnvironment();
        here.getPropertySources().addFirst(new SystemEnvironmentPropertySource("here-systemEnvironment", environment));
        SignOn bound = Binder.get(here).bind("linchpin.signon", SignOn.class).get();
        assertThat(bound.roles())
                .isEqualTo(Map.of(Role.ANALYST, Set.of("grid", "lab"), Role.UTILITY_READER, Set.of("readers")));
        assertThat(bound.clientId()).isEqualTo("linchpin");
        assertThat(bound.claim()).isEqualTo("teams");
        assertThat(bound.local()).isFalse();
    }

    @Test
    void theOriginIsWhatAPolicyNames() {
        assertThat(signOn("https://id.example:8443/realms/x", "linchpin", true).origin())
                .isEqualTo("https://id.example:8443");
        assertThat(signOn("http://127.0.0.1:9000", "linchpin", false).on()).isTrue();
    }
}
