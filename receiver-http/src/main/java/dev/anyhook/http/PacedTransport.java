package dev.anyhook.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.spi.transport.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Java's own sockets, as Vert.x uses them unless told otherwise, but for those that listen. */
final class PacedTransport implements Transport, io.vertx.core.transport.Transport {
    private final Transport usual = NIO.implementation();
    private final Warnings warnings;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    PacedTransport(Warnings warnings) {
        this.warnings = warnings;
    }

    @Override
    public String name() {
        return NIO.name();
    }

    @Override
    public boolean available() {
        return NIO.available();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return NIO.unavailabilityCause();
    }

    @Override
    public Transport implementation() {
        return this;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? usual.serverChannelFactory(true) : () -> new PacedServerChannel(warnings, open);
    }

    /** Closes the connections that are open, whatever they have still to say: Vert.x would first have all of it read. */
    void cutOff() {
        open.forEach(PacedTransport::cutOff);
    }

    private static void cutOff(Channel channel) {
        try {
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
        } catch (IllegalStateException | RejectedExecutionException noLoop) {
            return; // It has not been taken up yet, or nothing is any more.
        }
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return usual.ioHandlerFactory();
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return usual.datagramChannelFactory();
    }

    @SuppressWarnings("deprecation") // Vert.x has it so.
    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return usual.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return usual.channelFactory(domainSocket);
    }
}
