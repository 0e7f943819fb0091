package dev.anyhook.diffio;

import dev.anyhook.ProviderId;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Diffio, which restores speech: signs with Svix, makes endpoints by API, and shows their secrets in its portal only.
 *
 * <p>Settings of the account: {@code mode}, {@code test} or {@code live}, needed to configure and to test;
 * {@code api-key-id}, the API key whose webhooks are meant when it is not the calling one; {@code auth-header}, one of
 * {@code bearer} (the default), {@code x-api-key} and {@code xi-api-key}. There is no call to list, change or delete
 * endpoints, hence no {@link #endpoints()}. Source: Diffio, "Configure webhook", "Send test event" and "Webhooks", read
 * 2026-11-01.
 */
public final class DiffioWebhooks implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("diffio");

    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.SIGNED,
            Capability.REPLAY_WINDOW,
            Capability.VENDOR_EVENT_ID,
            Capability.EVENT_FILTER,
            Capability.MANY_ENDPOINTS,
            Capability.TEST_EVENT,
            Capability.RETRIES);

    private static final JobReader JOBS = new DiffioJobs();

    /** For {@link java.util.ServiceLoader}, and for whoever prefers to name the vendor in code. */
    public DiffioWebhooks() {}

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Set<String> eventTypes() {
        return DiffioStates.EVENT_TYPES;
    }

    @Override
    public Set<String> settings() {
        return DiffioAccount.SETTINGS;
    }

    @Override
    public void check(VendorAccount account) {
        DiffioAccount.of(account).api();
    }

    /**
     * Makes an endpoint; a person must then copy its signing secret from the portal. Diffio has no place for a
     * description, a bearer or a URL token, so a request with one is refused.
     */
    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        return DiffioApi.configure(request, account);
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return DiffioApi.test(request, account);
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return DiffioSignature.verifier(trust);
    }

    @Override
    public Optional<JobReader> jobs() {
        return Optional.of(JOBS);
    }
}
