package dev.anyhook.cli;

import java.io.Serial;

/** Something that the command needs is not to be had now; the message says what and why, in one line. */
final class UnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
