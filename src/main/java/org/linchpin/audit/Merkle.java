package org.linchpin.audit;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

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
        byte[] hash = sha256(LEAF, link);
        long full = size;
        while ((full & 1) == 1) {
            hash = sha256(NODE, edge.removeLast(), hash);
            full >>= 1;
        }
        edge.addLast(hash);
        size++;
    }

    byte[] root() {
        if (edge.isEmpty()) {
            return sha256(new byte[0]);
        }
        Iterator<byte[]> smallestFirst = edge.descendingIterator();
        byte[] root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = sha256(NODE, smallestFirst.next(), root);
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

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
