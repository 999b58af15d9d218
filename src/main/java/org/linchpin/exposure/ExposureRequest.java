package org.linchpin.exposure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.inventory.Dimension;
import org.linchpin.inventory.LookThroughRule;
import org.linchpin.inventory.Weight;

/** What is to be counted, as a query string says it; unknown words are refused with the known ones. */
record ExposureRequest(Dimension by, Weight weight, LookThroughRule rule) {

    static ExposureRequest of(@Nullable String by, @Nullable String weight, @Nullable String lookThrough) {
        List<BadInput.Fault> faults = new ArrayList<>();
        Dimension dimension = Dimension.of(by == null ? "controller" : by).orElse(null);
        if (dimension == null) {
            faults.add(fault(
                    "by",
                    by,
                    Arrays.stream(Dimension.values()).map(Dimension::key).toList()));
        }
        Weight kind = Weight.of(weight == null ? "units" : weight).orElse(null);
        if (kind == null) {
            faults.add(fault(
                    "weight",
                    weight,
                    Arrays.stream(Weight.values()).map(Weight::key).toList()));
        }
        LookThroughRule rule = LookThroughRule.of(lookThrough == null ? "declared" : lookThrough)
                .orElse(null);
        if (rule == null) {
            faults.add(fault(
                    "lookThrough",
                    lookThrough,
                    Arrays.stream(LookThroughRule.values())
                            .map(LookThroughRule::key)
                            .toList()));
        }
        if (dimension == null || kind == null || rule == null) {
            throw BadInput.fields(faults);
        }
        return new ExposureRequest(dimension, kind, rule);
    }

    private static BadInput.Fault fault(String field, @Nullable String said, List<String> known) {
        String list = known.stream().collect(Collectors.joining(", "));
        return BadInput.Fault.field(
                field, said, field + "-unknown", field + " must be one of " + list, "Choose one of them");
    }
}
