package org.linchpin.provider;

import com.nimbusds.jose.RemoteKeySourceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * The identity provider that configuration names, and nobody else: its addresses come from its own metadata, which are
 * read when somebody first signs in. State, nonce and a proof key guard each way there and back.
 */
@Component
public class Provider implements ClientRegistrationRepository {

    private static final String BEGINNING =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI;

    /** Where the provider tells of sessions that ended there. */
    public static final String ENDINGS = "/logout/connect/back-channel/" + SignOn.REGISTRATION;

    /** How old, or by its clock how young, news of an ended session may be; for longer, none is taken twice. */
    public static final Duration FRESH = Duration.ofMinutes(2);

    private final SupplierClientRegistrationRepository registrations;
    private final ProviderLine line;
    private final boolean on;
    private @Nullable JwtDecoder endings;

    public Provider(SignOn signOn) {
        this.on = signOn.on();
        this.line = new ProviderLine(signOn.patience());
        this.registrations = new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(List.of(registration(signOn))));
    }

    private ClientRegistration registration(SignOn signOn) {
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(
                        line.metadata(Objects.requireNonNull(signOn.issuer())))
                .registrationId(SignOn.REGISTRATION)
                .clientId(Objects.requireNonNull(signOn.clientId()))
                .clientName(signOn.name())
                .scope(signOn.scopes())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        if (signOn.clientSecret() != null) {
            registration.clientSecret(signOn.clientSecret());
        } else {
            registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        return registration.build();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return on && id.equals(SignOn.REGISTRATION) ? registrations.findByRegistrationId(id) : null;
    }

    /** The way to the one provider there is; any other is an address that does not exist. */
    public OAuth2AuthorizationRequestResolver wayThere() {
        DefaultOAuth2AuthorizationRequestResolver usual =
                new DefaultOAuth2AuthorizationRequestResolver(this, BEGINNING);
        return new OAuth2AuthorizationRequestResolver() {
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return request.getRequestURI().equals(BEGINNING + "/" + SignOn.REGISTRATION)
                        ? usual.resolve(request)
                        : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
                return registration.equals(SignOn.REGISTRATION) ? usual.resolve(request, registration) : null;
            }
        };
    }

    /** Exchanges the code, checks the signature of the identity token, its issuer, audience, times and nonce. */
    public AuthenticationProvider exchange() {
        OidcAuthorizationCodeAuthenticationProvider exchange =
                new OidcAuthorizationCodeAuthenticationProvider(line.codes(), line.people());
        exchange.setJwtDecoderFactory(line.identities());
        return exchange;
    }

    /** What a token says of a session that ended at the provider; an exception where it is not the provider's, or not for us. */
    public Jwt ended(String token) {
        return endings().decode(token);
    }

    /** Kept, so that not every token fetches the provider's keys. */
    private synchronized JwtDecoder endings() {
        if (endings == null) {
            endings = line.endings(
                    Objects.requireNonNull(registrations.findByRegistrationId(SignOn.REGISTRATION), "no provider"));
        }
        return endings;
    }

    public boolean on() {
        return on;
    }

    /** Whether somebody could not come in because the provider did not answer, or answered with a fault of its own. */
    public static boolean away(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException
                    || cause instanceof IOException
                    || cause instanceof HttpServerErrorException
                    || cause instanceof RemoteKeySourceException) {
                return true;
            }
        }
        return false;
    }

    /** What the provider gives besides somebody's name is of no use here and is not kept. */
    public static class Forgetful implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
