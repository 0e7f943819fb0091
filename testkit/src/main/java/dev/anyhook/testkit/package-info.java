/** Proves that a provider keeps its promises. */
@NullMarked
package dev.anyhook.testkit;

import org.jspecify.annotations.NullMarked;
