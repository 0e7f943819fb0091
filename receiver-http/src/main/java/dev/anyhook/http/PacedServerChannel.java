package dev.anyhook.http;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listening socket that takes up no more connections while some are on their way to their event loops. The others wait in the
 * system's queue, where they cost no memory of ours; and of those that make room for them, hardly any are still being closed, with
 * all that they have sent.
 */
final class PacedServerChannel extends NioServerSocketChannel {
    static final int MOST_ON_THEIR_WAY = 16;

    private final AtomicInteger onTheirWay = new AtomicInteger();

    @Override
    protected int doReadMessages(List<Object> taken) throws Exception {
        if (onTheirWay.get() >= MOST_ON_THEIR_WAY) {
            config().setAutoRead(false);
            goOnIfThereIsRoom(); // One may have arrived just before.
            return 0;
        }
        SocketChannel socket = javaChannel().accept();
        if (socket == null) {
            return 0;
        }
        onTheirWay.incrementAndGet();
        taken.add(new Newcomer(socket));
        return 1;
    }

    private void arrived() {
        onTheirWay.decrementAndGet();
        goOnIfThereIsRoom();
    }

    private void goOnIfThereIsRoom() {
        if (onTheirWay.get() < MOST_ON_THEIR_WAY && !config().isAutoRead()) {
            config().setAutoRead(true);
        }
    }

    /** A connection, which has arrived once its loop begins to read from it, or has closed it. */
    final class Newcomer extends NioSocketChannel {
        private final AtomicBoolean isHere = new AtomicBoolean();

        Newcomer(SocketChannel socket) {
            super(PacedServerChannel.this, socket);
        }

        @Override
        protected void doBeginRead() throws Exception {
            arrive();
            super.doBeginRead();
        }

        @Override
        protected void doClose() throws Exception {
            arrive();
            super.doClose();
        }

        private void arrive() {
            if (!isHere.get() && isHere.compareAndSet(false, true)) {
                arrived();
            }
        }
    }
}
