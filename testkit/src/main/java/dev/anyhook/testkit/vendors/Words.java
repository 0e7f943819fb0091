package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;

/** Attempts in words that hold no secret, signature, body or URL. */
final class Words {
    private Words() {}

    static String of(Attempt attempt) {
        String what = attempt.sent().isGenuine() ? "attempt " + attempt.number() : "altered or forged";
        String again = attempt.repeated() ? ", repeated" : "";
        String answer = attempt.status() == null ? "no answer (" + attempt.failure() + ")" : "" + attempt.status();
        return attempt.eventType() + ", " + what + again + ": " + answer;
    }
}
