package org.linchpin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linchpin.access.Sha256;

class MerkleTests {

    /** The definition of RFC 9162, section 2.1.1, word by word. */
    private static byte[] byDefinition(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return Sha256.of(new byte[0]);
        }
        if (leaves.size() == 1) {
            return Sha256.of(new byte[] {0}, leaves.get(0));
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return Sha256.of(
                new byte[] {1},
                byDefinition(leaves.subList(0, half)),
                byDefinition(leaves.subList(half, leaves.size())));
    }

    @Test
    void theRootIsThatOfTheDefinitionAtEverySizeAndSurvivesBeingKept() {
        List<byte[]> leaves = IntStream.range(0, 200)
                .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        Merkle tree = new Merkle();
        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(tree.root()).as("size " + size).isEqualTo(byDefinition(leaves.subList(0, size)));
            tree = Merkle.of(tree.size(), tree.edge());
            if (size < leaves.size()) {
                tree.add(leaves.get(size));
            }
        }
    }

    /** A value that other logs publish: the root of the empty tree and of one empty leaf. */
    @Test
    void theSmallestTreesHaveTheRootsThatOtherLogsKnow() {
        Merkle tree = new Merkle();
        assertThat(HexFormat.of().formatHex(tree.root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        tree.add(new byte[0]);
        assertThat(HexFormat.of().formatHex(tree.root()))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
}
