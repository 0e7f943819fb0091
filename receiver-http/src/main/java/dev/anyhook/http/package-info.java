/** Deliveries over HTTP: bytes under a cap, a verdict from the receiver, an answer that tells strangers nothing. */
@NullMarked
package dev.anyhook.http;

import org.jspecify.annotations.NullMarked;
