package dev.anyhook.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection to this machine that sends any bytes and waits for an end, but not for ever. */
final class RawSocket {
    private static final int PATIENCE = 10_000;

    private RawSocket() {}

    /** All answers to {@code request}, until the server closes; fails when it does not. */
    static List<Reply> ask(int port, byte[] request) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.setSoLinger(true, 0);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(all);
            } catch (SocketTimeoutException stillOpen) {
                throw new AssertionError("broken promise: whoever sends nothing more is let go", stillOpen);
            } catch (SocketException reset) {
                // Closed while we still sent: what came before that counts.
                return Reply.all(all.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return Reply.all(all.toString(StandardCharsets.ISO_8859_1));
    }
}
