package dev.anyhook.testkit;

import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The JDK's client with narrow limits; pauses are written down instead of waited. Safe for any number of threads. */
public final class RecordedPauses implements VendorAccount.Transport {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 * 1024;

    private final VendorAccount.Transport client;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private RecordedPauses(Duration answer) {
        this.client = VendorAccount.Transport.limitedTo(CONNECT, answer, MOST_BYTES);
    }

    /** Takes 16 KiB at most, and 20 s for an answer. */
    public static RecordedPauses patient() {
        return new RecordedPauses(Duration.ofSeconds(20));
    }

    /** Takes 16 KiB at most, and half a second for an answer: for vendors that do not answer. */
    public static RecordedPauses impatient() {
        return new RecordedPauses(Duration.ofMillis(500));
    }

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request);
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
    }

    /** Every pause so far, in order. */
    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
