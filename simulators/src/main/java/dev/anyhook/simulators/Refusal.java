package dev.anyhook.simulators;

/** A request that the vendor turns down, with the status and the words it uses. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    Refusal(int status, String words) {
        super(words, null, false, false);
        this.status = status;
        this.words = words;
    }

    int status() {
        return status;
    }

    String words() {
        return words;
    }
}
