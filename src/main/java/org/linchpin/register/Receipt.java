package org.linchpin.register;

import org.jspecify.annotations.Nullable;

/**
 * What became of each row of a file. Every row is in exactly one of accepted, unchanged, rejected and superseded.
 *
 * @param received rows in the file below its header, blank ones left out
 * @param accepted taken in because they are new or say something new
 * @param unchanged taken in, and as they were in the submission before
 * @param added of the accepted: their reference was not there before
 * @param changed of the accepted: their reference was there and said something else
 * @param removed references that were there before and are no longer; no rows of this file
 * @param removedRejected of the removed: their reference is in a row of this file that was rejected; null where nobody has counted them
 * @param rejected not taken in, each with its problem
 * @param superseded word for word like an earlier row of the same file, and counted once
 */
record Receipt(
        long received,
        long accepted,
        long unchanged,
        long added,
        long changed,
        long removed,
        @Nullable Long removedRejected,
        long rejected,
        long superseded) {

    Receipt {
        if (received != accepted + unchanged + rejected + superseded || accepted != added + changed) {
            throw new IllegalArgumentException("a row is not accounted for");
        }
        if (removedRejected != null && (removedRejected < 0 || removedRejected > Math.min(removed, rejected))) {
            throw new IllegalArgumentException("more are in rejected rows than are gone or than there are such rows");
        }
    }

    /** The rows that count once the submission is accepted. */
    public long taken() {
        return accepted + unchanged;
    }

    /** Whether some of the removed are known to be in the file after all, in rows that were rejected. */
    public boolean someInRejectedRows() {
        return removedRejected != null && removedRejected > 0;
    }

    /** What share of the submission before is gone. */
    public double removedShare() {
        long before = unchanged + changed + removed;
        return before == 0 ? 0 : (double) removed / before;
    }
}
