package org.linchpin.reading;

/**
 * Which references a file has already used, each with what its line said and where: 16 bytes a reference, so that a
 * national register fits into memory. An open table of 64-bit hashes with linear probing.
 */
public final class Identities {

    private long[] keys;
    private long[] values;
    private int size;

    public Identities() {
        keys = new long[1 << 12];
        values = new long[1 << 12];
    }

    /** The 64-bit FNV-1a hash of a text, mixed at the end so that its low bits are good for a table. */
    public static long hash(CharSequence text) {
        return mixed(hash(0xcbf29ce484222325L, text));
    }

    /** Goes on hashing: a hash of several texts, with what came before. */
    public static long hash(long before, CharSequence text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return (hash ^ 0x1f) * 0x100000001b3L;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }

    /** Puts a value at a key that has none; answers the value that is there already, or 0. Values are never 0. */
    public long putIfAbsent(long key, long value) {
        long safe = key == 0 ? 1 : key;
        int i = slot(keys, safe);
        if (keys[i] == safe) {
            return values[i];
        }
        keys[i] = safe;
        values[i] = value;
        if (++size > keys.length / 2) {
            grow();
        }
        return 0;
    }

    /** Sets the value of a key that is there. */
    public void put(long key, long value) {
        values[slot(keys, key == 0 ? 1 : key)] = value;
    }

    private static int slot(long[] keys, long key) {
        int i = (int) key & (keys.length - 1);
        while (keys[i] != 0 && keys[i] != key) {
            i = (i + 1) & (keys.length - 1);
        }
        return i;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[keys.length];
        for (int j = 0; j < oldKeys.length; j++) {
            if (oldKeys[j] != 0) {
                int i = slot(keys, oldKeys[j]);
                keys[i] = oldKeys[j];
                values[i] = oldValues[j];
            }
        }
    }
}
