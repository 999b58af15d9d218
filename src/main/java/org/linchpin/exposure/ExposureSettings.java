package org.linchpin.exposure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How figures are shown.
 *
 * @param coverageThreshold the coverage, between 0 and 1, below which only the interval of an index is shown: no word of a
 *     band, and no estimate even if asked for
 */
@ConfigurationProperties("linchpin.exposure")
record ExposureSettings(@DefaultValue("0.6") double coverageThreshold) {

    ExposureSettings {
        if (!(coverageThreshold >= 0 && coverageThreshold <= 1)) {
            throw new IllegalArgumentException("linchpin.exposure.coverage-threshold lies between 0 and 1");
        }
    }
}
