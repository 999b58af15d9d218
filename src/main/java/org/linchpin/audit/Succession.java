package org.linchpin.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The keys of a trail in their order, from whichever of them is known for sure: each named by the one before it. */
final class Succession {

    private final List<AuditKey> keys = new ArrayList<>();
    private final List<Handover> handovers = new ArrayList<>();
    private final Set<Handover> strangers;

    /**
     * What follows from a key that is trusted, forwards and backwards.
     *
     * @param said handovers that somebody holds, true or not
     */
    Succession(AuditKey known, Collection<Handover> said) {
        strangers = new LinkedHashSet<>(said);
        keys.add(known);
        Optional<Handover> next = one(Handover::from, known);
        while (next.isPresent()) {
            handovers.add(next.get());
            keys.add(AuditKey.ofWords(next.get().to()));
            next = one(Handover::from, last());
        }
        next = one(Handover::to, known);
        while (next.isPresent()) {
            handovers.add(0, next.get());
            keys.add(0, AuditKey.ofWords(next.get().from()));
            next = one(Handover::to, keys.get(0));
        }
    }

    /** The handover from, or to, a key; once taken it is no stranger, and taken no second time. */
    private Optional<Handover> one(Function<Handover, String> side, AuditKey key) {
        Optional<Handover> found = strangers.stream()
                .filter(one -> side.apply(one).equals(key.words()) && one.isSignedByBoth())
                .findFirst();
        found.ifPresent(strangers::remove);
        return found;
    }

    /** The key whose affair it was to sign so many lines. */
    AuditKey of(long size) {
        int at = 0;
        while (at < handovers.size() && size > handovers.get(at).size()) {
            at++;
        }
        return keys.get(at);
    }

    AuditKey last() {
        return keys.get(keys.size() - 1);
    }

    List<AuditKey> keys() {
        return List.copyOf(keys);
    }

    List<Handover> handovers() {
        return List.copyOf(handovers);
    }

    /** Handovers that no key of these made, or a second one of a key that had made one. */
    Set<Handover> strangers() {
        return Set.copyOf(strangers);
    }
}
