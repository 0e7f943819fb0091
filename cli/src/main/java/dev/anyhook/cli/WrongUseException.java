package dev.anyhook.cli;

import java.io.Serial;

/** The command was asked for something that it cannot do as asked; the message says what to do instead. */
final class WrongUseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WrongUseException(String message) {
        super(message);
    }
}
