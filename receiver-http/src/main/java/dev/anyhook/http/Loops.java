package dev.anyhook.http;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops, each with a server of its own at the port that all share. */
final class Loops {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final int THE_SAME_RANDOM_PORT = 1;
    private static final int BACKLOG = 1024;

    private Loops() {}

    static Vertx create(HttpOptions options, PacedTransport transport) {
        var system = new VertxOptions()
                .setEventLoopPoolSize(options.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return Vertx.builder().with(system).withTransport(transport).build();
    }

    /** Listens on every loop behind a door of its own, each with its share of the places; gives the port. */
    static int listen(Vertx vertx, HttpOptions options, IntFunction<Door> doors) {
        var port = new CompletableFuture<Integer>();
        SocketAddress address = address(options);
        int places = options.limits().maxConnections();
        int loops = Math.min(options.eventLoops(), places);
        var made = new AtomicInteger();
        Supplier<Deployable> loop = () -> {
            int here = places / loops + (made.getAndIncrement() < places % loops ? 1 : 0);
            return context -> server(vertx, options, doors.apply(here))
                    .listen(address)
                    .onSuccess(server -> port.complete(server.actualPort()));
        };
        await(
                vertx.deployVerticle(loop, new DeploymentOptions().setInstances(loops)),
                "cannot listen at " + options.host() + ":" + options.port());
        return port.join();
    }

    private static SocketAddress address(HttpOptions options) {
        try {
            String host = InetAddress.getByName(options.host()).getHostAddress();
            return options.port() == 0
                    ? SocketAddress.sharedRandomPort(THE_SAME_RANDOM_PORT, host)
                    : SocketAddress.inetSocketAddress(options.port(), host);
        } catch (UnknownHostException unknown) {
            throw new UncheckedIOException("no address is known for " + options.host(), unknown);
        }
    }

    private static HttpServer server(Vertx vertx, HttpOptions options, Door door) {
        var http = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(options.limits().maxRequestLine())
                .setMaxHeaderSize(options.limits().maxHeaders())
                .setMaxChunkSize(PacedChannel.PIECE)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWriteIdleTimeout(
                        Math.toIntExact(options.timeouts().longestSilence().toMillis()))
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        return vertx.createHttpServer(http)
                .connectionHandler(door::connected)
                .requestHandler(door::requested)
                .invalidRequestHandler(door::garbled);
    }

    private static void await(Future<?> future, String otherwise) {
        try {
            future.toCompletionStage().toCompletableFuture().get(TO_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(otherwise, new IOException(failed.getCause()));
        } catch (TimeoutException late) {
            throw new UncheckedIOException(otherwise, new IOException(late));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(otherwise, new IOException(stop));
        }
    }

    /**
     * Closes every connection and ends the loops, within {@code limit} or behind the caller's back. Vert.x closes
     * connections at once, but for those that were to be closed already and whose peers do not read what they are told:
     * for these it waits, so they are cut.
     */
    static void close(Vertx vertx, OpenChannels open, Duration limit) {
        CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
        try {
            if (!isDone(closed, LAST_WORDS)) {
                open.cut();
                closed.get(limit.minus(LAST_WORDS).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException unclean) {
            LOG.warn("the server did not end cleanly within {}", limit, unclean);
        } catch (InterruptedException hurry) {
            open.cut();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isDone(CompletableFuture<Void> closed, Duration time)
            throws ExecutionException, InterruptedException {
        try {
            closed.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }
}
