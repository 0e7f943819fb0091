package dev.anyhook.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that takes up no more connections while some are on their way to their event loops. The others
 * wait in the system's queue, where they cost no memory of ours; and of those that make room for them, hardly any are
 * still being closed, with all that they have sent.
 */
class PacedServerChannel extends NioServerSocketChannel {
    static final int MOST_ON_THEIR_WAY = 16;
    private static final int AFTER_FAILURE_MILLIS = 1_000;

    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final Warnings warnings;
    private final OpenChannels open;
    private volatile boolean pausing;

    PacedServerChannel(Warnings warnings, OpenChannels open) {
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

    /**
     * Null if there is none, or if the system gives none, for want of files perhaps: then nobody is taken up for a
     * second.
     */
    private @Nullable SocketChannel accepted() {
        try {
            return accept();
        } catch (IOException failed) {
            warnings.noneTakenUp(failed);
            config().setAutoRead(false);
            clearReadPending();
            var unused = eventLoop().schedule(this::goOn, AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        }
    }

    @Nullable
    SocketChannel accept() throws IOException {
        return javaChannel().accept();
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
        return new PacedChannel(this, socket, open, this::arrived);
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
}
