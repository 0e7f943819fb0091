package dev.anyhook.cli;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are no HTTP request; the message says where and why, without quoting them. */
final class MalformedRequestException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
