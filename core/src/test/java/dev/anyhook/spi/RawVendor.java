package dev.anyhook.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A vendor on this machine that speaks no HTTP: it answers bytes, or nothing, to each head of a request that comes. */
final class RawVendor implements AutoCloseable {
    /** The heads that came, oldest first. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** For each head the port that it came from, which tells connections apart. */
    final List<Integer> from = new CopyOnWriteArrayList<>();

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;

    RawVendor() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.execute(this::accept);
    }

    /** Answers {@code text} and keeps the connection; an empty one is silence. */
    RawVendor then(String text) {
        answers.add(text);
        return this;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            for (String head = head(socket.getInputStream()); !head.isEmpty(); head = head(socket.getInputStream())) {
                from.add(socket.getPort());
                heads.add(head);
                socket.getOutputStream().write(answers.remove().getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException hungUp) {
            // The other side has heard enough.
        }
    }

    /** Everything up to an empty line; nothing at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
