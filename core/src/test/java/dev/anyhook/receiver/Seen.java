package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that writes down what it is called with. */
final class Seen implements EventHandler {
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    @Override
    public void handle(WebhookEvent event, Handling handling) {
        calls.add(new Call(event, handling.trust(), handling.attempt(), handling.isLate()));
    }

    /** The next call, as soon as there is one. */
    Call next() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call of the handler").isNotNull();
        return call;
    }

    /** The calls not yet taken. */
    List<Call> rest() {
        var rest = new ArrayList<Call>();
        calls.drainTo(rest);
        return rest;
    }

    record Call(WebhookEvent event, Trust trust, int attempt, boolean late) {
        JobState state() {
            return event.job().state();
        }
    }
}
