package dev.anyhook.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a signature proved, beyond the body.
 *
 * @param id the id that the signature covers; null when the scheme signs none
 * @param at the instant that the signature covers, to the second unless the scheme counts milliseconds; null when the
 *     scheme signs none
 */
public record Signed(@Nullable String id, @Nullable Instant at) {}
