package org.linchpin.account;

import com.webauthn4j.util.exception.WebAuthnException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.linchpin.provider.SignOn;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (WebAuthn): a key pair for this address alone, held by a phone, a computer or a stick that makes sure who
 * touches it. So it is two factors in one, and cannot be talked out of anybody.
 */
@Component
class Passkeys {

    /**
     * Where passkeys are good.
     *
     * @param origin scheme, host and port as browsers show them ({@code LINCHPIN_PASSKEYS_ORIGIN}), such as
     *     https://linchpin.example; unless set, passkeys are offered on localhost alone
     */
    @ConfigurationProperties("linchpin.passkeys")
    record Place(@Nullable String origin) {}

    private static final int MOST = 10;
    private static final int LONGEST_NAME = 60;

    private final PublicKeyCredentialUserEntityRepository people;
    private final UserCredentialRepository keys;
    private final Place place;
    private final SignOn signOn;
    private final Trail trail;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(JdbcOperations jdbc, Place place, SignOn signOn, Trail trail) {
        this.people = new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
        this.keys = new JdbcUserCredentialRepository(jdbc);
        this.place = place;
        this.signOn = signOn;
        this.trail = trail;
    }

    /** A passkey as its owner sees it; {@code id} opens nothing. */
    public record Listed(
            String id,
            String name,
            Instant created,
            @Nullable Instant lastUsed) {}

    /** Where a request was made, if passkeys are good there. */
    Optional<String> origin(HttpServletRequest request) {
        if (!signOn.local()) {
            return Optional.empty();
        }
        if (place.origin() != null && !place.origin().isBlank()) {
            return Optional.of(place.origin());
        }
        return request.getServerName().equals("localhost")
                ? Optional.of(request.getScheme() + "://localhost:" + request.getServerPort())
                : Optional.empty();
    }

    private WebAuthnRelyingPartyOperations party(String origin) {
        Webauthn4JRelyingPartyOperations party = new Webauthn4JRelyingPartyOperations(
                people,
                keys,
                PublicKeyCredentialRpEntity.builder()
                        .id(URI.create(origin).getHost())
                        .name("Linchpin")
                        .build(),
                Set.of(origin));
        party.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        party.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return party;
    }

    List<Listed> of(String username) {
        PublicKeyCredentialUserEntity person = people.findByUsername(username);
        return person == null
                ? List.of()
                : keys.findByUserId(person.getId()).stream()
                        .sorted(Comparator.comparing(CredentialRecord::getCreated))
                        .map(key -> new Listed(
                                key.getCredentialId().toBase64UrlString(),
                                key.getLabel(),
                                key.getCreated(),
                                key.getLastUsed().equals(key.getCreated()) ? null : key.getLastUsed()))
                        .toList();
    }

    @Transactional
    PublicKeyCredentialCreationOptions beginning(String origin, Viewer viewer) {
        return party(origin)
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(viewer.authentication()));
    }

    PublicKeyCredentialRequestOptions challenge(String origin) {
        return party(origin)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    String written(Object options) {
        return json.writeValueAsString(options);
    }

    @Transactional
    void add(
            String origin,
            Viewer viewer,
            @Nullable PublicKeyCredentialCreationOptions begun,
            String credential,
            String name) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > LONGEST_NAME || label.chars().anyMatch(Character::isISOControl)) {
            throw refused("label", "name-length", "The name must have 1 to 60 characters", "Say which device it is on");
        }
        if (of(viewer.username()).size() >= MOST) {
            throw refused("label", "passkeys-many", "There are ten passkeys already", "Remove one first");
        }
        if (begun == null) {
            throw refused("label", "passkey-late", "This took too long", "Begin again");
        }
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> made =
                    json.readValue(credential, new TypeReference<>() {});
            party(origin)
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            begun, new RelyingPartyPublicKey(made, label)));
        } catch (JacksonException | IllegalArgumentException | WebAuthnException bad) {
            throw refused("label", "passkey-unfit", "The passkey could not be checked", "Begin again");
        }
        trail.record("account.passkey", viewer.username(), null, "added: " + label);
    }

    private static BadInput refused(String field, String code, String message, String fix) {
        return BadInput.fields(List.of(BadInput.Fault.field(field, null, code, message, fix)));
    }

    /** The name of the account whose passkey answered the challenge. */
    @Transactional
    Optional<String> owner(String origin, PublicKeyCredentialRequestOptions challenge, String credential) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> shown =
                    json.readValue(credential, new TypeReference<>() {});
            return Optional.of(party(origin)
                    .authenticate(new RelyingPartyAuthenticationRequest(challenge, shown))
                    .getName());
        } catch (JacksonException | IllegalArgumentException | WebAuthnException bad) {
            return Optional.empty();
        }
    }

    /** Takes one of somebody's own away; whether there was one. */
    @Transactional
    boolean remove(Viewer viewer, String id) {
        Optional<Listed> own = of(viewer.username()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        own.ifPresent(one -> {
            keys.delete(Bytes.fromBase64(id));
            trail.record("account.passkey", viewer.username(), null, "removed: " + one.name());
        });
        return own.isPresent();
    }

    /** Takes all of an account's away. */
    void removeAll(String username) {
        PublicKeyCredentialUserEntity person = people.findByUsername(username);
        if (person != null) {
            people.delete(person.getId());
        }
    }
}
