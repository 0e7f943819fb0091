package dev.anyhook.nexio;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointAdmin;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Nexio, which runs insurance engines: signs {@code t=...,v1=...}, sends a bearer token along if asked to, and shows a
 * signing secret once.
 *
 * <p>Setting of the account: {@code job-path}, {@code jobs} (the default) or {@code runs}, which of Nexio's two reads a
 * {@link #jobs() job} is read with. The API key decides the environment, and with it which endpoints there are. Source:
 * Nexio, "Webhooks overview", "Create Webhook Endpoint" and "Authentication", read 2026-11-01.
 */
public final class NexioWebhooks implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("nexio");

    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.SIGNED,
            Capability.REPLAY_WINDOW,
            Capability.VENDOR_EVENT_ID,
            Capability.BEARER,
            Capability.EVENT_FILTER,
            Capability.MANY_ENDPOINTS,
            Capability.SECRET_SHOWN_ONCE,
            Capability.RETRIES);

    private static final TestResult NO_SAMPLES = new TestResult.Unavailable(
            "Nexio has no call that delivers a sample. Submit a run with the API key of a test environment, which"
                    + " delivers run.completed or run.failed to that environment's endpoints; or post a sample to the"
                    + " receiver, signed with the endpoint's secret, as the command 'anyhook send' does");

    private static final EndpointAdmin ENDPOINTS = new NexioEndpoints();
    private static final JobReader JOBS = new NexioJobs();

    /** For {@link java.util.ServiceLoader}, and for whoever prefers to name the vendor in code. */
    public NexioWebhooks() {}

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    /** The types that can be subscribed to; the older {@code evaluation.*} are understood when they come. */
    @Override
    public Set<String> eventTypes() {
        return NexioStates.EVENT_TYPES;
    }

    @Override
    public Set<String> settings() {
        return NexioAccount.SETTINGS;
    }

    @Override
    public void check(VendorAccount account) {
        NexioAccount.of(account);
    }

    /**
     * Adopts the endpoint that has this URL already, or makes one. A new endpoint's secret goes to the sink before
     * anything else can fail; an adopted endpoint's secret is not shown again, and the result says what to do about it.
     */
    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        return NexioApi.configure(request, account);
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return NO_SAMPLES;
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return NexioSignature.verifier(trust);
    }

    @Override
    public Optional<EndpointAdmin> endpoints() {
        return Optional.of(ENDPOINTS);
    }

    @Override
    public Optional<JobReader> jobs() {
        return Optional.of(JOBS);
    }
}
