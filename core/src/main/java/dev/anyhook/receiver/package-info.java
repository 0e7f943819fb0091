/** From a believed delivery to a handled event: verify, keep, acknowledge, then dispatch. */
@NullMarked
package dev.anyhook.receiver;

import org.jspecify.annotations.NullMarked;
