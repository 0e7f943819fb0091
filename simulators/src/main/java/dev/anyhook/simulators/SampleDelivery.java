package dev.anyhook.simulators;

import java.util.Map;

/** A sample as the vendor would deliver it; {@link #toString()} prints sizes alone. */
public final class SampleDelivery {
    private final Map<String, String> headers;
    private final byte[] body;

    SampleDelivery(Map<String, String> headers, byte[] body) {
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    /** The headers to send, the signature among them. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy of the bytes. */
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "SampleDelivery[" + headers.size() + " headers, " + body.length + " bytes]";
    }
}
