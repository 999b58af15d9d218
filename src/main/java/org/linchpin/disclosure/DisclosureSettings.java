package org.linchpin.disclosure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on a total can be told.
 *
 * @param operators how many operators at least must contribute
 * @param units how many units at least it must count
 * @param margin by how many per cent of the largest contribution all but the two largest must exceed nothing: whoever knows
 *     the second largest, because it is its own, then errs about the largest by at least as much
 */
@ConfigurationProperties("linchpin.disclosure")
record DisclosureSettings(
        @DefaultValue("3") int operators,
        @DefaultValue("100") double units,
        @DefaultValue("10") double margin) {

    DisclosureSettings {
        if (operators < 3 || units < 1 || margin < 1) {
            throw new IllegalArgumentException(
                    "linchpin.disclosure asks for at least 3 operators, 1 unit and a margin of 1 per cent");
        }
    }

    Threshold threshold() {
        return new Threshold(operators, units, margin / 100);
    }
}
