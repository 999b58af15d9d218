package org.linchpin.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linchpin.audit.Verdict.Finding;

/**
 * Walks the chain once, from the first line to the last, against the checkpoints that the database and the witness hold.
 * Needs no database: lines may come from an export.
 */
final class Verification {

    private static final int FINDINGS = 200;

    private final Succession keys;
    private final Duration lateness;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<Checkpoint> ahead = new ArrayDeque<>();
    private final List<Checkpoint> witnessed;
    private final Map<String, Long> told = new HashMap<>();
    private final String place;
    private final int compared;

    private final Merkle tree = new Merkle();
    private byte[] link = new byte[32];
    private long seq;
    private Instant sealedAt = Instant.EPOCH;
    private Instant batchBefore = Instant.EPOCH;
    private long erased;

    /**
     * Begins.
     *
     * @param known a key that the trail was signed with at some time
     */
    Verification(AuditKey known, Duration lateness, Notes own, Notes witness, String place) {
        List<Handover> said = new ArrayList<>(witness.handovers());
        said.addAll(own.handovers());
        this.keys = new Succession(known, said);
        this.lateness = lateness;
        this.witnessed = witness.checkpoints();
        this.place = place;
        List<Checkpoint> both = new ArrayList<>();
        own.checkpoints().stream().filter(one -> isSigned(one, "the database")).forEach(both::add);
        witnessed.stream().filter(one -> isSigned(one, "the witness")).forEach(both::add);
        this.compared = both.size();
        keys.handovers()
                .forEach(one -> both.add(new Checkpoint(one.origin(), one.size(), one.root(), one.at(), one.before())));
        both.sort(Comparator.comparingLong(Checkpoint::size));
        ahead.addAll(both);
        compareRoots(both);
        compareWithWitness(own.checkpoints());
        compareHandovers(own.handovers(), witness.handovers());
    }

    /** Each key signs what was its affair: a key that was retired vouches for nothing any more. */
    private boolean isSigned(Checkpoint checkpoint, String of) {
        boolean signed = checkpoint.isSignedWith(keys.of(checkpoint.size()));
        if (!signed) {
            find(
                    "bad-signature",
                    checkpoint.size(),
                    "A checkpoint of " + of + " is not signed with the key of this trail");
        }
        return signed;
    }

    private void compareHandovers(List<Handover> own, List<Handover> witness) {
        keys.strangers()
                .forEach(one -> find(
                        "bad-handover",
                        one.size(),
                        "A key was put in the place of this trail's that was not named by the one before it"));
        for (Handover one : keys.handovers()) {
            boolean later = witnessed.stream().anyMatch(checkpoint -> checkpoint.size() > one.size());
            if (!own.contains(one)) {
                find("handover-missing", one.size(), "The witness holds a handover of the key that the trail has lost");
            } else if (!witness.contains(one) && later) {
                find("handover-missing", one.size(), "The witness was never told of a handover of the key");
            }
        }
    }

    /** Two signed roots over as many lines: there were two trails. */
    private void compareRoots(List<Checkpoint> both) {
        Map<Long, String> roots = new HashMap<>();
        for (Checkpoint one : both) {
            String other = roots.putIfAbsent(one.size(), one.root());
            if (other != null && !other.equals(one.root())) {
                find("forked", one.size(), "Two different trails of this length were signed");
            }
        }
        long largest = 0;
        for (Checkpoint one : witnessed) {
            if (one.size() < largest) {
                find(
                        "forked",
                        one.size(),
                        "The witness saw a longer trail before this one: it was cut and written anew");
            }
            largest = Math.max(largest, one.size());
        }
    }

    private void compareWithWitness(List<Checkpoint> own) {
        long signed = own.stream().mapToLong(Checkpoint::size).max().orElse(0);
        for (Checkpoint one : witnessed) {
            if (own.stream().noneMatch(mine -> mine.size() == one.size())) {
                find("checkpoint-missing", one.size(), "The witness holds a checkpoint that the trail has lost");
            }
        }
        if (witnessed.isEmpty() && signed > 0) {
            find("unwitnessed", null, "No witness holds a checkpoint of this trail");
        }
    }

