package org.linchpin.audit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.database.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals the trail every second, signs it every minute, publishes what it signed, and says whether all of it holds. */
@Component
class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final Chain chain;
    private final Forgetting forgetting;
    private final AuditSettings settings;
    private final AuditKey key;
    private final Witness witness;
    private final Scopes scopes;
    private final TransactionTemplate transaction;
    private long signedAt = System.nanoTime();
    private OffsetDateTime lookedAt = OffsetDateTime.MIN;
    private boolean published = true;
    private boolean troubled;

    Sealer(JdbcClient jdbc, AuditSettings settings, Home home, Scopes scopes, PlatformTransactionManager transactions) {
        this.chain = new Chain(jdbc);
        this.settings = settings;
        this.key = AuditKey.in(home.folder("keys"));
        this.forgetting = new Forgetting(jdbc, chain, key);
        this.witness = witness(settings, home);
        this.scopes = scopes;
        this.transaction = new TransactionTemplate(transactions);
    }

    private static Witness witness(AuditSettings settings, Home home) {
        String where = settings.witness();
        if (where == null || where.isBlank()) {
            return new FileWitness(home.folder("witness").resolve("checkpoints"));
        }
        return where.startsWith("http://") || where.startsWith("https://")
                ? new HttpWitness(URI.create(where))
                : new FileWitness(Path.of(where));
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        try {
            sealAll();
            if (System.nanoTime() - signedAt >= settings.every().toNanos() || !published) {
                sign();
                forget(OffsetDateTime.now(ZoneOffset.UTC));
            }
            troubled = false;
        } catch (DataAccessException | TransactionException gone) {
            say("The trail waits to be sealed: {}", gone);
        } catch (IOException refused) {
            say("The witness did not take a checkpoint and will be asked again: {}", refused);
        }
    }

    /** Once, and not each second for as long as it lasts. */
    private void say(String message, Exception trouble) {
        if (!troubled) {
            LOG.warn(message, trouble.getMessage());
        }
        troubled = true;
    }

    /** Takes out of the trail what is to be forgotten, some thousand lines at a time. */
    void forget(OffsetDateTime now) {
        int lost = 1;
        while (lost > 0) {
            lost = inFull(forgetting::all);
        }
        Duration kept = settings.addresses();
        if (kept != null && now.minusHours(1).isAfter(lookedAt)) {
            lookedAt = now;
            lost = 1;
            while (lost > 0) {
                lost = inFull(() -> forgetting.addressesBefore(now.minus(kept)));
            }
        }
    }

    /** Everything that is visible now. */
    void sealAll() {
        int sealed = 1;
        while (sealed > 0) {
            sealed = inFull(chain::seal);
        }
    }

    /** Signs what is new; what a witness could not take goes with the next, which covers it. */
    synchronized void sign() throws IOException {
        signedAt = System.nanoTime();
        Optional<Checkpoint> signed = inFull(() -> chain.checkpoint(settings.origin(), key));
        if (signed.isPresent()) {
            published = false;
            witness.publish(signed.get().note());
            published = true;
        } else if (!published) {
            List<Checkpoint> own = inFull(chain::checkpoints);
            witness.publish(own.get(own.size() - 1).note());
            published = true;
        }
    }

    /** Walks all of it. */
    Verdict verify() {
        return inFull(() -> verify(chain));
    }

    /** Walks a chain in a transaction that is already open. */
    Verdict verify(Chain of) {
        Verification verification = verification(of);
        of.walk(verification::next);
        verification.beside(of.outside(), of.strays(), of.unwatched());
        return verification.verdict(of.waiting());
    }

    private Verification verification(Chain of) {
        try {
            return new Verification(
                    key, settings.lateness(), of.checkpoints(), Checkpoint.read(witness.notes()), witness.place());
        } catch (IOException unreachable) {
            LOG.warn("The witness cannot be read: {}", unreachable.getMessage());
            return new Verification(key, settings.lateness(), of.checkpoints(), List.of(), witness.place());
        }
    }

    /** Every line, as an export for checking elsewhere takes it. */
    void walk(Consumer<Sealed> visitor) {
        inFull(() -> {
            chain.walk(visitor);
            return 0;
        });
    }

    String notes() throws IOException {
        return witness.notes();
    }

    private <T> T inFull(Supplier<T> work) {
        return scopes.within(Scope.all(), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    AuditKey key() {
        return key;
    }
}
