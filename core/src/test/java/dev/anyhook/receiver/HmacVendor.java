package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.KeyEncoding;
import dev.anyhook.ProviderId;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.WebhookEvent;
import dev.anyhook.signing.TimestampedSignature;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JsonFields;
import dev.anyhook.spi.JsonValues;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.Set;

/** A vendor that signs: {@code {"id":...,"type":...,"job":...,"state":...}} under {@code t=,v1=}. */
final class HmacVendor implements WebhookProvider {
    static final ProviderId ID = ProviderId.of("acme");
    static final String HEADER = "Acme-Signature";

    private static final JsonFields FIELDS = JsonFields.of("id", "type", "job", "state");

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SIGNED, Capability.REPLAY_WINDOW, Capability.VENDOR_EVENT_ID);
    }

    @Override
    public Set<String> eventTypes() {
        return Set.of("job.done");
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
        var signature = TimestampedSignature.of(HEADER, trust, KeyEncoding.RAW);
        return delivery -> signature.verify(delivery, signed -> event(delivery));
    }

    static WebhookEvent event(RawDelivery delivery) {
        JsonValues values = FIELDS.read(delivery.body());
        String id = values.text("id");
        String type = values.text("type");
        return new WebhookEvent(
                ID,
                delivery.endpoint(),
                id == null ? Digests.ofBody(delivery.body()) : id,
                type == null ? WebhookEvent.UNKNOWN_TYPE : type,
                null,
                job(values),
                delivery.body());
    }

    static JobUpdate job(JsonValues values) {
        String job = values.text("job");
        String state = values.text("state");
        return job == null || state == null ? null : JobUpdate.of(job, stateOf(state), state);
    }

    static JobState stateOf(String word) {
        for (JobState state : JobState.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return JobState.UNKNOWN;
    }
}
