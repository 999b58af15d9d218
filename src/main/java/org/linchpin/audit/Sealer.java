package org.linchpin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.Scope;
import org.linchpin.access.Scopes;
import org.linchpin.access.Trail;
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

    /** As the trail calls it when its key is exchanged. */
    static final String EXCHANGE = "trail.key";

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final Chain chain;
    private final Forgetting forgetting;
    private final AuditSettings settings;
    private final AuditKeys keys;
    private final Trail trail;
    private final Witness witness;
    private final @Nullable Copying copying;
    private final Scopes scopes;
    private final TransactionTemplate transaction;
    private long signedAt = System.nanoTime();
    private OffsetDateTime lookedAt = OffsetDateTime.MIN;
    private boolean published = true;
    private int handed = -1;
    private boolean troubled;

    Sealer(
            JdbcClient jdbc,
            AuditSettings settings,
            Home home,
            Scopes scopes,
            Trail trail,
            PlatformTransactionManager transactions) {
        this.chain = new Chain(jdbc);
        this.settings = settings;
        this.keys = new AuditKeys(home.folder("keys"), home.keysKeptElsewhere());
        this.trail = trail;
        this.forgetting = new Forgetting(jdbc, chain, this::inForce);
        this.witness = witness(settings, home);
        this.copying =
                settings.copy() == null || settings.copy().isBlank() ? null : new Copying(chain, settings.copy());
        this.scopes = scopes;
        this.transaction = new TransactionTemplate(transactions);
    }

    private static Witness witness(AuditSettings settings, Home home) {
        String where = settings.witness();
        if (where == null || where.isBlank()) {
            return new FileWitness(home.folder("witness").resolve("checkpoints"));
        }
        return Witness.at(where);
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        try {
            sealAll();
            if (System.nanoTime() - signedAt >= settings.every().toNanos() || !published) {
                sign();
                forget(OffsetDateTime.now(ZoneOffset.UTC));
            }
            if (copying != null) {
                copy(copying);
            }
            troubled = false;
        } catch (DataAccessException | TransactionException gone) {
            say("The trail waits to be sealed: {}", gone);
        } catch (IOException refused) {
            say("The witness did not take a checkpoint and will be asked again: {}", refused);
        } catch (UncheckedIOException refused) {
            say("The copy of the trail did not take lines and will be sent them again: {}", refused);
        }
    }

    /** Sends on whatever is signed and was not sent. */
    void copy(Copying to) {
        boolean more = true;
        while (more) {
            more = inFull(to::next);
        }
    }

    /** How far the copy is; null where there is none. */
    Copying.@Nullable Reached copied() {
        return copying == null ? null : inFull(copying::reached);
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
        Optional<Checkpoint> signed = inFull(() -> {
            chain.hold();
            return chain.checkpoint(settings.origin(), inForce());
        });
        published &= signed.isEmpty();
        if (!published) {
            publish();
        }
    }

    /** The last checkpoint, and before it whatever handover of the key the witness has not been told of. */
    private void publish() throws IOException {
        List<Handover> handovers = inFull(chain::handovers);
        if (handed != handovers.size()) {
            List<Handover> known = Handover.read(witness.notes());
            for (Handover one : handovers) {
                if (!known.contains(one)) {
                    witness.publish(one.note());
                }
            }
            handed = handovers.size();
        }
        Optional<Checkpoint> last = inFull(chain::lastCheckpoint);
        if (last.isPresent()) {
            witness.publish(last.get().note());
        }
        published = true;
    }

    /**
     * The trail's key names the next one, a line of the trail tells of it, and the next one signs from then on. A witness
     * that does not answer is told later.
     */
    synchronized Handover exchange() {
        Handover handover = inFull(() -> {
            chain.hold();
            AuditKey now = inForce();
            AuditKey next = keys.next(now);
            trail.record(EXCHANGE, "/keys/audit", null, Handover.fingerprint(next.words()));
            return chain.handOver(settings.origin(), now, next);
        });
        published = false;
        inFull(this::inForce);
        try {
            publish();
        } catch (IOException refused) {
            say("The witness was not told of the exchange of the key and will be asked again: {}", refused);
        }
        return handover;
    }

    /** In a transaction that is already open. */
    private AuditKey inForce() {
        return keys.inForce(chain.handovers());
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
        Notes witnessed = Notes.none();
        try {
            witnessed = Notes.read(witness.notes());
        } catch (IOException unreachable) {
            LOG.warn("The witness cannot be read: {}", unreachable.getMessage());
        }
        return new Verification(key(), settings.lateness(), of.notes(), witnessed, witness.place());
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
        return inFull(this::inForce);
    }

    /** The key in force. */
    Key about() {
        return inFull(() -> new Key(
                Handover.fingerprint(inForce().words()),
                chain.keySince().orElse(null),
                settings.renewal().toDays()));
    }

    /**
     * What people are told of the key that signs.
     *
     * @param fingerprint SHA-256 of its open half
     * @param since when it signs; null as long as it signed nothing
     * @param renewal after how many days it is time to exchange it
     */
    public record Key(String fingerprint, @Nullable OffsetDateTime since, long renewal) {

        /** How many days it is in force. */
        public long days() {
            return since == null
                    ? 0
                    : Duration.between(since, OffsetDateTime.now(ZoneOffset.UTC))
                            .toDays();
        }

        /** Whether it is time to exchange it. */
        public boolean due() {
            return days() >= renewal;
        }
    }
}
