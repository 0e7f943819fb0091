package dev.anyhook.receiver;

import java.io.Serial;

/** An inbox has no room; the vendor should try again later. */
public final class InboxFullException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public InboxFullException(String message) {
        super(message);
    }
}
