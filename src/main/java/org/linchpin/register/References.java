package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The references of a file while it is read: for each line a hash of its reference, a hash of what it says, and its
 * number. They are dealt into parts by their hash, and what does not fit into memory goes to a scratch file. So lines that
 * repeat a reference, and lines that differ from those of another submission, are found part by part: in time that grows
 * with the lines, and in memory that does not.
 */
final class References implements AutoCloseable {

    static final int PARTS = 256;
    static final int ENTRY = 20;
    private static final int CHUNK = 800 * ENTRY;

    private final Path folder;
    private final ByteBuffer[] chunks = new ByteBuffer[PARTS];
    private final List<List<Long>> spilled = new ArrayList<>(PARTS);
    private @Nullable Path scratch;
    private @Nullable FileChannel channel;
    private long end;
    private int lowest;
    private int highest;

    /** Is told of a line whose reference an earlier line has used already. */
    interface Repeats {
        void found(int first, int line, boolean same);
    }

    References(Path folder) {
        this.folder = folder;
        for (int i = 0; i < PARTS; i++) {
            spilled.add(new ArrayList<>(0));
        }
    }

    static int part(long hash) {
        return (int) (hash >>> 56);
    }

    /** Lines are added in the order of the file. */
    void add(long hash, long content, int line) {
        int part = part(hash);
        ByteBuffer chunk = chunks[part];
        if (chunk == null) {
            chunk = ByteBuffer.allocate(ENTRY * 16);
            chunks[part] = chunk;
        } else if (!chunk.hasRemaining()) {
            chunk = roomier(part, chunk);
        }
        chunk.putLong(hash).putLong(content).putInt(line);
        lowest = Math.min(lowest, line);
        highest = Math.max(highest, line);
    }

    private ByteBuffer roomier(int part, ByteBuffer full) {
        if (full.capacity() < CHUNK) {
            chunks[part] =
                    ByteBuffer.allocate(Math.min(CHUNK, full.capacity() * 4)).put(full.flip());
        } else {
            spill(part, full);
            full.clear();
        }
        return chunks[part];
    }

    private void spill(int part, ByteBuffer full) {
        try {
            if (channel == null) {
                scratch = Files.createTempFile(Files.createDirectories(folder), "", ".scratch");
                channel = FileChannel.open(
                        scratch, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            spilled.get(part).add(end);
            full.flip();
            while (full.hasRemaining()) {
                end += channel.write(full, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The smallest and the greatest number of a line, or 0. */
    int lowest() {
        return lowest;
    }

    int highest() {
        return highest;
    }

    /** One part, its lines in the order of the file, without those that repeat a reference. */
    Entries part(int part, Repeats repeats) {
        Entries all = new Entries(read(part));
        return all.withoutRepeats(repeats);
    }

    /** One part, of lines that repeat a reference the first. */
    Entries part(int part) {
        return part(part, (first, line, same) -> {});
    }

    private ByteBuffer read(int part) {
        List<Long> places = spilled.get(part);
        ByteBuffer tail = chunks[part];
        int size = places.size() * CHUNK + (tail == null ? 0 : tail.position());
        ByteBuffer all = ByteBuffer.allocate(size);
        try {
            for (long place : places) {
                all.limit(all.position() + CHUNK);
                while (all.hasRemaining()) {
                    place += Objects.requireNonNull(channel).read(all, place);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.limit(size);
        if (tail != null) {
            all.put(tail.duplicate().flip());
        }
        return all.flip();
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (scratch != null) {
                Files.deleteIfExists(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some lines with their hashes, and a table to find a reference among them. */
    static final class Entries {

        private final long[] hashes;
        private final long[] contents;
        private final int[] lines;
        private int size;
        private int[] table = new int[0];

        Entries(ByteBuffer packed) {
            int count = packed.remaining() / ENTRY;
            hashes = new long[count];
            contents = new long[count];
            lines = new int[count];
            for (int i = 0; i < count; i++) {
                hashes[i] = packed.getLong();
                contents[i] = packed.getLong();
                lines[i] = packed.getInt();
            }
            size = count;
        }

        static Entries none() {
            return new Entries(ByteBuffer.allocate(0));
        }

        int size() {
            return size;
        }

        int line(int i) {
            return lines[i];
        }

        long content(int i) {
            return contents[i];
        }

        long hash(int i) {
            return hashes[i];
        }

        private Entries withoutRepeats(Repeats repeats) {
            table = table(size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                int slot = slot(hashes[i]);
                if (table[slot] != 0) {
                    int first = table[slot] - 1;
                    repeats.found(lines[first], lines[i], contents[first] == contents[i]);
                } else {
                    hashes[kept] = hashes[i];
                    contents[kept] = contents[i];
                    lines[kept] = lines[i];
                    table[slot] = ++kept;
                }
            }
            size = kept;
            return this;
        }

        /** Makes the lines findable that are known to have each reference once. */
        Entries indexed() {
            table = table(size);
            for (int i = 0; i < size; i++) {
                table[slot(hashes[i])] = i + 1;
            }
            return this;
        }

        private static int[] table(int size) {
            return new int[Integer.highestOneBit(Math.max(8, size) * 2 - 1) * 2];
        }

        /** Where a reference stands, or -1. */
        int find(long hash) {
            return table[slot(hash)] - 1;
        }

        private int slot(long hash) {
            int slot = (int) hash & (table.length - 1);
            while (table[slot] != 0 && hashes[table[slot] - 1] != hash) {
                slot = (slot + 1) & (table.length - 1);
            }
            return slot;
        }

        void pack(ByteBuffer into) {
            for (int i = 0; i < size; i++) {
                into.putLong(hashes[i]).putLong(contents[i]).putInt(lines[i]);
            }
        }
    }
}
