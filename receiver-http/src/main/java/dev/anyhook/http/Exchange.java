package dev.anyhook.http;

import dev.anyhook.RawDelivery;
import dev.anyhook.receiver.WebhookReceiver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One delivery from its headers to its answer. Lives on the event loop of its connection; answered once. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);

    private final WebhookReceiver receiver;
    private final HttpOptions options;
    private final Load load;
    private final Warnings warnings;
    private final Connection connection;
    private final HttpServerRequest request;
    private final Head head;
    private final Target target;
    private final BodyBytes body;
    private boolean taken;
    private boolean answered;

    Exchange(
            WebhookReceiver receiver,
            HttpOptions options,
            Load load,
            Warnings warnings,
            Connection connection,
            HttpServerRequest request,
            Head head,
            Target target) {
        this.receiver = receiver;
        this.options = options;
        this.load = load;
        this.warnings = warnings;
        this.connection = connection;
        this.request = request;
        this.head = head;
        this.target = target;
        this.body = new BodyBytes(options.limits().maxBody(), options.limits().bodyShare());
    }

    /** Reads the body. The load counts this delivery already, and no more once it is answered. */
    void begin() {
        connection.begin();
        connection.limit(options.timeouts().body(), () -> give(Answer.TOO_SLOW));
        request.response().closeHandler(gone -> settle());
        request.handler(chunk -> guarded(() -> read(chunk)));
        request.endHandler(end -> guarded(this::deliver));
        if (head.asksToContinue()) {
            request.response().writeContinue();
        }
    }

    private void read(Buffer chunk) {
        if (answered) {
            return;
        }
        if (!body.hasRoomFor(chunk)) {
            give(Answer.TOO_LARGE);
        } else if (!load.hold(body.room(), body.roomWith(chunk))) {
            give(Answer.UNAVAILABLE);
        } else {
            body.add(chunk);
        }
    }

    private void deliver() {
        if (answered) {
            return;
        }
        taken = load.take();
        if (!taken) {
            give(Answer.UNAVAILABLE);
            return;
        }
        connection.keep();
        connection.limit(options.timeouts().keep(), this::keptTooSlowly);
        var delivery = new RawDelivery(
                target.endpoint(),
                target.uri(),
                head.headers(),
                body.toPayload(),
                options.clock().instant());
        Context loop = connection.context();
        receiver.receive(delivery).whenComplete((acknowledgement, failed) -> {
            Answer answer = failed != null ? Answer.UNAVAILABLE : Answer.to(acknowledgement);
            if (loop.equals(Vertx.currentContext())) {
                give(answer);
            } else {
                later(loop, answer);
            }
        });
    }

    private void later(Context loop, Answer answer) {
        try {
            loop.runOnContext(there -> give(answer));
        } catch (RejectedExecutionException closedMeanwhile) {
            LOG.debug("endpoint {}: nobody is left to be answered", target.endpoint());
        }
    }

    private void keptTooSlowly() {
        warnings.keptTooSlowly(target.endpoint(), options.timeouts().keep());
        give(Answer.UNAVAILABLE);
    }

    private void give(Answer answer) {
        if (!settle()) {
            return;
        }
        if (load.isClosing()) {
            connection.answerAndLeave(request, answer);
        } else {
            connection.answer(request, answer);
        }
    }

    /** Gives the place in the load to others, before anyone can read the answer; false if that was done already. */
    private boolean settle() {
        if (answered) {
            return false;
        }
        answered = true;
        load.release(body.room());
        if (taken) {
            load.giveBack();
        }
        load.end();
        return true;
    }

    /** Nothing that goes wrong here may say what was sent, and exceptions sometimes do. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            warnings.broken(bug);
            give(Answer.UNAVAILABLE);
        }
    }
}
