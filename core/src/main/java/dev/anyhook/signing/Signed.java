package dev.anyhook.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a signature proved, beyond the body.
 *
 * @param id the id that the signature covers; null when the scheme signs none
 * @param at the instant that the signature covers, to the second
 */
public record Signed(@Nullable String id, Instant at) {}
