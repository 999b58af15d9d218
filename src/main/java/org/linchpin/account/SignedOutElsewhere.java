package org.linchpin.account;

import java.util.Map;
import org.linchpin.access.Action;
import org.linchpin.access.BadInput;
import org.linchpin.access.May;
import org.linchpin.provider.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/** The address at which an identity provider tells that somebody signed out there. */
@RestController
class SignedOutElsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(SignedOutElsewhere.class);

    private final Provider provider;
    private final Sessions sessions;

    SignedOutElsewhere(Provider provider, Sessions sessions) {
        this.provider = provider;
        this.sessions = sessions;
    }

    /** 200 where it is true, whether or not a session of ours was left; 400 where it is not; 503 where its keys cannot be had. */
    @PostMapping(Provider.ENDINGS)
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
            if (Provider.away(why)) {
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
