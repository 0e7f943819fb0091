package dev.anyhook.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection that is read in small pieces, and not at all while it is held: what is read is decoded, and the requests
 * in it are held until those before them are answered. Used on its event loop only.
 */
final class PacedChannel extends NioSocketChannel {
    /** All that is read at once is decoded before the first answer to it, or the end of the connection, can leave. */
    static final int PIECE = 16 * 1024;

    private static final int SMALLEST_PIECE = 64;
    private static final int FIRST_PIECE = 2 * 1024;

    private final OpenChannels open;
    private final OpenChannels.Ends ends;
    private final Runnable arrived;
    private final AtomicBoolean isHere = new AtomicBoolean();
    private boolean held;
    private volatile boolean heldBack;

    /**
     * One that is in {@code open} for as long as it is, and has {@code arrived} once its loop begins to read it, or has
     * closed it.
     */
    PacedChannel(Channel parent, SocketChannel socket, OpenChannels open, Runnable arrived) {
        super(parent, socket);
        this.open = open;
        this.ends = OpenChannels.Ends.of(this);
        this.arrived = arrived;
        config().setRecvByteBufAllocator(
                        new AdaptiveRecvByteBufAllocator(SMALLEST_PIECE, FIRST_PIECE, PIECE).maxMessagesPerRead(1));
        open.add(this);
    }

    OpenChannels.Ends ends() {
        return ends;
    }

    /** Reads nothing more until {@link #goOn}. Costs nothing unless something comes meanwhile. */
    void hold() {
        held = true;
    }

    void goOn() {
        held = false;
        if (heldBack) {
            heldBack = false;
            if (config().isAutoRead()) {
                read();
            }
        }
    }

    /** Whether something has come that is not read, because it is held. For any thread. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Closes it at once, with what it has still to say: Vert.x would first have all of that read. */
    void cut() {
        unsafe().close(voidPromise());
    }

    @Override
    protected int doReadBytes(ByteBuf into) throws Exception {
        if (held) {
            heldBack = true;
            clearReadPending();
            return 0;
        }
        return super.doReadBytes(into);
    }

    @Override
    protected void doBeginRead() throws Exception {
        try {
            if (!heldBack) {
                super.doBeginRead();
            }
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
            arrived.run();
        }
    }
}
