package dev.anyhook.nexio;

import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The JDK's client with narrow limits; pauses are written down instead of waited. */
final class RecordedPauses implements VendorAccount.Transport {
    private final VendorAccount.Transport client;
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private RecordedPauses(Duration answer) {
        this.client = VendorAccount.Transport.limitedTo(Duration.ofSeconds(5), answer, 16 * 1024);
    }

    static RecordedPauses patient() {
        return new RecordedPauses(Duration.ofSeconds(20));
    }

    static RecordedPauses impatient() {
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

    List<Duration> pauses() {
        return pauses;
    }
}
