package dev.anyhook.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Capability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the vendor's own id may stand in the genuine delivery. A guess: whatever is named like an id may be the id of
 * somebody or something else.
 */
final class VendorIds {
    /** {@code id}, {@code event_id}, {@code X-Acme-Id}, {@code eventId}, {@code messageid}; not {@code paid}. */
    private static final Pattern NAME =
            Pattern.compile("(?i:(?:.*[^a-z0-9]|event|message|delivery|notification|webhook)?(?:id|uuid|guid))"
                    + "|.*[a-z0-9](?:I[Dd]|UUID|Uuid|GUID|Guid)");

    private final Subject subject;
    private final WebhookEvent event;

    VendorIds(Subject subject) {
        this.subject = subject;
        this.event = subject.event(subject.genuine());
    }

    /** The fields of {@code body} that are named like ids and hold one, outside lists, such as {@code data.id}. */
    static Map<String, String> fields(Payload body) {
        var fields = new TreeMap<String, String>();
        Bodies.object(body).ifPresent(object -> collect("", object, fields));
        return fields;
    }

    private static void collect(String path, ObjectNode object, Map<String, String> fields) {
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode inner) {
                collect(path + field.getKey() + ".", inner, fields);
            } else if (named(field.getKey()) && (value.isTextual() || value.isIntegralNumber())) {
                fields.put(path + field.getKey(), value.asText());
            }
        });
    }

    private static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The fields of the body that are not the event's id and may be: not the job's either, the same when the vendor
     * delivers again, and another for another event, as far as the author shows such deliveries.
     */
    List<String> overlooked() {
        Map<String, String> fields = fields(subject.genuine().body());
        fields.values().removeIf(value -> value.isBlank() || value.equals(event.id()) || isTheJobs(value));
        subject.contract()
                .redelivered()
                .ifPresent(again ->
                        fields.entrySet().retainAll(fields(again.body()).entrySet()));
        subject.contract()
                .another()
                .ifPresent(another ->
                        fields.entrySet().removeAll(fields(another.body()).entrySet()));
        return List.copyOf(fields.keySet());
    }

    private boolean isTheJobs(String value) {
        return Optional.ofNullable(event.job()).map(JobUpdate::jobId).equals(Optional.of(value));
    }

    /** What is wrong, and with which side, between the event's id and what is declared of it; empty if nothing is. */
    String fault(boolean declared) {
        RawDelivery genuine = subject.genuine();
        boolean inTheBody = new String(genuine.body().toByteArray(), StandardCharsets.UTF_8).contains(event.id());
        List<String> headers = genuine.headers().map().entrySet().stream()
                .filter(header -> header.getValue().stream().anyMatch(value -> value.contains(event.id())))
                .map(Map.Entry::getKey)
                .toList();
        boolean verbatim = inTheBody || !headers.isEmpty();
        if (declared) {
            return verbatim ? "" : madeThoughDeclared();
        }
        return verbatim ? givenThoughUndeclared(inTheBody, headers) : "";
    }

    private String madeThoughDeclared() {
        String claim = "VENDOR_EVENT_ID is declared, and the event's id is nowhere in the delivery: ";
        var places = new ArrayList<String>();
        subject.neededHeaders().stream().filter(VendorIds::named).forEach(name -> places.add("the header " + name));
        overlooked().forEach(field -> places.add("the field " + field));
        return places.isEmpty()
                ? claim + "the declaration is wrong, because nothing that is signed is named like an id of the event;"
                        + " withdraw it"
                : claim + "the id is wrong, because the vendor's seems to be in " + String.join(" or ", places)
                        + "; take it as it came";
    }

    private String givenThoughUndeclared(boolean inTheBody, List<String> headers) {
        String claim = "VENDOR_EVENT_ID is not declared, and the event's id stands in the delivery as it is: ";
        if (isTheJobs(event.id())) {
            return claim + "the id is wrong, because it is the job's, and every event of the job would share it; make a"
                    + " digest of what makes it this event";
        }
        boolean covered = inTheBody || !Collections.disjoint(headers, subject.neededHeaders());
        return subject.contract().declares(Capability.SIGNED) && covered
                ? claim + "the declaration is wrong, because the vendor gives this id; declare it"
                : claim + "the id is wrong, because no signature covers it; make a digest of what makes it this event";
    }
}
