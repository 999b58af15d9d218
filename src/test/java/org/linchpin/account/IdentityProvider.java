package org.linchpin.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * A real identity provider on a port of this machine, Spring Authorization Server, as an application of its own; and the
 * settings by which Linchpin knows it.
 */
public final class IdentityProvider implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String PASSWORD = "a password of the provider";
    private static final String CLIENT = "linchpin-here";
    private static final String SECRET = "between-two-programs";

    /** What the provider says of people: their names there, and the claims. */
    static final Map<String, Map<String, Object>> PEOPLE = new ConcurrentHashMap<>();

    /** What the provider called the last session in which it vouched for somebody. */
    static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

    private static final RSAKey KEY = key("one");

    /** Paths at which the provider says that it cannot answer. */
    static final Set<String> AWAY = ConcurrentHashMap.newKeySet();

    private static RegisteredClient client = client("http://127.0.0.1/sign-in?signedOut");
    private static AnnotationConfigServletWebServerApplicationContext running;

    private static synchronized String issuer() {
        if (running == null) {
            running = new AnnotationConfigServletWebServerApplicationContext(Application.class);
        }
        return "http://127.0.0.1:" + running.getWebServer().getPort();
    }

    /** Linchpin's port is known once it runs: where people come back to after signing out. */
    static void knows(int port) {
        client = client("http://127.0.0.1:" + port + "/sign-in?signedOut");
    }

    private static RSAKey key(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID(id)
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** News of a session that ended, as a provider sends it from behind, which Spring Authorization Server does not by itself. */
    static String news(Consumer<JWTClaimsSet.Builder> otherwise) {
        return news("logout+jwt", KEY, otherwise);
    }

    static String newsSignedByAnother(Consumer<JWTClaimsSet.Builder> otherwise) {
        return news("logout+jwt", key("one"), otherwise);
    }

    static String news(String type, RSAKey key, Consumer<JWTClaimsSet.Builder> otherwise) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        otherwise.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(type))
                        .keyID("one")
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    static RSAKey itsKey() {
        return KEY;
    }

    @Override
    public void initialize(ConfigurableApplicationContext linchpin) {
        TestPropertyValues.of(
                        "linchpin.signon.issuer=" + issuer(),
                        "linchpin.signon.client-id=" + CLIENT,
                        "linchpin.signon.client-secret=" + SECRET)
                .applyTo(linchpin);
    }

    /** Loopback addresses are good with any port (RFC 8252), so the way back needs none. */
    private static RegisteredClient client(String afterSigningOut) {
        return RegisteredClient.withId("1")
                .clientId(CLIENT)
                .clientSecret("{noop}" + SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1/login/oauth2/code/provider")
                .postLogoutRedirectUri(afterSigningOut)
                .scope("openid")
                .scope("profile")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    /** Not annotated as a configuration, lest Linchpin's own scan find it. */
    @EnableWebSecurity
    @EnableWebMvc
    static class Application {

        @Bean
        TomcatServletWebServerFactory server() {
            return new TomcatServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        SecurityFilterChain doors(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                            new LoginUrlAuthenticationEntryPoint("/login"),
                            request -> request.getRequestURI().equals("/oauth2/authorize")))
                    .formLogin(Customizer.withDefaults())
                    .addFilterBefore(
                            (request, response, chain) -> {
                                if (AWAY.contains(((HttpServletRequest) request).getRequestURI())) {
                                    ((HttpServletResponse) response).setStatus(503);
                                } else {
                                    chain.doFilter(request, response);
                                }
                            },
                            DisableEncodeUrlFilter.class)
                    .build();
        }

        @Bean
        UserDetailsService people() {
            return name -> User.withUsername(name)
                    .password("{noop}" + PASSWORD)
                    .roles("PERSON")
                    .build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new RegisteredClientRepository() {
                @Override
                public void save(RegisteredClient saved) {
                    // Its secret in another encoding: there is but the one client, and it stays as it is.
                }

                @Override
                public RegisteredClient findById(String id) {
                    return client;
                }

                @Override
                public RegisteredClient findByClientId(String id) {
                    return new InMemoryRegisteredClientRepository(client).findByClientId(id);
                }
            };
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys() {
            return new ImmutableJWKSet<>(new JWKSet(KEY));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    context.getClaims()
                            .claims(said ->
                                    SESSIONS.put(context.getPrincipal().getName(), String.valueOf(said.get("sid"))));
                    PEOPLE.getOrDefault(context.getPrincipal().getName(), Map.of())
                            .forEach(context.getClaims()::claim);
                }
            };
        }
    }
}
