package org.linchpin.scanning;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which scanner looks through files.
 *
 * @param address where a clamd listens ({@code LINCHPIN_SCANNER_ADDRESS}): {@code tcp://host:3310} or {@code unix:/path};
 *     without it no file is scanned
 * @param patience how long it may be silent
 * @param piece how much of a longer file it is given at once; less than its {@code StreamMaxLength}
 * @param rescan how long it counts that a file was found clean; opened later, it is scanned again
 */
@ConfigurationProperties("linchpin.scanner")
record ScannerSettings(
        @Nullable URI address,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("20MB") DataSize piece,
        @DefaultValue("7d") Duration rescan) {

    ScannerSettings {
        if (address != null
                && !("tcp".equals(address.getScheme()) && address.getHost() != null && address.getPort() > 0)
                && !("unix".equals(address.getScheme()) && address.getPath() != null)) {
            throw new IllegalArgumentException(
                    "linchpin.scanner.address must be tcp://host:port or unix:/path, not " + address);
        }
        if (piece.toBytes() <= 2L * Clamd.OVERLAP) {
            throw new IllegalArgumentException("linchpin.scanner.piece must be more than 2 MB");
        }
    }
}
