package dev.anyhook.simulators;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Diffio on loopback: endpoints by API key and mode, Svix signatures made by the official library, Svix's retries
 * (Diffio "Webhooks", "Configure webhook" and "Send test event", read 2026-11-01).
 * A test event has reached its receivers when the API answers, so that tests need not wait; Diffio answers sooner.
 */
public final class DiffioSimulator extends VendorSimulator {
    private final InstantSource clock;
    private final DiffioApi diffio;
    private final String apiKey;

    private DiffioSimulator(InstantSource clock, DiffioApi diffio, String apiKey, Deliveries deliveries) {
        super(diffio, deliveries);
        this.clock = clock;
        this.diffio = diffio;
        this.apiKey = apiKey;
    }

    /** A simulator by the system's clock. */
    public static DiffioSimulator start() {
        return start(InstantSource.system());
    }

    /** A simulator whose signatures and retries follow {@code clock}. */
    public static DiffioSimulator start(InstantSource clock) {
        var deliveries = new Deliveries(clock, RetrySchedule.SVIX);
        var keys = new DiffioKeys();
        String apiKey = keys.issue(List.of(DiffioKeys.ADMIN, DiffioKeys.WEBHOOKS_WRITE, "read"));
        var webhooks = new DiffioWebhooks(clock, deliveries, keys);
        var generations =
                new DiffioGenerations(clock, webhooks, keys.named(apiKey).id());
        return new DiffioSimulator(clock, new DiffioApi(keys, webhooks, generations), apiKey, deliveries);
    }

    @Override
    public URI api() {
        return origin().resolve(DiffioApi.BASE);
    }

    /** The account's admin key, which may do everything. */
    @Override
    public String apiKey() {
        return apiKey;
    }

    /** The id of {@link #apiKey()}. */
    public String apiKeyId() {
        return apiKeyId(apiKey);
    }

    /** The id of a key of this account. */
    public String apiKeyId(String key) {
        return diffio.keys().named(key).id();
    }

    /** A further key of the account with these scopes, for example {@code webhooks:write} or {@code read}. */
    public String issueKey(String... scopes) {
        return diffio.keys().issue(List.of(scopes));
    }

    /** Makes a key inactive; the API answers it with 403 from now on. */
    public void deactivateKey(String key) {
        diffio.keys().deactivate(key);
    }

    /** Every configured endpoint, oldest first. */
    public List<String> endpointIds() {
        return diffio.webhooks().endpointIds();
    }

    /**
     * Adds an endpoint for every event of live mode, as a person does in the portal, and returns its signing secret.
     *
     * @throws IllegalArgumentException if {@code url} is not HTTPS
     */
    public String register(URI url) {
        return diffio.webhooks()
                .add(apiKeyId(), "live", Urls.requireHttps(url), DiffioEvent.types())
                .secrets()
                .newest();
    }

    /** The signing secret as a person copies it from the portal; the API never says it. */
    public String secretFromPortal(String endpointId) {
        return diffio.webhooks().secretsOf(endpointId).newest();
    }

    /**
     * Replaces an endpoint's secret, as a person does in the portal, and returns the new one. Diffio is silent on
     * rotation; here deliveries carry signatures of both for 24 hours, as Nexio's do.
     */
    public String rotateSecret(String endpointId) {
        String fresh = SvixSigning.freshSecret();
        diffio.webhooks().secretsOf(endpointId).rotate(fresh, clock.instant());
        return fresh;
    }

    /** Queues a generation in live mode, which emits {@code generation.queued}. */
    @Override
    public String submit() {
        return submit("live");
    }

    /** Queues a generation in {@code mode}, test or live, which emits {@code generation.queued}. */
    public String submit(String mode) {
        if (!mode.equals("test") && !mode.equals("live")) {
            throw new IllegalArgumentException("no mode '" + mode + "'; Diffio knows test and live");
        }
        return diffio.generations().submit(mode);
    }

    /**
     * Changes a generation's state: {@code queued}, {@code processing}, {@code failed} (or {@code error}),
     * {@code completed} (or {@code complete}). Emits only when the state is another, as Diffio does.
     */
    @Override
    public void moveTo(String jobId, String status) {
        diffio.generations()
                .moveTo(
                        jobId,
                        DiffioEvent.ofStatus(status)
                                .orElseThrow(() -> new IllegalArgumentException("no status '" + status
                                        + "'; Diffio knows queued, processing, failed and completed")));
    }

    @Override
    public Map<String, String> jobs() {
        return diffio.generations().states();
    }

    @Override
    public void readsAs(String jobId, String status) {
        diffio.generations().readsAs(jobId, status);
    }
}
