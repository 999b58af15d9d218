package org.linchpin.working;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.InstalledBase.Basis;
import org.linchpin.inventory.ModuleOffers.Closure;
import org.linchpin.inventory.ModuleOffers.Offer;
import org.linchpin.inventory.Reckoning;
import org.linchpin.inventory.Tally;
import org.linchpin.inventory.Weight;

/**
 * A figure with all that it was made from, complete enough to derive it again without the program that made it.
 *
 * @param form the version of this form
 * @param definition the address of the figure's definition
 * @param permalink the page that shows the same figure, clocks included
 * @param rows the page of the rows behind it
 * @param names what the keys are called
 * @param result what the program answered
 * @param values all numbers of the figure; null in files from before figures could be several numbers
 * @param beside what else some figures need
 */
record Working(
        String form,
        String figure,
        String label,
        String formula,
        String definition,
        String method,
        LocalDate asAt,
        Instant knownAt,
        String by,
        String key,
        String weight,
        String lookThrough,
        Filter filter,
        String permalink,
        String rows,
        Result result,
        List<Sum> sums,
        Map<String, String> names,
        List<Basis> submissions,
        Reckoning reckoning,
        @Nullable List<Value> values,
        @Nullable Beside beside) {

    static final String FORM = "linchpin-working-1";

    /** Which part was counted, and whether whoever asked may see every operator's rows. */
    record Filter(
            boolean everythingInScope,
            Set<String> sector,
            Set<String> region,
            Set<String> operator,
            Set<String> assetClass) {}

    /** The figure, and what it rests on. */
    record Result(double low, double high, double total, double identified, double unknown, double withoutModule) {}

    /** One key's count. */
    record Sum(String key, double sure, double possible) {}

    /** One number of a figure, as an interval; the one that the figure is called by has no label. */
    record Value(String label, double low, double high) {}

    /** What the catalogue says that no line says: who offers modules, when networks close, whose law binds the key. */
    record Beside(String country, List<Offer> offers, List<Closure> closures) {

        static final Beside NOTHING = new Beside("", List.of(), List.of());
    }

    /** Counts the reckoning, here and wherever a downloaded file is read. */
    Tally tally() {
        Dimension dimension = Dimension.of(by).orElseThrow(() -> new IllegalArgumentException("no dimension " + by));
        return reckoning.tally(dimension, one -> names.getOrDefault(one, one));
    }

    /** What was stated. */
    List<Value> stated() {
        return values == null ? List.of(new Value("", result.low(), result.high())) : values;
    }

    /** The figure, made again from the reckoning alone. */
    List<Value> derived() {
        Figure which = Figure.of(figure).orElseThrow(() -> new IllegalArgumentException("no figure " + figure));
        Dimension dimension = Dimension.of(by).orElseThrow(() -> new IllegalArgumentException("no dimension " + by));
        boolean counts = Weight.of(weight)
                .orElseThrow(() -> new IllegalArgumentException("no weight " + weight))
                .counts();
        Beside known = beside == null ? Beside.NOTHING : beside;
        return which.of(new Figure.Ground(
                reckoning,
                tally(),
                dimension,
                key,
                counts,
                asAt,
                known.country(),
                known.offers(),
                known.closures(),
                Called.KEYS));
    }

    static Map<String, String> names(Tally tally) {
        Map<String, String> names = new TreeMap<>();
        tally.counts().forEach(count -> names.put(count.key(), count.name()));
        return names;
    }
}