    void next(Sealed sealed) {
        if (sealed.seq() != seq + 1) {
            find("missing", seq + 1, "The chain goes from place %d to place %d".formatted(seq, sealed.seq()));
        }
        seq = sealed.seq();
        Line line = sealed.line();
        if (line == null) {
            find("missing", seq, "The line at this place is gone");
        } else {
            if (line.action().equals(Sealer.EXCHANGE) && line.detail() != null) {
                told.putIfAbsent(line.detail(), seq);
            }
            if (line.erasure() != null) {
                erased++;
                erasedByUs(sealed, line.erasure());
            }
            byte[] right = Sealed.link(link, seq, sealed.sealedAt(), line);
            // Of an erased line from before there were commitments only the signed link is left.
            boolean linkAlone = line.erasure() != null && !line.commits();
            if (!linkAlone && !HexFormat.of().formatHex(right).equals(sealed.link())) {
                find(
                        "altered",
                        seq,
                        "Line %d, its place or the link before it is not what was sealed".formatted(line.id()));
            }
            clocks(sealed, line);
        }
        link = HexFormat.of().parseHex(sealed.link());
        tree.add(link);
        while (!ahead.isEmpty() && ahead.peekFirst().size() <= seq) {
            compare(ahead.removeFirst());
        }
    }

    private void erasedByUs(Sealed sealed, Erasure erasure) {
        String signature = erasure.signature();
        if (signature == null
                || keys.keys().stream()
                        .noneMatch(key ->
                                key.signed(sealed.erased(), Base64.getDecoder().decode(signature)))) {
            find("erased", seq, "Words were taken out at this place, and not by whoever signs this trail");
        }
    }

    private void compare(Checkpoint checkpoint) {
        boolean same = checkpoint.size() == tree.size()
                && checkpoint.root().equals(Base64.getEncoder().encodeToString(tree.root()));
        if (!same) {
            find(
                    "rewritten",
                    checkpoint.size(),
                    "The first %d lines are not those that were signed on %s"
                            .formatted(checkpoint.size(), checkpoint.at()));
        }
    }

    private void clocks(Sealed sealed, Line line) {
        if (sealed.sealedAt().isBefore(sealedAt)) {
            find("out-of-order", seq, "This line was sealed before the one before it");
        } else if (sealed.sealedAt().isAfter(sealedAt)) {
            batchBefore = sealedAt;
            sealedAt = sealed.sealedAt();
        }
        if (line.at().isBefore(batchBefore.minus(lateness))) {
            find(
                    "back-dated",
                    seq,
                    "Line %d says it was written on %s, long before the lines that were sealed before it"
                            .formatted(line.id(), line.at()));
        }
        if (line.at().isAfter(sealed.sealedAt().plus(lateness))) {
            find("post-dated", seq, "Line %d says it was written after it was sealed".formatted(line.id()));
        }
    }

    /** What else the database shows, where there is one. */
    void beside(List<Long> outside, List<String> strays, List<String> unwatched) {
        outside.forEach(
                id -> find("outside", null, "Line %d is neither in the chain nor waiting for it".formatted(id)));
        strays.forEach(stray -> find("stray", null, stray));
        unwatched.forEach(
                table -> find("unwatched", null, "Changes of the table %s are not written down".formatted(table)));
    }

    Verdict verdict(long waiting) {
        ahead.forEach(one -> find(
                "truncated",
                one.size(),
                "%d lines were signed on %s, and %d are left".formatted(one.size(), one.at(), seq)));
        ahead.clear();
        keys.handovers().stream()
                .filter(one -> told.getOrDefault(one.fingerprint(), Long.MAX_VALUE) > one.size())
                .forEach(one ->
                        find("handover-untold", one.size(), "No line of the trail tells of this exchange of its key"));
        long last = witnessed.stream().mapToLong(Checkpoint::size).max().orElse(0);
        return new Verdict(
                findings.isEmpty(),
                seq,
                waiting,
                compared,
                last,
                place,
                keys.last().words(),
                keys.keys().size(),
                erased,
                List.copyOf(findings));
    }

    private void find(String code, @Nullable Long at, String message) {
        if (findings.size() < FINDINGS) {
            findings.add(new Finding(code, at, message));
        }
    }
}
