package org.linchpin.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets in few requests at once of those whose handler says that it is {@link May#heavy heavy}, and of one account fewer; the
 * others wait their turn without a connection to the database. So pages are answered however many files go out.
 */
@Component
class HeavyLoad implements HandlerInterceptor {

    private static final String SHARE = HeavyLoad.class.getName();

    /**
     * How many there may be.
     *
     * @param atOnce heavy requests at work ({@code LINCHPIN_HEAVY_AT_ONCE}); well under the connections of the pool, which
     *     jobs and pages need too
     * @param perAccount of one account ({@code LINCHPIN_HEAVY_PER_ACCOUNT})
     * @param waiting how many may wait, for each holds a thread ({@code LINCHPIN_HEAVY_WAITING})
     * @param patience how long one waits ({@code LINCHPIN_HEAVY_PATIENCE})
     */
    @ConfigurationProperties("linchpin.heavy")
    record Settings(
            @DefaultValue("4") int atOnce,
            @DefaultValue("2") int perAccount,
            @DefaultValue("64") int waiting,
            @DefaultValue("30s") Duration patience) {

        Settings {
            if (Math.min(atOnce, perAccount) < 1) {
                throw new IllegalArgumentException("linchpin.heavy counts from 1");
            }
        }
    }

    private final Settings settings;
    private final Scopes scopes;
    private final Semaphore all;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Of accounts that have heavy requests at work or waiting. */
    private final LoadingCache<Integer, Semaphore> shares;

    HeavyLoad(Settings settings, Scopes scopes) {
        this.settings = settings;
        this.scopes = scopes;
        this.all = new Semaphore(settings.atOnce(), true);
        this.shares = Caffeine.newBuilder().weakValues().build(account -> new Semaphore(settings.perAccount(), true));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        Viewer viewer = scopes.viewer();
        if (viewer == null || !isHeavy(handler) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        Semaphore share = shares.get(viewer.id());
        boolean in = share.tryAcquire() && (all.tryAcquire() || giveBack(share));
        if (!in) {
            await(share, response);
        }
        request.setAttribute(SHARE, share);
        return true;
    }

    private static boolean giveBack(Semaphore share) {
        share.release();
        return false;
    }

    private void await(Semaphore share, HttpServletResponse response) throws InterruptedException {
        long until = System.nanoTime() + settings.patience().toNanos();
        try {
            if (waiting.incrementAndGet() > settings.waiting()) {
                throw busy(HttpStatus.SERVICE_UNAVAILABLE, response);
            }
            if (!share.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw busy(HttpStatus.TOO_MANY_REQUESTS, response);
            }
            if (!all.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                share.release();
                throw busy(HttpStatus.SERVICE_UNAVAILABLE, response);
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static BadInput busy(HttpStatus status, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Problems.MOMENT);
        return new BadInput(
                status,
                status == HttpStatus.TOO_MANY_REQUESTS ? "too-many-heavy-requests" : "busy",
                status == HttpStatus.TOO_MANY_REQUESTS
                        ? "As many of your files and calculations are being made as may be at once. Wait for one of them and send it again"
                        : "As many files and calculations are being made as may be at once. Wait a moment and send it again");
    }

    private static boolean isHeavy(Object handler) {
        May may = handler instanceof HandlerMethod method ? method.getMethodAnnotation(May.class) : null;
        return may != null && may.heavy();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(SHARE) instanceof Semaphore share) {
            request.removeAttribute(SHARE);
            all.release();
            share.release();
        }
    }

    /** How many are at work. */
    int atWork() {
        return settings.atOnce() - all.availablePermits();
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }
}
