package org.linchpin.account;

import com.nimbusds.jose.RemoteKeySourceException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * How Linchpin speaks to the identity provider: it waits for some seconds and no longer, and goes where it was told to
 * and nowhere else, for no answer of the provider leads it on.
 */
class ProviderLine {

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

    /** Whether somebody could not come in because the provider did not answer, or answered with a fault of its own. */
    static boolean away(Throwable why) {
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
}
