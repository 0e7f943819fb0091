package dev.anyhook.receiver;

import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Optional;
import java.util.Set;

/** A vendor that signs nothing and gives its events no id, but can be asked about its jobs. */
class ClaimingVendor implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("hearsay");

    private static final JsonFields FIELDS = JsonFields.of("type", "job", "state");

    private final JobReader jobs;

    ClaimingVendor(JobReader jobs) {
        this.jobs = jobs;
    }

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
        return Set.of();
    }

    @Override
    public void check(VendorAccount account) {
        if (account.settings().containsKey("plan")) {
            throw new IllegalArgumentException(
                    "there is no plan '" + account.settings().get("plan") + "'");
        }
    }

    @Override
    public ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        throw new UnsupportedOperationException("not part of these tests");
    }

    @Override
    public TestResult test(TestRequest request, VendorAccount account) {
        return new TestResult.Unavailable("not part of these tests");
    }

    @Override
    public DeliveryVerifier verifier(TrustPolicy trust) {
        return delivery -> new Unsigned(claim(delivery));
    }

    private static WebhookEvent claim(RawDelivery delivery) {
        JsonValues values = FIELDS.read(delivery.body());
        JobUpdate job = HmacVendor.job(values);
        String type = values.text("type");
        return new WebhookEvent(
                ID,
                delivery.endpoint(),
                job == null ? Digests.ofBody(delivery.body()) : idOf(job),
                type == null ? WebhookEvent.UNKNOWN_TYPE : type,
                null,
                job,
                delivery.body());
    }

    /** Reading and receiving one outcome give one id. */
    static String idOf(JobUpdate job) {
        return Digests.ofFields(job.jobId(), job.vendorState());
    }

    static JobReading reading(String jobId, String state) {
        JobUpdate job = JobUpdate.of(jobId, HmacVendor.stateOf(state), state);
        return new JobReading(
                idOf(job), "read", null, job, Payload.utf8("{\"job\":\"" + jobId + "\",\"state\":\"" + state + "\"}"));
    }

    @Override
    public Optional<JobReader> jobs() {
        return Optional.of(jobs);
    }
}
