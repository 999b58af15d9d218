package org.linchpin.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Signing in at an identity provider of one's own (OpenID Connect); nothing of it unless there is an issuer.
 *
 * @param issuer the address of the provider, https unless on this machine ({@code LINCHPIN_SIGNON_ISSUER})
 * @param clientId as which Linchpin is known there
 * @param clientSecret its secret; none for a public client
 * @param name what the button says
 * @param scopes what is asked of the provider
 * @param claim the claim that holds a person's groups
 * @param roles for each role the groups that have it
 * @param operatorsClaim the claim that holds the codes of the operators somebody acts for or is confined to
 * @param sectorsClaim the claim that holds the keys of the sectors an official is confined to
 * @param strength how strong a sign-in must have been there: values of {@code acr} or {@code amr}, one of which the
 *     provider must state; any will do where none is set
 * @param patience how long the provider may take to answer
 * @param pseudonyms whether people go by a number here, so that nothing in the trail names them once they are erased
 * @param local whether names, passwords and passkeys of Linchpin's own open it too
 */
@ConfigurationProperties("linchpin.signon")
public record SignOn(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("your organisation") String name,
        @DefaultValue({"openid", "profile"}) Set<String> scopes,
        @DefaultValue("groups") String claim,
        @DefaultValue Map<Role, Set<String>> roles,
        @DefaultValue("operators") String operatorsClaim,
        @DefaultValue("sectors") String sectorsClaim,
        @DefaultValue Set<String> strength,
        @DefaultValue("5s") Duration patience,
        @DefaultValue("false") boolean pseudonyms,
        @DefaultValue("true") boolean local) {

    /** By which addresses name the provider; there is but one. */
    public static final String REGISTRATION = "provider";

    public SignOn {
        roles = Map.copyOf(roles);
        if (issuer == null || issuer.isBlank()) {
            issuer = null;
            if (!local) {
                throw new IllegalArgumentException(
                        "LINCHPIN_SIGNON_LOCAL=false takes LINCHPIN_SIGNON_ISSUER, else nobody could sign in");
            }
        } else {
            URI address = URI.create(issuer);
            boolean here = Set.of("localhost", "127.0.0.1").contains(String.valueOf(address.getHost()));
            if (!"https".equals(address.getScheme()) && !(here && "http".equals(address.getScheme()))) {
                throw new IllegalArgumentException("LINCHPIN_SIGNON_ISSUER must be an https address");
            }
            if (clientId == null || clientId.isBlank()) {
                throw new IllegalArgumentException("LINCHPIN_SIGNON_CLIENT_ID is missing");
            }
        }
    }

    public boolean on() {
        return issuer != null;
    }

    /** Scheme, host and port of the provider, as a content security policy names them. */
    public String origin() {
        URI address = URI.create(String.valueOf(issuer));
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
