/** Reusable ways in which vendors prove who is calling, on the bytes exactly as they came. */
@NullMarked
package dev.anyhook.signing;

import org.jspecify.annotations.NullMarked;
