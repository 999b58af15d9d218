package org.linchpin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes the README's pictures of the demonstration: {@code ./mvnw test -Dtest=ReadmePictures}. Not among the tests of a
 * build, for it writes into {@code src/docs/images}.
 */
class ReadmePictures {

    private static final Path IMAGES = Path.of("src", "docs", "images");

    @Test
    void takeThem() throws IOException {
        Files.createDirectories(IMAGES);
        try (Separately linchpin = Separately.start(Map.of());
                Browser official = Browser.on(linchpin.port());
                Browser utility = Browser.on(linchpin.port())) {
            official.signIn("official", "demonstration");
            take(official, "/", "national");
            take(official, "/replacement?target=controller:quectel&sector=energy", "replacement");
            utility.signIn("utility", "demonstration");
            take(utility, "/registers", "registers");
        }
    }

    private static void take(Browser browser, String path, String name) throws IOException {
        Files.write(IMAGES.resolve(name + ".png"), browser.go(path).window());
    }
}
