package org.linchpin.access;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.linchpin.account.People;
import org.springframework.context.ApplicationContext;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Somebody with an account, for tests of other features.
 *
 * @param username the account's name
 * @param password its password
 * @param token a bearer token of theirs
 * @param operators the codes of the operators they act for
 */
public record Person(String username, String password, String token, List<String> operators) {

    /** An account of that role that acts for new operators, as many as are named; each gets a code of its own. */
    public static Person of(ApplicationContext application, Role role, String... names) {
        Operators operators = application.getBean(Operators.class);
        List<Operator> made = List.of(names).stream()
                .map(name -> operators.ensure(People.newName("op"), name, true))
                .toList();
        return actingFor(application, role, made);
    }

    /** A colleague of somebody: another account for the same operators. */
    public Person colleague(ApplicationContext application, Role role) {
        Operators all = application.getBean(Operators.class);
        return actingFor(
                application,
                role,
                operators.stream().map(code -> all.byCode(code).orElseThrow()).toList());
    }

    private static Person actingFor(ApplicationContext application, Role role, List<Operator> operators) {
        Set<Integer> ids =
                new LinkedHashSet<>(operators.stream().map(Operator::id).toList());
        String username = People.newAccount(application, role, ids);
        String token = People.token(application, username);
        return new Person(
                username,
                People.PASSWORD,
                token,
                operators.stream().map(Operator::code).toList());
    }

    /** Signed in, for requests without a connection. */
    public RequestPostProcessor signedIn(ApplicationContext application) {
        return SecurityMockMvcRequestPostProcessors.authentication(
                People.viewer(application, username).authentication());
    }

    /** The code of the only operator. */
    public String operator() {
        return operators.get(0);
    }
}
