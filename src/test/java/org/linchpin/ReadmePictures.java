package org.linchpin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes the README's picture of the demonstration: {@code ./mvnw test -Dtest=ReadmePictures}. Not among the tests of a
 * build, for it writes into {@code src/docs/images}.
 */
class ReadmePictures {

    private static final Path IMAGES = Path.of("src", "docs", "images");

    private static final int TO_THE_END_OF_THE_FIRST_CHART = 1_560;

    @Test
    void takeIt() throws IOException {
        Files.createDirectories(IMAGES);
        try (Separately linchpin = Separately.start(Map.of());
                Browser official = Browser.on(linchpin.port())) {
            official.signIn("official", "demonstration");
            Files.write(IMAGES.resolve("national.png"), official.go("/").window(TO_THE_END_OF_THE_FIRST_CHART));
        }
    }
}
