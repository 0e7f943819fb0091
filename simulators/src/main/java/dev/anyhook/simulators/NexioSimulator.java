package dev.anyhook.simulators;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One environment of Nexio on loopback: up to ten active endpoints, secrets shown once, {@code t=…,v1=…} signatures,
 * runs whose ends are pushed (Nexio "Webhooks", "Create Webhook Endpoint" and "Environments", read 2026-11-01).
 *
 * <p>Nexio says that failed deliveries are retried and not when. This simulator retries 10 seconds, 1 minute, 10
 * minutes and 1 hour after each failure, with a fresh timestamp, without which no retry would pass Nexio's own 5-minute
 * rule.
 */
public final class NexioSimulator extends VendorSimulator {
    private static final Set<String> RESERVED = Set.of("internal", "admin", "api", "nexio", "draft", "all");

    private final NexioApi nexio;

    private NexioSimulator(NexioApi nexio, Deliveries deliveries) {
        super(nexio, deliveries);
        this.nexio = nexio;
    }

    /** The live environment by the system's clock. */
    public static NexioSimulator start() {
        return start(InstantSource.system());
    }

    /** The live environment by {@code clock}. */
    public static NexioSimulator start(InstantSource clock) {
        return start(clock, "live");
    }

    /**
     * The environment {@code slug} by {@code clock}, whose keys start with {@code nx_<slug>_}.
     *
     * @throws IllegalArgumentException if no environment of Nexio can have that name
     */
    public static NexioSimulator start(InstantSource clock, String slug) {
        if (!slug.matches("[a-z0-9_]{1,16}") || RESERVED.contains(slug)) {
            throw new IllegalArgumentException("no environment '" + slug
                    + "'; a slug has 1 to 16 of a-z, 0-9 and _ and is not reserved: " + RESERVED);
        }
        var deliveries = new Deliveries(clock, RetrySchedule.NEXIO);
        var webhooks = new NexioWebhooks(clock, deliveries, slug);
        String key = "nx_" + slug + "_" + RandomText.hex(32);
        return new NexioSimulator(new NexioApi(key, webhooks, new NexioRuns(clock, webhooks, slug)), deliveries);
    }

    @Override
    public URI api() {
        return origin().resolve(NexioApi.BASE);
    }

    @Override
    public String apiKey() {
        return nexio.key();
    }

    /** Every endpoint that is not deleted, oldest first. */
    public List<String> endpointIds() {
        return nexio.webhooks().ids();
    }

    /**
     * Adds an endpoint for every event, as a call of the API would, and returns its secret.
     *
     * @throws IllegalArgumentException if {@code url} is not HTTPS
     * @throws IllegalStateException if there are ten active endpoints
     */
    public String register(URI url) {
        return nexio.webhooks().add(Urls.requireHttps(url));
    }

    /** Replaces an endpoint's secret and returns the new one; for 24 hours deliveries carry signatures of both. */
    public String rotateSecret(String endpointId) {
        return nexio.webhooks().rotateSecret(endpointId);
    }

    /** The newest secret of an endpoint, which the API says only when it is made. */
    public String secretOf(String endpointId) {
        return nexio.webhooks().secretOf(endpointId);
    }

    /** Whether the list of endpoints comes as {@code {"data":[…]}} instead of a bare array; neither is documented. */
    public void listWrapped(boolean wrapped) {
        nexio.webhooks().listWrapped(wrapped);
    }

    /** How the secret becomes a key, {@link NexioKeyReading#RAW} at first. */
    public void keyReading(NexioKeyReading reading) {
        nexio.webhooks().reading(reading);
    }

    /** Whether events are called {@code evaluation.*}, as an older page has it, instead of {@code run.*}. */
    public void eventNames(boolean legacy) {
        nexio.webhooks().legacyEvents(legacy);
    }

    /** Queues a run, of which nothing is pushed. */
    @Override
    public String submit() {
        return nexio.runs().submit();
    }

    /**
     * Changes a run's state: {@code queued}, {@code processing}, {@code completed}, {@code degraded} or {@code failed}.
     * Only the last three are pushed, {@code degraded} as {@code run.completed} with its own status inside; which event
     * it has is not documented.
     */
    @Override
    public void moveTo(String jobId, String status) {
        nexio.runs().moveTo(jobId, status);
    }

    @Override
    public Map<String, String> jobs() {
        return nexio.runs().statuses();
    }

    @Override
    public void readsAs(String jobId, String status) {
        nexio.runs().readsAs(jobId, status);
    }
}
