package dev.anyhook.testkit;

import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to the vendor that leads nowhere and counts who tried. Pauses take no time. */
public final class Unreachable implements VendorAccount.Transport {
    private final AtomicInteger calls = new AtomicInteger();

    /** A way that nobody has tried yet. */
    public Unreachable() {}

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        calls.incrementAndGet();
        throw new IOException("nobody is there");
    }

    @Override
    public void pause(Duration duration) {}

    /** How many requests were tried, each of which failed. */
    public int calls() {
        return calls.get();
    }
}
