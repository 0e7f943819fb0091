/** What the author of a provider implements, and the few tools that make it short. */
@NullMarked
package dev.anyhook.spi;

import org.jspecify.annotations.NullMarked;
