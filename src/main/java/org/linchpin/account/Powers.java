package org.linchpin.account;

import static org.linchpin.access.BadInput.Fault.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.linchpin.access.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an account may do: checked in one way when it is made and when it is changed, and changed with a line of the trail. */
@Component
class Powers {

    /** Held to the end of the transaction, so that two administrators cannot take the role from each other at once. */
    private static final String HOLD = """
            select id from account where username = ? or role = 'administrator' and enabled and not demonstration
            order by id for no key update
            """;

    private final Accounts accounts;
    private final Operators operators;
    private final Trail trail;
    private final JdbcClient jdbc;

    Powers(Accounts accounts, Operators operators, Trail trail, JdbcClient jdbc) {
        this.accounts = accounts;
        this.operators = operators;
        this.trail = trail;
        this.jdbc = jdbc;
    }

    /**
     * What somebody wants an account to be able to do; what they leave out of a change stays as it is.
     *
     * @param role its key
     * @param operators codes of those it acts for, or is confined to
     * @param sectors keys of those it is confined to
     */
    record WantedRemit(
            @Nullable String role,
            @Nullable List<String> operators,
            @Nullable List<String> sectors) {

        private WantedRemit or(Remit now) {
            return new WantedRemit(
                    role == null ? now.role : role,
                    operators == null ? now.operators : operators,
                    sectors == null ? now.sectors : sectors);
        }
    }

    /** What an account may do as it is, in the same words. */
    public record Remit(String role, List<String> operators, List<String> sectors) {

        /** What is other than before, with both. */
        private String since(Remit before) {
            return Stream.of(
                            changed("role", before.role, role),
                            changed("operators", listed(before.operators), listed(operators)),
                            changed("sectors", listed(before.sectors), listed(sectors)))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
        }

        private static Optional<String> changed(String what, String from, String to) {
            return from.equals(to) ? Optional.empty() : Optional.of(what + " from " + from + " to " + to);
        }

        private static String listed(List<String> some) {
            return some.isEmpty() ? "none" : String.join(", ", some);
        }
    }

    /** What an account may do, checked. */
    record Given(Role role, Set<Integer> operators, Set<String> sectors) {}

    Remit of(Account account) {
        return new Remit(
                account.role().key(),
                account.operators().stream()
                        .flatMap(id -> operators.byId(id).stream())
                        .map(Operator::code)
                        .sorted()
                        .toList(),
                account.sectors().stream().sorted().toList());
    }

    /** Another role, other operators and sectors, from the account's next click or call on; by somebody else than itself. */
    @Transactional
    Account change(Viewer administrator, String username, WantedRemit wanted) {
        Account account = held(username);
        if (account.username().equals(administrator.username())) {
            throw BadInput.conflict(
                    "own-account", "This is your own account: another administrator changes what it may do");
        }
        if (account.vouchedFor()) {
            throw BadInput.conflict(
                    "provider-decides",
                    account.username() + " signs in at your organisation: its groups there decide at each sign-in"
                            + " what the account may do, so it is changed there");
        }
        List<BadInput.Fault> faults = new ArrayList<>();
        Optional<Given> given = check(wanted.or(of(account)), faults);
        if (given.isEmpty()) {
            throw BadInput.fields(faults);
        }
        if (given.get().role() != Role.ADMINISTRATOR) {
            mustNotBeTheLast(account);
        }
        become(account, given.get());
        return account;
    }

    /** An account of that name, which nobody else changes meanwhile. */
    Account held(String username) {
        Optional<String> name = Optional.of(username).filter(Enrolment::isUsername);
        name.ifPresent(known -> jdbc.sql(HOLD).param(known).query(Integer.class).list());
        return name.flatMap(accounts::findByUsername).orElseThrow(() -> BadInput.notFound("account"));
    }

