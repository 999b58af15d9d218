package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linchpin.LinchpinTest;
import org.linchpin.access.Person;
import org.linchpin.access.Role;
import org.linchpin.access.Trail;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

/** {@code linchpin audit verify} on files that an auditor took away. */
@LinchpinTest
class AuditCommandDatabaseTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    MockMvc mvc;

    @Autowired
    Sealer sealer;

    @Autowired
    Trail trail;

    @TempDir
    Path folder;

    @BeforeEach
    void taken() throws Exception {
        Files.writeString(folder.resolve("audit.pub"), sealer.key().words());
        taken("at first");
    }

    private void taken(String when) throws Exception {
        trail.record("test.line", "/taken/äöü \"quoted\"", null, "a line\nof two, " + when);
        sealer.sealAll();
        sealer.sign();
        Person auditor = Person.of(application, Role.AUDITOR);
        for (String[] one :
                new String[][] {{"/api/v1/audit.jsonl", "trail.jsonl"}, {"/api/v1/audit/checkpoints", "checkpoints"}}) {
            byte[] body = mvc.perform(get(one[0]).header("Authorization", "Bearer " + auditor.token()))
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            Files.write(folder.resolve(one[1]), body);
        }
    }

    @Test
    void aTrailTakenAwayIsProvedWithoutServerAndDatabase() {
        assertThat(verify()).isEqualTo("0 The trail holds");
    }

    @Test
    void aTrailWhoseKeyWasExchangedIsProvedWithTheKeyNotedBefore() throws Exception {
        sealer.exchange();
        taken("after");
        assertThat(verify()).isEqualTo("0 The trail holds");
        assertThat(sealer.key().words()).isNotEqualTo(Files.readString(folder.resolve("audit.pub")));
        Path witness = folder.resolve("checkpoints");
        Files.writeString(witness, Files.readString(witness).replace("is handed over", "was never handed over"));
        assertThat(verify()).as("with nobody to say whose the next key is").isEqualTo("1 The trail does NOT hold");
    }

    @Test
    void aWordChangedALineDroppedLinesExchangedOrTheEndCutIsFound() throws IOException {
        Path file = folder.resolve("trail.jsonl");
        List<String> lines = Files.readAllLines(file);
        int last = lines.size() - 1;
        List<String> changed = new ArrayList<>(lines);
        changed.set(last - 1, changed.get(last - 1).replace("\"kind\":\"", "\"kind\":\"x"));
        List<String> dropped = new ArrayList<>(lines);
        dropped.remove(last - 1);
        List<String> exchanged = new ArrayList<>(lines);
        Collections.swap(exchanged, last - 1, last - 2);
        for (List<String> forged : List.of(changed, dropped, exchanged, lines.subList(0, last - 3))) {
            Files.write(file, forged);
            assertThat(verify()).isEqualTo("1 The trail does NOT hold");
        }
    }

    @Test
    void anotherKeyOrNoCheckpointProvesNothing() throws IOException {
        Files.writeString(
                folder.resolve("audit.pub"), AuditKey.in(folder, "other").words());
        assertThat(verify()).isEqualTo("1 The trail does NOT hold");
        Files.writeString(folder.resolve("audit.pub"), "nonsense");
        assertThat(verify()).isEqualTo("2 This cannot be read: " + folder.resolve("audit.pub") + " is no public key");
        Files.writeString(folder.resolve("audit.pub"), sealer.key().words());
        Files.writeString(folder.resolve("checkpoints"), "");
        assertThat(verify()).isEqualTo("1 The trail does NOT hold");
    }

    @Test
    void whatIsNoTrailAndNoFileOfCheckpointsIsSaidSo() throws IOException {
        Path file = folder.resolve("trail.jsonl");
        byte[] right = Files.readAllBytes(file);
        for (String wrong : List.of(
                "asset_ref,units\n1,2\n",
                "[1]\n",
                "null\n",
                "{\"seq\": 1}\n",
                "{\"seq\": 1, \"line\": {\"id\": 1, \"everyone\": true, \"tx\": 1}, \"sealedAt\": \"2026-01-01T00:00:00Z\","
                        + " \"link\": \"zz\"}\n")) {
            Files.writeString(file, wrong);
            assertThat(verify())
                    .as(wrong)
                    .isEqualTo(
                            "2 This cannot be read: " + file + " is no exported trail: its line 1 is none of a trail");
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(verify()).isEqualTo("2 This cannot be read: " + file + " is no exported trail");
        Files.delete(file);
        assertThat(verify()).isEqualTo("2 This cannot be read: There is no file " + file);
        Files.write(file, right);
        Path checkpoints = folder.resolve("checkpoints");
        Files.writeString(checkpoints, "{\"size\": 3}\n");
        assertThat(verify()).isEqualTo("2 This cannot be read: " + checkpoints + " is no file of checkpoints");
    }

    private String verify() {
        return Proof.command(folder.resolve("trail.jsonl"), folder.resolve("checkpoints"), folder.resolve("audit.pub"));
    }
}
