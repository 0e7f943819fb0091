package dev.anyhook.simulators;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One delivery as a vendor sends it: where to, with which headers and bytes. A value to forge from: the {@code with}
 * methods return changed copies, which are as unsigned as any forgery. {@link #toString()} prints sizes alone.
 */
public final class SentDelivery {
    private final String id;
    private final String jobId;
    private final String eventType;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean genuine;

    private SentDelivery(
            String id,
            String jobId,
            String eventType,
            String target,
            Map<String, String> headers,
            byte[] body,
            boolean genuine) {
        var ordered = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        ordered.putAll(headers);
        this.id = id;
        this.jobId = jobId;
        this.eventType = eventType;
        this.target = target;
        this.headers = Collections.unmodifiableMap(ordered);
        this.body = body.clone();
        this.genuine = genuine;
    }

    static SentDelivery signed(
            String id, String jobId, String eventType, String target, Map<String, String> headers, byte[] body) {
        return new SentDelivery(id, jobId, eventType, target, headers, body, true);
    }

    /** This, as it became on its way; as genuine as before if it did not change. */
    SentDelivery carriedAs(byte[] arriving) {
        return Arrays.equals(body, arriving) ? this : withBody(arriving);
    }

    /** What names this delivery over all its attempts: the vendor's delivery header, or an internal one without. */
    public String id() {
        return id;
    }

    /** The job that the vendor sends it about, whatever the bytes say of it. */
    public String jobId() {
        return jobId;
    }

    /** Whether this is what the vendor made, to the byte: neither tampered with nor forged. */
    public boolean isGenuine() {
        return genuine;
    }

    /** The event's type in the vendor's word. */
    public String eventType() {
        return eventType;
    }

    /** The path and query of the registered URL. */
    public String target() {
        return target;
    }

    /** The headers, found by name in any case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The value of one header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A copy of the bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** The same delivery with other bytes. */
    public SentDelivery withBody(byte[] other) {
        return changed(target, headers, other);
    }

    /** The same delivery to another path, which starts with a slash. */
    public SentDelivery withTarget(String other) {
        if (!other.startsWith("/")) {
            throw new IllegalArgumentException("a target starts with a slash");
        }
        return changed(other, headers, body);
    }

    /** The same delivery with one header set. */
    public SentDelivery withHeader(String name, String value) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.put(name.toLowerCase(Locale.ROOT), Objects.requireNonNull(value, "value"));
        return changed(target, changed, body);
    }

    /** The same delivery without one header. */
    public SentDelivery withoutHeader(String name) {
        var changed = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(headers);
        changed.remove(name);
        return changed(target, changed, body);
    }

    private SentDelivery changed(String otherTarget, Map<String, String> otherHeaders, byte[] otherBody) {
        return new SentDelivery(id, jobId, eventType, otherTarget, otherHeaders, otherBody, false);
    }

    @Override
    public String toString() {
        return "SentDelivery[" + eventType + ", " + headers.size() + " headers, " + body.length + " bytes]";
    }
}
