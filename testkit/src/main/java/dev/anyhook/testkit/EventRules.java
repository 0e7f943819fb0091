package dev.anyhook.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.WebhookEvent;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** E: what is made of a delivery that is believed. */
abstract class EventRules {
    private static final String UNHEARD_OF = "no-such-word";

    private final Subject subject;

    EventRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(value = "E1", look = "WebhookEvent.payload() must be delivery.body() itself, and the provider its own id()")
    @DisplayName("keep the bytes as they came, under the provider's own id")
    void keepWhatCame() {
        WebhookEvent event = subject.event(subject.genuine());

        assertThat(event.payload()).isEqualTo(subject.genuine().body());
        assertThat(event.provider()).isEqualTo(subject.provider().id());
    }

    @Test
    @Rule(value = "E2", look = "WebhookEvent.endpoint() must be delivery.endpoint(), and nothing that the body says")
    @DisplayName("name the endpoint that the delivery came to")
    void nameTheEndpoint() {
        assertThat(subject.event(subject.genuine()).endpoint())
                .isEqualTo(subject.genuine().endpoint());
        assertThat(subject.event(DeliveryMutations.to(subject.genuine(), "another-endpoint"))
                        .endpoint())
                .isEqualTo("another-endpoint");
    }

    @Test
    @Rule(value = "E3", look = "reading must not decide about believing: type WebhookEvent.UNKNOWN_TYPE, and no job")
    @DisplayName("come of authentic bodies that cannot be read, with the unknown type")
    void comeOfUnreadableBodies() {
        for (Payload body : Bodies.odd()) {
            WebhookEvent event = subject.event(subject.signed(body));

            assertThat(event.payload()).isEqualTo(body);
            assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
            assertThat(event.job()).isNull();
        }
    }

    @Test
    @Rule(value = "E4", look = "a switch or an enum over types; keep the vendor's text")
    @DisplayName("keep a type that nobody has heard of, verbatim")
    void keepUnknownTypes() {
        String type = subject.event(subject.genuine()).type();
        Optional<Payload> unknown = Bodies.replacing(body(), type, UNHEARD_OF);
        assumeTrue(unknown.isPresent(), "the body does not hold the type verbatim");

        WebhookEvent event = subject.event(subject.signed(unknown.orElseThrow()));

        assertThat(event.type()).isEqualTo(UNHEARD_OF);
    }

    @Test
    @Rule(value = "E5", look = "the default of the table from the vendor's words to JobState")
    @DisplayName("call a state that nobody has heard of unknown, never failed, and keep the word")
    void keepUnknownStates() {
        JobUpdate job = subject.event(subject.genuine()).job();
        assumeTrue(job != null, "the genuine delivery names no job");
        Optional<Payload> unknown = Bodies.replacing(body(), job.vendorState(), UNHEARD_OF);
        assumeTrue(unknown.isPresent(), "the body does not hold the state verbatim");

        JobUpdate now = subject.event(subject.signed(unknown.orElseThrow())).job();

        assertThat(now).isNotNull();
        requireNonNull(now);
        assertThat(now.state()).isEqualTo(JobState.UNKNOWN);
        assertThat(now.vendorState()).isEqualTo(UNHEARD_OF);
    }

    @Test
    @Rule(value = "E6", look = "parsers that fail on unknown properties")
    @DisplayName("mean the same when the vendor adds fields")
    void ignoreUnknownFields() {
        WebhookEvent before = subject.event(subject.genuine());

        WebhookEvent after = subject.event(subject.signed(Bodies.withUnknownFields(body())));

        assertThat(after.type()).isEqualTo(before.type());
        assertThat(after.job()).isEqualTo(before.job());
        assertThat(after.occurredAt()).isEqualTo(before.occurredAt());
    }

    @Test
    @Rule(value = "E7", look = "casts and getters that assume a field's type; a blank id or type")
    @DisplayName("come of bodies whose fields hold something else than usual")
    void survivesOddValues() {
        for (Payload body : Bodies.withOddValues(body())) {
            WebhookEvent event = subject.event(subject.signed(body));

            assertThat(event.id()).as("the id").isNotBlank();
            assertThat(event.type()).as("the type").isNotBlank();
        }
    }

    @Test
    @Rule(value = "E8", force = Rule.Force.SHOULD, look = "eventTypes() must name the vendor's documented types")
    @DisplayName("are of a type that eventTypes() names, when they are ordinary")
    void areOfDocumentedTypes() {
        assertThat(subject.provider().eventTypes())
                .contains(subject.event(subject.genuine()).type());
    }

    private ObjectNode body() {
        Optional<ObjectNode> body = Bodies.object(subject.genuine().body());
        assumeTrue(body.isPresent(), "the genuine body is not a JSON object");
        return body.orElseThrow();
    }
}
