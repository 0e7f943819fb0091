package dev.anyhook.fuzz;

import dev.anyhook.KeyEncoding;
import dev.anyhook.signing.HmacScheme;
import dev.anyhook.signing.Spelling;

/** Schemes as data: the two that are classes of their own, and the plainest there is. */
final class Declared {
    static final HmacScheme STANDARD_WEBHOOKS = HmacScheme.over("{id}.{timestamp}.{body}")
            .idIn("webhook-id")
            .timestampIn("webhook-timestamp")
            .signaturesIn("webhook-signature", ' ', "v1,", Spelling.BASE64)
            .withKeyEncoding(KeyEncoding.BASE64);

    static final HmacScheme TIMESTAMPED = HmacScheme.over("{timestamp}.{body}")
            .signaturesIn("Vendor-Signature", ',', "v1=", Spelling.HEX)
            .timestampItem("t=");

    static final HmacScheme BODY_ONLY =
            HmacScheme.over("{body}").signatureIn("Vendor-Signature-256", "sha256=", Spelling.HEX);

    private Declared() {}
}
