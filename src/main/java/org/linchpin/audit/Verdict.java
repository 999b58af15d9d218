package org.linchpin.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the trail holds.
 *
 * @param holds whether nothing was found
 * @param lines how many lines are in the chain
 * @param waiting how many are not yet
 * @param checkpoints how many signed checkpoints were compared, of the database and of the witness
 * @param witnessed the size of the last checkpoint that the witness holds
 * @param witness where the witness is
 * @param publicKey the key that checkpoints are signed with now: X.509, Base64
 * @param keys how many keys signed this trail one after the other, each named by the one before it
 * @param erased how many lines have lost words because somebody is forgotten; each is signed
 * @param findings what is wrong, and where
 */
record Verdict(
        boolean holds,
        long lines,
        long waiting,
        int checkpoints,
        long witnessed,
        String witness,
        String publicKey,
        int keys,
        long erased,
        List<Finding> findings) {

    /** What may be said: as long as nothing is signed, whoever could write the chain could have written another. */
    public String told() {
        if (!holds) {
            return "The trail does not hold";
        }
        return checkpoints > 0
                ? "The trail holds: nothing was altered, dropped or moved"
                : "The lines fit together, and nothing signed vouches for them yet";
    }

    /**
     * One thing that is wrong.
     *
     * @param seq the place in the chain; null where none can be named
     */
    record Finding(String code, @Nullable Long seq, String message) {}
}
