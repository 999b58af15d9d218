package org.linchpin.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import org.linchpin.access.TooManyAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How often one may try to sign in: in five minutes ten times for a name from one address, and a hundred times for a name
 * from all and for an address with all names. So guessing is slow, and nobody can lock out a colleague from elsewhere.
 */
@Component
class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int OF_BOTH = 10;
    private static final int OF_EITHER = 100;

    private final LoadingCache<Who, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(WINDOW).build(Attempts::bucket);

    /** Whose attempts are counted; empty where all are meant. */
    private record Who(String name, String address) {}

    /** Takes an attempt, or refuses. */
    void begin(String name, String address) {
        for (Bucket bucket : of(name, address)) {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                LOG.warn("Too many attempts to sign in; another one was refused unseen");
                throw new TooManyAttempts(
                        1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
            }
        }
    }

    /** Gives the attempt back: whoever knows the password may sign in as often as they like. */
    void succeeded(String name, String address) {
        of(name, address).forEach(bucket -> bucket.addTokens(1));
        buckets.get(new Who(name, address)).reset();
    }

    private List<Bucket> of(String name, String address) {
        return List.of(
                buckets.get(new Who(name, address)), buckets.get(new Who(name, "")), buckets.get(new Who("", address)));
    }

    private static Bucket bucket(Who who) {
        int tries = who.name().isEmpty() || who.address().isEmpty() ? OF_EITHER : OF_BOTH;
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, WINDOW))
                .build();
    }
}
