package org.linchpin.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.linchpin.access.BadInput;
import org.linchpin.register.References.Entries;

/**
 * The references of a submission as a file, in parts: what the next submission is compared with. It says nothing that the
 * database does not, and is made again where it is missing.
 */
final class Ledger implements AutoCloseable {

    private static final long MARK = 0x4C50_4C45_4447_0001L;
    private static final int HEADER = 8 + 8 + 4 + 4 + (References.PARTS + 1) * 8;

    private final FileChannel channel;
    private final long[] starts = new long[References.PARTS + 1];
    private final int lowest;
    private final int highest;

    private Ledger(FileChannel channel, ByteBuffer header) {
        this.channel = channel;
        lowest = header.getInt();
        highest = header.getInt();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = header.getLong();
        }
    }

    /** Opens the ledger of a submission with so many lines; null where there is none that is whole. */
    static @Nullable Ledger open(Path file, long lines) {
        try {
            if (!Files.exists(file) || Files.size(file) != HEADER + lines * References.ENTRY) {
                return null;
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            ByteBuffer header = read(channel, 0, HEADER);
            if (header.getLong() != MARK || header.getLong() != lines) {
                channel.close();
                return null;
            }
            return new Ledger(channel, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, from + buffer.position());
            if (read < 0) {
                throw new IOException("the ledger ends too early");
            }
        }
        return buffer.flip();
    }

    private Entries part(int part) {
        try {
            return new Entries(read(
                    channel,
                    HEADER + starts[part] * References.ENTRY,
                    (int) (starts[part + 1] - starts[part]) * References.ENTRY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By how much the numbers of carried lines are moved, so that they are below all others. */
    int shift() {
        if (lowest < -1_000_000_000) {
            throw BadInput.conflict(
                    "updates-too-many", "So many updates rest on each other that this one must be the whole register");
        }
        return highest + 1;
    }

    /**
     * Goes through the references of a file: tells of repeats, compares with another submission, and writes the ledger.
     *
     * @param refused the references in rows that were rejected; null where nobody knows them
     * @param target the ledger to be written
     * @param before what it is compared with
     * @param carry whether lines of {@code before} that the file does not mention stay: it is an update
     */
    static Differences settle(
            References mine,
            @Nullable References refused,
            Path target,
            @Nullable Ledger before,
            boolean carry,
            References.Repeats repeats) {
        try {
            Path unfinished = Files.createTempFile(Files.createDirectories(target.getParent()), "", ".part");
            try {
                Differences differences;
                try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                    differences = new Writing(out, mine, refused, before, carry).all(repeats);
                    out.force(true);
                }
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                return differences;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the lines of one submission are against those of another; a ledger says nothing of rows that were rejected. */
    static Differences between(Ledger now, @Nullable Ledger before) {
        Differences differences = new Differences(false);
        for (int part = 0; part < References.PARTS; part++) {
            Entries then = before == null ? Entries.none() : before.part(part);
            BitSet kept = compare(now.part(part), then, differences);
            gone(then, kept, null, differences);
        }
        return differences;
    }

    /** Which of the lines before are still there. */
    private static BitSet compare(Entries now, Entries then, Differences differences) {
        then.indexed();
        BitSet kept = new BitSet(then.size());
        for (int i = 0; i < now.size(); i++) {
            int at = then.find(now.hash(i));
            if (at < 0) {
                differences.added(now.line(i));
            } else {
                kept.set(at);
                differences.stayed(now.line(i), then.line(at), now.content(i) == then.content(at));
            }
        }
        return kept;
    }

    private static void gone(Entries then, BitSet kept, @Nullable Entries refused, Differences differences) {
        for (int i = kept.nextClearBit(0); i < then.size(); i = kept.nextClearBit(i + 1)) {
            int at = refused == null ? -1 : refused.find(then.hash(i));
            differences.removed(then.line(i), refused == null || at < 0 ? null : Integer.valueOf(refused.line(at)));
        }
    }

    private static final class Writing {
        private final FileChannel out;
        private final References mine;
        private final @Nullable References refused;
        private final @Nullable Ledger before;
        private final boolean carry;
        private final Differences differences;
        private final ByteBuffer header = ByteBuffer.allocate(HEADER);
        private long count;

        Writing(
                FileChannel out,
                References mine,
                @Nullable References refused,
                @Nullable Ledger before,
                boolean carry) {
            this.out = out;
            this.mine = mine;
            this.refused = refused;
            this.before = before;
            this.carry = carry;
            this.differences = new Differences(refused != null);
        }

        Differences all(References.Repeats repeats) throws IOException {
            int shift = before == null || !carry ? 0 : before.shift();
            header.position(8 + 8 + 4 + 4);
            for (int part = 0; part < References.PARTS; part++) {
                header.putLong(count);
                Entries now = mine.part(part, repeats);
                Entries then = before == null ? Entries.none() : before.part(part);
                BitSet kept = compare(now, then, differences);
                if (!carry && kept.cardinality() < then.size()) {
                    gone(then, kept, refused == null ? null : refused.part(part), differences);
                }
                write(now, then, kept, shift);
            }
            header.putLong(count);
            header.putLong(0, MARK).putLong(8, count);
            header.putInt(16, before == null || !carry ? mine.lowest() : before.lowest - shift);
            header.putInt(20, mine.highest());
            out.write(header.flip(), 0);
            return differences.standing(count);
        }

        private void write(Entries now, Entries then, BitSet kept, int shift) throws IOException {
            int carried = carry ? then.size() - kept.cardinality() : 0;
            ByteBuffer packed = ByteBuffer.allocate((now.size() + carried) * References.ENTRY);
            now.pack(packed);
            for (int i = kept.nextClearBit(0); carry && i < then.size(); i = kept.nextClearBit(i + 1)) {
                packed.putLong(then.hash(i)).putLong(then.content(i)).putInt(then.line(i) - shift);
            }
            packed.flip();
            long at = HEADER + count * References.ENTRY;
            while (packed.hasRemaining()) {
                at += out.write(packed, at);
            }
            count += packed.limit() / References.ENTRY;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
