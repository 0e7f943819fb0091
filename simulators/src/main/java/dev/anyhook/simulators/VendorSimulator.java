package dev.anyhook.simulators;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One vendor as a real HTTP server on 127.0.0.1: it answers as the vendor documents, delivers the events of its jobs,
 * and fails on request. Safe for any number of threads; closing it frees the port and ends requests that hang.
 *
 * <pre>{@code
 * var clock = MovableClock.startingAt(Instant.now());
 * try (var diffio = DiffioSimulator.start(clock)) {
 *     diffio.deliverVia(URI.create("http://127.0.0.1:8080"));
 *     // configure an endpoint through diffio.api() with diffio.apiKey(), as against the vendor itself
 *     diffio.moveTo(diffio.submit(), "completed");
 *     clock.advance(Duration.ofSeconds(5));
 *     diffio.deliveries().deliverDue(); // what failed falls due again
 * }
 * }</pre>
 */
public abstract sealed class VendorSimulator implements AutoCloseable
        permits DiffioSimulator, NexioSimulator, SiviSimulator {
    private final LoopbackServer server;
    private final VendorApi form;
    private final Deliveries deliveries;

    VendorSimulator(VendorApi api, Deliveries deliveries) {
        this.form = api;
        this.deliveries = deliveries;
        this.server = LoopbackServer.start(api);
    }

    /** The base that a client is pointed at. */
    public abstract URI api();

    /** The key that the API accepts, of this simulator alone. */
    public abstract String apiKey();

    /** Makes a job that waits to be worked on, and returns its identifier. */
    public abstract String submit();

    /**
     * Changes a job's state to one of the vendor's own words and emits the event that the vendor documents for it.
     *
     * @throws IllegalArgumentException if there is no such job, or the vendor has no such word
     */
    public abstract void moveTo(String jobId, String status);

    /**
     * Makes the API tell {@code status} of a job from now on, whatever its events say: any word, known or not.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    public abstract void readsAs(String jobId, String status);

    /**
     * Where deliveries go: the scheme, host and port that stand for the TLS proxy in front of the registered URL. The
     * path and query are those of the registered URL. Nothing is ever sent to the registered host itself.
     *
     * @throws IllegalArgumentException if {@code origin} is not {@code http(s)://host[:port]}
     */
    public final void deliverVia(URI origin) {
        deliveries.deliverVia(origin);
    }

    /** The deliveries of this vendor: what was sent, what is due, and how to make it misbehave. */
    public final Deliveries deliveries() {
        return deliveries;
    }

    /** Makes the next API call fail with {@code status} in the vendor's form, without effect. */
    public final void failNext(int status) {
        stage(form.refusal(status, form.usualWords(status)));
    }

    /** Makes the next API call fail with exactly this answer, without effect. */
    public final void failNext(int status, Map<String, String> headers, String body) {
        stage(new Answer(status, headers, body));
    }

    /** Makes the next API call wait for an answer until the simulator is closed, without effect. */
    public final void hangNext() {
        server.faults().stage(new Faults.Fault(Faults.Way.HANG, null));
    }

    /** Makes the next API call succeed with a body that is no JSON, without effect. */
    public final void garbageNext() {
        stage(Answer.garbage());
    }

    /** Makes the next API call take effect, and ends its connection without an answer. */
    public final void loseNextAnswer() {
        server.faults().stage(new Faults.Fault(Faults.Way.LOSE_ANSWER, null));
    }

    /** Makes every API call fail with {@code status} in the vendor's form, without effect, until it recovers. */
    public final void failAll(int status) {
        server.faults().last(Faults.Fault.answering(form.refusal(status, form.usualWords(status))));
    }

    /** Ends {@link #failAll}, and forgets failures asked for that met no call yet. */
    public final void recover() {
        server.faults().clear();
    }

    /** Every job and its present state in the vendor's word, whatever the API is made to tell, in no certain order. */
    public abstract Map<String, String> jobs();

    /** Every request that reached the API, oldest first. */
    public final List<ApiCall> calls() {
        return server.calls();
    }

    @Override
    public final void close() {
        server.close();
    }

    /** The address of the server itself, without the vendor's path. */
    final URI origin() {
        return server.origin();
    }

    private void stage(Answer answer) {
        server.faults().stage(Faults.Fault.answering(answer));
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + api() + "]";
    }
}
