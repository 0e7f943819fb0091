package dev.anyhook.testkit.flawed;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the event that is made of a delivery. */
final class EventFlaws {
    private EventFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("I1", "takes the id from an unsigned header that may be absent", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return delivery.headers().firstValue("Acme-Delivery").orElse(signed);
                    }
                }),
                Flaw.of("I2", "prefers an unsigned header that the vendor does not even send", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return delivery.headers().firstValue("X-Request-Id").orElse(signed);
                    }
                }),
                Flaw.of("I3", "takes the type from an unsigned header", new AcmeEvents() {
                    @Override
                    String type(RawDelivery delivery, String signed) {
                        return delivery.headers().firstValue("X-Acme-Event").orElse(signed);
                    }
                }),
                Flaw.of("I4", "makes a new id for each delivery", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return UUID.randomUUID().toString();
                    }
                }),
                Flaw.of("I5", "makes the timestamp a part of the id", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return signed
                                + delivery.headers()
                                        .firstValue(AcmeSignature.TIMESTAMP)
                                        .orElse("");
                    }
                }),
                Flaw.of("I6", "gives all events one id", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return "evt";
                    }
                }),
                Flaw.of("I7", "makes an id of its own though the vendor gives one", new AcmeEvents() {
                    @Override
                    String id(RawDelivery delivery, String signed) {
                        return Digests.ofFields(signed);
                    }
                }),
                Flaw.of("E1", "keeps the body as text", new AcmeEvents() {
                    @Override
                    Payload payload(RawDelivery delivery) {
                        return Payload.utf8(new String(delivery.body().toByteArray(), StandardCharsets.UTF_8) + "\n");
                    }
                }),
                Flaw.of("E2", "names another endpoint in the event", new AcmeEvents() {
                    @Override
                    String endpoint(RawDelivery delivery) {
                        return "acme";
                    }
                }),
                Flaw.of("E3", "refuses authentic bodies that it cannot read", new AcmeSignature() {
                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return super.verdict(delivery, trust, keys, events)
                                .fold(
                                        verified -> verified.event().type().equals(WebhookEvent.UNKNOWN_TYPE)
                                                ? new Rejected(Reason.HEADER_MALFORMED, "the body cannot be read")
                                                : verified,
                                        unsigned -> unsigned,
                                        rejected -> rejected);
                    }
                }),
                Flaw.of("E4", "knows only the documented types", new AcmeEvents() {
                    @Override
                    String type(RawDelivery delivery, String signed) {
                        return TYPES.contains(signed) ? signed : WebhookEvent.UNKNOWN_TYPE;
                    }
                }),
                Flaw.of("E5", "takes unknown states for failures", new AcmeEvents() {
                    @Override
                    JobState state(String word) {
                        JobState known = super.state(word);
                        return known == JobState.UNKNOWN ? JobState.FAILED : known;
                    }
                }),
                Flaw.of("E6", "forgets the job when there are unknown fields", new AcmeEvents() {
                    private boolean strange;

                    @Override
                    String endpoint(RawDelivery delivery) {
                        strange = new String(delivery.body().toByteArray(), StandardCharsets.UTF_8).contains("no_such");
                        return super.endpoint(delivery);
                    }

                    @Override
                    @Nullable
                    JobUpdate job(@Nullable String id, @Nullable String word) {
                        return strange ? null : super.job(id, word);
                    }
                }),
                Flaw.of("E7", "relies on every field", new AcmeEvents() {
                    @Override
                    @Nullable
                    JobUpdate job(@Nullable String id, @Nullable String word) {
                        if (id != null && word == null) {
                            throw new IllegalStateException("no status");
                        }
                        return super.job(id, word);
                    }
                }),
                Flaw.of("E8", "invents names for types", new AcmeEvents() {
                    @Override
                    String type(RawDelivery delivery, String signed) {
                        return Map.of("parcel.sent", "sent").getOrDefault(signed, signed);
                    }
                }));
    }
}
