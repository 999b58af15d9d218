package org.linchpin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of others that are not in the repository; tests that need them run where LINCHPIN_TEST_DATA or shared/data is. */
public final class SharedData {

    private SharedData() {}

    private static Optional<Path> home() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("LINCHPIN_TEST_DATA"))
                                .map(Path::of)
                                .orElse(Path.of("none")),
                        Path.of("..", "shared", "data"),
                        Path.of("..", "..", "shared", "data"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** A folder or a file; the test is skipped where it is not. */
    public static Path at(String path) {
        Optional<Path> home = home();
        assumeTrue(home.isPresent(), "the folder of shared test data is not here");
        return home.orElseThrow().resolve(path);
    }

    public static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(at(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder, by name. */
    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(at(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
