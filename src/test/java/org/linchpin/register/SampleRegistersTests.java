package org.linchpin.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The demonstration's files are what their generator writes, and they say that they are invented. */
class SampleRegistersTests {

    private static final Path FOLDER = Path.of("db", "sample");

    @Test
    void theFilesAreWhatTheirGeneratorWrites() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("registers.csv"))).isEqualTo(SampleRegisters.list());
        for (SampleRegisters.Plan plan : SampleRegisters.PLANS) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(
                    FOLDER.resolve(SampleRegisters.file(plan, plan.days().get(0)))))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .as(plan.file())
                        .isEqualTo(SampleRegisters.csv(plan, plan.days().get(0)));
            }
        }
    }

    @Test
    void everyOperatorSaysThatItIsInvented() {
        assertThat(SampleRegisters.PLANS).allSatisfy(plan -> {
            assertThat(plan.operator()).endsWith("(invented)");
            assertThat(plan.code()).endsWith("-demo");
        });
    }
}
