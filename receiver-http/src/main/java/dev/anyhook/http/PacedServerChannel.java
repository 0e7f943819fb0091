package dev.anyhook.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket whose connections are read in small pieces, and which takes up no more connections while some are on their way to their event loops. The others wait in the
 * system's queue, where they cost no memory of ours; and of those that make room for them, hardly any are still being closed, with
 * all that they have sent.
 */
class PacedServerChannel extends NioServerSocketChannel {
    static final int MOST_ON_THEIR_WAY = 16;

    /**
     * What is read at once is decoded at once, and all requests in it are held until the first is answered; an answer, and the end of
     * the connection, leave after that. So it is little, and one piece at a time.
     */
    static final int PIECE = 16 * 1024;

    private static final int SMALLEST_PIECE = 64;
    private static final int FIRST_PIECE = 2 * 1024;
    private static final int AFTER_FAILURE_MILLIS = 1_000;

    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final Warnings warnings;
    private final Set<Channel> open;
    private volatile boolean pausing;

    /** One whose connections are in {@code open} for as long as they are. */
    PacedServerChannel(Warnings warnings, Set<Channel> open) {
        this.warnings = warnings;
        this.open = open;
    }

    @Override
    protected final int doReadMessages(List<Object> taken) throws Exception {
        if (onTheirWay.get() >= MOST_ON_THEIR_WAY) {
            pause();
            return 0;
        }
        SocketChannel socket = accepted();
        return socket != null && isTaken(socket, taken) ? 1 : 0;
    }

    /** Null if there is none, or if there are no more files for one: then it is looked again in a while. */
    private @Nullable SocketChannel accepted() {
        try {
            return javaChannel().accept();
        } catch (IOException noFiles) {
            warnings.notTakenUp(noFiles);
            config().setAutoRead(false);
            clearReadPending();
            var unused = eventLoop().schedule(this::goOn, AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        }
    }

    private void goOn() {
        config().setAutoRead(true);
    }

    /** Netty closes a listening socket for whatever is thrown here, but for what the system says of it. */
    private boolean isTaken(SocketChannel socket, List<Object> taken) throws IOException {
        try {
            taken.add(newcomer(socket));
            onTheirWay.incrementAndGet();
            return true;
        } catch (Throwable unfit) {
            warnings.notTakenUp(unfit);
            socket.close();
            return false;
        }
    }

    Channel newcomer(SocketChannel socket) {
        return new Newcomer(socket);
    }

    /** Others may arrive meanwhile, so it is looked again once they can see that somebody pauses. */
    private void pause() {
        config().setAutoRead(false);
        clearReadPending();
        pausing = true;
        goOnIfThereIsRoom();
    }

    private void arrived() {
        onTheirWay.decrementAndGet();
        goOnIfThereIsRoom();
    }

    private void goOnIfThereIsRoom() {
        if (pausing && onTheirWay.get() < MOST_ON_THEIR_WAY) {
            pausing = false;
            try {
                config().setAutoRead(true);
            } catch (RejectedExecutionException closing) {
                // Nobody is let in any more.
            }
        }
    }

    /** A connection, which has arrived once its loop begins to read from it, or has closed it. */
    final class Newcomer extends NioSocketChannel {
        private final AtomicBoolean isHere = new AtomicBoolean();

        Newcomer(SocketChannel socket) {
            super(PacedServerChannel.this, socket);
            config().setRecvByteBufAllocator(
                            new AdaptiveRecvByteBufAllocator(SMALLEST_PIECE, FIRST_PIECE, PIECE).maxMessagesPerRead(1));
            open.add(this);
        }

        @Override
        protected void doBeginRead() throws Exception {
            try {
                super.doBeginRead();
            } finally {
                arrive();
            }
        }

        @Override
        protected void doClose() throws Exception {
            try {
                super.doClose();
            } finally {
                open.remove(this);
                arrive();
            }
        }

        private void arrive() {
            if (!isHere.get() && isHere.compareAndSet(false, true)) {
                arrived();
            }
        }
    }
}
