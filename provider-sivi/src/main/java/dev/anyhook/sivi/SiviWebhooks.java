package dev.anyhook.sivi;

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
 * Sivi's webhooks, which promise little: "Update Webhook" (read 2026-11-01) knows one URL per API key, no signature, no
 * event id, no sample and no second try. So the registered URL ends in a token of ours, every delivery is
 * {@link dev.anyhook.VerificationResult.Unsigned}, and {@link #jobs()} tells what Sivi itself says of the job.
 *
 * <p>Settings of an account: {@code plan} is {@code general}, unless {@code super} or {@code enterprise};
 * {@code environment} is {@code production}, unless {@code staging}, and counts when the account names no base;
 * {@code abstract-user-id} is the end user whose jobs are read, for the plans other than {@code general}.
 */
public final class SiviWebhooks implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("sivi");

    private final SiviJobs jobs = new SiviJobs();

    /** For {@link java.util.ServiceLoader}. */
    public SiviWebhooks() {}

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Set<String> eventTypes() {
        return SiviStates.EVENT_TYPES;
    }

    @Override
    public Set<String> settings() {
        return SiviAccount.SETTINGS;
    }

    @Override
    public void check(VendorAccount account) {
        SiviAccount.of(account);
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        return SiviApi.configure(request, account);
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable(
                "Sivi has no call that sends a sample: post one of your own with 'anyhook send',"
                        + " or submit the cheapest real design and wait for its callback");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return SiviUrlToken.of(trust);
    }

    @Override
    public Optional<JobReader> jobs() {
        return Optional.of(jobs);
    }
}
