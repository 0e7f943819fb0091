package dev.anyhook.sivi;

import dev.anyhook.spi.VendorAccount;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A way to the vendor that nobody may take. */
final class NoCalls implements VendorAccount.Transport {
    @Override
    public HttpResponse<byte[]> send(HttpRequest request) {
        throw new AssertionError(
                "called " + request.method() + " " + request.uri().getPath());
    }
}
