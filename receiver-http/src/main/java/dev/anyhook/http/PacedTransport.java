package dev.anyhook.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.spi.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Java's own sockets, as Vert.x uses them unless told otherwise, but for those that listen and what they take up. */
final class PacedTransport implements Transport, io.vertx.core.transport.Transport {
    private final Transport usual = NIO.implementation();
    private final Warnings warnings;
    private final OpenChannels open;

    PacedTransport(Warnings warnings, OpenChannels open) {
        this.warnings = warnings;
        this.open = open;
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
