package dev.anyhook.spi;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Breaks the first requests, one for each exception given, and sends all others over another transport. */
final class BreakingTransport implements VendorAccount.Transport {
    private final VendorAccount.Transport way;
    private final Queue<Exception> broken;

    BreakingTransport(VendorAccount.Transport way, Exception... broken) {
        this.way = way;
        this.broken = new ArrayDeque<>(List.of(broken));
    }

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        Exception next = broken.poll();
        if (next instanceof IOException lost) {
            throw lost;
        }
        if (next instanceof InterruptedException stop) {
            throw stop;
        }
        return way.send(request);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        way.pause(duration);
    }
}
