package org.linchpin.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.linchpin.access.Sha256;

/**
 * The Merkle tree of RFC 9162 over the links of the chain, of which only the right edge is held: whatever the size, its
 * root follows from at most 63 hashes.
 */
final class Merkle {

    private static final int HASH = 32;
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** Roots of the full subtrees, largest first; their sizes are the ones in the binary form of {@code size}. */
    private final Deque<byte[]> edge = new ArrayDeque<>();

    private long size;

    long size() {
        return size;
    }

    void add(byte[] link) {
        byte[] hash = Sha256.of(LEAF, link);
        long full = size;
        while ((full & 1) == 1) {
            hash = Sha256.of(NODE, edge.removeLast(), hash);
            full >>= 1;
        }
        edge.addLast(hash);
        size++;
    }

    byte[] root() {
        if (edge.isEmpty()) {
            return Sha256.of();
        }
        Iterator<byte[]> smallestFirst = edge.descendingIterator();
        byte[] root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = Sha256.of(NODE, smallestFirst.next(), root);
        }
        return root;
    }

    /** What has to be kept to go on from here. */
    byte[] edge() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        edge.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    static Merkle of(long size, byte[] edge) {
        if (edge.length != Long.bitCount(size) * HASH) {
            throw new IllegalArgumentException("no edge of a tree of " + size);
        }
        Merkle tree = new Merkle();
        tree.size = size;
        for (int i = 0; i < edge.length; i += HASH) {
            tree.edge.addLast(Arrays.copyOfRange(edge, i, i + HASH));
        }
        return tree;
    }
}