    /** Refuses to go on with the last administrator: then nobody could let anybody in any more. */
    void mustNotBeTheLast(Account held) {
        boolean lets = held.enabled() && held.role() == Role.ADMINISTRATOR && !held.demonstration();
        if (lets
                && !accounts.existsByRoleAndEnabledTrueAndDemonstrationFalseAndUsernameNot(
                        Role.ADMINISTRATOR, held.username())) {
            String message = held.username() + " is the last administrator: nobody could let anybody in any more";
            throw new BadInput(
                    HttpStatus.CONFLICT,
                    "last-administrator",
                    message,
                    List.of(field(
                            "role",
                            held.username(),
                            "last-administrator",
                            message,
                            "Make somebody else an administrator first")));
        }
    }

    /** The same as before leaves no line. */
    void become(Account account, Given given) {
        if (account.role() == given.role()
                && account.operators().equals(given.operators())
                && account.sectors().equals(given.sectors())) {
            return;
        }
        Remit before = of(account);
        account.become(given.role(), given.operators(), given.sectors());
        accounts.save(account);
        trail.record("account.change", account.username(), null, of(account).since(before));
    }

    /** Nothing where something is wrong, which is then among the faults. */
    Optional<Given> check(WantedRemit wanted, List<BadInput.Fault> faults) {
        List<BadInput.Fault> wrong = new ArrayList<>();
        Optional<Role> role = role(said(wanted.role()));
        if (role.isEmpty()) {
            wrong.add(field(
                    "role",
                    wanted.role(),
                    "role-unknown",
                    "The role must be one of official, utility, utility_reader, analyst, administrator, auditor",
                    "Choose one of the roles"));
        }
        Set<Integer> acting = operators(wanted.operators(), wrong);
        if (role.filter(Role::actsForOperators).isPresent() && acting.isEmpty() && wrong.isEmpty()) {
            wrong.add(field(
                    "operators",
                    "",
                    "operators-missing",
                    "A utility's account needs at least one operator",
                    "Name the codes of the operators it acts for"));
        }
        Set<String> confined = confinement(role.orElse(null), wanted.sectors(), wrong);
        faults.addAll(wrong);
        return wrong.isEmpty() ? Optional.of(new Given(role.orElseThrow(), acting, confined)) : Optional.empty();
    }

    private Set<Integer> operators(@Nullable List<String> codes, List<BadInput.Fault> faults) {
        Set<Integer> found = new LinkedHashSet<>();
        for (String code : codes == null ? List.<String>of() : codes) {
            if (said(code).isEmpty()) {
                continue;
            }
            operators
                    .byCode(said(code))
                    .ifPresentOrElse(
                            operator -> found.add(operator.id()),
                            () -> faults.add(field(
                                    "operators",
                                    code,
                                    "operator-unknown",
                                    "There is no operator with the code " + code,
                                    "Take the operator on first")));
        }
        return found;
    }

    private Set<String> confinement(@Nullable Role role, @Nullable List<String> asked, List<BadInput.Fault> faults) {
        Set<String> known = sectors().keySet();
        Set<String> found = new LinkedHashSet<>();
        for (String key : asked == null ? List.<String>of() : asked) {
            if (said(key).isEmpty()) {
                continue;
            }
            if (known.contains(said(key))) {
                found.add(said(key));
            } else {
                faults.add(field(
                        "sectors",
                        key,
                        "sector-unknown",
                        "There is no sector with the key " + key,
                        "Choose of " + String.join(", ", known)));
            }
        }
        if (!found.isEmpty() && role != null && role != Role.OFFICIAL) {
            faults.add(field(
                    "sectors",
                    String.join(", ", found),
                    "sectors-role",
                    "Only an official can be confined to sectors",
                    "Leave the sectors out, or choose the role official"));
        }
        return found;
    }

    /** Sectors that an account can be confined to, by key. */
    Map<String, String> sectors() {
        Map<String, String> sectors = new LinkedHashMap<>();
        jdbc.sql("select key, name from sector order by name").query(row -> {
            sectors.put(row.getString(1), row.getString(2));
        });
        return sectors;
    }

    private static Optional<Role> role(String key) {
        return Arrays.stream(Role.values()).filter(r -> r.key().equals(key)).findFirst();
    }

    private static String said(@Nullable String value) {
        return value == null ? "" : value.trim();
    }
}
