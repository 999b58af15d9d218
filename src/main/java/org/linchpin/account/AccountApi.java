package org.linchpin.account;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.ApiDescription;
import org.linchpin.access.BadInput;
import org.linchpin.access.Listing;
import org.linchpin.access.May;
import org.linchpin.access.Operator;
import org.linchpin.access.Operators;
import org.linchpin.access.Origin;
import org.linchpin.access.Refused;
import org.linchpin.access.Viewer;
import org.linchpin.account.Enrolment.NewAccount;
import org.linchpin.account.Enrolment.NewOperator;
import org.linchpin.account.Powers.Remit;
import org.linchpin.account.Powers.WantedRemit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens, accounts and operators over the API. */
@RestController
@RequestMapping("/api/v1")
class AccountApi {

    private final Tokens tokens;
    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Operators operators;
    private final Powers powers;
    private final Recovery recovery;

    AccountApi(
            Tokens tokens,
            Enrolment enrolment,
            Accounts accounts,
            Operators operators,
            Powers powers,
            Recovery recovery) {
        this.powers = powers;
        this.recovery = recovery;
        this.tokens = tokens;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.operators = operators;
    }

    record OperatorAnswer(String code, String name, boolean invented) {

        static OperatorAnswer of(Operator operator) {
            return new OperatorAnswer(operator.code(), operator.name(), operator.invented());
        }
    }

    record AccountAnswer(String username, String role, List<String> operators, List<String> sectors) {}

    @PostMapping("/tokens")
    @SecurityRequirement(name = ApiDescription.PASSWORD)
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.OPEN)
    Tokens.Token token(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "24") int hours,
            @RequestParam(defaultValue = "false") boolean readsOnly,
            HttpServletRequest request) {
        if (Origin.showsToken(request)) {
            throw new Refused("token-by-token", "A token makes no other");
        }
        return tokens.issue(viewer, name, Tokens.Life.hours(hours), readsOnly);
    }

    @GetMapping("/tokens")
    @May(Action.OPEN)
    Listing<Tokens.Listed> tokens(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        return Listing.page(tokens.of(viewer), Listing.size(size), after, Tokens.Listed::number);
    }

    @DeleteMapping("/tokens/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @May(Action.OPEN)
    void end(@PathVariable String number, Viewer viewer, HttpServletRequest request) {
        if (!viewer.writes() && !number.equals(Origin.token(request))) {
            throw new Refused("token-reads-only", "A token that only reads ends no other");
        }
        if (!tokens.end(viewer, number)) {
            throw BadInput.notFound("token");
        }
    }

    @DeleteMapping("/tokens")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @May(Action.OPEN)
    void giveBack(@Parameter(hidden = true) @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        TokenFilter.token(authorization).ifPresent(tokens::giveBack);
    }

    @GetMapping("/operators")
    @May(Action.OPEN)
    Listing<OperatorAnswer> operators(
            Viewer viewer, @RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        List<Operator> seen = viewer.may(Action.ADMINISTER) ? operators.all() : operators.within(viewer.scope());
        return Listing.page(
                seen.stream().map(OperatorAnswer::of).toList(), Listing.size(size), after, OperatorAnswer::code);
    }

    @PostMapping("/operators")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.ADMINISTER)
    OperatorAnswer create(@RequestBody NewOperator asked) {
        return OperatorAnswer.of(enrolment.takeOn(asked));
    }

    @GetMapping("/users")
    @May(Action.ADMINISTER)
    Listing<AccountAnswer> users(@RequestParam @Nullable Integer size, @RequestParam @Nullable String after) {
        List<AccountAnswer> all =
                accounts.findAllByOrderByUsername().stream().map(this::answer).toList();
        return Listing.page(all, Listing.size(size), after, AccountAnswer::username);
    }

    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.ADMINISTER)
    AccountAnswer create(@RequestBody NewAccount asked) {
        return answer(enrolment.takeOn(asked));
    }

    /** What the body leaves out stays as it is. */
    @PatchMapping("/users/{username}")
    @May(Action.ADMINISTER)
    AccountAnswer change(Viewer viewer, @PathVariable String username, @RequestBody WantedRemit wanted) {
        return answer(powers.change(viewer, username, wanted));
    }

    @DeleteMapping("/users/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @May(Action.ADMINISTER)
    void close(@PathVariable String username) {
        enrolment.close(username);
    }

    @PostMapping("/users/{username}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @May(Action.ADMINISTER)
    void reopen(@PathVariable String username) {
        enrolment.reopen(username);
    }

    /** What is lost besides the password. */
    record Lost(@Nullable Boolean factors) {}

    @PostMapping("/users/{username}/recovery")
    @ResponseStatus(HttpStatus.CREATED)
    @May(Action.ADMINISTER)
    Recovery.Code recover(
            Viewer viewer, @PathVariable String username, @RequestBody(required = false) @Nullable Lost lost) {
        return recovery.begin(viewer, username, lost != null && Boolean.TRUE.equals(lost.factors()));
    }

    private AccountAnswer answer(Account account) {
        Remit remit = powers.of(account);
        return new AccountAnswer(account.username(), remit.role(), remit.operators(), remit.sectors());
    }
}
