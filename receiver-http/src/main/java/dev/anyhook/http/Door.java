package dev.anyhook.http;

import dev.anyhook.receiver.WebhookReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests come in on one event loop: sees to whom each goes, and turns away what goes nowhere. */
final class Door {
    private final Vertx vertx;
    private final WebhookReceiver receiver;
    private final HttpOptions options;
    private final Load load;
    private final Warnings warnings;
    private final OpenChannels open;
    private final int places;

    private final Map<HttpConnection, Connection> connections = new HashMap<>();

    /** One that so many connections may stand behind at the same time. */
    Door(
            Vertx vertx,
            WebhookReceiver receiver,
            HttpOptions options,
            Load load,
            Warnings warnings,
            OpenChannels open,
            int places) {
        this.vertx = vertx;
        this.receiver = receiver;
        this.options = options;
        this.load = load;
        this.warnings = warnings;
        this.open = open;
        this.places = places;
    }

    void connected(HttpConnection http) {
        PacedChannel channel = open.of(http);
        if (channel == null) {
            warnings.notTakenUp(new IllegalStateException("nothing is known of its channel"));
            http.close();
            return;
        }
        if (connections.size() >= places && !makeRoom()) {
            warnings.overloaded("connections", options.limits().maxConnections());
            http.close();
            return;
        }
        var connection = new Connection(vertx, http, channel, options);
        connections.put(http, connection);
        http.closeHandler(closed -> {
            connections.remove(http);
            connection.closed();
        });
        connection.awaitRequest();
    }

    /** Closes the connection that is missed least; false while the inbox is asked to keep something of each. */
    private boolean makeRoom() {
        Connection least = new Crowd(places, connections.values()).leastMissed();
        if (least == null) {
            return false;
        }
        warnings.crowded(places);
        connections.values().remove(least);
        least.close();
        return true;
    }

    void requested(HttpServerRequest request) {
        Connection connection = connections.get(request.connection());
        if (connection == null || connection.isLeaving()) {
            return;
        }
        try {
            route(request, connection);
        } catch (RuntimeException bug) {
            warnings.broken(bug);
            if (request.response().headWritten()) {
                connection.close();
            } else {
                connection.answerAndLeave(request, Answer.UNAVAILABLE);
            }
        }
    }

    private void route(HttpServerRequest request, Connection connection) {
        Head head = Head.of(request);
        if (head == null) {
            connection.answerAndLeave(request, Answer.MALFORMED);
            return;
        }
        String path = Target.path(request.uri());
        if (path.equals("/healthz")) {
            probed(request, connection, Answer.UP);
        } else if (path.equals("/readyz")) {
            probed(request, connection, takesDeliveries() ? Answer.READY : Answer.CLOSING);
        } else if (!path.startsWith(Target.ROOT)) {
            answer(request, connection, Answer.NOT_FOUND);
        } else if (!request.method().equals(HttpMethod.POST)) {
            answer(request, connection, Answer.POST_ONLY);
        } else if (!receiver.isOpen() || load.isFull()) {
            answer(request, connection, Answer.UNAVAILABLE);
        } else {
            posted(request, head, connection);
        }
    }

    private boolean takesDeliveries() {
        return receiver.isOpen() && !load.isClosing();
    }

    private void probed(HttpServerRequest request, Connection connection, Answer answer) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        answer(request, connection, reads ? answer : Answer.GET_ONLY);
    }

    private void posted(HttpServerRequest request, Head head, Connection connection) {
        Target target = connection.target(request.uri());
        if (target == null) {
            answer(request, connection, Answer.NOT_FOUND);
            return;
        }
        Answer refusal = refusal(target, head);
        if (refusal != null) {
            answer(request, connection, refusal);
        } else if (load.begin()) {
            new Exchange(receiver, options, load, warnings, connection, request, head, target).begin();
        } else {
            answer(request, connection, Answer.UNAVAILABLE);
        }
    }

    /** Why the headers alone settle it; null when the body is worth reading. */
    private @Nullable Answer refusal(Target target, Head head) {
        boolean listens = receiver.listensAt(target.endpoint(), target.uri())
                && receiver.takesUrlToken(target.endpoint()) == target.holdsToken();
        if (!listens) {
            return Answer.NOT_FOUND;
        }
        if (head.isEncoded()) {
            return Answer.ENCODED;
        }
        return head.declaresMoreThan(options.limits().maxBody()) ? Answer.TOO_LARGE : null;
    }

    private void answer(HttpServerRequest request, Connection connection, Answer answer) {
        if (load.isClosing()) {
            connection.answerAndLeave(request, answer);
        } else {
            connection.answer(request, answer);
        }
    }

    /** Answers what is not HTTP as far as the decoder can tell; the connection ends with that. */
    void garbled(HttpServerRequest request) {
        Connection connection = connections.get(request.connection());
        if (connection != null && !connection.isLeaving()) {
            connection.answerGarbage(request);
        }
    }
}
