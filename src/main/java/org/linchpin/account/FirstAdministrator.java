package org.linchpin.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.access.Role;
import org.linchpin.account.Enrolment.NewAccount;
import org.linchpin.database.Demonstration;
import org.linchpin.provider.SignOn;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * How an installation gets its first administrator: from the environment, or through a code in the log that works once
 * and for an hour. It is typed into a form, so that no address and no log of a proxy holds it.
 */
@Controller
@Order(1)
class FirstAdministrator implements ApplicationRunner {

    private static final Duration LIFE = Duration.ofHours(1);

    private final Enrolment enrolment;
    private final Accounts accounts;
    private final Demonstration demonstration;
    private final Named named;
    private final Environment environment;
    private final SignOn signOn;
    private volatile @Nullable Link link;

    /**
     * The administrator that the environment names.
     *
     * @param username {@code LINCHPIN_ADMIN_USERNAME}
     * @param password {@code LINCHPIN_ADMIN_PASSWORD}
     */
    @ConfigurationProperties("linchpin.admin")
    record Named(@Nullable String username, @Nullable String password) {}

    private record Link(String code, Instant until) {}

    FirstAdministrator(
            Enrolment enrolment,
            Accounts accounts,
            Demonstration demonstration,
            Named named,
            Environment environment,
            SignOn signOn) {
        this.signOn = signOn;
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.demonstration = demonstration;
        this.named = named;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demonstration.on() || !signOn.local() || accounts.existsByRoleAndDemonstrationFalse(Role.ADMINISTRATOR)) {
            return;
        }
        if (named.username() != null || named.password() != null) {
            takeOnNamed();
            return;
        }
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Link made = new Link(HexFormat.of().formatHex(random), Instant.now().plus(LIFE));
        link = made;
        System.out.printf(
                "%n  There is no administrator yet. Make one within an hour:%n  http://127.0.0.1:%s/first-administrator%n  with this code, which works once: %s%n",
                environment.getProperty("local.server.port", "8080"), made.code());
    }

    private void takeOnNamed() {
        try {
            enrolment.takeOn(
                    new NewAccount(named.username(), named.password(), Role.ADMINISTRATOR.key(), List.of(), List.of()));
        } catch (BadInput mistake) {
            throw new IllegalStateException(
                    "LINCHPIN_ADMIN_USERNAME and LINCHPIN_ADMIN_PASSWORD make no account: " + mistake.getMessage(),
                    mistake);
        }
    }

    @GetMapping("/first-administrator")
    @May(Action.OPEN)
    String form() {
        waited();
        return "account/first-administrator";
    }

    @PostMapping("/first-administrator")
    @May(Action.OPEN)
    synchronized String create(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            Model model) {
        Link made = waited();
        try {
            if (!same(made.code(), code.strip())) {
                throw BadInput.fields(List.of(BadInput.Fault.field(
                        "code", null, "code-wrong", "The code is not the one in the log", "Copy it from there")));
            }
            enrolment.takeOn(new NewAccount(username, password, Role.ADMINISTRATOR.key(), List.of(), List.of()));
        } catch (BadInput mistake) {
            model.addAttribute("username", username);
            model.addAttribute("faults", mistake.faults());
            return "account/first-administrator";
        }
        link = null;
        return "redirect:/sign-in?made";
    }

    /** Takes as long for a good guess as for a bad one. */
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Once it is used, or its hour is over, there is no such page. */
    private Link waited() {
        Link made = link;
        if (made == null || Instant.now().isAfter(made.until())) {
            throw BadInput.notFound("page");
        }
        return made;
    }
}
