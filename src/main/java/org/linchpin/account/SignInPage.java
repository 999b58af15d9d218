package org.linchpin.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.client.RestClientException;

/**
 * The sign-in form; in a demonstration it shows the accounts there are. And the address at which an identity provider tells
 * that somebody signed out there.
 */
@Controller
class SignInPage {

    private static final Logger LOG = LoggerFactory.getLogger(SignInPage.class);

    private final SignOn signOn;
    private final Passkeys passkeys;
    private final Provider provider;
    private final Sessions sessions;

    SignInPage(SignOn signOn, Passkeys passkeys, Provider provider, Sessions sessions) {
        this.signOn = signOn;
        this.passkeys = passkeys;
        this.provider = provider;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    @May(Action.OPEN)
    String form(
            @RequestParam @Nullable String wrong,
            @RequestParam @Nullable String tooMany,
            @RequestParam @Nullable String expired,
            @RequestParam @Nullable String refused,
            @RequestParam @Nullable String away,
            @RequestParam @Nullable String passkey,
            HttpServletRequest request,
            @RequestParam @Nullable String signedOut,
            @RequestParam @Nullable String made,
            @RequestParam @Nullable String changed,
            Model model,
            HttpServletResponse response) {
        if (tooMany != null) {
            response.setStatus(429);
            model.addAttribute("error", "There were too many attempts to sign in. Try again in a few minutes.");
        } else if (expired != null) {
            model.addAttribute("error", "The page was open for too long. Sign in again.");
        } else if (refused != null) {
            model.addAttribute(
                    "error",
                    "You were not let in: " + signOn.name()
                            + " did not vouch for you, gives you no role here, or your account is closed. Ask your administrator.");
        } else if (away != null) {
            response.setStatus(503);
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            model.addAttribute(
                    "error",
                    "Nobody answers at " + signOn.name()
                            + ", so nobody can sign in there for now. Try again in a minute. Whoever is signed in already goes on.");
        } else if (passkey != null) {
            model.addAttribute("error", "This passkey is not known here, or it took too long. Try again.");
        } else if (wrong != null) {
            model.addAttribute("error", "The name or the password is not right.");
        }
        model.addAttribute("local", signOn.local());
        model.addAttribute("provider", signOn.on() ? signOn.name() : null);
        model.addAttribute("passkeys", passkeys.origin(request).isPresent());
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("made", made != null);
        model.addAttribute("changed", changed != null);
        model.addAttribute("accounts", DemonstrationAccounts.ALL);
        return "account/sign-in";
    }

    /** 200 where it is true, whether or not a session of ours was left; 400 where it is not; 503 where its keys cannot be had. */
    @PostMapping(Provider.ENDINGS)
    @ResponseBody
    @May(Action.OPEN)
    ResponseEntity<Map<String, String>> endedOutside(
            @RequestParam(name = "logout_token", defaultValue = "") String token) {
        if (!provider.on()) {
            throw BadInput.notFound("address");
        }
        String reason = "it names nobody, or was taken before";
        try {
            Jwt news = provider.ended(token);
            String subject = news.getSubject();
            String outside = news.getClaimAsString("sid");
            boolean somebody = subject != null || outside != null;
            if (somebody
                    && sessions.endedOutside(
                                    String.valueOf(news.getId()),
                                    subject == null ? null : news.getIssuer() + " " + subject,
                                    outside)
                            .isPresent()) {
                return ResponseEntity.ok(Map.of());
            }
        } catch (JwtException | OAuth2AuthenticationException | RestClientException why) {
            if (ProviderLine.away(why)) {
                return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, "60")
                        .body(Map.of("error", "temporarily_unavailable"));
            }
            reason = String.valueOf(why.getMessage());
        }
        LOG.warn("News of a session that ended at the identity provider was refused: {}", reason);
        return ResponseEntity.badRequest().body(Map.of("error", "invalid_request"));
    }
}
