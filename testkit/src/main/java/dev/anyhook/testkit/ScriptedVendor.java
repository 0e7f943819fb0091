package dev.anyhook.testkit;

import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A vendor that answers by a script, and remembers what it was asked and how long it was left alone. */
final class ScriptedVendor implements VendorAccount.Transport {
    private final Script script;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    ScriptedVendor(Script script) {
        this.script = script;
    }

    /** Answers everything alike. */
    static ScriptedVendor always(int status, String body) {
        return new ScriptedVendor(request -> Answered.of(request, status, body));
    }

    /** Never answers. */
    static ScriptedVendor broken(IOException how) {
        return new ScriptedVendor(request -> {
            throw how;
        });
    }

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        asked.add(Asked.of(request));
        return script.answer(request);
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
    }

    List<Asked> asked() {
        return asked;
    }

    Duration paused() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** What the vendor does with a request. */
    @FunctionalInterface
    interface Script {
        HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException;
    }
}
