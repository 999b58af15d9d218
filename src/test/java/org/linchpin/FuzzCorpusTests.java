package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** What fuzzing found new paths with, thousands of small files, lies packed beside the files that somebody wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"register", "bill"})
    void nothingThatFuzzingFoundBreaksAReader(String target) throws Exception {
        RegisterTarget.fuzzerInitialize();
        BillTarget.fuzzerInitialize();
        int read = 0;
        try (ZipFile found = new ZipFile(CORPUS.resolve(target + ".zip").toFile())) {
            for (ZipEntry entry : Collections.list(found.entries())) {
                byte[] bytes = found.getInputStream(entry).readAllBytes();
                assertThatCode(() -> {
                            if (target.equals("register")) {
                                RegisterTarget.fuzzerTestOneInput(bytes);
                            } else {
                                BillTarget.fuzzerTestOneInput(bytes);
                            }
                        })
                        .as(entry.getName())
                        .doesNotThrowAnyException();
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
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
