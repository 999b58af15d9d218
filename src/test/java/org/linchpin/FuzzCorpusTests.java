package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file that fuzzing began with or found worth keeping, read again: rows, problems or a refusal in words, in good time. */
class FuzzCorpusTests {

    private static final Path CORPUS = Path.of("src", "test", "fuzz");

    /** What fuzzing found new paths with, thousands of small files, lies packed beside the files that somebody wrote. */
    @ParameterizedTest
    @EnumSource
    void nothingThatFuzzingFoundBreaksAReader(FuzzTarget target) throws Exception {
        target.start();
        int read = 0;
        try (ZipFile found = new ZipFile(CORPUS.resolve(target.key() + ".zip").toFile())) {
            for (ZipEntry entry : Collections.list(found.entries())) {
                reads(target, entry.getName(), found.getInputStream(entry).readAllBytes());
                read++;
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void noFileOfTheCorpusBreaksAReader(FuzzTarget target) throws Exception {
        target.start();
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.key()))) {
            List<Path> written = files.sorted().toList();
            assertThat(written).hasSizeGreaterThan(5);
            for (Path file : written) {
                reads(target, file.toString(), Files.readAllBytes(file));
            }
        }
    }

    private static void reads(FuzzTarget target, String name, byte[] bytes) {
        assertThatCode(() -> target.read(bytes)).as("%s", name).doesNotThrowAnyException();
    }
}
