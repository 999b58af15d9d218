package org.linchpin.account;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Role;
import org.linchpin.access.Scope;
import org.linchpin.access.Viewer;

/** A person's way in: a name, the hash of a password, a role, and for a utility the operators it acts for. */
@Entity
class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    private String username;

    private String password;

    @Convert(converter = RoleKey.class)
    private Role role;

    private boolean demonstration;

    private boolean enabled = true;

    private @Nullable String outside;

    private @Nullable OffsetDateTime closedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_operator", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "operator_id")
    private Set<Integer> operators = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_sector", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "sector")
    private Set<String> sectors = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Account() {}

    Account(String username, String password, Role role, Set<Integer> operators, boolean demonstration) {
        this(username, password, role, operators, Set.of(), demonstration);
    }

    Account(
            String username,
            String password,
            Role role,
            Set<Integer> operators,
            Set<String> sectors,
            boolean demonstration) {
        this.username = username;
        this.password = password;
        this.role = role;
        this.operators = new HashSet<>(operators);
        this.sectors = new HashSet<>(sectors);
        this.demonstration = demonstration;
    }

    /** Whom an identity provider vouches for: issuer and subject. */
    Account vouchedForBy(String issuerAndSubject) {
        outside = issuerAndSubject;
        return this;
    }

    /** Whether no password opens it, but an identity provider. */
    boolean vouchedFor() {
        return outside != null;
    }

    /** What stays is left alone, so that the trail of an operator tells only of whom it gains or loses. */
    void become(Role other, Set<Integer> others, Set<String> confined) {
        role = other;
        operators.retainAll(others);
        operators.addAll(others);
        sectors.retainAll(confined);
        sectors.addAll(confined);
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    boolean enabled() {
        return enabled;
    }

    void close() {
        enabled = false;
        closedAt = OffsetDateTime.now(ZoneOffset.UTC);
    }

    void reopen() {
        enabled = true;
        closedAt = null;
    }

    void changePassword(String hash) {
        password = hash;
    }

    Role role() {
        return role;
    }

    /** Whether everybody knows its password. */
    boolean demonstration() {
        return demonstration;
    }

    Set<Integer> operators() {
        return Set.copyOf(operators);
    }

    /** To which sectors it is confined; none is no confinement. */
    Set<String> sectors() {
        return Set.copyOf(sectors);
    }

    /** Whose account it is. Of one that is confined to sectors only {@link Standing} says whose rows it may see. */
    Viewer viewer() {
        Scope scope = sectors.isEmpty() ? Standing.scope(role, operators) : Scope.nothing();
        return new Viewer(id == null ? 0 : id, username, role, scope);
    }

    /** Roles are kept by their key. */
    @Converter
    static class RoleKey implements AttributeConverter<Role, String> {

        @Override
        public String convertToDatabaseColumn(Role role) {
            return role.key();
        }

        @Override
        public Role convertToEntityAttribute(String key) {
            return Role.valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
