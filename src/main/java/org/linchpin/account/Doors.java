package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.linchpin.access.Origin;
import org.linchpin.access.Problems;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.provider.Provider;
import org.linchpin.provider.SignOn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The doors: a name and a password for a token, a token for the API, a session for pages. A session opens the reading
 * calls of the API too, so that a page can link to a download; calls that change something take a token alone, so no
 * other site can make a browser send them. Health is open; the measurements of {@code /actuator/prometheus} take an
 * administrator's token. What each handler demands beyond that is for the gate.
 */
@Configuration
class Doors implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final Standing standing;
    private final SignOn signOn;
    private final Pace pace;

    private final Circumstances circumstances;

    Doors(Standing standing, SignOn signOn, Pace pace, Circumstances circumstances) {
        this.circumstances = circumstances;
        this.pace = pace;
        this.standing = standing;
        this.signOn = signOn;
    }

    /** Before the gate: what somebody may do is what they may do now. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(pace).order(-2);
        registry.addInterceptor(standing).order(-1);
        // Added after the one before it, so it asks about whoever somebody is now.
        registry.addInterceptor(circumstances).order(-1);
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenDoor(HttpSecurity http, SignIn signIn, Problems problems) throws Exception {
        return stateless(http, problems)
                // As handlers are found: however the address is spelt, a token makes no other token.
                .securityMatcher(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, Problems.TOKENS))
                .authenticationManager(new ProviderManager(signIn))
                .httpBasic(basic ->
                        basic.authenticationEntryPoint(problems).authenticationDetailsSource(SignInDetails::new))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(HttpSecurity http, Tokens tokens, Problems problems) throws Exception {
        return stateless(http, problems)
                .securityMatcher("/api/**", "/actuator/**")
                .securityContext(context -> context.securityContextRepository(new ReadingSessions()))
                .addFilterBefore(new TokenFilter(tokens, problems), BasicAuthenticationFilter.class)
                .addFilterAfter(new JsonLimit(problems), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/openapi.json", "/actuator/health/**")
                        .permitAll()
                        // Not by a session: what its role is by now is asked before our own handlers alone.
                        .requestMatchers("/actuator/**")
                        .access(AuthorizationManagers.allOf(
                                AuthorityAuthorizationManager.hasRole(Role.ADMINISTRATOR.name()),
                                (who, door) -> new AuthorizationDecision(Origin.showsToken(door.getRequest()))))
                        .anyRequest()
                        .authenticated())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageDoor(
            HttpSecurity http,
            SignIn signIn,
            Trail trail,
            Sessions sessions,
            Provider provider,
            Introduction introduction,
            Passkeys passkeys,
            Accounts accounts)
            throws Exception {
        SignedIn signedIn = new SignedIn(trail, sessions);
        Introduced introduced = new Introduced(introduction, signedIn, trail, provider);
        if (signOn.on()) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(new Provider.Forgetful())
                    .authorizationEndpoint(there -> there.authorizationRequestResolver(provider.wayThere()))
                    .successHandler(introduced)
                    .failureHandler(introduced)
                    .addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                        @Override
                        public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F wayThere) {
                            wayThere.setAuthenticationFailureHandler(introduced);
                            return wayThere;
                        }
                    }));
        }
        return headers(http)
                // What the provider says is signed by it, and comes from no browser.
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        PathPatternRequestMatcher.pathPattern(HttpMethod.POST, Provider.ENDINGS)))
                // A manager of its own: Spring's usual one asks the same provider again through its parent, and an
                // attempt would count twice.
                .authenticationManager(new ProviderManager(signIn, provider.exchange()))
                .formLogin(form -> form.loginPage("/sign-in")
                        .authenticationDetailsSource(SignInDetails::new)
                        .successHandler(signedIn)
                        .failureHandler(new SignInFailed()))
                .addFilterBefore(
                        new PasskeySignIn(passkeys, accounts, standing, trail, signedIn),
                        UsernamePasswordAuthenticationFilter.class)
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler(sessions)
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(Directive.CACHE)))
                        .logoutSuccessHandler(introduced))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in"))
                        .accessDeniedHandler(Doors::refusePage))
                // The gate stands before every handler; what is left are styles, fonts and pictures.
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private HttpSecurity stateless(HttpSecurity http, Problems problems) throws Exception {
        return headers(http)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                // A page's session that reads here keeps its number: a new one for each call would end the page's
                // session
                // whenever two requests are on their way at once.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems));
    }

    private HttpSecurity headers(HttpSecurity http) throws Exception {
        // Signing out is a form whose answer leads on to the provider, so it may.
        String content = signOn.on() ? Problems.CONTENT + " " + signOn.origin() : Problems.CONTENT;
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(content))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(Problems.PERMISSIONS))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resources -> resources.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .frameOptions(frames -> frames.deny())
                .contentTypeOptions(Customizer.withDefaults()));
    }

    /** A form that outlived its session is no lack of permission, and says so. */
    private static void refusePage(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (!(why instanceof CsrfException)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        LOG.warn("A form without its token was refused: {} {}", request.getMethod(), request.getRequestURI());
        if (request.getUserPrincipal() == null) {
            response.sendRedirect("/sign-in?expired");
        } else {
            response.sendError(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The page was open for too long, so nothing was changed. Load it again and send it once more.");
        }
    }

    /** PostgreSQL holds no NUL in a text, and no honest form sends one. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    /** What is refused unread is still told to whoever watches; not what it was, which may be anybody's secret. */
    @Bean
    RequestRejectedHandler rejections() {
        return (request, response, rejected) -> {
            LOG.warn("A request was rejected at the door");
            new HttpStatusRequestRejectedHandler().handle(request, response, rejected);
        };
    }

    /** Where a proxy ends https, the browser is told to keep the cookie to this name and to https, whatever else it hears. */
    @Bean
    @ConditionalOnProperty("server.forward-headers-strategy")
    ServletContextInitializer strictestCookie() {
        return context -> {
            context.getSessionCookieConfig().setName("__Host-linchpin");
            context.getSessionCookieConfig().setSecure(true);
            context.getSessionCookieConfig().setPath("/");
        };
    }

    /** Argon2id with the parameters Spring Security recommends; an older scheme would be named in the stored hash. */
    @Bean
    static PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "argon2", Map.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }
}
