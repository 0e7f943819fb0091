package dev.anyhook.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection that sends whatever it is told to, and gives up waiting after a while. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE = 20_000;
    private static final int BEAT = 10;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(HttpReceiver http) throws IOException {
        return connected(new Socket(), http);
    }

    /** One that has little room for what is answered. */
    static Wire narrow(HttpReceiver http) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        return connected(socket, http);
    }

    private static Wire connected(Socket socket, HttpReceiver http) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", http.port()));
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return new Wire(socket);
    }

    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next answer. */
    Reply read() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        Reply reply = new Reply(head.toString(StandardCharsets.ISO_8859_1), "");
        String length = reply.header("Content-Length");
        byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
        return reply.withBody(new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The head of the next answer, for one that has no body whatever it says. */
    Reply readHead() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(next);
        }
        return new Reply(head.toString(StandardCharsets.ISO_8859_1), "");
    }

    /** All that comes until the server closes; fails when it does not. */
    String readUntilClosed() throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the server did not close after: " + all, stillOpen);
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Sends {@code drop} again and again, slowly, until the server closes; gives what it said. */
    String dripUntilClosed(String drop) throws IOException {
        var all = new ByteArrayOutputStream();
        socket.setSoTimeout(BEAT);
        try {
            for (int beat = 0; beat < PATIENCE / BEAT; beat++) {
                try {
                    int next = in.read();
                    if (next < 0) {
                        return all.toString(StandardCharsets.ISO_8859_1);
                    }
                    all.write(next);
                } catch (SocketTimeoutException quiet) {
                    send(drop);
                }
            }
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        throw new AssertionError("the server never closed");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException cannotClose) {
            throw new UncheckedIOException(cannotClose);
        }
    }
}
