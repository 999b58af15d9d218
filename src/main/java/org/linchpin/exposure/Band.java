package org.linchpin.exposure;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a convention of competition law draws its lines for the HHI. No finding about dependency: a common yardstick.
 *
 * @param note what of it was read in its source and what is recalled
 * @param moderate the HHI above which a market is called moderately concentrated
 * @param high the HHI above which it is called highly concentrated
 */
public record Band(
        String key,
        String name,
        String date,
        double moderate,
        double high,
        @Nullable String note) {

    /** Whether this is the convention that is used unless another is asked for. */
    public boolean usual() {
        return key.equals("us2023");
    }

    /** The word for an HHI: low, moderate or high. */
    public String word(double hhi) {
        return hhi > high ? "high" : hhi > moderate ? "moderate" : "low";
    }

    /** The words for both ends of an interval; one word where they agree. */
    public List<String> words(Interval hhi) {
        return Stream.of(hhi.low(), hhi.high()).map(this::word).distinct().toList();
    }
}
