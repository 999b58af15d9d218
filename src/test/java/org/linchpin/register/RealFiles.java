package org.linchpin.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Registers as their publishers wrote them; see the README beside them. */
public final class RealFiles {

    public static final String CHARGERS = "uk_ncr_2017-11.csv";
    public static final String CAMERAS = "austin_cameras_2020-05.csv";

    private RealFiles() {}

    public static byte[] read(String name) {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(RealFiles.class.getResourceAsStream("/register/" + name + ".gz")))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
