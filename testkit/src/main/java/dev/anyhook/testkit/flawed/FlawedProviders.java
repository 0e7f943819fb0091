package dev.anyhook.testkit.flawed;

import java.util.List;
import java.util.stream.Stream;

/** Every flawed provider. Each is {@link AcmeWebhooks}, which is sound, with one part replaced by a flawed one. */
public final class FlawedProviders {
    private FlawedProviders() {}

    /** All of them, by what they get wrong. */
    public static List<Flaw> all() {
        return Stream.of(
                        SecretFlaws.all(),
                        SignatureFlaws.all(),
                        TokenFlaws.all(),
                        HeaderFlaws.all(),
                        EventFlaws.all(),
                        TellingFlaws.all(),
                        CallFlaws.all(),
                        CapabilityFlaws.all())
                .flatMap(List::stream)
                .toList();
    }
}
