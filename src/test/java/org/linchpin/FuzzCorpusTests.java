package org.linchpin;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linchpin.contribution.BillTarget;
import org.linchpin.reading.RegisterTarget;

/** Every file that fuzzing began with or found worth keeping, read again: rows, problems or a refusal in words, in good time. */
class FuzzCorpusTests {

    private static final Path CORPUS = Path.of("src", "test", "fuzz");

    static List<Path> registers() throws IOException {
        return files("register");
    }

    static List<Path> bills() throws IOException {
        return files("bill");
    }

    private static List<Path> files(String target) throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("registers")
    void noFileOfTheCorpusBreaksAReaderOfRegisters(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        RegisterTarget.fuzzerInitialize();
        assertThatCode(() -> RegisterTarget.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("bills")
    void noFileOfTheCorpusBreaksAReaderOfBills(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        BillTarget.fuzzerInitialize();
        assertThatCode(() -> BillTarget.fuzzerTestOneInput(bytes)).doesNotThrowAnyException();
    }
}
