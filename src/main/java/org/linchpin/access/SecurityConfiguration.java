package org.linchpin.access;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Two doors: pages with a session, the API with a bearer token. */
@Configuration
class SecurityConfiguration implements WebMvcConfigurer {

    private static final String CONTENT =
            "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'";

    private final Gate gate;

    SecurityConfiguration(Scopes scopes) {
        this.gate = new Gate(scopes);
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, SignIn signIn, Tokens tokens, Mistakes mistakes) throws Exception {
        AuthenticationEntryPoint refusal = mistakes::refuse;
        return headers(http)
                .securityMatcher("/api/**", "/actuator/**")
                .authenticationProvider(signIn)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new TokenFilter(tokens, refusal), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(refusal).accessDeniedHandler(mistakes::deny))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/openapi.json", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.ADMINISTRATOR.name())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignIn signIn, Trail trail) throws Exception {
        return headers(http)
                .authenticationProvider(signIn)
                .formLogin(form -> form.loginPage("/sign-in")
                        .successHandler(new SignedIn(trail))
                        .failureHandler(new SignInFailed()))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signedOut"))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET,
                                "/govuk/**",
                                "/fonts/**",
                                "/images/**",
                                "/app.css",
                                "/app.js",
                                "/charts.js",
                                "/favicon.ico")
                        .permitAll()
                        .requestMatchers("/sign-in", "/first-administrator", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static HttpSecurity headers(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                .frameOptions(frames -> frames.deny())
                .contentTypeOptions(Customizer.withDefaults()));
    }

    /** Argon2id with the parameters Spring Security recommends; an older scheme would be named in the stored hash. */
    @Bean
    static PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "argon2", Map.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(gate);
    }
}
