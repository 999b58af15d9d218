package org.linchpin.provider;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * How Linchpin speaks to the identity provider: it waits for some seconds and no longer, and goes where it was told to
 * and nowhere else, for no answer of the provider leads it on.
 */
class ProviderLine {

    private static final String ENDED = "http://schemas.openid.net/event/backchannel-logout";
    private static final String METADATA = "/.well-known/openid-configuration";

    private final JdkClientHttpRequestFactory requests;

    ProviderLine(Duration patience) {
        this.requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        this.requests.setReadTimeout(patience);
    }

    /** What the provider says of itself; it must be whom we asked. */
    Map<String, Object> metadata(String issuer) {
        Map<String, Object> metadata = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(issuer.replaceAll("/$", "") + METADATA)
                .retrieve()
                .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        if (!issuer.equals(Objects.requireNonNull(metadata, "no metadata").get("issuer"))) {
            throw new IllegalStateException("The identity provider calls itself otherwise than LINCHPIN_SIGNON_ISSUER");
        }
        return metadata;
    }

    RestClientAuthorizationCodeTokenResponseClient codes() {
        RestClientAuthorizationCodeTokenResponseClient codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .messageConverters(
                        List.of(new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return codes;
    }

    OidcUserService people() {
        RestTemplate asking = new RestTemplate(requests);
        asking.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(asking);
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(users);
        return people;
    }

    /** Reads identity tokens: the keys are fetched over this line, all else is as Spring Security checks it. */
    JwtDecoderFactory<ClientRegistration> identities() {
        return registration -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(
                            registration.getProviderDetails().getJwkSetUri()))
                    .restOperations(new RestTemplate(requests))
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
            decoder.setClaimSetConverter(
                    new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            return decoder;
        };
    }

    /**
     * Reads what the provider says of sessions that ended there (OpenID Connect Back-Channel Logout 1.0): signed by it, for us,
     * of that kind and no other, and said just now.
     */
    JwtDecoder endings(ClientRegistration registration) {
        ClientRegistration.ProviderDetails provider = registration.getProviderDetails();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(provider.getJwkSetUri()))
                .restOperations(new RestTemplate(requests))
                .validateType(false)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator("logout+jwt"),
                new JwtTimestampValidator(),
                new JwtIssuerValidator(Objects.requireNonNull(provider.getIssuerUri())),
                claim(
                        "aud",
                        audience -> audience instanceof Collection<?> all && all.contains(registration.getClientId())),
                claim("events", events -> events instanceof Map<?, ?> all && all.get(ENDED) instanceof Map),
                claim("jti", number -> number instanceof String words && !words.isBlank()),
                claim("iat", at -> at instanceof Instant moment && isNow(moment)),
                // Absent: were it there, this would be somebody's identity token.
                token -> token.hasClaim("nonce")
                        ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_request"))
                        : OAuth2TokenValidatorResult.success()));
        return decoder;
    }

    private static boolean isNow(Instant moment) {
        Instant now = Instant.now();
        return moment.isAfter(now.minus(Provider.FRESH)) && moment.isBefore(now.plus(Provider.FRESH));
    }

    private static JwtClaimValidator<@Nullable Object> claim(String name, Predicate<@Nullable Object> right) {
        return new JwtClaimValidator<>(name, right);
    }
}
