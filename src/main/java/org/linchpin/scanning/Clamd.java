package org.linchpin.scanning;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Speaks to a clamd, as its manual says under INSTREAM. Whatever the length of a file, no more of it than a block is in memory,
 * and a scanner that falls silent is given up.
 */
final class Clamd {

    /** So much of a piece is in the next one, too, so that nothing shorter lies across an edge unseen. */
    static final int OVERLAP = 1 << 20;

    private static final int BLOCK = 1 << 16;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 4_096;
    private static final byte[] PACKED = {'P', 'K'};

    private final SocketAddress address;
    private final Duration patience;
    private final long piece;

    Clamd(URI address, Duration patience, long piece) {
        this.address = address.getScheme().equals("unix")
                ? UnixDomainSocketAddress.of(address.getPath())
                : new InetSocketAddress(address.getHost(), address.getPort());
        this.patience = patience;
        this.piece = piece;
    }

    /** What it calls itself and its knowledge, such as {@code ClamAV 1.4.3/27700/Sat Nov 28}. */
    String version() throws IOException {
        try (Line line = new Line()) {
            line.write(command("VERSION"));
            return line.answer();
        }
    }

    /**
     * What a file has in it that is known to be malicious, if anything. A long one is given in pieces, but for one that is
     * packed, of which a piece says nothing.
     */
    Optional<String> find(SeekableByteChannel file) throws IOException {
        long size = file.size();
        long most = packed(file) ? Long.MAX_VALUE : piece;
        for (long from = 0; ; from += most - OVERLAP) {
            file.position(from);
            Optional<String> found = find(file, Math.min(size - from, most));
            if (found.isPresent() || size - from <= most) {
                return found;
            }
        }
    }

    private static boolean packed(SeekableByteChannel file) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(PACKED.length);
        file.position(0);
        file.read(first);
        return first.flip().equals(ByteBuffer.wrap(PACKED));
    }

    private Optional<String> find(ReadableByteChannel bytes, long length) throws IOException {
        try (Line line = new Line()) {
            line.write(command("INSTREAM"));
            ByteBuffer block = ByteBuffer.allocate(Integer.BYTES + BLOCK);
            for (long left = length; left > 0; ) {
                block.clear().position(Integer.BYTES).limit(Integer.BYTES + (int) Math.min(left, BLOCK));
                int read = bytes.read(block);
                if (read < 0) {
                    throw new IOException("the file is shorter than it was");
                }
                left -= read;
                line.write(block.putInt(0, read).flip());
            }
            line.write(ByteBuffer.allocate(Integer.BYTES));
            String answer = line.answer();
            if (answer.equals("stream: OK")) {
                return Optional.empty();
            }
            if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
                return Optional.of(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
            }
            throw new IOException("it answered: " + answer);
        }
    }

    private static ByteBuffer command(String name) {
        return StandardCharsets.US_ASCII.encode("z" + name + "\0");
    }

    /** A connection on which nobody waits longer than there is patience. */
    private final class Line implements AutoCloseable {

        private final Selector selector = Selector.open();
        private final SocketChannel channel;

        Line() throws IOException {
            channel = address instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open();
            try {
                channel.configureBlocking(false);
                channel.register(selector, 0);
                if (!channel.connect(address)) {
                    await(SelectionKey.OP_CONNECT);
                    channel.finishConnect();
                }
            } catch (IOException | RuntimeException failed) {
                close();
                throw failed instanceof IOException io ? io : new IOException(failed);
            }
        }

        private void await(int what) throws IOException {
            Objects.requireNonNull(channel.keyFor(selector)).interestOps(what);
            selector.selectedKeys().clear();
            Duration most =
                    what == SelectionKey.OP_CONNECT && patience.compareTo(CONNECTING) > 0 ? CONNECTING : patience;
            if (selector.select(most.toMillis()) == 0) {
                throw new SocketTimeoutException("it was silent for " + most.toSeconds() + " s");
            }
        }

        void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        }

        /** Ends with a zero, or with the connection. */
        String answer() throws IOException {
            ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
            while (answer.hasRemaining() && (answer.position() == 0 || answer.get(answer.position() - 1) != 0)) {
                int read = channel.read(answer);
                if (read < 0) {
                    break;
                }
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
            return StandardCharsets.UTF_8
                    .decode(answer.flip())
                    .toString()
                    .replace("\0", "")
                    .strip();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            selector.close();
        }
    }
}
