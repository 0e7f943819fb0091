package dev.anyhook.testkit.flawed;

import dev.anyhook.WebhookException;

/** A failure told anew, with a promise that does not depend on it. */
final class Failing {
    private Failing() {}

    static WebhookException again(WebhookException failed, boolean retryable) {
        WebhookException.Builder again = WebhookException.during(failed.provider(), failed.operation())
                .vendorCode(failed.vendorCode().orElse(null))
                .retryAfter(failed.retryAfter().orElse(null))
                .retryable(retryable);
        failed.httpStatus().ifPresent(again::httpStatus);
        return again.build();
    }
}
