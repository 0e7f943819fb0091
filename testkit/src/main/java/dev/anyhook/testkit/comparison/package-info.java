/** Reads compiled code for comparisons that take longer the more of a secret is guessed. */
@NullMarked
package dev.anyhook.testkit.comparison;

import org.jspecify.annotations.NullMarked;
