package org.linchpin.resilience;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the N-1 test draws its line.
 *
 * @param tolerableLoss the per cent of a sector's or region's units whose loss at one blow the test lets pass; a choice of
 *     policy, not a finding
 */
@ConfigurationProperties("linchpin.resilience")
record ResilienceSettings(@DefaultValue("30") int tolerableLoss) {

    ResilienceSettings {
        if (tolerableLoss < 1 || tolerableLoss > 99) {
            throw new IllegalArgumentException("linchpin.resilience.tolerable-loss lies between 1 and 99");
        }
    }
}
