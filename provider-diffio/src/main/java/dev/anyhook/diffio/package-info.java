/** Everything that is particular to Diffio. */
@NullMarked
package dev.anyhook.diffio;

import org.jspecify.annotations.NullMarked;
