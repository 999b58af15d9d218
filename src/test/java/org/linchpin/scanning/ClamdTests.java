package org.linchpin.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linchpin.scanning.PlayedClamd.Manner;

class ClamdTests {

    private static final int PIECE = 3 * Clamd.OVERLAP;

    private static Clamd on(URI address) {
        return new Clamd(address, Duration.ofSeconds(5), PIECE);
    }

    private static SeekableByteChannel bytes(String text) {
        return new SeekableInMemoryByteChannel(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsKnownIsFoundAndTheRestIsClean() throws IOException {
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            Clamd clamd = on(scanner.address());
            assertThat(clamd.version()).isEqualTo("PlayedAV 1.0/1/Sat Nov 28 10:00:00 2026");
            assertThat(clamd.find(bytes("asset_ref,model\n1,R1\n"))).isEmpty();
            assertThat(clamd.find(bytes("asset_ref,model\n1," + PlayedClamd.EICAR + "\n")))
                    .contains("Eicar-Test-Signature");
            assertThat(clamd.find(bytes(""))).isEmpty();
        }
    }

    @Test
    void aSocketOfTheSystemWillDo(@TempDir Path folder) throws IOException {
        try (PlayedClamd scanner = PlayedClamd.onSocket(folder.resolve("clamd.ctl"))) {
            assertThat(on(scanner.address()).find(bytes(PlayedClamd.EICAR))).contains("Eicar-Test-Signature");
        }
    }

    /** Wherever in a long file it stands: in a piece, at its end, across the edge of two. */
    @ParameterizedTest
    @ValueSource(ints = {0, PIECE - 30, PIECE - Clamd.OVERLAP - 30, PIECE + 5, 2 * PIECE, 10 * Clamd.OVERLAP - 68})
    void aLongFileIsGivenInPiecesAndNothingIsMissedAtTheirEdges(int at) throws IOException {
        byte[] file = new byte[10 * Clamd.OVERLAP];
        Arrays.fill(file, (byte) 'a');
        byte[] eicar = PlayedClamd.EICAR.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(eicar, 0, file, at, eicar.length);
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            assertThat(on(scanner.address()).find(new SeekableInMemoryByteChannel(file)))
                    .contains("Eicar-Test-Signature");
            assertThat(scanner.given).allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(PIECE));
        }
    }

    @Test
    void aCleanLongFileIsGivenWhole() throws IOException {
        byte[] file = new byte[10 * Clamd.OVERLAP + 17];
        Arrays.fill(file, (byte) 'a');
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            assertThat(on(scanner.address()).find(new SeekableInMemoryByteChannel(file)))
                    .isEmpty();
            assertThat(scanner.given.stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(file.length + (scanner.given.size() - 1L) * Clamd.OVERLAP);
        }
    }

    @Test
    void aPackedFileIsGivenInOne() throws IOException {
        byte[] file = new byte[5 * Clamd.OVERLAP];
        new SplittableRandom(1).nextBytes(file);
        file[0] = 'P';
        file[1] = 'K';
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            on(scanner.address()).find(new SeekableInMemoryByteChannel(file));
            assertThat(scanner.given).containsExactly((long) file.length);
        }
    }

    @Test
    void aScannerThatFallsSilentIsGivenUp() throws IOException {
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.SILENT)) {
            Clamd clamd = new Clamd(scanner.address(), Duration.ofMillis(100), PIECE);
            assertThatThrownBy(() -> clamd.find(bytes("a"))).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(() -> clamd.find(new Endless(1 << 30))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatTheScannerRefusesIsNotCalledClean() throws IOException {
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.FULL)) {
            assertThatThrownBy(() -> on(scanner.address()).find(bytes("a"))).hasMessageContaining("size limit");
        }
    }

    @Test
    void whereNobodyListensThatIsSaid() throws IOException {
        URI gone;
        try (PlayedClamd scanner = PlayedClamd.onPort(0, Manner.WELL)) {
            gone = scanner.address();
        }
        assertThatThrownBy(() -> on(gone).version()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> on(URI.create("unix:/no/such/socket")).version())
                .isInstanceOf(IOException.class);
    }

    /** More than a connection takes unread. */
    private record Endless(long size) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer to) {
            int many = to.remaining();
            while (to.hasRemaining()) {
                to.put((byte) 'a');
            }
            return many;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            return 0;
        }

        @Override
        public SeekableByteChannel position(long to) {
            return this;
        }

        @Override
        public SeekableByteChannel truncate(long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
