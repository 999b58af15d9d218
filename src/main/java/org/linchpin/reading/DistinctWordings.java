package org.linchpin.reading;

import org.jspecify.annotations.Nullable;
import org.linchpin.recognition.Wording;

/**
 * The wordings of a file, of which it repeats a few all the time: such a one is the same object again, with the hash of its
 * words, so that a row costs neither. Each has one place and gives way to the next that needs it.
 */
final class DistinctWordings {

    private static final int BITS = 12;

    private final @Nullable Known[] known = new @Nullable Known[1 << BITS];

    /**
     * A wording and its part in the hash of a line.
     *
     * @param says where the hash of a line begins that says these words
     */
    record Known(Wording wording, long says) {}

    Known of(
            String maker,
            String model,
            String orderCode,
            String firmware,
            String connectivity,
            String moduleMaker,
            String module,
            String fccId,
            String tac,
            String usbId) {
        int hash = maker.hashCode();
        hash = hash * 31 + model.hashCode();
        hash = hash * 31 + orderCode.hashCode();
        hash = hash * 31 + firmware.hashCode();
        hash = hash * 31 + connectivity.hashCode();
        hash = hash * 31 + moduleMaker.hashCode();
        hash = hash * 31 + module.hashCode();
        hash = hash * 31 + fccId.hashCode();
        hash = hash * 31 + tac.hashCode();
        hash = hash * 31 + usbId.hashCode();
        int place = hash * 0x9E3779B9 >>> Integer.SIZE - BITS;
        Known there = known[place];
        if (there != null) {
            Wording same = there.wording();
            if (same.model().equals(model)
                    && same.maker().equals(maker)
                    && same.orderCode().equals(orderCode)
                    && same.firmware().equals(firmware)
                    && same.connectivity().equals(connectivity)
                    && same.moduleMaker().equals(moduleMaker)
                    && same.module().equals(module)
                    && same.fccId().equals(fccId)
                    && same.tac().equals(tac)
                    && same.usbId().equals(usbId)) {
                return there;
            }
        }
        Wording wording =
                new Wording(maker, model, orderCode, firmware, connectivity, moduleMaker, module, fccId, tac, usbId);
        Known fresh = new Known(wording, Line.says(wording));
        known[place] = fresh;
        return fresh;
    }
}
