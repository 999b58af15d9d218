package org.linchpin.scanning;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small server that speaks as clamd does, and knows the test file that all scanners know. */
final class PlayedClamd implements AutoCloseable {

    /** The test file of EICAR, put together here so that no scanner takes this source for it. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    /** How it behaves. */
    enum Manner {
        WELL,
        SILENT,
        FULL
    }

    /** The length of each file, or piece of one, that it was given. */
    final List<Long> given = new CopyOnWriteArrayList<>();

    private final ServerSocketChannel server;
    private final URI address;
    private final Manner manner;
    private final Thread listening;

    private PlayedClamd(ServerSocketChannel server, URI address, Manner manner) {
        this.server = server;
        this.address = address;
        this.manner = manner;
        listening = new Thread(this::listen, "played clamd");
        listening.setDaemon(true);
        listening.start();
    }

    static PlayedClamd onPort(int port, Manner manner) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        int bound = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new PlayedClamd(server, URI.create("tcp://127.0.0.1:" + bound), manner);
    }

    static PlayedClamd onSocket(Path socket) throws IOException {
        ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        return new PlayedClamd(server, URI.create("unix:" + socket), Manner.WELL);
    }

    URI address() {
        return address;
    }

    private void listen() {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                Thread serving = new Thread(() -> serve(client), "played clamd, a client");
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                DataInputStream in = new DataInputStream(Channels.newInputStream(client))) {
            String command = command(in);
            if (manner == Manner.SILENT) {
                Thread.sleep(60_000);
            }
            client.write(ByteBuffer.wrap((answer(command, in) + "\0").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException gone) {
            // So is the client.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(String command, DataInputStream in) throws IOException {
        if (command.equals("zVERSION")) {
            return "PlayedAV 1.0/1/Sat Nov 28 10:00:00 2026";
        }
        boolean found = false;
        long length = 0;
        String tail = "";
        for (int size = in.readInt(); size > 0; size = in.readInt()) {
            String block = tail + new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
            length += size;
            found |= block.contains(EICAR);
            tail = block.substring(Math.max(0, block.length() - EICAR.length()));
        }
        given.add(length);
        return manner == Manner.FULL
                ? "INSTREAM size limit exceeded. ERROR"
                : found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
    }

    private static String command(DataInputStream in) throws IOException {
        StringBuilder command = new StringBuilder();
        for (int sign = in.readUnsignedByte(); sign != 0; sign = in.readUnsignedByte()) {
            command.append((char) sign);
        }
        return command.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // Until then it may take in one more.
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
