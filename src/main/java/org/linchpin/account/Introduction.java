package org.linchpin.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Sha256;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.provider.SignOn;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which account it is that an identity provider vouches for. Issuer and subject alone decide, never a name or an address
 * of mail, so nobody comes into a colleague's account by being called alike. Role, operators and
 * sectors follow the provider at each signing in.
 */
@Component
class Introduction {

    private final SignOn signOn;
    private final Accounts accounts;
    private final Operators operators;
    private final Enrolment enrolment;
    private final Powers powers;
    private final Standing standing;
    private final Trail trail;

    Introduction(
            SignOn signOn,
            Accounts accounts,
            Operators operators,
            Enrolment enrolment,
            Powers powers,
            Standing standing,
            Trail trail) {
        this.signOn = signOn;
        this.accounts = accounts;
        this.operators = operators;
        this.enrolment = enrolment;
        this.powers = powers;
        this.standing = standing;
        this.trail = trail;
    }

    /** Whoever has no role, two roles, an unknown operator or sector, too weak a sign-in, or a closed account is refused. */
    @Transactional
    Viewer introduce(OidcUser user) {
        strong(user);
        String outside = user.getIssuer() + " " + user.getSubject();
        Role role = role(user);
        Set<Integer> acting = acting(user, role);
        Set<String> confined = confined(user, role);
        Account account = accounts.findByOutside(outside).orElseGet(() -> {
            Account fresh = accounts.save(
                    new Account(username(user, outside), enrolment.unguessable(), role, acting, confined, false)
                            .vouchedForBy(outside));
            trail.record("account.create", fresh.username(), null, role.key() + ", vouched for by " + user.getIssuer());
            return fresh;
        });
        if (!account.enabled()) {
            throw new DisabledException("The account is closed");
        }
        powers.become(account, new Powers.Given(role, acting, confined));
        return standing.now(account.viewer().id(), null)
                .orElseThrow(() -> new DisabledException("The account is closed"));
    }

    private void strong(OidcUser user) {
        if (!signOn.strength().isEmpty()
                && Stream.of("acr", "amr")
                        .flatMap(claim -> said(user, claim).stream())
                        .noneMatch(signOn.strength()::contains)) {
            throw new DisabledException("The provider does not say that this sign-in was strong enough");
        }
    }

    private Role role(OidcUser user) {
        Set<String> groups = said(user, signOn.claim());
        List<Role> mapped = signOn.roles().entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .toList();
        if (mapped.size() != 1) {
            throw new DisabledException(
                    mapped.isEmpty()
                            ? "No group of this person has a role"
                            : "The groups of this person have two roles");
        }
        return mapped.get(0);
    }

    private Set<Integer> acting(OidcUser user, Role role) {
        Set<Integer> acting = new LinkedHashSet<>();
        for (String code : said(user, signOn.operatorsClaim())) {
            // Whoever is confined to an operator that nobody knows must not see all instead.
            acting.add(operators
                    .byCode(code)
                    .map(Operator::id)
                    .orElseThrow(() -> new DisabledException("There is no operator " + code)));
        }
        if (role.actsForOperators() && acting.isEmpty()) {
            throw new DisabledException("The provider names no operator");
        }
        return acting;
    }

    private Set<String> confined(OidcUser user, Role role) {
        Set<String> confined = said(user, signOn.sectorsClaim());
        // As with operators: what nobody knows, or what means nothing for a role, must not show all instead.
        if (!confined.isEmpty() && role != Role.OFFICIAL) {
            throw new DisabledException("Only an official can be confined to sectors");
        }
        confined.stream()
                .filter(sector -> !powers.sectors().containsKey(sector))
                .findFirst()
                .ifPresent(sector -> {
                    throw new DisabledException("There is no sector " + sector);
                });
        return confined;
    }

    /** The words of a claim that holds one or several. */
    private static Set<String> said(OidcUser user, String claim) {
        @Nullable Object value = user.getClaims().get(claim);
        Collection<?> values =
                value instanceof Collection<?> several ? several : value == null ? List.of() : List.of(value);
        return new LinkedHashSet<>(values.stream().map(String::valueOf).toList());
    }

    /** As the provider calls somebody, where that is a name here and nobody has it. */
    private String username(OidcUser user, String outside) {
        if (signOn.pseudonyms()) {
            return pseudonym(outside);
        }
        List<String> wished = new ArrayList<>(Stream.of(user.getPreferredUsername(), user.getEmail())
                .filter(Objects::nonNull)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
        Optional<String> free = wished.stream()
                .filter(Enrolment::isUsername)
                .filter(name -> !accounts.existsByUsername(name))
                .findFirst();
        return free.orElseGet(() -> pseudonym(outside));
    }

    private static String pseudonym(String outside) {
        return "person-" + HexFormat.of().formatHex(Sha256.of(outside.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }
}
