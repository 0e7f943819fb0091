/** The {@code anyhook} command: one class for each sub-command, and what they print. */
@NullMarked
package dev.anyhook.cli;

import org.jspecify.annotations.NullMarked;
