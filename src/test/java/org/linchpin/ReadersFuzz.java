package org.linchpin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer on the readers of files that come from outside: {@code ./mvnw -Pfuzz test -Dtest=ReadersFuzz -Druns=300000}, with
 * {@code -Donly=workbook} one of them. It begins with the corpus in src/test/fuzz and what it found new lies in target/fuzz
 * afterwards; an input that is worth keeping is moved to the corpus, which {@link FuzzCorpusTests} reads at each build.
 * Jazzer's help with patterns is left out: a cell meets dozens of them, and inputs were read a tenth as fast. Where a disk takes its
 * time to delete a file, {@code -Dscratch=/dev/shm} has the readers' copies made in memory.
 */
class ReadersFuzz {

    private static final String ONLY = System.getProperty("only", "");

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void noInputBreaksAReaderOrKeepsItBusyForTwoSeconds(FuzzTarget target) throws Exception {
        String name = target.key();
        assumeThat(ONLY).isIn("", name);
        Path found = Files.createDirectories(Path.of("target", "fuzz", name));
        try (ZipFile kept =
                new ZipFile(Path.of("src", "test", "fuzz", name + ".zip").toFile())) {
            for (ZipEntry entry : Collections.list(kept.entries())) {
                Files.copy(
                        kept.getInputStream(entry),
                        found.resolve(Path.of(entry.getName()).getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = found.resolveSibling(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + System.getProperty("scratch", System.getProperty("java.io.tmpdir")),
                "-cp"));
        command.add(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type(),
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks",
                "--instrumentation_includes=org.linchpin.reading.**:org.linchpin.contribution.**:org.linchpin.ownership.**",
                "-runs=" + Long.getLong("runs", 100_000),
                "-max_total_time=" + Long.getLong("seconds", 3_600),
                "-max_len=4000",
                "-timeout=300",
                "-artifact_prefix=target/fuzz/" + name + "-",
                found.toString(),
                Path.of("src", "test", "fuzz", name).toString()));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> said = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        System.out.println(name + ": " + said.get(said.size() - 1));
        assertThat(status).as("%s", String.join("\n", said)).isZero();
    }
}
