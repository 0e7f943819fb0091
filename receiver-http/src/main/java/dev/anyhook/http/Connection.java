package dev.anyhook.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection, which serves one request at a time and never waits without a limit. Used on its event loop only.
 *
 * <p>Closing a connection whose peer still sends can destroy the answer on its way, so what still comes is read and
 * dropped for a while first.
 */
final class Connection {
    static final Duration LINGER = Duration.ofSeconds(2);
    private static final long MOST_TO_DROP = 16 * 1024 * 1024;

    private final Vertx vertx;
    private final HttpConnection http;
    private final PacedChannel channel;
    private final HttpOptions options;
    private final Deadline deadline;
    private @Nullable Target target;
    private long dropped;
    private boolean asking;
    private boolean broughtNews;
    private boolean underWay;

    /** When it was opened, its delivery began, or its news was answered, whichever was last. */
    private long since = System.nanoTime();

    private boolean leaving;
    private boolean closing;

    Connection(Vertx vertx, HttpConnection http, PacedChannel channel, HttpOptions options) {
        this.vertx = vertx;
        this.http = http;
        this.channel = channel;
        this.options = options;
        this.deadline = new Deadline(vertx);
    }

    /** Gives the peer until the idle timeout to bring a request. */
    void awaitRequest() {
        limit(options.timeouts().idle(), this::close);
    }

    /**
     * Runs {@code late} in {@code time}, unless another limit is set before; but nothing puts off the end of one that
     * is closing.
     */
    void limit(Duration time, Runnable late) {
        if (!closing) {
            deadline.set(time, late);
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
     * Something is there that the inbox is asked to keep: until that is answered, this connection makes room for no
     * other, and what comes behind is not read, for that would be held as well.
     */
    void keep() {
        asking = true;
        channel.hold();
    }

    /** Whether the inbox is asked to keep something that came on it. */
    boolean isAsking() {
        return asking;
    }

    /** A delivery has begun to arrive. */
    void begin() {
        underWay = true;
        since = System.nanoTime();
    }

    /** Whether a delivery has begun to arrive and is not answered. */
    boolean isUnderWay() {
        return underWay;
    }

    /**
     * Whether it has brought something new. Others have one short answer to read at most, so that closing them takes no
     * time.
     */
    boolean hasBroughtNews() {
        return broughtNews;
    }

    /**
     * Of two that have brought something new, or two that have not, whether this one makes room rather than
     * {@code other}: one of which no delivery is under way, and then the one that has been so for longer. Or nobody
     * could come in while others hold all places by bringing something now and then.
     */
    boolean yieldsBefore(Connection other) {
        return underWay == other.underWay ? since - other.since < 0 : other.underWay;
    }

    /**
     * Answers, and waits for the next request if this one brought something new and is over. Whoever brought nothing
     * new may knock again: requests that queue up behind an answer cost memory, even half of one.
     */
    void answer(HttpServerRequest request, Answer answer) {
        if (answer.isForNews()) {
            broughtNews = true;
            since = System.nanoTime();
        }
        if (answer.isForNews() && request.isEnded()) {
            over();
            awaitRequest();
            answer.write(request.response(), false);
        } else {
            answerAndLeave(request, answer);
        }
    }

    /** Answers for the last time on this connection. */
    void answerAndLeave(HttpServerRequest request, Answer answer) {
        leaving = true;
        over();
        limit(LINGER, this::close);
        if (request.isEnded()) {
            answer.write(request.response(), true).onComplete(written -> close());
        } else {
            request.handler(this::drop);
            request.endHandler(end -> close());
            answer.write(request.response(), true);
        }
    }

    /** Answers what is no request, for the last time on this connection. */
    void answerGarbage(HttpServerRequest garbage) {
        leaving = true;
        limit(LINGER, this::close);
        Answer.MALFORMED.write(garbage.response(), true).onComplete(written -> close());
    }

    /** Before it is answered, for the next may begin with that. */
    private void over() {
        asking = false;
        underWay = false;
        channel.goOn();
    }

    private void drop(Buffer chunk) {
        dropped += chunk.length();
        if (dropped > MOST_TO_DROP) {
            close();
        }
    }

    /**
     * Serves no further request, and ends once the answers so far are on their way: soon, whoever does not read them.
     */
    void close() {
        if (closing) {
            return;
        }
        leaving = true;
        limit(LINGER, channel::cut);
        closing = true;
        http.close();
    }

    void closed() {
        closing = true;
        deadline.lift();
    }

    /** The target that {@code raw} spells, as {@link Target#parse} reads it; a vendor has one, and spells it alike. */
    @Nullable
    Target target(String raw) {
        if (target == null || !target.isSpelled(raw)) {
            target = Target.parse(raw);
        }
        return target;
    }
}
