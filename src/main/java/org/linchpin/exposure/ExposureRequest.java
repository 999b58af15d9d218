package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Slice;
import org.linchpin.inventory.Weight;

/**
 * What is to be counted and how it is shown.
 *
 * @param proRata whether an estimate is asked for that takes the unknown to be like the known
 */
public record ExposureRequest(Dimension by, Weight weight, LookThroughRule rule, Band band, boolean proRata) {

    /** The same as a query string says it; what is not said is as usual. */
    public record Asked(
            @Nullable String by,
            @Nullable String weight,
            @Nullable String lookThrough,
            @Nullable String band,
            @Nullable String estimate) {}

    /** Reads what is asked for; unknown words are refused with the known ones. */
    public static ExposureRequest of(Asked asked, List<Band> bands) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Optional<Dimension> by =
                read("by", asked.by(), Dimension.CONTROLLER, Dimension.values(), Dimension::key, faults);
        Optional<Weight> weight = read("weight", asked.weight(), Weight.UNITS, Weight.values(), Weight::key, faults);
        Optional<LookThroughRule> rule = read(
                "lookThrough",
                asked.lookThrough(),
                LookThroughRule.DECLARED,
                LookThroughRule.values(),
                LookThroughRule::key,
                faults);
        Optional<Band> band = read("band", asked.band(), bands.get(0), bands.toArray(Band[]::new), Band::key, faults);
        Optional<String> estimate =
                read("estimate", asked.estimate(), "none", new String[] {"none", "prorata"}, word -> word, faults);
        if (!faults.isEmpty()) {
            throw BadInput.fields(faults);
        }
        return new ExposureRequest(
                by.orElseThrow(),
                weight.orElseThrow(),
                rule.orElseThrow(),
                band.orElseThrow(),
                estimate.orElseThrow().equals("prorata"));
    }

    /** The same, followed as far as another rule goes. */
    ExposureRequest by(LookThroughRule other) {
        return new ExposureRequest(by, weight, other, band, proRata);
    }

    /** The address of a page that looks the same way; what is as usual is left out. */
    public String on(String path, Slice slice, String... more) {
        List<String> parts = new ArrayList<>(List.of(more));
        if (weight != Weight.UNITS) {
            parts.add("weight=" + weight.key());
        }
        if (rule != LookThroughRule.DECLARED) {
            parts.add("lookThrough=" + rule.key());
        }
        if (!band.usual()) {
            parts.add("band=" + band.key());
        }
        if (proRata) {
            parts.add("estimate=prorata");
        }
        return slice.on(path, parts.toArray(String[]::new));
    }

    /** The address of what replacing modules costs, whose makers are followed as far as here. */
    String priced(Slice slice, String target) {
        return rule == LookThroughRule.DECLARED
                ? slice.on("/replacement", target)
                : slice.on("/replacement", target, "lookThrough=" + rule.key());
    }

    private static <T> Optional<T> read(
            String field,
            @Nullable String said,
            T usual,
            T[] known,
            Function<T, String> key,
            List<BadInput.Fault> faults) {
        if (said == null || said.isBlank()) {
            return Optional.of(usual);
        }
        Optional<T> found = Arrays.stream(known)
                .filter(one -> key.apply(one).equalsIgnoreCase(said.strip()))
                .findFirst();
        if (found.isEmpty()) {
            String list = String.join(", ", Arrays.stream(known).map(key).toList());
            faults.add(BadInput.Fault.field(
                    field, said, field + "-unknown", field + " must be one of " + list, "Choose one of them"));
        }
        return found;
    }
}
