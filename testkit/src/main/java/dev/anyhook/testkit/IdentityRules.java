package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** I: what makes two deliveries one event. */
abstract class IdentityRules {
    private final Subject subject;

    IdentityRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(
            value = "I1",
            look = "which header the id is read from: one without which the delivery is still believed proves nothing")
    @DisplayName("is the same without the headers that nothing proves")
    void needsNoOtherHeaders() {
        RawDelivery bare = subject.genuine();
        for (String name : subject.otherHeaders()) {
            bare = DeliveryMutations.without(bare, name);
        }

        assertThat(subject.event(bare).id()).as("the id").isEqualTo(id());
    }

    @Test
    @Rule(
            value = "I2",
            look = "which header the id is read from: anyone can repeat a delivery under another unsigned header")
    @DisplayName("is the same whatever is in the headers that nothing proves, such as delivery ids")
    void ignoresUnsignedHeaders() {
        for (RawDelivery delivery : withUnsignedHeaders()) {
            if (subject.believed(delivery)) {
                assertThat(subject.event(delivery).id()).as("the id").isEqualTo(id());
            }
        }
    }

    @Test
    @Rule(
            value = "I3",
            force = Rule.Force.SHOULD,
            look = "types, states and instants that are read from unsigned headers")
    @DisplayName("and all else of it is the same whatever is in the headers that nothing proves")
    void readsNothingUnsigned() {
        WebhookEvent expected = subject.event(subject.genuine());
        for (RawDelivery delivery : withUnsignedHeaders()) {
            if (subject.believed(delivery)) {
                assertThat(subject.event(delivery)).isEqualTo(expected);
            }
        }
    }

    private List<RawDelivery> withUnsignedHeaders() {
        RawDelivery genuine = subject.genuine();
        String vendor = subject.provider().id().value();
        String capitalised = vendor.substring(0, 1).toUpperCase(Locale.ROOT) + vendor.substring(1);
        var names = new ArrayList<>(subject.otherHeaders());
        for (String what : List.of("Delivery", "Delivery-Id", "Event-Id", "Id", "Message-Id", "Event", "Request-Id")) {
            names.addAll(List.of("X-" + capitalised + "-" + what, capitalised + "-" + what, "X-" + what));
        }
        names.addAll(List.of("Webhook-Id", "X-Webhook-Id", "Idempotency-Key", "X-Correlation-Id"));
        List<String> needed = subject.neededHeaders();
        return names.stream()
                .filter(name -> needed.stream().noneMatch(name::equalsIgnoreCase))
                .map(name -> DeliveryMutations.with(genuine, name, "somebody-elses-value"))
                .toList();
    }

    @Test
    @Rule(value = "I4", look = "random ids, and ids that are made from the arrival or from all that came")
    @DisplayName("is the same for the same delivery, whenever it arrives")
    void isNotMadeAnew() {
        assertThat(subject.event(subject.genuine()).id())
                .as("the id, asked again")
                .isEqualTo(id());
        for (int seconds : new int[] {-1, 1}) {
            RawDelivery moved = subject.after(Duration.ofSeconds(seconds));
            if (!(subject.verdict(moved) instanceof Rejected)) {
                assertThat(subject.event(moved).id())
                        .as("the id %d s later", seconds)
                        .isEqualTo(id());
            }
        }
    }

    @Test
    @Rule(
            value = "I5",
            look = "what changes from one attempt of the vendor to the next: timestamp, signature, attempt number")
    @DisplayName("is the same when the vendor delivers again")
    void survivesRedelivery() {
        Optional<RawDelivery> again = subject.contract().redelivered();
        assumeTrue(again.isPresent(), "neither redelivered() nor signed(body, instant) is overridden");

        assertThat(subject.event(again.orElseThrow()).id()).as("the id").isEqualTo(id());
    }

    @Test
    @Rule(value = "I6", look = "ids that are constant, or made of what two events can share")
    @DisplayName("is another for another event")
    void tellsEventsApart() {
        Optional<RawDelivery> another = subject.contract().another();
        assumeTrue(another.isPresent(), "another() is not overridden");

        assertThat(subject.event(another.orElseThrow()).id()).as("the id").isNotEqualTo(id());
    }

    @Test
    @Rule(value = "I7", look = "the capability VENDOR_EVENT_ID: the vendor's own id, verbatim")
    @DisplayName("is the vendor's own, verbatim, exactly if the capability says so")
    void isTheVendorsOwn() {
        String fault = new VendorIds(subject).fault(subject.declares(Capability.VENDOR_EVENT_ID));

        assertThat(fault).withFailMessage(fault).isEmpty();
    }

    @Test
    @Rule(
            value = "I9",
            force = Rule.Force.SHOULD,
            look = "these fields of the signed body: if one is the event's id, take it as it came and declare"
                    + " VENDOR_EVENT_ID; if a redelivery has another value, show that in redelivered(); if it names"
                    + " anything but the event, say so in deviations()")
    @DisplayName("is not made up where the signed body seems to have one of the vendor's")
    void overlooksNoIdOfTheVendors() {
        subject.assume(Capability.SIGNED, true);
        subject.assume(Capability.VENDOR_EVENT_ID, false);
        assumeTrue(
                subject.contract().redelivered().isPresent(),
                "neither redelivered() nor signed(body, instant) is overridden");
        assumeTrue(subject.contract().another().isPresent(), "another() is not overridden");

        assertThat(new VendorIds(subject).overlooked())
                .as("fields that stay when the event is delivered again, differ in another event, and are not its id")
                .isEmpty();
    }

    private String id() {
        return subject.event(subject.genuine()).id();
    }
}
