/** Everything that is particular to Nexio. */
@NullMarked
package dev.anyhook.nexio;

import org.jspecify.annotations.NullMarked;
