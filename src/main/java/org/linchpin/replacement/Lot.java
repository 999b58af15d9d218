package org.linchpin.replacement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Holdings.Holding;
import org.linchpin.inventory.Slice;

/**
 * Holdings that cost alike and go alike, added up: thousands of them where there are hundreds of thousands of designs.
 *
 * @param held what they have in common, and how many they are; their maker and model where designs are kept apart
 * @param share of the units that may be affected and are not surely so, the part that is expected to be
 * @param sureDesigns their part of the designs to be certified if surely affected units alone are
 * @param possibleDesigns the same if all that may be affected are
 */
record Lot(Holding held, Rate rate, double share, double sureDesigns, double possibleDesigns) {

    private record Key(
            Rate rate,
            String operator,
            String sector,
            @Nullable String region,
            List<String> forms,
            List<String> generations,
            @Nullable Integer year,
            @Nullable Integer planned,
            boolean sensitive,
            double share,
            String design) {}

    /**
     * The lots of a slice, in the order of their first holdings.
     *
     * @param all every holding that the asker may see, in the slice or not: who shares a design shares its certification
     * @param byDesign whether designs that are certified each by itself are kept apart
     */
    static List<Lot> of(Book book, Slice slice, List<Holding> all, boolean byDesign) {
        Map<String, double[]> designs = new HashMap<>();
        for (Holding held : all) {
            if (book.rate(held).swap().ownDesign()) {
                double[] units = designs.computeIfAbsent(held.design(), design -> new double[2]);
                units[0] += held.sure();
                units[1] += held.possible();
            }
        }
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (Holding held : all) {
            if (held.in(slice) && held.possible() > 0) {
                Rate rate = book.rate(held);
                String design = rate.swap().ownDesign() ? held.design() : "";
                Key key = new Key(
                        rate,
                        held.operator(),
                        held.sector(),
                        held.region(),
                        held.forms(),
                        held.generations(),
                        held.year(),
                        held.planned(),
                        held.sensitive(),
                        share(held),
                        byDesign ? design : "");
                sums.computeIfAbsent(key, fresh -> new Sum()).add(held, designs.get(design));
            }
        }
        List<Lot> lots = new ArrayList<>();
        sums.forEach((key, sum) -> lots.add(new Lot(
                Objects.requireNonNull(sum.held), key.rate(), key.share(), sum.sureDesigns, sum.possibleDesigns)));
        return lots;
    }

    private static double share(Holding held) {
        double open = held.possible() - held.sure();
        return open > 0 ? Math.min(1, Math.max(0, (held.expected() - held.sure()) / open)) : 0;
    }

    /** The same of another year of which nothing is planned, and as many as that. */
    Lot times(double times, @Nullable Integer otherYear) {
        return new Lot(held.times(times, otherYear), rate, share, sureDesigns * times, possibleDesigns * times);
    }

    /** The same where there are so many times as many of its designs. */
    Lot among(double times) {
        return new Lot(held, rate, share, sureDesigns / times, possibleDesigns / times);
    }

    private static final class Sum {

        private @Nullable Holding held;
        private double sureDesigns;
        private double possibleDesigns;

        void add(Holding more, double @Nullable [] design) {
            held = held == null ? more : held.and(more);
            if (design != null) {
                sureDesigns += design[0] > 0 ? more.sure() / design[0] : 0;
                possibleDesigns += more.possible() / design[1];
            }
        }
    }
}
