package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a vendor, which has one delivery under way at a time. Connects again when the server hung up. */
final class Caller implements AutoCloseable {
    private final int port;
    private final Selector selector;
    private final Deliveries deliveries;
    private final ByteBuffer request;
    private final Reply reply = new Reply();
    private SocketChannel channel;
    private long intendedAt;
    private long answeredAt;
    private volatile boolean waiting;

    Caller(int port, Selector selector, Deliveries deliveries) throws IOException {
        this.port = port;
        this.selector = selector;
        this.deliveries = deliveries;
        this.request = deliveries.buffer();
        this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
        var opened = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        opened.register(selector, SelectionKey.OP_READ, this);
        return opened;
    }

    /** Sends the delivery with this index, which should have been sent at {@code intended}. */
    void send(int index, long intended) throws IOException {
        intendedAt = intended;
        deliveries.fill(request, index);
        reply.clear();
        waiting = true;
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what came; whether the answer is whole now, or will never be. */
    boolean receive() throws IOException {
        boolean gone = channel.read(reply.buffer()) < 0;
        if (!waiting) {
            reply.clear();
            if (gone) {
                reconnect();
            }
            return false;
        }
        boolean whole = reply.isWhole();
        answeredAt = System.nanoTime(); // Connecting again is no part of the answer.
        if (gone || (whole && reply.isLast())) {
            reconnect();
        }
        waiting = !whole && !gone;
        return !waiting;
    }

    private void reconnect() throws IOException {
        channel.close();
        channel = connect();
    }

    /** The whole answer; one that is not whole has no status. */
    Reply reply() {
        return reply;
    }

    /** When the delivery should have been sent. */
    long intendedAt() {
        return intendedAt;
    }

    /** When the last answer came. */
    long answeredAt() {
        return answeredAt;
    }

    /** Whether a delivery was sent that is not answered. */
    boolean isWaiting() {
        return waiting;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
