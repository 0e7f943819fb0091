package dev.anyhook.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, by their two ends, which is all that Vert.x tells of one. Safe for any number of
 * threads.
 */
final class OpenChannels {
    private final Map<Ends, PacedChannel> channels = new ConcurrentHashMap<>();

    /** Where a connection begins and ends. */
    record Ends(String host, int port, String peerHost, int peerPort) {
        static Ends of(PacedChannel channel) {
            InetSocketAddress here = channel.localAddress();
            InetSocketAddress there = channel.remoteAddress();
            return new Ends(
                    here.getAddress().getHostAddress(),
                    here.getPort(),
                    there.getAddress().getHostAddress(),
                    there.getPort());
        }

        static Ends of(HttpConnection http) {
            SocketAddress here = http.localAddress();
            SocketAddress there = http.remoteAddress();
            return new Ends(here.hostAddress(), here.port(), there.hostAddress(), there.port());
        }
    }

    void add(PacedChannel channel) {
        channels.put(channel.ends(), channel);
    }

    void remove(PacedChannel channel) {
        channels.remove(channel.ends(), channel);
    }

    /** What {@code http} goes through; null if that is closed already. */
    @Nullable
    PacedChannel of(HttpConnection http) {
        return channels.get(Ends.of(http));
    }

    int size() {
        return channels.size();
    }

    /** How many have brought something that is not read, because they are held. */
    long heldBack() {
        return channels.values().stream().filter(PacedChannel::isHeldBack).count();
    }

    /** Closes all that are open, whatever they have still to say. */
    void cut() {
        channels.values().forEach(OpenChannels::cutOnItsLoop);
    }

    private static void cutOnItsLoop(PacedChannel channel) {
        try {
            channel.eventLoop().execute(channel::cut);
        } catch (IllegalStateException | RejectedExecutionException noLoop) {
            return; // It has not been taken up yet, or nothing is any more.
        }
    }
}
