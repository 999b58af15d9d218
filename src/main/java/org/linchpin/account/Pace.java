package org.linchpin.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.access.Origin;
import org.linchpin.access.Scopes;
import org.linchpin.access.Viewer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * How many requests a minute an address, an account and a token may send; so that no single one keeps the others from
 * their work. Counted in memory, by each instance for itself.
 */
@Component
class Pace implements HandlerInterceptor {

    static final String CODE = "too-many-requests";
    static final String MESSAGE = "Too many requests in a short time. Wait a moment and send it again";

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * Requests a minute, all of which may come at once.
     *
     * @param perAddress {@code LINCHPIN_PACE_PER_ADDRESS}, counted before anybody has signed in
     * @param perAccount {@code LINCHPIN_PACE_PER_ACCOUNT}
     * @param perToken {@code LINCHPIN_PACE_PER_TOKEN}
     */
    @ConfigurationProperties("linchpin.pace")
    record Settings(
            @DefaultValue("120000") int perAddress,
            @DefaultValue("120000") int perAccount,
            @DefaultValue("60000") int perToken) {

        Settings {
            if (Math.min(perAddress, Math.min(perAccount, perToken)) < 1) {
                throw new IllegalArgumentException("linchpin.pace counts from 1 request a minute");
            }
        }
    }

    private final LoadingCache<String, Bucket> addresses;
    private final LoadingCache<Integer, Bucket> accounts;
    private final LoadingCache<String, Bucket> tokens;
    private final Scopes scopes;

    Pace(Settings settings, Scopes scopes) {
        this.addresses = buckets(settings.perAddress());
        this.accounts = buckets(settings.perAccount());
        this.tokens = buckets(settings.perToken());
        this.scopes = scopes;
    }

    private static <K> LoadingCache<K, Bucket> buckets(int most) {
        return Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterAccess(WINDOW)
                .build(who -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW))
                        .build());
    }

    /** Takes a request of an address; the seconds to wait where there is none left. */
    OptionalLong waitOf(String address) {
        return wait(addresses.get(address));
    }

    private static OptionalLong wait(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        @Nullable Viewer viewer = scopes.viewer();
        if (viewer == null || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        @Nullable String token = Origin.token(request);
        OptionalLong wait = wait(accounts.get(viewer.id()));
        if (wait.isEmpty() && token != null) {
            wait = wait(tokens.get(token));
        }
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.getAsLong()));
            throw new BadInput(HttpStatus.TOO_MANY_REQUESTS, CODE, MESSAGE);
        }
        return true;
    }
}
