package dev.anyhook.testkit.flawed;

/** Takes longer the more of a signature is guessed, which no delivery shows. */
final class UnsteadyWebhooks extends AcmeWebhooks {
    UnsteadyWebhooks() {
        super(new AcmeSignature() {
            @Override
            boolean same(String expected, String candidate) {
                return expected.equals(candidate);
            }
        });
    }
}
