package dev.anyhook.benchmarks.http;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.WebhookReceiver;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Parts of our own server, to be compared with it: {@code bare PORT} answers 200 to everything, {@code drop PORT}
 * verifies and keeps nothing, {@code file PORT FILE}, {@code sqlite PORT FILE} and {@code postgresql PORT URL} keep
 * events and hand none out.
 */
final class OurServer {
    private static final int BACKLOG = 1024;
    private static final int CHUNK = 16 * 1024;
    private static final int LINE = 4 * 1024;
    private static final int HEADERS = 8 * 1024;
    private static final int SILENCE_MILLIS = 58_000;
    private static final int MOST_LOOPS = 4;
    private static final CompletionStage<Inbox.Outcome> STORED = CompletableFuture.completedStage(Inbox.Outcome.STORED);
    private static final Buffer BODY = Buffer.buffer("{\"status\":\"accepted\"}");
    private static final CharSequence SIZE = HttpHeaders.createOptimized(String.valueOf(BODY.length()));
    private static final CharSequence TYPE = HttpHeaders.createOptimized("Content-Type");
    private static final CharSequence LENGTH = HttpHeaders.createOptimized("Content-Length");
    private static final CharSequence CACHING = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private OurServer() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "bare" -> bare(port);
            case "drop" -> receive(port, new UnhandledInbox(incoming -> STORED));
            case "file" -> receive(port, new UnhandledInbox(new FileKeeper(Path.of(args[2]))::keep));
            case "sqlite" -> receive(port, new UnhandledInbox(JdbcInbox.sqlite(Path.of(args[2]))::append));
            case "postgresql" ->
                receive(port, new UnhandledInbox(JdbcInbox.postgresql(args[2], JdbcInboxOptions.defaults())::append));
            default -> throw new IllegalArgumentException("bare, drop, file, sqlite or postgresql: " + args[0]);
        }
    }

    private static void receive(int port, Inbox inbox) {
        var trust = TrustPolicy.signedWith(Secret.of(Deliveries.SECRET));
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint("diffio", new DiffioWebhooks(), trust)
                .inbox(inbox)
                .build();
        HttpReceiver.start(receiver, port);
    }

    /** The same HTTP server with the same settings, which reads each body and answers as ours does. */
    private static void bare(int port) {
        int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        var options = new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxInitialLineLength(LINE)
                .setMaxHeaderSize(HEADERS)
                .setMaxChunkSize(CHUNK)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWriteIdleTimeout(SILENCE_MILLIS)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        vertx.deployVerticle(
                () -> new AbstractVerticle() {
                    @Override
                    public void start() {
                        vertx.createHttpServer(options)
                                .requestHandler(request -> request.endHandler(end -> answer(request)))
                                .listen(port, "127.0.0.1");
                    }
                },
                new DeploymentOptions().setInstances(loops));
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader(TYPE, JSON)
                .putHeader(LENGTH, SIZE)
                .putHeader(CACHING, NO_STORE)
                .end(BODY);
    }
}
