package dev.anyhook.simulators;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Sivi on loopback: one webhook URL for its key and stage, which each registration overwrites; deliveries unsigned and
 * never repeated (Sivi "Update Webhook", read 2026-11-01). The general, super and enterprise plans answer alike.
 */
public final class SiviSimulator extends VendorSimulator {
    private static final int USUAL_PROGRESS = 45;

    private final SiviApi sivi;

    private SiviSimulator(SiviApi sivi, Deliveries deliveries) {
        super(sivi, deliveries);
        this.sivi = sivi;
    }

    /** A simulator by the system's clock. */
    public static SiviSimulator start() {
        return start(InstantSource.system());
    }

    /** A simulator by {@code clock}, which moves delayed deliveries alone: Sivi signs no time. */
    public static SiviSimulator start(InstantSource clock) {
        var deliveries = new Deliveries(clock, RetrySchedule.NONE);
        return new SiviSimulator(new SiviApi(RandomText.alphanumeric(40), new SiviStore(deliveries)), deliveries);
    }

    /** The base of production; the plan's name follows, as in {@code general/update-webhook}. */
    @Override
    public URI api() {
        return origin().resolve(SiviApi.base(SiviApi.PRODUCTION));
    }

    /** The base of staging, with a webhook URL and design requests of its own. */
    public URI stagingApi() {
        return origin().resolve(SiviApi.base(SiviApi.STAGING));
    }

    @Override
    public String apiKey() {
        return sivi.key();
    }

    /** The URL that production's events go to. */
    public Optional<URI> registeredUrl() {
        return sivi.store().registered(SiviApi.PRODUCTION);
    }

    /**
     * Has production's events go to {@code url}, as a call of the API would.
     *
     * @throws IllegalArgumentException if {@code url} is not absolute
     */
    public void register(URI url) {
        sivi.store().register(SiviApi.PRODUCTION, Urls.requireWeb(url));
    }

    /** Whether bodies come flat, {@code {"status":…,"result":…}}, instead of wrapped as documented. */
    public void flatBodies(boolean flat) {
        sivi.store().flatBodies(flat);
    }

    /** Makes a pending design request in production; whether Sivi pushes that is not documented, and this does not. */
    @Override
    public String submit() {
        return sivi.store().submit(SiviApi.PRODUCTION);
    }

    /** Makes a pending design request in staging. */
    public String submitToStaging() {
        return sivi.store().submit(SiviApi.STAGING);
    }

    /**
     * Changes a design request's status and pushes it: {@code pending}, {@code processing}, {@code complete},
     * {@code completed}, {@code failed}, {@code error} or {@code suspended}.
     */
    @Override
    public void moveTo(String jobId, String status) {
        sivi.store().moveTo(jobId, status, USUAL_PROGRESS);
    }

    /** Changes a design request to {@code processing} at {@code percent} and pushes it. */
    public void progress(String jobId, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("progress is 0 to 100, not " + percent);
        }
        sivi.store().moveTo(jobId, "processing", percent);
    }

    @Override
    public Map<String, String> jobs() {
        return sivi.store().statuses();
    }

    @Override
    public void readsAs(String jobId, String status) {
        sivi.store().readsAs(jobId, status);
    }
}
