package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.Digests;
import dev.anyhook.testkit.flawed.AcmeWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The guess where the vendor's own id stands finds what authors overlook, and little else. */
class VendorIdsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
    private static final Function<RawDelivery, String> DIGEST = delivery -> Digests.ofBody(delivery.body());

    @Test
    void fieldsAreFoundByTheirNames() {
        Payload body = Payload.utf8("""
                {"id":"a","event_id":"b","eventId":"c","webhook-id":4,"messageid":"e","requestUUID":"f","EVENT_ID":"g",
                 "paid":"no","valid":"no","android":"no","idea":"no","identifier":"no","Grid":"no","PAID":"no"}""");

        assertThat(VendorIds.fields(body))
                .containsOnlyKeys("id", "event_id", "eventId", "webhook-id", "messageid", "requestUUID", "EVENT_ID");
    }

    @Test
    void fieldsAreFoundInObjectsAndNotInListsAndHoldTextOrWholeNumbers() {
        Payload body = Payload.utf8("""
                {"event":{"meta":{"id":7}},"outputs":[{"id":"out_1"}],"a":{"id":null},"b":{"id":true},"c":{"id":1.5},
                 "d":{"id":["x"]}}""");

        assertThat(VendorIds.fields(body)).containsOnlyKeys("event.meta.id").containsValue("7");
        assertThat(VendorIds.fields(Payload.utf8("[{\"id\":1}]"))).isEmpty();
        assertThat(VendorIds.fields(Payload.utf8("no JSON"))).isEmpty();
    }

    @Test
    void whatNamesTheEventIsOverlooked() {
        assertThat(overlooked("{'event':{'id':'e1'},'user_id':'u'}", "{'event':{'id':'e2'},'user_id':'u'}"))
                .isEqualTo("[event.id]");
        assertThat(overlooked("{'hook_id':1}", "{'hook_id':2}")).isEqualTo("[hook_id]");
    }

    @Test
    void whatIsTheJobsIsNotOverlooked() {
        assertThat(overlooked("{'job':{'id':'j1'},'job_id':'j1'}", "{'job':{'id':'j2'},'job_id':'j2'}"))
                .isEqualTo("[]");
    }

    @Test
    void whatChangesWithEachAttemptIsNotOverlooked() {
        var contract = new Bodied(named(DIGEST, false), "{'delivery_id':'d1'}", "{'delivery_id':'d2'}") {
            @Override
            protected Optional<RawDelivery> redelivered() {
                return sent("{'delivery_id':'d3'}", NOW.plus(Duration.ofHours(1)));
            }
        };

        assertThat(contract.ids().overlooked()).isEmpty();
    }

    @Test
    void nothingIsAtFaultWhenIdAndDeclarationAgree() {
        assertThat(fault(delivery -> "e1", true, "{'id':'e1'}")).isEmpty();
        assertThat(fault(DIGEST, false, "{'id':'e1'}")).isEmpty();
    }

    @Test
    void theIdIsAtFaultWhenItIsMadeThoughTheVendorGivesOne() {
        assertThat(fault(DIGEST, true, "{'id':'e1'}"))
                .isEqualTo("VENDOR_EVENT_ID is declared, and the event's id is nowhere in the delivery: the id is"
                        + " wrong, because the vendor's seems to be in the field id; take it as it came");
    }

    @Test
    void theDeclarationIsAtFaultWhenTheVendorGivesNone() {
        assertThat(fault(DIGEST, true, "{'job':{'id':'j1'}}"))
                .isEqualTo("VENDOR_EVENT_ID is declared, and the event's id is nowhere in the delivery: the declaration"
                        + " is wrong, because nothing that is signed is named like an id of the event; withdraw it");
    }

    @Test
    void theDeclarationIsAtFaultWhenItIsMissing() {
        assertThat(fault(delivery -> "e1", false, "{'id':'e1'}"))
                .isEqualTo("VENDOR_EVENT_ID is not declared, and the event's id stands in the delivery as it is: the"
                        + " declaration is wrong, because the vendor gives this id; declare it");
    }

    @Test
    void theIdIsAtFaultWhenItIsTheJobs() {
        assertThat(fault(delivery -> "j1", false, "{'job':{'id':'j1'}}"))
                .endsWith("the id is wrong, because it is the job's, and every event of the job would share it; make a"
                        + " digest of what makes it this event");
    }

    @Test
    void theIdIsAtFaultWhenNoSignatureCoversIt() {
        Function<RawDelivery, String> header =
                delivery -> delivery.headers().firstValue("Acme-Delivery").orElse("none");

        assertThat(fault(header, false, "{'id':'e1'}"))
                .endsWith("the id is wrong, because no signature covers it; make a digest of what makes it this event");
    }

    private static String overlooked(String genuine, String another) {
        return new Bodied(named(DIGEST, false), genuine, another)
                .ids()
                .overlooked()
                .toString();
    }

    private static String fault(Function<RawDelivery, String> id, boolean declared, String genuine) {
        return new Bodied(named(id, declared), genuine, genuine.replace('1', '2'))
                .ids()
                .fault(declared);
    }

    /** Acme's provider, but for what it takes for an event's id, and what it declares of it. */
    private static AcmeWebhooks named(Function<RawDelivery, String> id, boolean declared) {
        return new AcmeWebhooks() {
            @Override
            public Set<Capability> capabilities() {
                return declared ? super.capabilities() : EnumSet.complementOf(EnumSet.of(Capability.VENDOR_EVENT_ID));
            }

            @Override
            public DeliveryVerifier verifier(TrustPolicy trust) {
                DeliveryVerifier usual = super.verifier(trust);
                return delivery -> usual.verify(delivery)
                        .fold(
                                verified -> new Verified(
                                        renamed(verified.event(), id.apply(delivery)), verified.secretLabel()),
                                unsigned -> unsigned,
                                rejected -> rejected);
            }
        };
    }

    private static WebhookEvent renamed(WebhookEvent event, String id) {
        return new WebhookEvent(
                event.provider(), event.endpoint(), id, event.type(), event.occurredAt(), event.job(), event.payload());
    }

    /** Acme's contract with bodies of one's own, in which an apostrophe is a quotation mark. */
    private static class Bodied extends AcmeContract {
        private final String genuine;
        private final String another;

        Bodied(AcmeWebhooks provider, String genuine, String another) {
            this.genuine = genuine;
            this.another = another;
            suspect(provider);
        }

        Optional<RawDelivery> sent(String body, Instant instant) {
            return signed(Payload.utf8(body.replace('\'', '"')), instant);
        }

        @Override
        protected RawDelivery genuine() {
            return sent(genuine, NOW).orElseThrow();
        }

        @Override
        protected Optional<RawDelivery> another() {
            return sent(another, NOW);
        }

        VendorIds ids() {
            return new VendorIds(new Subject(this));
        }
    }
}
