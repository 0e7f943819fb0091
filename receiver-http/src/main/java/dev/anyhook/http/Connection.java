package dev.anyhook.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * One connection, which serves one request at a time and never waits without a limit. Used on its event loop only.
 *
 * <p>Closing a connection whose peer still sends can destroy the answer on its way, so what still comes is read and
 * dropped for a while first.
 */
final class Connection {
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long MOST_TO_DROP = 16 * 1024 * 1024;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpConnection http;
    private final HttpOptions options;
    private long timer = NO_TIMER;
    private long dropped;
    private boolean leaving;

    Connection(Vertx vertx, HttpConnection http, HttpOptions options) {
        this.vertx = vertx;
        this.http = http;
        this.options = options;
    }

    /** Gives the peer until the idle timeout to bring a request. */
    void awaitRequest() {
        limit(options.timeouts().idle(), this::close);
    }

    /** Runs {@code otherwise} in {@code time}, unless another limit is set before; there is one at a time. */
    void limit(Duration time, Runnable otherwise) {
        unlimited();
        timer = vertx.setTimer(time.toMillis(), fired -> otherwise.run());
    }

    private void unlimited() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    /** Where to come back to from another thread. */
    Context context() {
        return vertx.getOrCreateContext();
    }

    /** Whether the last answer was given: requests that follow it are not answered. */
    boolean isLeaving() {
        return leaving;
    }

    /**
     * Answers, and waits for the next request if this one brought something and it is plain where the next begins.
     * Whoever brought nothing may knock again: requests that queue up behind an answer cost memory, even half of one.
     */
    void answer(HttpServerRequest request, Answer answer) {
        if (answer.isKept() && Head.isFollowedByAtMost(options.limits().maxBody(), request)) {
            awaitRequest();
            answer.write(request.response(), false);
        } else {
            answerAndLeave(request, answer);
        }
    }

    /** Answers for the last time on this connection. */
    void answerAndLeave(HttpServerRequest request, Answer answer) {
        leaving = true;
        limit(LINGER, this::close);
        if (request.isEnded()) {
            answer.write(request.response(), true).onComplete(written -> close());
        } else {
            request.handler(this::drop);
            request.endHandler(end -> close());
            answer.write(request.response(), true);
        }
    }

    private void drop(Buffer chunk) {
        dropped += chunk.length();
        if (dropped > MOST_TO_DROP) {
            close();
        }
    }

    void close() {
        http.close();
    }

    void closed() {
        unlimited();
    }
}
